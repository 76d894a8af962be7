"""One condition for one unit in full: figures with their places, bounds, threshold, margin, what is missing."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from operator import is_
from typing import TypeVar

from phocap.evaluate.below import Below
from phocap.evaluate.cells import Cells
from phocap.evaluate.facts import cases_of, empty_of
from phocap.evaluate.tier import TierEvaluation
from phocap.language.pack import Pack
from phocap.language.ruleset import (
    Bound,
    Case,
    FindingTest,
    LevelRules,
    MeasureTest,
    ProgrammeTest,
    Rule,
    ShareCase,
    ShareTest,
    WindowTest,
)
from phocap.measure.spans import Bounds
from phocap.measure.tests import outcomes
from phocap.model.base import Noun, Text
from phocap.model.law import Status
from phocap.model.outcome import OUTCOMES, Outcome
from phocap.model.record import Interval, Record
from phocap.model.result import Attested, CaseTested, Comparison, ConditionResult, FigureUsed, ReadingUsed
from phocap.value import dataclass

AnyCase = TypeVar("AnyCase", Case, ShareCase)


@dataclass(slots=True)
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


@dataclass(frozen=True, slots=True)
class _Law:
    """What a condition says of every unit."""

    readings: tuple[ReadingUsed, ...]
    status: Status | None
    source: str | None
    note: Text | None
    cases: tuple[CaseTested, ...]
    empty: Outcome | None

    @classmethod
    def of(cls, rule: Rule, choice: Mapping[str, str], back: int) -> "_Law":
        source = rule.source
        return cls(
            tuple(ReadingUsed(name, choice[name]) for name in rule.readings if name in choice),
            source.status if source else None,
            source.url if source else None,
            source.note if source and source.note else rule.note,
            cases_of(rule, back),
            empty_of(rule),
        )


@dataclass
class Details:
    """The conditions of one tier in full, unit by unit, from the columns that decided them."""

    pack: Pack
    evaluation: TierEvaluation
    programme: str
    choice: dict[str, str]
    cells: Cells
    back: int = 0
    """How many years before the records' own are shown."""
    _laws: dict[str, _Law] = field(default_factory=dict)
    _years: dict[int, "Details"] = field(default_factory=dict)
    _singles: dict[tuple[str, int], Rule] = field(default_factory=dict)
    _outcomes: dict[object, list[int]] = field(default_factory=dict)
    _untold: dict[tuple[str, Outcome, Hashable], ConditionResult] = field(default_factory=dict)
    _groups: dict[tuple[str, Outcome], ConditionResult] = field(default_factory=dict)
    _silent: dict[tuple[str, int], list[ConditionResult | None]] = field(default_factory=dict)
    """By level and pattern, what is the same for every unit of which nothing is attested."""
    _row: int = -1
    _figures: dict[str, FigureUsed] = field(default_factory=dict)
    """Of the unit in ``_row``: the same figures stand at every level."""

    def conditions(self, row: int, level: LevelRules, record: Record) -> tuple[ConditionResult, ...]:
        """Return what the rules of a level say of the unit in ``row``."""
        if record.findings:
            return tuple(self.condition(row, rule, record) for rule in level.rules)
        key = (level.node, self.evaluation.numbers[row])
        if key not in self._silent:
            self._silent[key] = [self.condition(row, r, record) if _silent(r) else None for r in level.rules]
        listed = zip(self._silent[key], level.rules, strict=True)
        return tuple(found or self.condition(row, rule, record) for found, rule in listed)

    def condition(self, row: int, rule: Rule, record: Record) -> ConditionResult:
        """Return what one rule says of the unit in ``row``; units of which the same is known share one result."""
        outcome = self._outcome(row, rule)
        if rule.members:
            members = tuple(self.condition(row, member, record) for member in rule.members)
            last = self._groups.get((rule.node, outcome))
            if last is None or not all(map(is_, members, last.members)):
                last = self._result(rule, outcome, _Found("quorum", None, members=members))
                self._groups[rule.node, outcome] = last
            return last
        untold = self._what_is_known(row, rule, record)
        if untold is None:
            return self._result(rule, outcome, self._found(row, rule, record))
        key = (rule.node, outcome, untold)
        if key not in self._untold:
            self._untold[key] = self._result(rule, outcome, self._found(row, rule, record))
        return self._untold[key]

    def _what_is_known(self, row: int, rule: Rule, record: Record) -> Hashable:
        """Return what decides on a condition of which the record itself says nothing; None where it says something."""
        match rule.test:
            case None:
                return ()
            case FindingTest(field=name):
                given = record.findings.get(name)
                return () if given is None or given.value.value is None else None
            case ProgrammeTest(programme=programme):
                return None if programme in record.recognised else ()
            case MeasureTest(cases=cases):
                case, other = self._case(row, cases)
                measure = case.measure
                if measure.id in record.rates or any(name in record.figures for name in measure.fields):
                    return None
                bounds = [(low[row], high[row]) for low, high in map(self.cells.bounds, measure.fields)]
                return (case.flag, other and other.flag, *self.cells.parts(row, measure), *bounds)
        return None

    def _result(self, rule: Rule, outcome: Outcome, found: _Found) -> ConditionResult:
        if rule.node not in self._laws:
            self._laws[rule.node] = _Law.of(rule, self.choice, self.back)
        law, comparison = self._laws[rule.node], found.comparison
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
            readings=law.readings,
            status=law.status,
            source=law.source,
            note=law.note,
            needs=found.needs or rule.needs or None,
            members=found.members,
            places=found.places,
            attested=found.attested,
            cases=law.cases,
            empty=law.empty,
        )

    def _outcome(self, row: int, rule: Rule) -> Outcome:
        if "@" in rule.node and isinstance(rule.test, MeasureTest | FindingTest):
            if rule.test not in self._outcomes:
                self._outcomes[rule.test] = outcomes(self.cells.columns, rule.test).to_list()
            return OUTCOMES[self._outcomes[rule.test][row]]
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
        return _Found("level", str(rule.level_ref))

    def _window(self, row: int, rule: Rule, test: WindowTest, record: Record) -> _Found:
        """Return the years of a window, and their mean where that is tested."""
        length = self.cells.length(row, test)
        members = tuple(self._in_year(row, rule, record, back) for back in range(length))
        if not test.mean or not isinstance(test.test, MeasureTest):
            needs = length if test.needs == test.years else test.needs
            return _Found("window", None, members=members, needs=needs)
        case, other = self._case(row, test.test.cases)
        found = self.cells.means(row, test, case.measure)[-1]  # with all of whom there may be some
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

    def _in_year(self, row: int, rule: Rule, record: Record, back: int) -> ConditionResult:
        """Return the condition in one year of its window."""
        assert isinstance(rule.test, WindowTest)
        year = record.as_of.year - back
        key = (rule.node, back)
        if key not in self._singles:
            title = Text.of(vi=f"{rule.title.vi}, năm {year}", en=f"{rule.title.en}, {year}")
            single = replace(rule, node=f"{rule.node}@{year}", id=f"{rule.id}@{year}", title=title, test=rule.test.test)
            self._singles[key] = single
        shown = record.in_year(year) if back else record
        return self._details(back).condition(row, self._singles[key], shown)

    def _details(self, back: int) -> "Details":
        """Return the conditions as they are in an earlier year; 0 is the records' own."""
        if not back:
            return self
        if back not in self._years:
            cells = self.cells.year(back)
            self._years[back] = Details(self.pack, self.evaluation, self.programme, self.choice, cells, back)
        return self._years[back]

    def _finding(self, row: int, name: str, record: Record) -> _Found:
        given = record.findings.get(name)
        if given is None or given.value.value is None:
            return _Found("finding", name, missing=(name,))
        attested = Attested(given.value.by, given.value.on, given.value.evidence)
        return _Found("finding", name, places=(str(given.place),), attested=attested)

    def _measure(self, row: int, test: MeasureTest, record: Record) -> _Found:
        case, other = self._case(row, test.cases)
        found = self.cells.known(row, case.measure, record)
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

    def _case(self, row: int, cases: Sequence[AnyCase]) -> tuple[AnyCase, AnyCase | None]:
        """Return the case that holds, and the one that would if a flag that is not given held."""
        if len(cases) == 1:
            return cases[0], None
        flags = {case.flag: self.cells.flag(case.flag)[row] for case in cases if case.flag}
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
            noun=Noun.model_construct(vi=tier.plural.vi, en=tier.short.en, en_many=tier.plural.en),
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
            label = Text.of(vi=f"Tổng số {plural.vi}", en=f"Number of {plural.en}")
            value = units.total.value
            yield FigureUsed(f"units.{test.tier}.total", label, value, value, str(units.total.place))
        for level, given in sorted(units.levels.get(test.programme, {}).items()):
            if level >= test.level and not isinstance(given.value, Interval):
                label = Text.of(
                    vi=f"Số {plural.vi} đạt mức độ {level} trở lên", en=f"{plural.en} at level {level} or higher"
                )
                name = f"units.{test.tier}.{test.programme}.level_{level}"
                yield FigureUsed(name, label, given.value, given.value, str(given.place))

    def _figure(self, row: int, name: str, record: Record) -> FigureUsed:
        if row != self._row:
            self._row, self._figures = row, {}
        if name not in self._figures:
            low, high = self.cells.bounds(name)
            given = record.figures.get(name)
            label = self.pack.words.fields[name].label
            self._figures[name] = FigureUsed(name, label, low[row], high[row], str(given.place) if given else None)
        return self._figures[name]


def _silent(rule: Rule) -> bool:
    """Whether a rule tests levels and findings only: where none is attested, the pattern tells all of it."""
    if rule.members:
        return all(map(_silent, rule.members))
    return isinstance(rule.test, FindingTest | None)


def _distance(n: Bounds, d: Bounds | None, bound: Bound | None) -> tuple[int | None, int | None]:
    """Return margin and shortfall in whole units of the numerator, where everything is given."""
    if bound is None or n[0] != n[1] or (d is not None and (d[0] != d[1] or d[0] == 0)):
        return None, None
    p, q = bound.value.numerator * (d[0] if d else 1), bound.value.denominator
    distance = n[0] - -(-p // q) if bound.sense == "at_least" else p // q - n[0]
    return (distance, None) if distance >= 0 else (None, -distance)


def _missing_units(test: ShareTest, below: Below) -> tuple[str, ...]:
    """Return the counts that would settle a share of units."""
    found = []
    if below.total_low != below.total_high:
        found.append(f"units.{test.tier}.total")
    if below.total_high is None or below.met + below.unmet < below.total_high:
        found.append(f"units.{test.tier}.{test.programme}.level_{test.level}")
    return tuple(found)
