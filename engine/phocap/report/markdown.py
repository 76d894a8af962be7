"""The audit report as Markdown, for repositories and wikis: verdict, conditions, units, what is missing, hashes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from phocap.explain.sentences import headline
from phocap.explain.wrap import clean
from phocap.model.result import Result, Verdict
from phocap.report.conditions import HEADINGS, NUMBERS, footnotes, rows
from phocap.report.document_words import WORDS
from phocap.report.gist import groups, lacking, shortfall, tightest
from phocap.report.section import Section
from phocap.report.serialise import as_data, digest
from phocap.report.table import reached
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang

WHOLE = 40
"""With so many units at most, every condition of each is told."""

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!$]|^[-+=:](?=[ \-=:]|$)|(?<=^\d)[.)](?= )|(?<=^\d\d)[.)](?= ))")


def to_markdown(result: Result, lang: Lang) -> str:
    """Return the report in one language, ending with a line break."""
    return "\n".join(_document(result, lang)) + "\n"


def _document(result: Result, lang: Lang) -> Iterator[str]:
    found = groups(result)
    if not found:
        yield from (f"# {WORDS['report'][lang]}", "", WORDS["nothing"][lang])
    for place, group in enumerate(found):
        yield from _section(Section(result, group, place), lang)
    yield from ("", f"## {WORDS['files'][lang]}", "", WORDS["files_about"][lang], "")
    yield f"- {WORDS['digest'][lang]}: `{digest(as_data(result))}`"
    yield f"- {WORDS['engine'][lang]}: {plain(result.engine)}"
    yield from (f"- {plain(file.path)}: `{file.sha256}`" for file in (*result.inputs, *result.rules))


def _section(section: Section, lang: Lang) -> Iterator[str]:
    group, root = section.group, section.root
    if section.place:
        yield ""
    yield f"# {plain(section.name[lang])}: {plain(section.first.title[lang])}"
    if root is not None:
        yield from ("", f"**{plain(section.headline[lang])}**")
    facts = (("day", section.day[lang]), ("basis", section.first.instrument), ("scope", section.scope[lang]))
    yield ""
    yield from (f"- {WORDS[name][lang]}: {plain(text)}" for name, text in facts)
    if root is not None:
        yield from ("", f"## {WORDS['holds_back'][lang]}", "")
        yield plain(section.level[lang]) if section.level else WORDS["nothing_holds"][lang]
        yield from _points(section.lacking, lang)
        if section.published:
            yield from ("", f"## {WORDS['published'][lang]}")
            yield from _points(section.published, lang)
        yield from ("", f"## {WORDS['conditions'][lang]}")
        yield from _conditions(root, lang)
    title, below, more = section.below
    if below:
        yield from ("", f"## {title[lang]}")
        yield from _points([*below, *([more] if more else [])], lang)
    others = [verdict for verdict in group.verdicts if verdict is not root]
    if others:
        yield from ("", f"## {WORDS['units'][lang]}", "")
        heads = [WORDS[name][lang] for name in ("unit", "result", "safest", "lacks")]
        yield from _table(heads, (_unit(verdict, lang) for verdict in group.verdicts), right=())
    for verdict in others if len(others) <= WHOLE else ():
        yield from ("", f"### {plain(verdict.unit.name)}", "", plain(headline(verdict, lang)))
        yield from _conditions(verdict, lang)
    yield from ("", f"## {WORDS['cautions'][lang]}")
    yield from _points(section.cautions, lang) if section.cautions else ("", WORDS["cautions_none"][lang])
    yield from _points(section.followed, lang)


def _points(texts: Iterable[Bilingual], lang: Lang) -> Iterator[str]:
    listed = [f"- {plain(text[lang])}" for text in texts]
    if listed:
        yield from ("", *listed)


def _conditions(verdict: Verdict, lang: Lang) -> Iterator[str]:
    """Yield a table for every level, and what the marks in them mean."""
    listed = list(rows(verdict, lang))
    table: list[Sequence[str]] = []
    heads = [heading[lang] for heading in HEADINGS]
    for row in [*listed, None]:
        if (row is None or row.heading is not None) and table:
            yield ""
            yield from _table(heads, table, right=NUMBERS)
            table = []
        if row is not None and row.heading is not None:
            yield from ("", f"**{plain(row.heading)}**")
        elif row is not None:
            depth = len(row.cells[0]) - len(row.cells[0].lstrip())
            table.append(("\N{EM SPACE}" * (depth // 2) + row.cells[0].lstrip(), *row.cells[1:]))
    for note in footnotes(listed, lang):
        yield from ("", plain(note))


def _unit(verdict: Verdict, lang: Lang) -> Sequence[str]:
    tight, short = tightest(verdict), shortfall(verdict)
    margin = tight.comparison.margin if tight and tight.comparison else None
    safest = "" if margin is None or tight is None else f"+{numbers.count(margin, lang)} {tight.title[lang]}"
    lacks = "; ".join(condition.title[lang] for condition in lacking(verdict)[:2])
    return (
        " ".join(filter(None, (verdict.unit.name, verdict.unit.code))),
        reached(verdict, lang)[0],
        safest,
        (f"−{numbers.count(short, lang)} " if short else "") + lacks,
    )


def _table(heads: Sequence[str], listed: Iterable[Sequence[str]], right: Sequence[int]) -> Iterator[str]:
    yield f"| {' | '.join(map(plain, heads))} |"
    yield f"|{'|'.join('---:' if place in right else '---' for place in range(len(heads)))}|"
    for cells in listed:
        yield f"| {' | '.join(plain(cell, keep=True) for cell in cells)} |"


def plain(text: str, *, keep: bool = False) -> str:
    """Return a text whose characters mean nothing to Markdown; ``keep`` the spaces that indent it."""
    indent = text[: len(text) - len(text.lstrip("\N{EM SPACE}"))] if keep else ""
    return indent + _MARKUP.sub(r"\\\1", clean(text.lstrip("\N{EM SPACE}")))
