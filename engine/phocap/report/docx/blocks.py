"""What a result says in a document, block by block: the same texts and numbers as in every other report."""

from collections.abc import Iterable, Iterator, Sequence

from phocap.explain.blocks import wanted
from phocap.explain.sentences import headline, level_name, level_sentence
from phocap.explain.words import FOLLOWED, OUTCOME
from phocap.explain.wrap import FIXED, clean
from phocap.model.outcome import Outcome
from phocap.model.result import Comparison, Verdict
from phocap.model.rulefile import Effect
from phocap.report.conditions import HEADINGS, NUMBERS, STARS, figures_cell, footnotes, rate_cell, rows
from phocap.report.document_words import WORDS
from phocap.report.docx import words
from phocap.report.docx.content import Element, Paragraph, Row, Table, Writing, fixed, trimmed, unit_name, upper
from phocap.report.gist import lacking as lacks
from phocap.report.gist import shortfall, tightest
from phocap.report.section import Section
from phocap.report.table import reached
from phocap.report.workbook_words import CODE
from phocap.text import numbers
from phocap.text.language import Lang

WHOLE = 12
"""With so many units at most, every condition of each is printed."""

WIDEST = 9
"""A table of units has so many quantities at most."""

NAMED = 5
"""So many of the units that lack a figure are named."""

MARKS = frozenset(mark for mark, _ in STARS.values())
"""Marks behind the names of conditions, never alone on a line."""

CONDITIONS = (36, 30, 28, 20, 16, 18, 17)
"""How wide the columns of the table of conditions are."""


def conclusions(writing: Writing) -> list[Element]:
    """Return the verdict of the unit at the top with its levels, and how many units came to what."""
    return writing.each(lambda section: _conclusion(section, writing.lang))


def _conclusion(section: Section, lang: Lang) -> Iterator[Element]:
    if section.root is not None:
        text = words.UNIT_SAID[lang].format(unit=upper(unit_name(section.root)), text=headline(section.root, lang))
        yield Paragraph("body", text)
        if len(section.root.levels) > 1:
            for level in section.root.levels:
                yield Paragraph("point", f"- {level_sentence(level, lang, cite=True, most=3)}")
    for tier, total, shares in section.bars:
        said = "; ".join(words.SHARE[lang].format(result=share.text[lang], n=share.number[lang]) for share in shares)
        yield Paragraph("body", words.TIER_RESULTS[lang].format(tier=upper(tier[lang]), total=total[lang], shares=said))
    if section.root is None and not section.group.verdicts:
        yield Paragraph("body", WORDS["nothing"][lang])


def conditions(writing: Writing) -> list[Element]:
    """Return the conditions of the unit at the top."""
    return writing.each(lambda s: () if s.root is None else condition_table(s.root, writing.lang))


def condition_table(verdict: Verdict, lang: Lang) -> Iterator[Element]:
    """Yield the table of a unit's conditions, and what the marks in it mean."""
    listed = list(rows(verdict, lang))
    made = [
        Row((clean(row.heading),), group=True)
        if row.heading is not None
        else Row((_indented(row.cells[0]), *map(fixed, row.cells[1:])))
        for row in listed
    ]
    heads = tuple(heading[lang] for heading in HEADINGS)
    yield trimmed(Table(heads, CONDITIONS, tuple(made), frozenset(NUMBERS)))
    yield from (Paragraph("note", note) for note in footnotes(listed, lang))


def _indented(name: str) -> str:
    """Return the name of a condition; what belongs to another one is marked as it is in official tables."""
    depth = (len(name) - len(name.lstrip())) // 2
    words_, _, last = clean(name).rpartition(" ")
    tied = f"{words_}{FIXED}{last}" if last in MARKS else clean(name)
    return f"{('', '- ', '+ ')[min(depth, 2)]}{fixed(tied)}"


