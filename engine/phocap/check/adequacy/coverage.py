"""Threshold coverage: which goals the cases beside a rule file reach, which they miss, which nobody can reach."""

from phocap.check.adequacy.goals import Goal, Kind
from phocap.check.adequacy.seen import seen
from phocap.check.proof.reach import Reach, Unproven
from phocap.check.proof.subjects import Law
from phocap.check.ruletests import Ran
from phocap.check.witness import Witness
from phocap.value import dataclass


@dataclass(frozen=True)
class Gap:
    """A goal that no case reaches, and a record that would; without one it is not proven that there is any."""

    goal: Goal
    witness: Witness | None


@dataclass(frozen=True)
class Coverage:
    """What the cases beside a rule file see of it."""

    reached: int
    gaps: tuple[Gap, ...]
    impossible: int
    """Goals that no record can reach, by proof."""
    unknown: tuple[str, ...]
    """What the proofs do not know."""

    @property
    def possible(self) -> int:
        """How many goals there are that a case could reach."""
        return self.reached + len(self.gaps)


def coverage(law: Law, rule_id: str, ran: list[Ran]) -> Coverage:
    """Return what the cases see of a rule file on all its days and under all its readings."""
    reach = Reach(law, rule_id)
    model = law.pack.rule_files[rule_id].model
    found = {goal for group in ran for goal in seen(group, model)}
    gaps: list[Gap] = []
    reached = impossible = 0
    for goal in reach.subjects:
        if goal in found:
            reached += 1
            continue
        try:
            witness = reach.witness(goal)
        except Unproven:
            gaps.append(Gap(goal, None))
            continue
        if witness is None:
            impossible += 1
        else:
            gaps.append(Gap(goal, witness))
    options = {(goal.node, goal.what) for goal in found if goal.kind is Kind.READING}
    for name, option in sorted(reach.options):
        if (name, option) in options:
            reached += 1
        else:
            gaps.append(Gap(Goal(Kind.READING, "", name, option), None))
    return Coverage(reached, tuple(gaps), impossible, tuple(sorted(set(reach.unknown))))
