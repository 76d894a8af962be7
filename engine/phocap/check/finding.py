"""What is found in rules: an id with its message, a place, and records that show it."""

from collections.abc import Mapping
from dataclasses import field

from phocap.check.witness import Witness
from phocap.faults import Fault, Place, Severity
from phocap.text.language import Bilingual
from phocap.text.messages_findings import FINDINGS
from phocap.value import dataclass


@dataclass(frozen=True)
class Finding:
    """One finding; its severity, its message and why it matters stand in the catalogue under its id."""

    id: str
    place: Place
    facts: Mapping[str, object] = field(default_factory=dict)
    witnesses: tuple[Witness, ...] = ()
    """Records that show it, each with what the rules make of it."""
    about: str = ""
    """What it is about, by a name that stays when lines move: ``level/tier/id`` of a condition, ``level/tier`` of a
    level with the figure that matters, the name of a field, measure or reading, or the keys that lead to a text."""
    accepted: Bilingual | None = None
    """Why the rules keep it, where they say so."""

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return FINDINGS[self.id].severity

    @property
    def fault(self) -> Fault:
        """The finding as a message in both languages."""
        return Fault(self.id, self.place, self.facts, self.severity)
