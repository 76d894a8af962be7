"""What is wrong with an input, and where: the one kind of error that users meet.

A fault carries an id and the facts of its message; the sentence is made in one place
(:mod:`phocap.text.faults`) when the language is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from phocap.value import dataclass


class Severity(StrEnum):
    """How much a finding weighs: an error stops the work, a warning is only said, a note is for who wants to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file and, where known, a line and column counted from 1.

    In a workbook they are those of a cell of ``sheet``.
    """

    path: str
    line: int = 0
    column: int = 0
    excerpt: str = field(default="", compare=False)
    """The line as it stands in the file, for showing; empty when it is not known."""
    sheet: str = ""

    def __str__(self) -> str:
        """Return ``path:line:column``, as far as known, or ``path:sheet!F12``."""
        if self.sheet:
            return ":".join([self.path, _quoted(self.sheet) + (f"!{self.cell}" if self.cell else "")])
        return ":".join([self.path, *(str(part) for part in (self.line, self.column) if part)])

    @property
    def cell(self) -> str:
        """The address of a cell as spreadsheets write it, ``F12``; of a whole row ``12:12``; else empty."""
        if not self.line:
            return ""
        return f"{column_letters(self.column)}{self.line}" if self.column else f"{self.line}:{self.line}"


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: A … Z, AA …."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _quoted(sheet: str) -> str:
    plain = sheet.replace("-", "").replace("_", "").isalnum()
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"


@dataclass(frozen=True)
class Fault:
    """One mistake: ``id`` names its message, ``facts`` fill it, ``place`` says where."""

    id: str
    place: Place | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


class Faulty(Exception):
    """An input that cannot be used, with every fault that was found in it."""

    def __init__(self, faults: Iterable[Fault] | Fault) -> None:
        """Keep the faults in the order of their places."""
        found = (faults,) if isinstance(faults, Fault) else tuple(faults)
        self.faults = tuple(sorted(found, key=lambda f: (f.place or Place(""), f.id)))
        super().__init__("; ".join(f"{f.place or ''} {f.id} {dict(f.facts)}".strip() for f in self.faults))


def not_installed(extra: str, place: Place | None = None) -> Faulty:
    """Return the error that something is asked for which needs an extra of the distribution."""
    return Faulty(Fault("extra-not-installed", place, {"feature": extra, "extra": extra}))
