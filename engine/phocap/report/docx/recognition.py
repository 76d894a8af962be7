"""Units that can be proposed for recognition, and those that cannot: for submissions and draft decisions."""

from collections.abc import Iterator

from phocap.explain.sentences import headline
from phocap.explain.wrap import clean
from phocap.model.law import Authority
from phocap.model.outcome import Outcome
from phocap.model.result import LevelResult, Verdict
from phocap.report.document_words import WORDS
from phocap.report.docx import words
from phocap.report.docx.content import Element, Paragraph, Row, Table, Writing, fixed, trimmed, unit_name
from phocap.report.gist import groups
from phocap.report.section import Section
from phocap.report.workbook_words import ABOVE, CODE
from phocap.text import numbers


def proposed(verdict: Verdict, provisional: bool) -> LevelResult | None:
    """Return the highest level that a unit surely has; with ``provisional`` also one without a source counts."""
    met = [level for level in verdict.levels if level.outcome is Outcome.MET and (provisional or not level.provisional)]
    return max(met, key=lambda level: level.level, default=None)


def recognised(writing: Writing) -> list[Element]:
    """Return a table of the units that can be proposed, programme by programme."""
    lang, rows = writing.lang, []
    for section in _lawful(writing):
        found = [(v, level) for v in section.group.verdicts if (level := proposed(v, writing.provisional))]
        if found:
            rows.append(Row((clean(writing.group_name(section)),), group=True))
        for place, (verdict, level) in enumerate(found, 1):
            cells = (
                verdict.unit.name,
                verdict.unit.code or "",
                verdict.unit.parent or "",
                _level(verdict, level, writing),
            )
            rows.append(Row((numbers.count(place, lang), *map(fixed, cells))))
    if not rows:
        return []
    heads = (words.NUMBER, WORDS["unit"], CODE, ABOVE, words.LEVEL)
    return [trimmed(Table(tuple(head[lang] for head in heads), (12, 58, 22, 38, 35), tuple(rows), frozenset({0})))]


def nobody(writing: Writing) -> list[Element]:
    """Return what stands where there is no unit to propose."""
    return [Paragraph("body", words.NOBODY[writing.lang])]


def left_out(writing: Writing) -> list[Element]:
    """Return the units that are not proposed or at a lower level, and those whose result hangs on a reading."""
    lang = writing.lang
    rows: list[Row] = []
    for section in _lawful(writing):
        out = [verdict for verdict in section.group.verdicts if not _whole(verdict, writing)]
        open_ = [verdict for verdict in section.group.verdicts if _whole(verdict, writing) and verdict.firm is not True]
        for title, verdicts in ((words.LEFT_OUT, out), (words.NOT_FIRM, open_)):
            if verdicts:
                rows.append(Row((clean(f"{writing.group_name(section)}. {title[lang]}"),), group=True))
            for place, verdict in enumerate(verdicts, 1):
                rows.append(Row((numbers.count(place, lang), unit_name(verdict), fixed(headline(verdict, lang)))))
    heads = (words.NUMBER[lang], WORDS["unit"][lang], WORDS["result"][lang])
    found: list[Element] = [Table(heads, (12, 53, 100), tuple(rows), frozenset({0}))] if rows else []
    if writing.provisional:
        found.append(Paragraph("body", words.PROVISIONAL_IN[lang]))
    if len(writing.sections) < len(groups(writing.result)):
        found.append(Paragraph("body", words.EARLIER[lang]))
    targets = [s for s in writing.sections if writing.instrument(s.group).target]
    found += [Paragraph("body", f"{clean(writing.group_name(s))}: {words.TARGET[lang]}.") for s in targets]
    return found


def authority(writing: Writing) -> list[Element]:
    """Return who recognises the units of every tier: by the text of each programme, and by those without rules."""
    said: dict[str, None] = {}
    for section in _lawful(writing):
        for tier in section.group.tiers:
            said |= dict.fromkeys(_authority(section, tier, writing))
    return [Paragraph("body", text) for text in said]


def _authority(section: Section, tier: str, writing: Writing) -> Iterator[str]:
    lang, day, own = writing.lang, section.group.as_of, writing.instrument(section.group)
    judging = {loaded.model.instrument for loaded in writing.pack.rule_files.values()}
    general = [
        text
        for name, text in writing.pack.instruments.items()
        if name not in judging and text.in_force.holds_on(day) and not text.target
    ]
    found = [
        (text, one)
        for text in (own, *general)
        for one in text.authority.get(tier, ())
        if (one.from_ is None or one.from_ <= day) and (one.until is None or day <= one.until)
    ]
    if not found:
        yield words.AUTHORITY_OPEN[lang].format(tier=writing.tier(tier), instrument=own.number)
    for text, one in found:
        what = f" ({one.of[lang]})" if one.of else ""
        facts = {"tier": writing.tier(tier), "what": what, "by": one.by[lang]}
        yield words.AUTHORITY[lang].format(**facts, source=_source(one, text.number, writing))


def _source(one: Authority, number: str, writing: Writing) -> str:
    cite = " ".join(filter(None, (one.cite, number)))
    mark = words.AUTHORITY_MARK[one.source.status.value][writing.lang] if one.source else None
    return ", ".join(filter(None, (cite, mark)))


def _lawful(writing: Writing) -> list[Section]:
    """Return what is said of programmes that are law: a target is nobody's standard."""
    return [section for section in writing.sections if not writing.instrument(section.group).target]


def _whole(verdict: Verdict, writing: Writing) -> bool:
    """Whether a unit is proposed at the highest level that it has."""
    level = proposed(verdict, writing.provisional)
    return level is not None and level.level == verdict.highest_level


def _level(verdict: Verdict, level: LevelResult, writing: Writing) -> str:
    lang = writing.lang
    single = len(verdict.levels) == 1
    text = words.AT_STANDARD[lang] if single else words.AT_LEVEL[lang].format(level=level.level)
    return words.MET_PROVISIONALLY[lang].format(level=text) if level.provisional else text