def lacking(writing: Writing) -> list[Element]:
    """Return what keeps the unit at the top from its next level."""

    def made(section: Section) -> Iterator[Element]:
        if section.root is not None:
            text = section.level or WORDS["nothing_holds"]
            yield Paragraph("body", text[writing.lang])
            yield from writing.points(section.lacking)

    return writing.each(made)


def below(writing: Writing) -> list[Element]:
    """Return the units below that are short of a level, nearest to it first."""

    def made(section: Section) -> Iterator[Element]:
        title, listed, more = section.below
        if listed:
            yield Paragraph("body", f"{title[writing.lang]}:")
            yield from writing.points([*listed, *([more] if more else [])])

    return writing.each(made)


def published(writing: Writing) -> list[Element]:
    """Return what was published about the unit at the top, and whether the result agrees."""
    return writing.each(lambda s: writing.points(s.published) if s.root is not None else ())


def cautions(writing: Writing) -> list[Element]:
    """Return what of the law the results rest on although it is not confirmed."""
    return writing.each(lambda section: writing.points(section.cautions))


def readings(writing: Writing) -> list[Element]:
    """Return the readings that were followed, and those that change the verdict of the unit at the top."""

    def made(section: Section) -> Iterator[Element]:
        yield from writing.points(section.followed)
        if section.root is not None:
            yield from writing.points(section.changing)
            yield from _alternatives(section.root, writing)

    return writing.each(made)


