"""A verdict decided anew from what a result holds: conditions with their cases on one side, facts on the other.

Rules of one result can so be held against the data of another. What the other does not hold stays open: the answer
is None unless it is the same whatever the missing facts are.
"""

from collections.abc import Mapping, Sequence

from phocap.infer.port import Logic, Quorum
from phocap.infer.reference import ReferenceInference
from phocap.model.outcome import Outcome
from phocap.model.result import CaseTested, ConditionResult, Fact
from phocap.model.rulefile import Effect

Tree = Mapping[int, Sequence[ConditionResult]]
"""The conditions of every level."""

Facts = Mapping[str, Fact]

ALIKE = (Outcome.NOT_MET, Outcome.UNDETERMINED, Outcome.MET)
"""What a missing fact may bring. More of it never costs a level, so its ends bracket everything between."""


def decide(tree: Tree, facts: Facts) -> dict[int, Outcome | None]:
    """Return the outcome of every level, None where it hangs on a fact that is not held."""
    tries = [_outcomes(tree, facts, missing) for missing in ALIKE]
    first = tries[0]
    return {level: outcome if all(t[level] is outcome for t in tries) else None for level, outcome in first.items()}


def _outcomes(tree: Tree, facts: Facts, missing: Outcome) -> dict[int, Outcome]:
    leaves: dict[str, Outcome] = {}
    quorums: dict[str, Quorum] = {}

    def add_level(number: int) -> str:
        name = f"level {number}"
        if name in quorums or name in leaves:
            return name
        members = [m for condition in tree.get(number, ()) if (m := add(condition, name)) is not None]
        if members:
            quorums[name] = Quorum(name, len(members), tuple(members))
        else:
            leaves[name] = missing
        return name

    def add(condition: ConditionResult, above: str) -> str | None:
        if condition.effect is not Effect.DECIDES:
            return None
        if condition.kind == "level":
            return add_level(int(condition.subject or 0))
        name = f"{above}/{condition.id}"
        if condition.kind in ("quorum", "window") and not condition.cases:  # a window with cases tests its mean
            members = [m for member in condition.members if (m := add(member, name)) is not None]
            if not members:
                return None
            quorums[name] = Quorum(name, min(condition.needs or len(members), len(members)), tuple(members))
        else:
            leaves[name] = test(condition, facts, missing)
        return name

    levels = {number: add_level(number) for number in tree}
    conclusion = ReferenceInference().conclude(Logic(tuple(leaves), tuple(quorums.values())), [leaves])[0]
    return {number: conclusion.outcomes.get(name, missing) for number, name in levels.items()}


def test(condition: ConditionResult, facts: Facts, missing: Outcome) -> Outcome:
    """Return the outcome of a condition that tests facts: the first case whose flag holds counts.

    Where a flag is not given both ways stay open, as in :func:`phocap.measure.tests.by_flags`.
    """
    *variants, ordinary = condition.cases
    empty = condition.empty or Outcome.NOT_APPLICABLE
    found = _case(ordinary, facts, empty, missing)
    for case in reversed(variants):
        flag = facts.get(f"flag:{case.flag}")
        this = _case(case, facts, empty, missing)
        if flag is None:
            found = found if this is found else missing
        elif flag.outcome is Outcome.MET:
            found = this
        elif flag.outcome is Outcome.UNDETERMINED and this is not found:
            found = Outcome.UNDETERMINED
    return found


def _case(case: CaseTested, facts: Facts, empty: Outcome, missing: Outcome) -> Outcome:
    fact = facts.get(case.fact)
    if fact is None:
        return missing
    if fact.outcome is not None:
        return fact.outcome
    if fact.nobody:
        return empty
    found = _against(case, fact)
    if fact.nobody is None and not (fact.id.startswith("mean:") and found is empty):
        return Outcome.UNDETERMINED
    return found


def _against(case: CaseTested, fact: Fact) -> Outcome:
    threshold = case.threshold
    if threshold is None:
        return Outcome.UNDETERMINED
    low, high = fact.low, fact.high
    if case.sense == "at_least":
        met = low is not None and low >= threshold
        fails = high is not None and (high < threshold or (high == threshold and fact.high_open))
    else:
        met = high is not None and high <= threshold
        fails = low is not None and (low > threshold or (low == threshold and fact.low_open))
    return Outcome.MET if met else Outcome.NOT_MET if fails else Outcome.UNDETERMINED
