"""Windows of years: a test in each of them, in some of them, or on their mean."""

from collections.abc import Sequence

import polars as pl

from phocap.language.ruleset import Case, MeasureTest, WindowTest
from phocap.measure.codes import CODE
from phocap.measure.columns import Columns
from phocap.measure.spans import against, possible_means, span
from phocap.measure.tests import by_flags, choose, measure_columns, outcomes
from phocap.model.outcome import Outcome


def in_window(columns: Columns, test: WindowTest) -> pl.Series:
    """Return the outcome code of a test over its window for every unit."""
    length = lengths(columns, test)
    if test.mean:
        return _mean(columns, test, length.to_list())
    return over_years([outcomes(columns.year(back), test.test) for back in range(test.years)], test.needs, length)


def lengths(columns: Columns, test: WindowTest) -> pl.Series:
    """Return how many years count for each unit: not more than it has existed, as far as that is said.

    A year of which nothing is said leaves every outcome open that a shorter window could have, so without the age
    the whole window is looked at.
    """
    if test.age is None:
        return pl.Series([test.years], dtype=pl.Int64).new_from_index(0, columns.height)
    return columns.bounds(test.age)[1].fill_null(test.years).clip(1, test.years)


def over_years(years: Sequence[pl.Series], needs: int, length: pl.Series) -> pl.Series:
    """Return the outcome code of a test that must hold in at least ``needs`` of the years, or in each.

    Only the first ``length`` of them count: each of fewer years is enough where each is asked for, some are not.
    """
    frame = pl.DataFrame({**{f"y{i}": codes for i, codes in enumerate(years)}, "length": length})
    counts = [pl.lit(i) < pl.col("length") for i in range(len(years))]
    columns = [pl.col(f"y{i}") for i in range(len(years))]
    pairs = list(zip(columns, counts, strict=True))
    wanted = pl.col("length") if needs == len(years) else pl.lit(needs)
    idle = pl.all_horizontal((column == CODE[Outcome.NOT_APPLICABLE]) | ~counted for column, counted in pairs)
    passing = pl.sum_horizontal(((column >= CODE[Outcome.MET]) & c).cast(pl.Int32) for column, c in pairs)
    open_ = pl.sum_horizontal(((column == CODE[Outcome.UNDETERMINED]) & c).cast(pl.Int32) for column, c in pairs)
    return frame.select(choose(idle, passing >= wanted, passing + open_ < wanted, Outcome.NOT_APPLICABLE)).to_series()


def _mean(columns: Columns, test: WindowTest, length: Sequence[int]) -> pl.Series:
    """Return the outcome code of the mean; fractions of many denominators do not fit 64 bits."""
    single = test.test
    assert isinstance(single, MeasureTest)
    frame = pl.DataFrame({"length": length})
    for number, case in enumerate(single.cases):
        codes = _mean_of_case(columns, case, length, single.empty)
        frame = frame.with_columns(pl.Series(f"case{number}", codes, pl.UInt8))
        if case.flag is not None:
            frame = frame.with_columns(columns.flag(case.flag).alias(f"flag{number}"))
    return frame.select(by_flags([(c.flag and f"flag{i}", f"case{i}") for i, c in enumerate(single.cases)])).to_series()


def _mean_of_case(columns: Columns, case: Case, length: Sequence[int], empty: Outcome) -> list[int]:
    years = [measure_columns(columns.year(back), case.measure) for back in range(max(length, default=0))]
    found = []
    for row, counted in enumerate(length):
        means = possible_means([span(year, row) for year in years[:counted]])
        if case.bound is None:
            verdicts = {Outcome.UNDETERMINED}
        else:
            verdicts = {empty if value is None else against(value, case.bound) for value in means}
        found.append(CODE[verdicts.pop() if len(verdicts) == 1 else Outcome.UNDETERMINED])
    return found
