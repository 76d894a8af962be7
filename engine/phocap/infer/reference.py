"""Inference by counting, in plain Python: the oracle of the tests and the back end where durable-rules is not."""

from collections.abc import Mapping, Sequence

from phocap.infer.distinct import Key, conclude_distinct
from phocap.infer.port import Conclusion, Fired, Logic, Pattern, Quorum
from phocap.infer.wellformed import check
from phocap.model.outcome import Outcome


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
    passing = sum(outcome.passes for outcome in members.values())
    possible = sum(outcome.may_pass for outcome in members.values())
    if all(outcome is Outcome.NOT_APPLICABLE for outcome in members.values()):
        outcome, decisive = Outcome.NOT_APPLICABLE, {Outcome.NOT_APPLICABLE}
    elif passing >= quorum.needs:
        outcome, decisive = Outcome.MET, {Outcome.MET, Outcome.NOT_APPLICABLE}
    elif possible < quorum.needs:
        outcome, decisive = Outcome.NOT_MET, {Outcome.NOT_MET}
    else:
        outcome, decisive = Outcome.UNDETERMINED, {Outcome.UNDETERMINED}
    return Fired(quorum.id, outcome, tuple(member for member in members if members[member] in decisive))
