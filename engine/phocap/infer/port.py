"""The port of inference: from the outcomes of conditions to those of criteria and levels.

Only symbols pass here, never numbers of a record: a :class:`Logic` says how members combine, a pattern says
what each leaf's outcome is, a :class:`Conclusion` says what follows and which rules fired.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from phocap.model.logic import Logic, Quorum
from phocap.model.outcome import Outcome
from phocap.value import dataclass

__all__ = ["Conclusion", "Fired", "Inference", "Logic", "Pattern", "Quorum"]

Pattern = Mapping[str, Outcome]
"""The outcome of every leaf of a logic, by leaf id."""


@dataclass(frozen=True)
class Fired:
    """A conclusion about one quorum and the members that forced it, in the quorum's order of members.

    The members are: for met, those met (or not applicable); for not met, those not met; for undetermined, the
    undetermined ones; for not applicable, all (:data:`phocap.model.outcome.RESTS_ON`).
    """

    node: str
    outcome: Outcome
    because: tuple[str, ...]


@dataclass(frozen=True)
class Conclusion:
    """What follows from one pattern: the outcome of every quorum, and what fired, in the logic's order."""

    outcomes: Mapping[str, Outcome]
    trace: tuple[Fired, ...]


class Inference(Protocol):
    """A back end that draws conclusions; the same one always draws the same, which is kept."""

    def __hash__(self) -> int:
        """Tell back ends apart."""
        ...

    @property
    def name(self) -> str:
        """The name and version shown by ``phocap --version``."""
        ...

    def conclude(self, logic: Logic, patterns: Sequence[Pattern]) -> list[Conclusion]:
        """Return a conclusion for each pattern, in order."""
        ...
