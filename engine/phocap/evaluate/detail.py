"""One condition for one unit in full: figures with their places, bounds, threshold, margin, what is missing."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import polars as pl

from phocap.evaluate.below import Below
from phocap.evaluate.facts import cases_of, empty_of
from phocap.evaluate.tier import TierEvaluation
from phocap.language.pack import Pack
from phocap.language.ruleset import (
    Bound,
    Case,
    FindingTest,
    Measure,
    MeasureTest,
    ProgrammeTest,
    Rule,
    ShareCase,
    ShareTest,
    WindowTest,
)
from phocap.measure.amounts import measure_columns
from phocap.measure.codes import OUTCOMES
from phocap.measure.columns import Columns
from phocap.measure.spans import Spans, possible_means, ratio, tighter
from phocap.measure.tests import outcomes
from phocap.measure.windows import lengths
from phocap.model.base import Noun, Text
from phocap.model.outcome import Outcome
from phocap.model.record import Given, Interval, Record
from phocap.model.result import Attested, Comparison, ConditionResult, FigureUsed, ReadingUsed

AnyCase = TypeVar("AnyCase", Case, ShareCase)
Pair = tuple[list[int], list[int | None]]
"""The low and the high bounds of all units."""


@dataclass(frozen=True)
class _Found:
    """What a test shows: its kind and subject, the comparison, and what it rests on."""

    kind: str
    subject: str | None
    comparison: Comparison | None = None
    figures: tuple[FigureUsed, ...] = ()
    missing: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    attested: Attested | None = None
    members: tuple[ConditionResult, ...] = ()
    needs: int = 0


@dataclass(frozen=True)
class Known:
    """What is known of a measure: bounds of its parts, of its value (None: it has none), and the rate as printed."""

    numerator: tuple[int, int | None]
    denominator: tuple[int, int | None] | None
    span: Interval | None
    printed: Given[Interval] | None

    @property
    def empty(self) -> bool:
        """Whether there is surely nobody to count."""
        return self.denominator is not None and self.denominator[1] == 0


@dataclass
class Details:
    """The conditions of one tier in full, unit by unit, from the columns that decided them."""

    pack: Pack
    evaluation: TierEvaluation
    programme: str
    choice: dict[str, str]
    back: int = 0
    """How many years before the records' own are shown."""
    _measures: dict[Measure, tuple[Pair | None, ...]] = field(default_factory=dict)
    _fields: dict[str, Pair] = field(default_factory=dict)
    _flags: dict[str, list[bool | None]] = field(default_factory=dict)
    _findings: dict[str, list[bool | None]] = field(default_factory=dict)
    _years: dict[int, "Details"] = field(default_factory=dict)
    _outcomes: dict[object, pl.Series] = field(default_factory=dict)
    _spans: dict[tuple[Measure, int], Spans] = field(default_factory=dict)
    _lengths: dict[WindowTest, pl.Series] = field(default_factory=dict)

    @property
    def columns(self) -> Columns:
        """The evidence of the year shown."""
        return self.evaluation.columns.year(self.back)

    def condition(self, row: int, rule: Rule, record: Record) -> ConditionResult:
        """Return what one rule says of the unit in ``row``."""
        outcome = self._outcome(row, rule)
        found = self._found(row, rule, record)
        comparison = found.comparison
        if comparison and comparison.open_flag and outcome is not Outcome.UNDETERMINED:
            comparison = replace(comparison, open_flag=None, open_threshold=None)
        return ConditionResult(
            node=rule.node,
            id=rule.id,
            title=rule.title,
            cite=rule.cite,
            outcome=outcome,
            effect=rule.effect,
            kind=found.kind,
            subject=found.subject,
            comparison=comparison,
            figures=found.figures,
            missing=found.missing if outcome is Outcome.UNDETERMINED else (),
            evidence=found.evidence,
            readings=tuple(ReadingUsed(name, self.choice[name]) for name in rule.readings if name in self.choice),
            status=rule.source.status if rule.source else None,
            source=rule.source.url if rule.source else None,
            note=rule.source.note if rule.source and rule.source.note else rule.note,
            needs=found.needs or rule.needs or None,
            members=found.members or tuple(self.condition(row, member, record) for member in rule.members),
            places=found.places,
            attested=found.attested,
            cases=cases_of(rule, self.back),
            empty=empty_of(rule),
        )

    def _outcome(self, row: int, rule: Rule) -> Outcome:
        if "@" in rule.node and isinstance(rule.test, MeasureTest | FindingTest):
            if rule.test not in self._outcomes:
                self._outcomes[rule.test] = outcomes(self.columns, rule.test)
            code: int = self._outcomes[rule.test][row]
            return OUTCOMES[code]
        return self.evaluation.outcome(row, rule.outcome_node)

    def _found(self, row: int, rule: Rule, record: Record) -> _Found:
        match rule.test:
            case MeasureTest() as test:
                return self._measure(row, test, record)
            case ShareTest() as test:
                return self._share(row, test, record)
            case FindingTest(field=name):
                return self._finding(row, name, record)
            case ProgrammeTest(programme=programme, level=level):
                decided = record.recognised.get(programme)
                places = (str(decided.place),) if decided else ()
                evidence = ("decision",) if decided else ()
                missing = (f"recognised.{programme}",)
                return _Found("programme", f"{programme}/{level}", missing=missing, evidence=evidence, places=places)
            case WindowTest() as test:
                return self._window(row, rule, test, record)
        return _Found("quorum", None) if rule.level_ref is None else _Found("level", str(rule.level_ref))

    def _window(self, row: int, rule: Rule, test: WindowTest, record: Record) -> _Found:
        """Return the years of a window, and their mean where that is tested."""
        length = self._length(row, test)
        members = tuple(self._in_year(row, rule, record, back) for back in range(length))
        if not test.mean or not isinstance(test.test, MeasureTest):
            needs = length if test.needs == test.years else test.needs
            return _Found("window", None, members=members, needs=needs)
        case, other = self._case(row, test.test.cases)
        found = self.means(row, test, case.measure)[-1]  # with all of whom there may be some
        comparison = Comparison(
            low=found.low if found else None,
            high=found.high if found else None,
            low_open=bool(found and found.low_open),
            high_open=bool(found and found.high_open),
            numerator=(0, None),
            denominator=(0, None if found else 0) if case.measure.to else None,
            printed=None,
            sense=case.bound.sense if case.bound else None,
            threshold=case.bound.value if case.bound else None,
            percent=case.measure.to is not None and case.measure.part,
            margin=None,
            shortfall=None,
            flag=case.flag,
            open_flag=other.flag if other else None,
            open_threshold=other.bound.value if other and other.bound else None,
        )
        return _Found("window", case.measure.id, comparison, members=members)

    def means(self, row: int, test: WindowTest, measure: Measure) -> list[Interval | None]:
        """Return where the mean of a window can lie: see :func:`phocap.measure.spans.possible_means`."""
        years = range(self._length(row, test))
        for back in years:
            if (measure, back) not in self._spans:
                self._spans[measure, back] = Spans(self.columns.year(back), measure)
        return list(possible_means([self._spans[measure, back][row] for back in years]))

    def _length(self, row: int, test: WindowTest) -> int:
        if test not in self._lengths:
            self._lengths[test] = lengths(self.columns, test)
        found: int = self._lengths[test][row]
        return found

    def in_year(self, back: int) -> "Details":
        """Return the conditions as they are in an earlier year; 0 is the records' own."""
        if back == self.back:
            return self
        if back not in self._years:
            self._years[back] = Details(self.pack, self.evaluation, self.programme, self.choice, back)
        return self._years[back]

    def _in_year(self, row: int, rule: Rule, record: Record, back: int) -> ConditionResult:
        """Return the condition in one year of its window."""
        assert isinstance(rule.test, WindowTest)
        year = record.as_of.year - back
        title = Text(vi=f"{rule.title.vi}, năm {year}", en=f"{rule.title.en}, {year}")
        single = replace(rule, node=f"{rule.node}@{year}", id=f"{rule.id}@{year}", title=title, test=rule.test.test)
        shown = record.in_year(year) if back else record
        return self.in_year(back).condition(row, single, shown)

    def _finding(self, row: int, name: str, record: Record) -> _Found:
        given = record.findings.get(name)
        if given is None or given.value.value is None:
            return _Found("finding", name, missing=(name,))
        attested = Attested(given.value.by, given.value.on, given.value.evidence)
        return _Found("finding", name, places=(str(given.place),), attested=attested)

    def known(self, row: int, measure: Measure, record: Record) -> Known:
        """Return what the figures and the printed rate of a unit say of a measure."""
        n, d, rest = (None if pair is None else (pair[0][row], pair[1][row]) for pair in self._columns(measure))
        assert n is not None
        low, high = ratio(n, d, rest, measure.part)
        span = Interval(low, high) if low is not None else None
        printed = record.rates.get(measure.id) if d is not None else None
        if printed is not None and span is not None:
            span = tighter(span, printed.value)
        return Known(n, d, span, printed)

    def _measure(self, row: int, test: MeasureTest, record: Record) -> _Found:
        case, other = self._case(row, test.cases)
        found = self.known(row, case.measure, record)
        span, printed = found.span, found.printed
        margin, shortfall = _distance(found.numerator, found.denominator, case.bound)
        comparison = Comparison(
            low=span.low if span else None,
            high=span.high if span else None,
            low_open=bool(span and span.low_open),
            high_open=bool(span and span.high_open),
            numerator=found.numerator,
            denominator=found.denominator,
            printed=printed.value.printed if printed else None,
            sense=case.bound.sense if case.bound else None,
            threshold=case.bound.value if case.bound else None,
            percent=found.denominator is not None and case.measure.part,
            margin=margin,
            shortfall=shortfall,
            flag=case.flag,
            open_flag=other.flag if other else None,
            open_threshold=other.bound.value if other and other.bound else None,
            noun=self.pack.words.fields[case.measure.of[0][0]].noun,
        )
        figures = tuple(self._figure(row, name, record) for name in dict.fromkeys(case.measure.fields))
        return _Found(
            "measure",
            case.measure.id,
            comparison,
            figures,
            tuple(figure.field for figure in figures if figure.low != figure.high),
            ("printed",) if printed else (),
            (str(printed.place),) if printed else (),
        )

    def _columns(self, measure: Measure) -> tuple[Pair | None, ...]:
        """Return the bounds of numerator, denominator and rest; as lists, which are read unit by unit."""
        if measure not in self._measures:
            found = measure_columns(self.columns, measure)
            pairs = ((found.n_low, found.n_high), (found.d_low, found.d_high), (found.rest_low, found.rest_high))
            self._measures[measure] = tuple(
                None if low is None or high is None else (low.to_list(), high.to_list()) for low, high in pairs
            )
        return self._measures[measure]

    def _bounds(self, name: str) -> Pair:
        """Return the bounds of a field."""
        if name not in self._fields:
            low, high = self.columns.bounds(name)
            self._fields[name] = low.to_list(), high.to_list()
        return self._fields[name]

    def finding(self, name: str) -> list[bool | None]:
        """Return a finding of every unit."""
        if name not in self._findings:
            self._findings[name] = self.columns.finding(name).to_list()
        return self._findings[name]

    def flag(self, name: str) -> list[bool | None]:
        """Return a flag of every unit."""
        if name not in self._flags:
            self._flags[name] = self.columns.flag(name).to_list()
        return self._flags[name]

    def _case(self, row: int, cases: Sequence[AnyCase]) -> tuple[AnyCase, AnyCase | None]:
        """Return the case that holds, and the one that would if a flag that is not given held."""
        flags = {case.flag: self.flag(case.flag)[row] for case in cases if case.flag}
        case = next(case for case in cases if case.flag is None or flags[case.flag])
        unknown = next((case for case in cases if case.flag and flags[case.flag] is None), None)
        return case, unknown

    def _share(self, row: int, test: ShareTest, record: Record) -> _Found:
        case, other = self._case(row, test.cases)
        tier = self.pack.country.tiers[test.tier]
        below = self.evaluation.below[0][test.key][row]
        high, high_open = below.high
        exact = below.exact
        n = (exact[0], exact[0]) if exact else (below.met, None)
        d = (exact[1], exact[1]) if exact else (below.total_low, below.total_high)
        margin, shortfall = _distance(n, d, case.bound) if exact else (None, None)
        most = None if below.total_high is None else below.total_high - below.unmet
        given = record.units[test.tier].levels.get(test.programme, {}) if test.tier in record.units else {}
        printed = given.get(test.level)
        comparison = Comparison(
            low=below.low,
            high=high,
            low_open=False,
            high_open=high_open,
            numerator=(below.met, most),
            denominator=d,
            printed=printed.value.printed if printed and isinstance(printed.value, Interval) else None,
            sense=case.bound.sense if case.bound else None,
            threshold=case.bound.value if case.bound else None,
            percent=True,
            margin=margin,
            shortfall=shortfall,
            flag=case.flag,
            open_flag=other.flag if other else None,
            open_threshold=other.bound.value if other and other.bound else None,
            noun=Noun(vi=tier.plural.vi, en=tier.short.en, en_many=tier.plural.en),
        )
        return _Found(
            "share",
            test.tier,
            comparison,
            tuple(self._unit_figures(test, record)),
            _missing_units(test, below),
            tuple(sorted(below.evidence)),
            (str(printed.place),) if printed and isinstance(printed.value, Interval) else (),
        )

    def _unit_figures(self, test: ShareTest, record: Record) -> Iterator[FigureUsed]:
        """Yield the official counts that a record gives of the units below."""
        units = record.units.get(test.tier)
        if units is None:
            return
        plural = self.pack.country.tiers[test.tier].plural
        if units.total is not None:
            label = Text(vi=f"Tổng số {plural.vi}", en=f"Number of {plural.en}")
            value = units.total.value
            yield FigureUsed(f"units.{test.tier}.total", label, value, value, str(units.total.place))
        for level, given in sorted(units.levels.get(test.programme, {}).items()):
            if level >= test.level and not isinstance(given.value, Interval):
                label = Text(
                    vi=f"Số {plural.vi} đạt mức độ {level} trở lên", en=f"{plural.en} at level {level} or higher"
                )
                name = f"units.{test.tier}.{test.programme}.level_{level}"
                yield FigureUsed(name, label, given.value, given.value, str(given.place))

    def _figure(self, row: int, name: str, record: Record) -> FigureUsed:
        low, high = self._bounds(name)
        given = record.figures.get(name)
        label = self.pack.words.fields[name].label
        return FigureUsed(name, label, low[row], high[row], str(given.place) if given else None)


def _distance(
    n: tuple[int, int | None], d: tuple[int, int | None] | None, bound: Bound | None
) -> tuple[int | None, int | None]:
    """Return margin and shortfall in whole units of the numerator, where everything is given."""
    if bound is None or n[0] != n[1] or (d is not None and (d[0] != d[1] or d[0] == 0)):
        return None, None
    limit = bound.value * (d[0] if d else 1)
    distance = n[0] - math.ceil(limit) if bound.sense == "at_least" else math.floor(limit) - n[0]
    return (distance, None) if distance >= 0 else (None, -distance)


def _missing_units(test: ShareTest, below: Below) -> tuple[str, ...]:
    """Return the counts that would settle a share of units."""
    found = []
    if below.total_low != below.total_high:
        found.append(f"units.{test.tier}.total")
    if below.total_high is None or below.met + below.unmet < below.total_high:
        found.append(f"units.{test.tier}.{test.programme}.level_{test.level}")
    return tuple(found)
