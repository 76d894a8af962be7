"""A school's self-assessment: its criteria one by one, and the evidence that its record names.

The criteria are read off the ids of conditions, which begin with standard and number (``1.3-l2-a``). A code of
evidence goes to the criterion that names a document first; everywhere else the document keeps that code.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import takewhile

from phocap.explain.sentences import level_name
from phocap.explain.words import OUTCOME
from phocap.explain.wrap import clean
from phocap.model.document import Line, Regime, Sheet
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.model.result import ConditionResult, LevelResult, Verdict, walk
from phocap.model.rulefile import Effect
from phocap.report.conditions import bound_cell, figures_cell, rate_cell
from phocap.report.document_words import ATTESTED_BY, ATTESTED_ON, WORDS
from phocap.report.docx import words
from phocap.report.docx.content import Element, Paragraph, Row, Table, Writing, fixed, instrument_id
from phocap.report.docx.forms import fill
from phocap.text import numbers
from phocap.text.language import Lang
from phocap.value import dataclass

Key = tuple[int, int]
"""Standard and number of a criterion."""

_ID = re.compile(r"(\d+)\.(\d+)(?!\d)")
_GRAVITY = (Outcome.NOT_MET, Outcome.UNDETERMINED, Outcome.MET, Outcome.NOT_APPLICABLE)
BLANK = "…"


def criterion_key(condition: ConditionResult) -> Key | None:
    """Return the criterion to which a condition belongs by its id."""
    found = _ID.match(condition.id)
    return (int(found[1]), int(found[2])) if found else None


def has_criteria(verdict: Verdict) -> bool:
    """Whether a verdict is given criterion by criterion."""
    return any(criterion_key(c) for level in verdict.levels for c in walk(level.conditions))


@dataclass(frozen=True)
class School:
    """The criteria of a verdict, and the codes of its evidence."""

    verdict: Verdict
    regime: Regime
    criteria: Mapping[Key, Mapping[int, list[ConditionResult]]] = field(init=False)
    """By criterion and level the conditions that stand for it."""
    whole: Mapping[int, list[ConditionResult]] = field(init=False)
    """By level the requirements on the school as a whole."""

    def __post_init__(self) -> None:
        """Sort the conditions by criterion and level."""
        criteria: dict[Key, dict[int, list[ConditionResult]]] = defaultdict(lambda: defaultdict(list))
        whole: dict[int, list[ConditionResult]] = defaultdict(list)
        for level in self.verdict.levels:
            for condition in _standing(level.conditions):
                if (key := criterion_key(condition)) is not None:
                    if not any(_same(condition, other) for lower in criteria[key].values() for other in lower):
                        criteria[key][level.level].append(condition)
                elif condition.kind != "level":
                    whole[level.level].append(condition)
        object.__setattr__(self, "criteria", dict(sorted(criteria.items())))
        object.__setattr__(self, "whole", whole)

    @cached_property
    def codes(self) -> dict[str, str]:
        """The codes of evidence by its name, in the order of criteria."""
        found: dict[str, str] = {}
        for key, levels in self.criteria.items():
            number = 0
            for name in _evidence(c for conditions in levels.values() for c in walk(conditions)):
                if name not in found:
                    number += 1
                    found[name] = self.code(key, f"{number:02}")
        for name in _evidence(c for conditions in self.whole.values() for c in walk(conditions)):
            found.setdefault(name, self.code(None, BLANK))
        return found

    def code(self, key: Key | None, number: str) -> str:
        """Return a code of evidence in the style of the regime."""
        standard, part = map(str, key) if key else (BLANK, BLANK)
        facts = {"standard": standard, "part": part, "number": number}
        return fill(self.regime.code, {**facts, "criterion": f"{standard}.{part}" if key else BLANK})


def school(writing: Writing) -> School:
    """Return the school that a self-assessment is about."""
    group = writing.sections[0].group
    return School(group.verdicts[0], writing.form.regimes[instrument_id(group)])


def _same(one: ConditionResult, other: ConditionResult) -> bool:
    """Whether a level asks again what a lower one asked of a criterion."""
    return one.subject is not None and (one.id, one.kind, one.subject) == (other.id, other.kind, other.subject)


def _standing(conditions: tuple[ConditionResult, ...]) -> Iterator[ConditionResult]:
    """Yield what stands for criteria and for the school as a whole: a quorum of criteria gives its members."""
    for condition in conditions:
        if criterion_key(condition) is None and any(map(criterion_key, condition.members)):
            yield from _standing(condition.members)
        else:
            yield condition


def _evidence(conditions: Iterator[ConditionResult]) -> Iterator[str]:
    for condition in conditions:
        if condition.attested is not None:
            yield from map(clean, condition.attested.evidence)


def criteria_table(writing: Writing) -> list[Element]:
    """Return the outcome of every criterion at every level."""
    found, lang = school(writing), writing.lang
    levels = found.verdict.levels
    heads = (words.CRITERION[lang], *(_level(level, writing) for level in levels))
    rows = [
        Row((_title(key, by_level, lang), *(_outcome(by_level.get(level.level, []), lang) for level in levels)))
        for key, by_level in found.criteria.items()
    ]
    for level in levels:
        for condition in found.whole.get(level.level, []):
            cells = [_outcome([condition], lang) if other is level else "" for other in levels]
            rows.append(Row((clean(condition.title[lang]), *cells)))
    return [Table(heads, (85, *[80 // len(levels)] * len(levels)), tuple(rows))]


def criteria(writing: Writing) -> list[Element]:
    """Return every criterion: what the record says of its indicators, what the school has to write, the outcome."""
    found = school(writing)
    made: list[Element] = []
    standards = dict.fromkeys(standard for standard, _ in found.criteria)
    for standard in standards:
        made.append(Paragraph("heading-2", words.STANDARD[writing.lang].format(standard=standard)))
        for key, by_level in found.criteria.items():
            if key[0] == standard:
                made += _criterion(key, by_level, found, writing)
        for part in found.regime.standard:
            made += _blank(f"{words.STANDARD[writing.lang].format(standard=standard)} – {part[writing.lang]}")
    for level in found.verdict.levels:
        if whole := found.whole.get(level.level):
            title = words.WHOLE_SCHOOL[writing.lang].format(level=_level(level, writing))
            made += [Paragraph("heading-2", title), _indicators({title: whole}, None, found, writing)]
    return made


def _criterion(
    key: Key, by_level: Mapping[int, list[ConditionResult]], found: School, writing: Writing
) -> Iterator[Element]:
    lang = writing.lang
    yield Paragraph("heading-3", _title(key, by_level, lang))
    yield Paragraph("part", f"1. {words.SITUATION[lang]}")
    told: dict[str, list[ConditionResult]] = {}
    own, described = [], True
    for level in found.verdict.levels:
        if conditions := by_level.get(level.level):
            name = _level(level, writing)
            if described:
                told[name] = conditions
                own.append(words.OWN_AT[lang].format(level=name, outcome=_outcome(conditions, lang)))
            else:
                own.append(words.NOT_DESCRIBED[lang].format(level=name))
            described = described and _worst(conditions) is not Outcome.NOT_MET
    yield _indicators(told, key, found, writing)
    for number, part in enumerate(found.regime.criterion, 2):
        yield from _blank(f"{number}. {part[lang]}")
    yield Paragraph("part", f"{len(found.regime.criterion) + 2}. {words.OWN[lang]}")
    yield from (Paragraph("point", f"- {text}") for text in own)


def _blank(title: str) -> Iterator[Element]:
    yield Paragraph("part", title)
    yield Paragraph("body", BLANK)


def _indicators(told: Mapping[str, list[ConditionResult]], key: Key | None, found: School, writing: Writing) -> Table:
    """Return the indicators of a criterion level by level: what the record says, the outcome, codes of evidence."""
    lang = writing.lang
    rows: list[Row] = []
    for name, conditions in told.items():
        rows.append(Row((name,), group=True))
        listed = [c.members if c.members and key and criterion_key(c) == key else (c,) for c in conditions]
        for depth, condition in (pair for members in listed for pair in _deep(members)):
            names = dict.fromkeys(_evidence(iter([condition])))
            codes = found.regime.joined.join(found.codes[name] for name in names)
            blank = "" if condition.members else found.code(key, BLANK)
            title = f"{('', '- ', '+ ')[min(depth, 2)]}{clean(condition.title[lang])}"
            rows.append(Row((title, _record(condition, writing), _outcome([condition], lang), codes or blank)))
    heads = (words.INDICATOR, words.RECORD_SAYS, WORDS["result"], words.CODES)
    return Table(tuple(head[lang] for head in heads), (66, 47, 22, 30), tuple(rows))


def _deep(conditions: tuple[ConditionResult, ...], depth: int = 0) -> Iterator[tuple[int, ConditionResult]]:
    for condition in conditions:
        yield depth, condition
        yield from _deep(condition.members, depth + 1)


def _record(condition: ConditionResult, writing: Writing) -> str:
    """Return what the record says: counts, rate and threshold, or who attests it and when."""
    lang, found, said = writing.lang, condition.comparison, []
    if found is not None:
        nothing = "" if condition.members else words.NO_FIGURES[lang]
        cells = dict.fromkeys(filter(None, (figures_cell(found, lang), rate_cell(found, lang))))
        said = [" = ".join(cells)] if len(cells) > 1 and found.printed is None else list(cells)
        said = said or [nothing] * bool(nothing)
        if bound := bound_cell(found, lang):
            said.append(words.THRESHOLD_IS[lang].format(bound=bound))
    elif condition.kind == "finding":
        said = [words.ATTESTED[condition.outcome][lang]]
    if (attested := condition.attested) is not None:
        if attested.by:
            said.append(ATTESTED_BY[lang].format(by=attested.by))
        if attested.on:
            said.append(ATTESTED_ON[lang].format(day=numbers.date_text(attested.on, lang)))
    return fixed(clean("; ".join(said)))


def _worst(conditions: list[ConditionResult]) -> Outcome | None:
    """Return the outcome of what decides; None where nothing does."""
    found = [c.outcome for c in conditions if c.effect is Effect.DECIDES]
    return min(found, key=_GRAVITY.index, default=None)


def _outcome(conditions: list[ConditionResult], lang: Lang) -> str:
    found = _worst(conditions)
    return OUTCOME[found][lang] if found else words.INFORMS[lang] if conditions else "–"


def _title(key: Key, by_level: Mapping[int, list[ConditionResult]], lang: Lang) -> str:
    """Return what the titles of a criterion have in common at all levels, without what tells the level."""
    titles = [c.title[lang] for found in by_level.values() for c in found if c.effect is Effect.DECIDES]
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*titles, strict=False))
    common = "".join(letters[0] for letters in alike)
    if len(set(titles)) > 1:
        common = common.rpartition(" (")[0] or common
    return clean(common) or words.CRITERION_NUMBER[lang].format(number=f"{key[0]}.{key[1]}")


def _level(level: LevelResult, writing: Writing) -> str:
    """Return what the rules call a level."""
    loaded = writing.pack.rule_files.get(writing.sections[0].group.rule_set)
    given = loaded.model.levels.get(level.level) if loaded else None
    return given.title[writing.lang] if given is not None and given.title else level_name(level.level, writing.lang)


def evidence(writing: Writing) -> list[Element]:
    """Return the list of evidence: what the record names with its code, and rows to fill in for criteria without."""
    found, lang = school(writing), writing.lang
    columns = found.regime.evidence
    listed = [(code, name) for name, code in found.codes.items()]
    used = "\n".join(code for code, _ in listed)
    for key in found.criteria:
        if found.code(key, "").rstrip("])") not in used:
            listed.append((found.code(key, BLANK), BLANK))
    rows = []
    for place, (code, name) in enumerate(listed, 1):
        held = {"place": numbers.count(place, lang), "code": code, "name": name, None: ""}
        rows.append(Row(tuple(held[column.holds] for column in columns)))
    widths = tuple(column.width for column in columns)
    return [Table(tuple(column.heading[lang] for column in columns), widths, tuple(rows))]


YEAR = 20
"""How wide the column of a school year is."""

BEGINS = 8
"""The month from which on a day belongs to the school year that begins in its year."""


def sheet(said: Sheet, writing: Writing) -> Table:
    """Return a table that people fill in, with what the record of the school gives."""
    record = _record_of(writing)
    years = range(said.years - 1, -1, -1)
    own = [_in_year(record, back) for back in years]
    day = writing.sections[0].group.as_of
    heads = tuple(column.heading[writing.lang] for column in said.columns)
    rows = [row for line in said.rows for row in [_line(line, said, record, own, writing)] * line.times]
    counted = {place for line in said.rows for place, name in enumerate(line.figures) if name}
    right = frozenset({*counted, *range(len(heads), len(heads) + said.years)})
    widths = (*(column.width for column in said.columns), *[YEAR] * said.years)
    return Table((*heads, *(_school_year(day, back) for back in years)), widths, tuple(rows), right)


def _line(line: Line, said: Sheet, record: Record | None, own: list[Record | None], writing: Writing) -> Row:
    if line.group:
        return Row((writing.said(line.cells[0]) if line.cells and line.cells[0] else "",), group=True)
    cells = []
    for place in range(len(said.columns)):
        text = line.cells[place] if place < len(line.cells) else None
        field = line.figures[place] if place < len(line.figures) else None
        cells.append(writing.said(text) if text else _figure(record, field, writing.lang))
    return Row((*cells, *(_figure(one, line.yearly, writing.lang) for one in own)))


def _record_of(writing: Writing) -> Record | None:
    verdict = writing.sections[0].group.verdicts[0]
    key = (verdict.as_of, verdict.unit.tier, verdict.unit.code, verdict.unit.name)
    return next((r for r in writing.records if (r.as_of, r.unit.tier, r.unit.code, r.unit.name or "") == key), None)


def _in_year(record: Record | None, back: int) -> Record | None:
    return record if record is None or not back else record.in_year(record.as_of.year - back)


def _figure(record: Record | None, field: str | None, lang: Lang) -> str:
    """Return a figure of a record; what it does not give stays blank."""
    given = record.figures.get(field) if record and field else None
    return numbers.count(given.value, lang) if given else ""


def _school_year(day: date, back: int) -> str:
    first = day.year - back - (day.month < BEGINS)
    return f"{first}-{first + 1}"
