"""The four answers that a condition, a criterion or a level can have (docs/design.md, outcomes)."""

from collections.abc import Collection
from enum import StrEnum


class Outcome(StrEnum):
    """What the record says of one condition, criterion or level."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"

    @property
    def passes(self) -> bool:
        """Whether it stands in nobody's way: met, or nothing there to be judged."""
        return self in (Outcome.MET, Outcome.NOT_APPLICABLE)

    @property
    def may_pass(self) -> bool:
        """Whether further information could still leave it met."""
        return self is not Outcome.NOT_MET


OUTCOMES = (Outcome.UNDETERMINED, Outcome.NOT_MET, Outcome.MET, Outcome.NOT_APPLICABLE)
"""The outcome of each code, 0 to 3: two bits, so that columns hold them and patterns pack them."""

CODE = {outcome: code for code, outcome in enumerate(OUTCOMES)}

RESTS_ON = {
    Outcome.MET: frozenset({Outcome.MET, Outcome.NOT_APPLICABLE}),
    Outcome.NOT_MET: frozenset({Outcome.NOT_MET}),
    Outcome.UNDETERMINED: frozenset({Outcome.UNDETERMINED}),
    Outcome.NOT_APPLICABLE: frozenset({Outcome.NOT_APPLICABLE}),
}
"""The outcomes of the members that force a quorum's: all members that have one of them."""


def of_quorum(needs: int, members: Collection[Outcome]) -> Outcome:
    """Return the outcome of at least ``needs`` of some members; not applicable only when every member is."""
    if all(member is Outcome.NOT_APPLICABLE for member in members):
        return Outcome.NOT_APPLICABLE
    if sum(member.passes for member in members) >= needs:
        return Outcome.MET
    return Outcome.UNDETERMINED if sum(member.may_pass for member in members) >= needs else Outcome.NOT_MET
