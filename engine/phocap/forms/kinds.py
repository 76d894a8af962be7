"""What files and sheets may be, and what they were taken for."""

from datetime import date
from typing import Final

from phocap.faults import Place
from phocap.value import dataclass

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
TABLES: Final = (".csv", ".tsv")


@dataclass(frozen=True)
class Recognised:
    """What a sheet or file was taken for."""

    place: Place
    form: str
    """Id of the form or survey; ``table`` for a table of our own."""
    unit: str | None = None
    day: date | None = None
    figures: int = 0
    persons: int | None = None
    by_position: tuple[str, ...] = ()
