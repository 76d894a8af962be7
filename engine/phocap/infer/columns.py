"""Inference over many patterns at once: quorum by quorum, each distinct combination of its members' outcomes once.

Patterns of a whole logic multiply: a school standard shows nearly as many as there are schools. Those of one quorum
are few, and a quorum means the same whatever its members are called; so each is handed to the back end as one of a few
shapes (k of n), whose conclusions all levels, readings, tiers and programmes share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from phocap.infer.port import Conclusion, Fired, Inference, Logic, Pattern, Quorum
from phocap.model.outcome import Outcome
from phocap.value import dataclass

SHAPE = "quorum"


@dataclass(frozen=True)
class Conclusions(Sequence[Conclusion]):
    """What follows from every pattern under one logic; the conclusion of one is put together when asked for."""

    fired: Mapping[str, Sequence[Fired]]
    """For each quorum, in the logic's order, what fired in each pattern."""
    patterns: int

    def __len__(self) -> int:
        """Return the number of patterns."""
        return self.patterns

    def __getitem__(self, pattern: int) -> Conclusion:  # type: ignore[override]  # no slices
        """Return the conclusion of a pattern."""
        trace = tuple(fired[pattern] for fired in self.fired.values())
        return Conclusion(outcomes={fired.node: fired.outcome for fired in trace}, trace=trace)


@dataclass
class Concluder:
    """Concludes logics over the same patterns; what several of them share is inferred once."""

    inference: Inference
    patterns: int
    _known: dict[object, tuple[list[Fired], list[Outcome]]] = field(default_factory=dict)

    def conclude(self, logic: Logic, leaves: Mapping[str, list[Outcome]]) -> Conclusions:
        """Return what follows from the outcomes of the leaves in each pattern.

        Lists that are the same object in several calls are taken for the same outcomes.

        Raises:
            InferenceError: the back end broke off or left a quorum without exactly one outcome.
        """
        columns = dict(leaves)
        found: dict[str, list[Fired]] = {}
        for quorum in logic.quorums:
            members = [columns[member] for member in quorum.members]
            key = (quorum, *map(id, members))
            if key not in self._known:
                fired = self._fired(quorum, list(zip(*members, strict=True)))
                self._known[key] = fired, [one.outcome for one in fired]
            found[quorum.id], columns[quorum.id] = self._known[key]
        return Conclusions(found, self.patterns)

    def _fired(self, quorum: Quorum, rows: list[tuple[Outcome, ...]]) -> list[Fired]:
        shape = _shape(len(quorum.members), quorum.needs)
        distinct = list(dict.fromkeys(rows))
        asked: list[Pattern] = [dict(zip(shape.leaves, row, strict=True)) for row in distinct]
        names = dict(zip(shape.leaves, quorum.members, strict=True))
        follows = {}
        for row, conclusion in zip(distinct, self.inference.conclude(shape, asked), strict=True):
            because = tuple(names[member] for member in conclusion.trace[0].because)
            follows[row] = Fired(quorum.id, conclusion.trace[0].outcome, because)
        return [follows[row] for row in rows]


@lru_cache(maxsize=1024)
def _shape(members: int, needs: int) -> Logic:
    """Return the logic of one quorum, by which all of its shape are inferred."""
    names = tuple(f"member-{number}" for number in range(1, members + 1))
    return Logic(names, (Quorum(SHAPE, needs, names),))
