"""Inference by counting, in plain Python: the oracle of the tests and the back end where durable-rules is not."""

from collections.abc import Mapping, Sequence

from phocap.infer.distinct import Key, conclude_distinct
from phocap.infer.port import Conclusion, Fired, Logic, Pattern, Quorum
from phocap.infer.wellformed import check
from phocap.model.outcome import RESTS_ON, Outcome, of_quorum


class ReferenceInference:
    """Counts the members of each quorum, members before those that name them."""

    name = "reference"

    def conclude(self, logic: Logic, patterns: Sequence[Pattern]) -> list[Conclusion]:
        """Return a conclusion for each pattern, in order.

        Raises:
            ValueError: the logic or a pattern is malformed.
        """
        check(logic)
        return conclude_distinct(logic, patterns, _conclude_one)


def _conclude_one(logic: Logic, key: Key) -> Conclusion:
    known = dict(zip(logic.leaves, key, strict=True))
    trace = []
    for quorum in logic.quorums:
        fired = _count(quorum, known)
        known[quorum.id] = fired.outcome
        trace.append(fired)
    return Conclusion(outcomes={fired.node: fired.outcome for fired in trace}, trace=tuple(trace))


def _count(quorum: Quorum, known: Mapping[str, Outcome]) -> Fired:
    members = {member: known[member] for member in quorum.members}
    outcome = of_quorum(quorum.needs, members.values())
    return Fired(quorum.id, outcome, tuple(member for member in members if members[member] in RESTS_ON[outcome]))
