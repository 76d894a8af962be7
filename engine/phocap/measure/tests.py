"""Tests in columns: a measure against a bound, a finding, all by integer cross-multiplication."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce

import polars as pl

from phocap.language.ruleset import Bound, Case, FindingTest, Measure, MeasureTest, Sum
from phocap.measure.codes import CODE, code
from phocap.measure.columns import Columns, RateColumns
from phocap.measure.partition import partition
from phocap.model.outcome import Outcome
from phocap.model.record import Interval


@dataclass(frozen=True)
class MeasureColumns:
    """Bounds of numerator and denominator of a measure; a null high bound is unbounded.

    A count has no denominator. ``rate`` adds what was printed. ``rest_low`` and ``rest_high`` bound who is in the
    denominator and not in the numerator, where figures are missing and constraints tell (see partition).
    """

    n_low: pl.Series
    n_high: pl.Series
    d_low: pl.Series | None = None
    d_high: pl.Series | None = None
    rate: RateColumns | None = None
    part: bool = False
    rest_low: pl.Series | None = None
    rest_high: pl.Series | None = None

    def printed(self, row: int) -> Interval | None:
        """Return what a printed rate says of the unit in ``row``."""
        rate = self.rate
        if rate is None or rate.low_n[row] is None:
            return None
        high = None if rate.high_n[row] is None else Fraction(rate.high_n[row], rate.high_d[row])
        low = Fraction(rate.low_n[row], rate.low_d[row])
        return Interval(low, high, rate.low_open[row], rate.high_open[row])

    @property
    def exact(self) -> bool:
        """Whether every figure of every unit is given, so that nothing is open."""
        return self.d_low is not None and self.rate is None and self.n_low is self.n_high and self.d_low is self.d_high


def measure_columns(columns: Columns, measure: Measure) -> MeasureColumns:
    """Return the exact bounds of a measure for all units."""
    n_low, n_high = _sum(columns, measure.of)
    if measure.to is None:
        return MeasureColumns(n_low, n_high)
    d_low, d_high = _sum(columns, measure.to)
    found = MeasureColumns(n_low, n_high, d_low, d_high, columns.rate(measure.id), measure.part)
    known = n_low is n_high and d_low is d_high
    return found if known or not measure.part else _as_part(columns, measure, found)


def _as_part(columns: Columns, measure: Measure, found: MeasureColumns) -> MeasureColumns:
    """Return the bounds that are left when the numerator is part of the denominator."""
    frame = pl.DataFrame({"nl": found.n_low, "nh": found.n_high, "dl": found.d_low, "dh": found.d_high})
    placed = partition(measure, columns.constraints)
    if placed is None:
        frame = frame.with_columns(rl=pl.lit(0, pl.Int64), rh=pl.lit(None, pl.Int64))
    else:
        rest_low, rest_high = _sum(columns, placed.rest) if placed.rest else _nobody(columns.height)
        taken_low, taken_high = _sum(columns, placed.taken) if placed.taken else _nobody(columns.height)
        whole_low, whole_high = columns.bounds(placed.whole)
        unknown = pl.Series([None], dtype=pl.Int64).new_from_index(0, columns.height)
        frame = frame.with_columns(rl=rest_low, rh=rest_high if placed.exhaustive else unknown)
        frame = frame.with_columns(tl=taken_low, th=taken_high, wl=whole_low, wh=whole_high)
        frame = frame.with_columns(
            nl=pl.max_horizontal("nl", pl.col("wl") - pl.col("th") - pl.col("rh")),
            nh=pl.min_horizontal("nh", pl.col("wh") - pl.col("tl") - pl.col("rl")),
        )
    frame = frame.with_columns(
        nh=pl.min_horizontal("nh", pl.col("dh") - pl.col("rl")),
        dl=pl.max_horizontal("dl", pl.col("nl") + pl.col("rl")),
    ).with_columns(dh=pl.min_horizontal("dh", pl.col("nh") + pl.col("rh")))
    return replace(
        found,
        n_low=frame["nl"],
        n_high=frame["nh"],
        d_low=frame["dl"],
        d_high=frame["dh"],
        rest_low=frame["rl"],
        rest_high=frame["rh"],
    )


def _nobody(height: int) -> tuple[pl.Series, pl.Series]:
    zeros = pl.zeros(height, pl.Int64, eager=True)
    return zeros, zeros


def _sum(columns: Columns, terms: Sum) -> tuple[pl.Series, pl.Series]:
    """Return the bounds of a signed sum, which is a count of persons or things and so never below 0."""
    pairs = [(columns.bounds(name), sign) for name, sign in terms]
    (low, high), _ = pairs[0]
    if len(pairs) == 1:
        return low, high
    if all(low is high for (low, high), _ in pairs):
        for (part, _), sign in pairs[1:]:
            low = low + part if sign > 0 else low - part
        low = low.clip(lower_bound=0)
        return low, low
    for (part_low, part_high), sign in pairs[1:]:
        if sign > 0:
            low, high = low + part_low, high + part_high
        else:
            low, high = low - part_high, high - part_low
    return low.fill_null(0).clip(lower_bound=0), high


def outcomes(columns: Columns, test: MeasureTest | FindingTest) -> pl.Series:
    """Return the outcome code of a test for every unit."""
    if isinstance(test, FindingTest):
        value = columns.finding(test.field)
        frame = pl.DataFrame({"value": value})
        yes, no = pl.col("value"), ~pl.col("value")
        return frame.select(choose(pl.lit(False), yes, no, Outcome.NOT_APPLICABLE)).to_series()
    frame = pl.DataFrame({"row": pl.int_range(columns.height, eager=True)})
    names: dict[Case, str] = {}
    cases: dict[Measure, MeasureColumns] = {}
    for number, case in enumerate(test.cases):
        if case.measure not in cases:
            cases[case.measure] = measure_columns(columns, case.measure)
        names[case] = f"case{number}"
        frame = frame.with_columns(_case(cases[case.measure], case.bound, test.empty).alias(names[case]))
        if case.flag is not None:
            frame = frame.with_columns(columns.flag(case.flag).alias(f"flag{number}"))
    return frame.select(by_flags([(c.flag and f"flag{i}", f"case{i}") for i, c in enumerate(test.cases)])).to_series()


def by_flags(cases: list[tuple[str | None, str]]) -> pl.Expr:
    """Return the outcome of the first case whose flag holds.

    Where a flag is not given both ways stay open: the outcome is theirs when they agree, else undetermined.
    """
    *variants, (_, ordinary) = cases

    def fold(rest: pl.Expr, case: tuple[str | None, str]) -> pl.Expr:
        flag, column = pl.col(str(case[0])), pl.col(case[1])
        either = pl.when(column == rest).then(rest).otherwise(code(Outcome.UNDETERMINED))
        return pl.when(flag).then(column).when(~flag).then(rest).otherwise(either)

    return reduce(fold, reversed(variants), pl.col(ordinary)).alias("outcome")


def _case(bounds: MeasureColumns, bound: Bound | None, empty: Outcome) -> pl.Series:
    if bound is not None and bounds.exact:
        return _exact_case(bounds, bound, empty)
    frame, surely_empty, may_be_empty = _frame(bounds)
    if bound is None:
        met = fails = pl.lit(False)
    else:
        met, fails = _compare(bounds, bound)
        met, fails = met & ~may_be_empty, fails & ~may_be_empty
    return frame.with_columns(choose(surely_empty, met, fails, empty))["outcome"]  # with a row for every unit


def _exact_case(bounds: MeasureColumns, bound: Bound, empty: Outcome) -> pl.Series:
    """Return the same where everything is given: one comparison decides, nothing is open."""
    n, d = bounds.n_low, bounds.d_low
    assert d is not None
    p, q = bound.value.numerator, bound.value.denominator
    left, right = pl.col("n") * q, pl.col("d") * p
    holds = left >= right if bound.sense == "at_least" else left <= right
    outcome = holds.cast(pl.UInt8) + CODE[Outcome.NOT_MET]
    frame = pl.DataFrame({"n": n, "d": d})
    if d.min() == 0:
        outcome = pl.when(pl.col("d") == 0).then(code(empty)).otherwise(outcome)
    return frame.select(outcome.cast(pl.UInt8).alias("outcome")).to_series()


def _frame(bounds: MeasureColumns) -> tuple[pl.DataFrame, pl.Expr, pl.Expr]:
    columns = {"nl": bounds.n_low, "nh": bounds.n_high}
    if bounds.d_low is None or bounds.d_high is None:
        return pl.DataFrame(columns), pl.lit(False), pl.lit(False)
    columns |= {"dl": bounds.d_low, "dh": bounds.d_high}
    if bounds.rest_low is not None and bounds.rest_high is not None:
        columns |= {"rl": bounds.rest_low, "rh": bounds.rest_high}
    surely_empty = pl.col("dh").eq(0).fill_null(False)
    may_be_empty = pl.col("dl").eq(0)
    if bounds.rate is not None:
        rate = bounds.rate
        columns |= {"rln": rate.low_n, "rld": rate.low_d, "rhn": rate.high_n, "rhd": rate.high_d}
        columns |= {"rlo": rate.low_open, "rho": rate.high_open}
        printed = pl.col("rln").is_not_null()  # and nobody prints a rate of nothing
        somebody = pl.when(printed).then(pl.max_horizontal("dl", pl.lit(1, pl.Int64))).otherwise("dl")
        frame = pl.DataFrame(columns).with_columns(dl=somebody)
        if bounds.rest_high is not None:
            frame = frame.with_columns(nl=pl.max_horizontal("nl", pl.col("dl") - pl.col("rh")))
        return frame, surely_empty, may_be_empty & ~printed
    return pl.DataFrame(columns), surely_empty, may_be_empty


def _compare(bounds: MeasureColumns, bound: Bound) -> tuple[pl.Expr, pl.Expr]:
    """Return where the bound is surely reached and where it surely is not; null counts as no."""
    p, q = bound.value.numerator, bound.value.denominator
    one = pl.lit(1, pl.Int64)
    d_low, d_high = (pl.col("dl"), pl.col("dh")) if bounds.d_low is not None else (one, one)
    least = d_low * p
    most = d_high * p if p else pl.lit(0, pl.Int64)  # nought of an unbounded whole is nought
    if bound.sense == "at_least":
        met, fails = pl.col("nl") * q >= most, pl.col("nh") * q < least
    else:
        met, fails = pl.col("nh") * q <= least, pl.col("nl") * q > most
    met, fails = met.fill_null(False), fails.fill_null(False)
    if bounds.rest_low is not None:
        with_least, with_most = pl.col("nl") + pl.col("rh"), pl.col("nh") + pl.col("rl")
        if bound.sense == "at_least":
            also = pl.col("nl") * q >= with_least * p, pl.col("nh") * q < with_most * p
        else:
            also = pl.col("nh") * q <= with_most * p, pl.col("nl") * q > with_least * p
        met, fails = met | also[0].fill_null(False), fails | also[1].fill_null(False)
    if bounds.part and bound.sense == "at_most" and bound.value >= 1:
        met = pl.lit(True)  # a part is never more than its whole, however large that is
    if bounds.rate is None:
        return met, fails
    low, high = (pl.col("rln") * q, pl.col("rld") * p), (pl.col("rhn") * q, pl.col("rhd") * p)
    if bound.sense == "at_least":
        rate_met = low[0] >= low[1]
        rate_fails = (high[0] < high[1]) | ((high[0] == high[1]) & pl.col("rho"))
    else:
        rate_met = high[0] <= high[1]
        rate_fails = (low[0] > low[1]) | ((low[0] == low[1]) & pl.col("rlo"))
    return met | rate_met.fill_null(False), fails | rate_fails.fill_null(False)


def choose(surely_empty: pl.Expr, met: pl.Expr, fails: pl.Expr, empty: Outcome) -> pl.Expr:
    """Return the outcome where there is surely nobody, where a test surely holds or fails, and where it is open."""
    return (
        pl.when(surely_empty)
        .then(code(empty))
        .when(met)
        .then(code(Outcome.MET))
        .when(fails)
        .then(code(Outcome.NOT_MET))
        .otherwise(code(Outcome.UNDETERMINED))
        .alias("outcome")
    )
