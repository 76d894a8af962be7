"""Windows of years: how many of them count for each unit, and the mean of a measure over them."""

from collections.abc import Sequence

import polars as pl

from phocap.language.ruleset import Case, WindowTest
from phocap.measure.codes import CODE
from phocap.measure.columns import Columns
from phocap.measure.spans import Spans, against, possible_means
from phocap.model.outcome import Outcome


def lengths(columns: Columns, test: WindowTest) -> pl.Series:
    """Return how many years count for each unit: not more than it has existed, as far as that is said.

    A year of which nothing is said leaves every outcome open that a shorter window could have, so without the age
    the whole window is looked at.
    """
    if test.age is None:
        return pl.Series([test.years], dtype=pl.Int64).new_from_index(0, columns.height)
    return columns.bounds(test.age)[1].fill_null(test.years).clip(1, test.years)


def mean_codes(columns: Columns, case: Case, length: Sequence[int], empty: Outcome) -> pl.Series:
    """Return the outcome code of the mean of the years; fractions of many denominators do not fit 64 bits."""
    years = [Spans(columns.year(back), case.measure) for back in range(max(length, default=0))]
    found = []
    for row, counted in enumerate(length):
        means = possible_means([year[row] for year in years[:counted]])
        if case.bound is None:
            verdicts = {Outcome.UNDETERMINED}
        else:
            verdicts = {empty if value is None else against(value, case.bound) for value in means}
        found.append(CODE[verdicts.pop() if len(verdicts) == 1 else Outcome.UNDETERMINED])
    return pl.Series(found, dtype=pl.UInt8)
