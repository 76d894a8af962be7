"""Tests in columns: a measure against a bound, a finding, in one year or several, all by cross-multiplication."""

from collections.abc import Sequence
from dataclasses import field, replace
from fractions import Fraction
from math import lcm

import polars as pl

from phocap.language.ruleset import Bound, Case, FindingTest, Measure, MeasureTest, WindowTest
from phocap.measure.amounts import RATED, TESTS, Amount, Quantity, quantity
from phocap.measure.codes import Told, by_flags, choose, code, literal, quorum
from phocap.measure.columns import MOST, Columns
from phocap.measure.steps import Steps
from phocap.measure.windows import lengths, mean_codes
from phocap.model.outcome import Outcome
from phocap.value import dataclass

MOST_OF_A_RATE = 10 * MOST
"""The largest number that the bounds of a printed rate are made of, twelve digits and half a place."""

WIDEST = 2**63
"""Products below this are exact in 64 bits; others are multiplied in 128."""

ONE = Amount(literal(1), literal(1), True, True)


@dataclass
class Tests:
    """Outcomes of tests on the evidence of one year, as steps of one query."""

    steps: Steps
    columns: Columns
    _quantities: dict[Measure, tuple[Quantity, pl.Expr | None]] = field(default_factory=dict)
    _flags: dict[str, tuple[pl.Expr, bool]] = field(default_factory=dict)
    _years: dict[int, "Tests"] = field(default_factory=dict)

    def told(self, test: MeasureTest | FindingTest | WindowTest) -> Told:
        """Return the outcome of a test."""
        match test:
            case FindingTest(field=name):
                value = self.columns.finding(name)
                yes = self.steps.given(value)
                found = Told(yes, True) if value.null_count() == 0 else choose(None, yes, ~yes, Outcome.NOT_APPLICABLE)
            case WindowTest():
                found = self._window(test)
            case MeasureTest(cases=cases, empty=empty):
                found = self._measured(cases, empty)
        step = TESTS + isinstance(test, WindowTest)
        return replace(found, expr=self.steps.let(step, (id(self.columns), test), found.expr))

    def given(self, codes: pl.Series) -> Told:
        """Return outcomes that were found elsewhere."""
        return Told(self.steps.given(codes))

    def flag(self, name: str | None) -> tuple[pl.Expr | None, bool]:
        """Return a flag and whether it is given for every unit; no flag for the ordinary case."""
        if name is None:
            return None, True
        if name not in self._flags:
            value = self.columns.flag(name)
            self._flags[name] = self.steps.given(value), value.null_count() == 0
        return self._flags[name]

    def _window(self, test: WindowTest) -> Told:
        """Return the outcome over the years; one before the unit existed is not in the way, and helps nobody."""
        length = lengths(self.columns, test)
        if test.mean and isinstance(test.test, MeasureTest):
            codes = [mean_codes(self.columns, case, length, test.test.empty) for case in test.test.cases]
            pairs = zip(test.test.cases, codes, strict=True)
            return by_flags([(*self.flag(case.flag), self.given(found)) for case, found in pairs])
        told = [self._year(back).told(test.test) for back in range(test.years)]
        if length.min() != test.years:
            before = code(Outcome.NOT_APPLICABLE if test.needs == test.years else Outcome.NOT_MET)
            counted = [pl.lit(back) < self.steps.given(length) for back in range(test.years)]
            told = [
                Told(pl.when(counts).then(year.codes).otherwise(before))
                for counts, year in zip(counted, told, strict=True)
            ]
        return quorum(told, test.needs)

    def _year(self, back: int) -> "Tests":
        if back == 0:
            return self
        if back not in self._years:
            self._years[back] = Tests(self.steps, self.columns.year(back))
        return self._years[back]

    def _measured(self, cases: Sequence[Case], empty: Outcome) -> Told:
        """Return the outcome of the case that holds; where only bounds differ one comparison is enough."""
        flags = [self.flag(case.flag) for case in cases]
        bounds = [case.bound for case in cases if case.bound is not None and case.bound.value > 0]
        alike = len({case.measure for case in cases}) == len({bound.sense for bound in bounds}) == 1
        if alike and len(bounds) == len(cases) and all(known for _, known in flags):
            line = _Line.of([(flag, bound) for (flag, _), bound in zip(flags, bounds, strict=True)])
            return self._case(cases[0].measure, line, empty)
        lines = [_Line.of([(None, case.bound)]) if case.bound else None for case in cases]
        told = [self._case(case.measure, line, empty) for case, line in zip(cases, lines, strict=True)]
        return by_flags([(*flag, one) for flag, one in zip(flags, told, strict=True)])

    def _case(self, measure: Measure, line: "_Line | None", empty: Outcome) -> Told:
        if measure not in self._quantities:
            self._quantities[measure] = self._somebody(measure)
        found, may_be_empty = self._quantities[measure]
        surely_empty = None if found.d is None or found.d.positive else found.d.high.eq(0)
        if surely_empty is not None and not found.known:
            surely_empty = surely_empty.fill_null(False)
        if line is None:
            return choose(surely_empty, pl.lit(False), pl.lit(False), empty)
        met, fails = self._compare(found, line)
        if may_be_empty is not None and fails is not None:
            met, fails = met & ~may_be_empty, fails & ~may_be_empty
        return choose(surely_empty, met, fails, empty)

    def _somebody(self, measure: Measure) -> tuple[Quantity, pl.Expr | None]:
        """Return a measure and where nobody may be in its denominator: a printed rate says that somebody is."""
        found = quantity(self.steps, self.columns, measure)
        d, rest, rate = found.d, found.rest, found.rate
        if d is None or found.known:
            return found, None
        if rate is None:
            return found, None if d.positive else d.low.eq(0)
        key = (id(self.columns), measure)
        printed = self.steps.given(rate.low_n).is_not_null()
        least = pl.when(printed).then(pl.max_horizontal(d.low, literal(1))).otherwise(d.low)
        may_be_empty = d.low.eq(0)
        d = replace(d, low=self.steps.let(RATED, (key, "somebody"), least), known=False)
        n = found.n
        if rest is not None:
            low = self.steps.let(RATED + 1, (key, "n of some"), pl.max_horizontal(n.low, d.low - rest.high))
            n = replace(n, low=low, known=False)
        return replace(found, n=n, d=d), may_be_empty & ~printed

    def _compare(self, found: Quantity, line: "_Line") -> tuple[pl.Expr, pl.Expr | None]:
        """Return where the bound is surely reached and where it surely is not; null counts as no.

        Where everything is given what is not met fails: one comparison decides.
        """
        n, d, rest, rate = found.n, found.d or ONE, found.rest, found.rate
        against = line.among(2 * found.terms * MOST)
        if found.known:
            return against.reached(n.low, d.low), None
        lower, upper = [(n.low, d.high)], [(n.high, d.low)]
        if rest is not None:
            lower.append((n.low, n.low + rest.high))
            upper.append((n.high, n.high + rest.low))
        worst, best = (lower, upper) if line.at_least else (upper, lower)
        met = [against.reached(*pair) for pair in worst]
        fails = [against.missed(*pair) for pair in best]
        if found.part and not line.at_least and line.highest >= 1:
            met.append(line.p() >= line.q)  # a part is never more than its whole, however large that is
        if rate is not None:
            against = line.among(MOST_OF_A_RATE)
            low = [self.steps.given(part) for part in (rate.low_n, rate.low_d, rate.low_open)]
            high = [self.steps.given(part) for part in (rate.high_n, rate.high_d, rate.high_open)]
            least, most = (low, high) if line.at_least else (high, low)
            met.append(against.reached(*least[:2]))
            fails.append(against.missed(*most[:2]) | (against.equal(*most[:2]) & most[2]))
        return _any(met), _any(fails)


