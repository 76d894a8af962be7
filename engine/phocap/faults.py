"""What is wrong with an input, and where: the one kind of error that users meet.

A fault carries an id and the facts of its message; the sentence is made in one place
(:mod:`phocap.text.faults`) when the language is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops the work, a warning is only said, a note is for who wants to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file and, where known, a line and column counted from 1."""

    path: str
    line: int = 0
    column: int = 0
    excerpt: str = field(default="", compare=False)
    """The line as it stands in the file, for showing; empty when it is not known."""

    def __str__(self) -> str:
        """Return ``path:line:column``, as far as known."""
        return ":".join([self.path, *(str(part) for part in (self.line, self.column) if part)])


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
