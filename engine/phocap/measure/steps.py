"""Columns computed from columns in one query, so that what several ask for is computed once and in small pieces."""

from collections.abc import Hashable

import polars as pl

FEW = 1000
"""Units up to which streaming takes longer to set up than it saves."""


def collected(query: pl.LazyFrame, height: int) -> pl.DataFrame:
    """Return what a query over so many units finds, in their order."""
    return query.collect(engine="streaming" if height > FEW else "in-memory")


class Steps:
    """Columns that are given, and columns computed from those of earlier steps."""

    def __init__(self, height: int) -> None:
        """Begin with nothing for so many units."""
        self.height = height
        self._given: dict[int, pl.Series] = {}
        self._steps: dict[int, dict[str, pl.Expr]] = {}
        self._names: dict[Hashable, str] = {}

    def given(self, series: pl.Series) -> pl.Expr:
        """Return a column that is given; the same series is the same column."""
        self._given.setdefault(id(series), series)  # kept, so that its id stays its own
        return pl.col(self._name(id(series)))

    def let(self, step: int, key: Hashable, expr: pl.Expr) -> pl.Expr:
        """Return a column computed in a step from columns of those before it; ``key`` tells what it is."""
        name = self._name(key)
        self._steps.setdefault(step, {}).setdefault(name, expr)
        return pl.col(name)

    def collect(self, wanted: dict[str, pl.Expr]) -> pl.DataFrame:
        """Return what is wanted, computed piece by piece over all units."""
        columns = {self._names[key]: series for key, series in self._given.items()}
        if not columns:  # something must give literals their height
            columns[""] = pl.int_range(self.height, dtype=pl.UInt32, eager=True)
        frame = pl.DataFrame(columns).lazy()
        for _, expressions in sorted(self._steps.items()):
            frame = frame.with_columns(**expressions)
        return collected(frame.with_columns(**wanted).select(list(wanted)), self.height)

    def _name(self, key: Hashable) -> str:
        return self._names.setdefault(key, f"column{len(self._names)}")
