"""Columns of units that stand in a table: nothing is copied, and null is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from phocap.measure.columns import Columns, Narrowed, RateColumns, as_bounds
from phocap.model.vocabulary import Constraint, closure

PIECE = 2**17
"""Units whose bounds are narrowed at a time: what is computed on the way stays small, however many units there are."""


class TableColumns(Narrowed):
    """Columns of a table of figures, flags and findings by their names. It holds one year and no printed rates."""

    def __init__(
        self,
        frame: pl.DataFrame,
        constraints: Sequence[Constraint],
        back: int = 0,
        least: Mapping[str, int] | None = None,
    ) -> None:
        """Serve the columns of a table; of ``back`` years before it tells the flags only, which are no figures.

        ``least`` are values below which some figures are known to be nowhere.
        """
        super().__init__(constraints)
        self.frame, self._back, self._least = frame, back, least or {}
        self._names = frozenset(frame.columns)

    @property
    def height(self) -> int:
        """The number of units."""
        return self.frame.height

    def positive(self, name: str) -> bool:
        """Whether a figure is above 0 for every unit, whatever is missing."""
        return (not self._back and self._least.get(name, 0) > 0) or super().positive(name)

    def rate(self, measure: str) -> RateColumns | None:
        """Return None: a table holds counts."""
        return None

    def flag(self, name: str) -> pl.Series:
        """Return a flag as yes, no or null."""
        return self._column(name, pl.Boolean)

    def finding(self, name: str) -> pl.Series:
        """Return a finding as yes, no or null."""
        return self._column("" if self._back else name, pl.Boolean)

    def recognised(self, programme: str) -> pl.Series:
        """Return null for every unit: a table holds no decisions."""
        return self._column("", pl.Int64)

    def year(self, back: int) -> "TableColumns":
        """Return the table itself, or one that tells no figures."""
        return self if back == 0 else TableColumns(self.frame, self.constraints, back, self._least)

    def pieces(self, names: Iterable[str], apart: bool = False) -> Iterator[Columns]:
        """Yield the units with these fields loaded; in parts where something is to be narrowed, or if asked for."""
        wanted = frozenset(names)
        whole = TableColumns(self.frame, self.constraints, self._back, self._least)
        whole._wanted = wanted
        tied = closure(wanted, self.constraints)
        ties = [c for c in self.constraints if c.whole in tied]
        if self.height <= PIECE or not (apart or whole._exact(tied, ties) is None):
            self.load(wanted)
            yield self
            return
        for start in range(0, self.height, PIECE):
            piece = TableColumns(self.frame.slice(start, PIECE), self.constraints, self._back, self._least)
            piece.load(wanted)
            yield piece

    def _untold(self, name: str) -> bool:
        return bool(self._back) or name not in self._names or self.frame[name].count() == 0

    def _given(self, name: str) -> tuple[pl.Series, pl.Series]:
        return as_bounds(self._column("" if self._back else name, pl.Int64))

    def _column(self, name: str, kind: type[pl.DataType]) -> pl.Series:
        if name in self._names:
            return self.frame[name].cast(kind)
        return pl.Series(name, [None], dtype=kind).new_from_index(0, self.height)