@dataclass(frozen=True)
class _Line:
    """What quotients are held against, cross-multiplied in whole numbers that are wide enough for the products.

    It is ``p / q``; where flags choose among bounds, which are then above nought, ``p`` differs from unit to unit.
    """

    at_least: bool
    highest: Fraction
    ps: tuple[tuple[pl.Expr | None, int], ...]
    """The flag and ``p`` of each bound; the ordinary one, without a flag, comes last."""
    q: int
    kind: type[pl.DataType] = pl.Int64

    @classmethod
    def of(cls, bounds: Sequence[tuple[pl.Expr | None, Bound]]) -> "_Line":
        q = lcm(*(bound.value.denominator for _, bound in bounds))
        ps = tuple((flag, int(bound.value * q)) for flag, bound in bounds)
        return cls(bounds[0][1].sense == "at_least", max(bound.value for _, bound in bounds), ps, q)

    def among(self, most: int) -> "_Line":
        """Return it for quotients of numbers up to ``most``."""
        largest = most * max(self.q, *(p for _, p in self.ps))
        return replace(self, kind=pl.Int64 if largest < WIDEST else pl.Int128)

    def p(self) -> pl.Expr:
        """Return ``p`` of each unit."""
        *flagged, (_, usual) = self.ps
        chosen = literal(usual, self.kind)
        for flag, other in reversed(flagged):
            assert flag is not None
            chosen = pl.when(flag).then(literal(other, self.kind)).otherwise(chosen)
        return chosen

    def reached(self, n: pl.Expr, d: pl.Expr) -> pl.Expr:
        left, right = self._sides(n, d)
        return left >= right if self.at_least else left <= right

    def missed(self, n: pl.Expr, d: pl.Expr) -> pl.Expr:
        left, right = self._sides(n, d)
        return left < right if self.at_least else left > right

    def equal(self, n: pl.Expr, d: pl.Expr) -> pl.Expr:
        left, right = self._sides(n, d)
        return left == right

    def _sides(self, n: pl.Expr, d: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        if len(self.ps) == 1:
            return self._times(n, self.q), self._times(d, self.ps[0][1])
        return self._times(n, self.q), self._wide(d) * self.p()

    def _times(self, amount: pl.Expr, factor: int) -> pl.Expr:
        if factor == 0:
            return literal(0, self.kind)  # nought of an unbounded whole is nought
        wide = self._wide(amount)
        return wide if factor == 1 else wide * literal(factor, self.kind)

    def _wide(self, amount: pl.Expr) -> pl.Expr:
        return amount if self.kind is pl.Int64 else amount.cast(self.kind)


def _any(conditions: list[pl.Expr]) -> pl.Expr:
    first, *others = (condition.fill_null(False) for condition in conditions)
    for other in others:
        first = first | other
    return first


def outcomes(columns: Columns, test: MeasureTest | FindingTest | WindowTest) -> pl.Series:
    """Return the outcome code of a test for every unit."""
    steps = Steps(columns.height)
    told = Tests(steps, columns).told(test)
    return steps.collect({"outcome": told.codes}).to_series()
