"""One condition for one unit in full: figures, bounds, threshold, margin, what is missing."""

import math
from dataclasses import dataclass, field
from fractions import Fraction

from phocap.evaluate.below import Below
from phocap.evaluate.tier import TierEvaluation
from phocap.language.pack import Pack
from phocap.language.ruleset import (
    Bound,
    FindingTest,
    Measure,
    MeasureTest,
    ProgrammeTest,
    Rule,
    ShareTest,
)
from phocap.measure.tests import MeasureColumns, measure_columns
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.model.result import Comparison, ConditionResult, FigureUsed, ReadingUsed


@dataclass
class Details:
    """The conditions of one tier in full, unit by unit, from the columns that decided them."""

    pack: Pack
    evaluation: TierEvaluation
    programme: str
    choice: dict[str, str]
    _measures: dict[Measure, MeasureColumns] = field(default_factory=dict)

    def condition(self, row: int, rule: Rule, record: Record) -> ConditionResult:
        """Return what one rule says of the unit in ``row``."""
        comparison: Comparison | None = None
        figures: tuple[FigureUsed, ...] = ()
        missing: tuple[str, ...] = ()
        evidence: tuple[str, ...] = ()
        match rule.test:
            case MeasureTest() as test:
                kind = "measure"
                comparison, measure = self._measure(row, test, rule.node, record)
                subject: str | None = measure.id
                figures = tuple(self._figure(row, name, record) for name in dict.fromkeys(measure.fields))
                missing = tuple(figure.field for figure in figures if figure.low != figure.high)
                if record.rates.get(measure.id):
                    evidence = ("printed",)
            case ShareTest() as test:
                kind, subject = "share", test.tier
                below = self.evaluation.below[0][test.tier, test.programme, test.level][row]
                comparison = self._share(row, test, below)
                evidence = tuple(sorted(below.evidence))
                missing = _missing_units(test, below)
            case FindingTest(field=name):
                kind, subject = "finding", name
                missing = () if self.evaluation.columns.finding(name)[row] is not None else (name,)
            case ProgrammeTest(programme=programme, level=level):
                kind, subject = "programme", f"{programme}/{level}"
            case None if rule.level_ref is not None:
                kind, subject = "level", str(rule.level_ref)
            case _:
                kind, subject = "quorum", None
        outcome = self._outcome(row, rule)
        return ConditionResult(
            node=rule.node,
            id=rule.id,
            title=rule.title,
            cite=rule.cite,
            outcome=outcome,
            effect=rule.effect,
            kind=kind,
            subject=subject,
            comparison=comparison,
            figures=figures,
            missing=missing if outcome is Outcome.UNDETERMINED else (),
            evidence=evidence,
            readings=tuple(ReadingUsed(name, self.choice[name]) for name in rule.readings if name in self.choice),
            status=rule.source.status if rule.source else None,
            source=rule.source.url if rule.source else None,
            note=rule.source.note if rule.source and rule.source.note else rule.note,
            needs=rule.needs or None,
            members=tuple(self.condition(row, member, record) for member in rule.members),
        )

    def _outcome(self, row: int, rule: Rule) -> Outcome:
        node = f"level-{rule.level_ref}" if rule.level_ref is not None else rule.node
        return self.evaluation.outcome(row, node)

    def _measure(self, row: int, test: MeasureTest, node: str, record: Record) -> tuple[Comparison, Measure]:
        flags = {case.flag: self.evaluation.columns.flag(case.flag)[row] for case in test.cases if case.flag}
        case = next(case for case in test.cases if case.flag is None or flags[case.flag])
        unknown = next((flag for flag, value in flags.items() if value is None), None)
        if case.measure not in self._measures:
            self._measures[case.measure] = measure_columns(self.evaluation.columns, case.measure)
        bounds = self._measures[case.measure]
        n = (bounds.n_low[row], bounds.n_high[row])
        d = None if bounds.d_low is None or bounds.d_high is None else (bounds.d_low[row], bounds.d_high[row])
        low, high = _ratio(n, d, case.measure.part)
        low_open = high_open = False
        rate = bounds.rate
        if rate is not None and rate.low_n[row] is not None:
            printed_low = Fraction(rate.low_n[row], rate.low_d[row])
            if low is None or printed_low > low:
                low, low_open = printed_low, bool(rate.low_open[row])
            if rate.high_n[row] is not None:
                printed_high = Fraction(rate.high_n[row], rate.high_d[row])
                if high is None or printed_high < high:
                    high, high_open = printed_high, bool(rate.high_open[row])
        open_flag = unknown if unknown and self.evaluation.outcome(row, node) is Outcome.UNDETERMINED else None
        margin, shortfall = _distance(n, d, case.bound)
        given = record.rates.get(case.measure.id)
        printed = given.value.printed if given else None
        comparison = Comparison(
            low,
            high,
            low_open,
            high_open,
            n,
            d,
            printed,
            case.bound.sense if case.bound else None,
            case.bound.value if case.bound else None,
            case.measure.to is not None and case.measure.part,
            margin,
            shortfall,
            case.flag,
            open_flag,
        )
        return comparison, case.measure

    def _share(self, row: int, test: ShareTest, below: Below) -> Comparison:
        flags = {case.flag: self.evaluation.columns.flag(case.flag)[row] for case in test.cases if case.flag}
        case = next(case for case in test.cases if case.flag is None or flags[case.flag])
        unknown = next((flag for flag, value in flags.items() if value is None), None)
        high, high_open = below.high
        exact = below.exact
        n = exact[0] if exact else below.met
        d = (exact[1], exact[1]) if exact else (below.total_low, below.total_high)
        margin, shortfall = _distance((n, n if exact else None), d, case.bound)
        most = None if below.total_high is None else below.total_high - below.unmet
        return Comparison(
            below.low,
            high,
            False,
            high_open,
            (below.met, most),
            d,
            below.share.printed or None,
            case.bound.sense if case.bound else None,
            case.bound.value if case.bound else None,
            True,
            margin,
            shortfall,
            case.flag,
            unknown,
        )

    def _figure(self, row: int, name: str, record: Record) -> FigureUsed:
        low, high = self.evaluation.columns.bounds(name)
        given = record.figures.get(name)
        label = self.pack.words.fields[name].label
        return FigureUsed(name, label, low[row], high[row], str(given.place) if given else None)


def _ratio(
    n: tuple[int, int | None], d: tuple[int, int | None] | None, part: bool
) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the greatest value of a quotient of bounds; None where it has none."""
    if d is None:
        return Fraction(n[0]), None if n[1] is None else Fraction(n[1])
    if d[1] == 0:
        return None, None
    low = Fraction(n[0], d[1]) if d[1] else Fraction(0)
    high = Fraction(n[1], d[0]) if n[1] is not None and d[0] else None
    if part:
        high = Fraction(1) if high is None else min(high, Fraction(1))
    return low, high


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
    found = []
    if below.total_high is None or (below.total_low != below.total_high and "counts" in below.evidence):
        found.append(f"units.{test.tier}.total")
    if below.exact is None and below.met + below.unmet < (below.total_high or below.met + below.unmet + 1):
        found.append(f"units.{test.tier}.{test.programme}.level_{test.level}")
    return tuple(found)