def _alternatives(verdict: Verdict, writing: Writing) -> Iterator[Element]:
    """Yield the outcomes of every level under each option of the readings that change them."""
    lang, made = writing.lang, []
    for place, found in enumerate(verdict.alternatives):
        options = "; ".join(writing.labels.option(used, lang) for used in found.readings)
        named = options if place else FOLLOWED[lang].format(options=options)
        made.append(Row((clean(named), *(OUTCOME[outcome][lang] for outcome in found.outcomes))))
    if made:
        heads = (words.READING[lang], *(fixed(level_name(level.level, lang)) for level in verdict.levels))
        yield Table(heads, (85, *[80 // len(verdict.levels)] * len(verdict.levels)), tuple(made))


def missing(writing: Writing) -> list[Element]:
    """Return the figures that leave a level open, most often missing first, with the units that lack them."""

    def made(section: Section) -> Iterator[Element]:
        found: dict[str, list[str]] = {}
        for verdict in section.group.verdicts:
            if any(level.outcome is Outcome.UNDETERMINED for level in verdict.levels):
                for name in wanted(verdict.levels, writing.lang, writing.labels):
                    found.setdefault(clean(name), []).append(unit_name(verdict))
        if len(section.group.verdicts) == 1:
            yield from (Paragraph("point", f"- {name}.") for name in found)
        elif found:
            listed = sorted(found.items(), key=lambda item: -len(item[1]))
            heads = (WORDS["field"], words.UNITS_LACKING, WORDS["unit"])
            made = tuple(Row((name, numbers.count(len(units), writing.lang), _few(units))) for name, units in listed)
            yield Table(tuple(head[writing.lang] for head in heads), (75, 20, 70), made, frozenset({1}))

    return writing.each(made)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")


def units(writing: Writing) -> list[Element]:
    """Return a table of the units of every section that has several."""

    def made(section: Section) -> Iterator[Element]:
        verdicts, lang = section.group.verdicts, writing.lang
        if len(verdicts) > 1:
            heads = (words.NUMBER, WORDS["unit"], CODE, WORDS["tier"], WORDS["result"], WORDS["safest"], WORDS["lacks"])
            listed = [_unit(place, verdict, writing) for place, verdict in enumerate(verdicts, 1)]
            widths = (11, 50, 20, 26, 32, 50, 64)
            yield trimmed(Table(tuple(head[lang] for head in heads), widths, tuple(listed), frozenset({0})))

    return writing.each(made)


def _unit(place: int, verdict: Verdict, writing: Writing) -> Row:
    lang, tight, short = writing.lang, tightest(verdict), shortfall(verdict)
    margin = tight.comparison.margin if tight and tight.comparison else None
    safest = "" if margin is None or tight is None else f"+{numbers.count(margin, lang)} {tight.title[lang]}"
    lacking_ = "; ".join(condition.title[lang] for condition in lacks(verdict)[:2])
    cells = (
        numbers.count(place, lang),
        unit_name(verdict),
        clean(verdict.unit.code or ""),
        writing.tier(verdict.unit.tier),
        reached(verdict, lang)[0],
        safest,
        (f"−{numbers.count(short, lang)} " if short else "") + lacking_,
    )
    return Row(tuple(map(fixed, cells)))


def measures(writing: Writing) -> list[Element]:
    """Return a table for every tier of a section with several units: its quantities, a column each."""

    def made(section: Section) -> Iterator[Element]:
        if len(section.group.verdicts) > 1:
            for tier in section.group.tiers:
                yield from _measured(tier, [v for v in section.group.verdicts if v.unit.tier == tier], writing)

    return writing.each(made)


def _measured(tier: str, verdicts: Sequence[Verdict], writing: Writing) -> Iterator[Element]:
    lang = writing.lang
    quantities = [_quantities(verdict, lang) for verdict in verdicts]
    names = list(dict.fromkeys(name for found in quantities for name in found))
    if names and len(names) <= WIDEST:
        yield Paragraph("note", words.FIGURES_OF[lang].format(tier=writing.tier(tier)))
        heads = (words.NUMBER[lang], WORDS["unit"][lang], *names, WORDS["result"][lang])
        made = []
        for n, (verdict, found) in enumerate(zip(verdicts, quantities, strict=True), 1):
            cells = (found.get(name, "") for name in names)
            made.append(Row((numbers.count(n, lang), unit_name(verdict), *cells, _result(verdict, lang))))
        shared = max(16, 150 // len(names))
        right = frozenset({0, *range(2, len(names) + 2)})
        yield Table(tuple(heads), (11, 42, *[shared] * len(names), 38), tuple(made), right)


def _result(verdict: Verdict, lang: Lang) -> str:
    return fixed(reached(verdict, lang)[0])


def _quantities(verdict: Verdict, lang: Lang) -> dict[str, str]:
    """Return the counts and rates that decide a verdict by their titles, each once."""
    return {
        condition.title[lang]: _quantity(condition.comparison, lang)
        for level in verdict.levels
        for condition in level.conditions
        if condition.effect is Effect.DECIDES and condition.comparison is not None
    }


def _quantity(found: Comparison, lang: Lang) -> str:
    cells = dict.fromkeys(filter(None, (figures_cell(found, lang), rate_cell(found, lang))))
    return fixed("; ".join(cells)) or words.NO_FIGURES[lang]


def details(writing: Writing) -> list[Element]:
    """Return the conditions of every unit below the one at the top, while there are not too many."""

    def made(section: Section) -> Iterator[Element]:
        others = [verdict for verdict in section.group.verdicts if verdict is not section.root]
        for verdict in others if len(others) <= WHOLE else ():
            yield Paragraph("heading-2", unit_name(verdict))
            yield Paragraph("body", headline(verdict, writing.lang))
            yield from condition_table(verdict, writing.lang)

    return writing.each(made)


def files(writing: Writing) -> list[Element]:
    """Return the digest, the program, and the hashes of what the result rests on."""
    lang = writing.lang
    said = [Paragraph("file", WORDS["files_about"][lang])]
    said.append(Paragraph("file", writing.word("digest", digest=writing.digest)))
    said.append(Paragraph("file", f"{WORDS['engine'][lang]}: {clean(writing.result.engine)}"))
    heads = (WORDS["nav_files"][lang], "SHA-256")
    listed: Iterable[tuple[str, str]] = (
        (clean(file.path), file.sha256) for file in (*writing.result.inputs, *writing.result.rules)
    )
    return [*said, Table(heads, (38, 127), tuple(Row(pair) for pair in listed))]
