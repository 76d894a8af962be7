"""Windows of years: how many of them count for each unit, and the mean of a measure over them."""

from collections.abc import Sequence

import polars as pl

from phocap.language.ruleset import Bound, Case, WindowTest
from phocap.measure.columns import Columns
from phocap.measure.spans import Span, Spans, against, possible_means
from phocap.model.outcome import CODE, Outcome


def lengths(columns: Columns, test: WindowTest) -> pl.Series:
    """Return how many years count for each unit: not more than it has existed, as far as that is said.

    A year of which nothing is said leaves every outcome open that a shorter window could have, so without the age
    the whole window is looked at.
    """
    if test.age is None:
        return pl.Series([test.years], dtype=pl.Int64).new_from_index(0, columns.height)
    return columns.bounds(test.age)[1].fill_null(test.years).clip(1, test.years)


def mean_codes(columns: Columns, case: Case, length: pl.Series, empty: Outcome) -> pl.Series:
    """Return the outcome code of the mean of the years; fractions of many denominators do not fit 64 bits.

    They are worked out once for all units of which the same is known.
    """
    longest = length.max()
    years = [Spans(columns.year(back), case.measure) for back in range(longest if isinstance(longest, int) else 0)]
    known = [length, *(series for year in years for series in year.columns())]
    every = pl.DataFrame([series.alias(f"{place}") for place, series in enumerate(known)])
    first = every.with_row_index("row").select(pl.col("row").first().over(every.columns)).to_series()
    like = first.unique()
    codes = [CODE[_outcome([year[row] for year in years[: length[row]]], case.bound, empty)] for row in like]
    return first.replace_strict(like, pl.Series(codes, dtype=pl.UInt8), return_dtype=pl.UInt8)


def _outcome(years: Sequence[Span], bound: Bound | None, empty: Outcome) -> Outcome:
    """Return the outcome on which all means agree that the years can have."""
    if bound is None:
        return Outcome.UNDETERMINED
    found: Outcome | None = None
    for value in possible_means(years):
        outcome = empty if value is None else against(value, bound)
        if outcome is Outcome.UNDETERMINED or found not in (None, outcome):
            return Outcome.UNDETERMINED
        found = outcome
    return found or Outcome.UNDETERMINED
