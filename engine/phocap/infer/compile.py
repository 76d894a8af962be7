"""From a logic to rules: every outcome is derived from positive facts, nothing from the absence of one.

A derived subject is named after its quorum: ``level-2/part-1`` joins a few members, ``level-2/open`` says that a
member is undetermined, ``level-2/applies`` that one is applicable, ``level-2/passes/3`` counts the first three
members. What a rule cites leads, through these, back to the members that forced the outcome.
"""

from collections.abc import Iterator

from phocap.infer.count import REACHED, SHORT, Counter
from phocap.infer.port import Logic, Quorum
from phocap.infer.rulebook import MAX_ANTECEDENTS, Rule, Rulebook, RuleSets, Test, bind
from phocap.infer.symbols import symbols_for
from phocap.infer.wellformed import check
from phocap.model.outcome import Outcome

MET, NOT_MET = Outcome.MET.value, Outcome.NOT_MET.value
UNDETERMINED, NOT_APPLICABLE = Outcome.UNDETERMINED.value, Outcome.NOT_APPLICABLE.value
PASSING = (MET, NOT_APPLICABLE)
YES = "yes"
_GROUP = MAX_ANTECEDENTS - 1  # a conjunction over the members leaves room for one derived fact


def compile_logic(logic: Logic) -> Rulebook:
    """Return the rules of a logic, shared out over rule sets.

    Raises:
        ValueError: the logic is malformed.
    """
    check(logic)
    symbols = symbols_for([*logic.leaves, *(quorum.id for quorum in logic.quorums)])
    return bind(symbols, (rule for quorum in logic.quorums for rule in _quorum(quorum, symbols)))


def explain_rules(logic: Logic) -> list[RuleSets]:
    """Return the rule sets of a logic as durable-rules gets them, one dict each: for reading, docs and tests.

    Raises:
        ValueError: the logic is malformed.
    """
    return [{rule_set.name: rule_set.as_json()} for rule_set in compile_logic(logic).rule_sets]


def _quorum(quorum: Quorum, symbols: dict[str, str]) -> Iterator[Rule]:
    name, members = symbols[quorum.id], [symbols[member] for member in quorum.members]
    if quorum.needs == len(members):
        return _grouped(name, members, all_of=True)
    if quorum.needs == 1:
        return _grouped(name, members, all_of=False)
    return _counted(name, members, quorum.needs)


def _grouped(name: str, members: list[str], *, all_of: bool) -> Iterator[Rule]:
    """All of the parts' all of, or any of their any of: both mean the same as over the members themselves."""
    level = 0
    while len(members) > _GROUP:
        level += 1
        parts = {f"{name}/part-{level}.{n}": group for n, group in enumerate(_groups(members), 1)}
        for part, group in parts.items():
            yield from _small(part, group, all_of=all_of)
        members = list(parts)
    yield from _small(name, members, all_of=all_of)


def _groups(members: list[str]) -> Iterator[list[str]]:
    """Cut the members into as few groups as possible, as even as possible."""
    groups = -(-len(members) // _GROUP)
    for n in range(groups):
        yield members[n * len(members) // groups : (n + 1) * len(members) // groups]


def _small(name: str, members: list[str], *, all_of: bool) -> Iterator[Rule]:
    every = tuple(members)
    yield Rule(f"{name} not_applicable because all are", _each(every, NOT_APPLICABLE), name, NOT_APPLICABLE, every)
    yield from _opens(name, every)
    yield from (_all_of if all_of else _any_of)(name, every)


def _all_of(name: str, members: tuple[str, ...]) -> Iterator[Rule]:
    applies, opened = Test(f"{name}/applies", (YES,)), Test(f"{name}/open", (YES,))
    for member in members:
        yield Rule(f"{name} not_met because {member}", _each((member,), NOT_MET), name, NOT_MET, (member,))
        yield Rule(f"{applies.subject} because {member}", _each((member,), MET), applies.subject, YES, (member,))
    yield Rule(f"{name} met because all pass", (*_each(members, *PASSING), applies), name, MET, members)
    possible = (*_each(members, *PASSING, UNDETERMINED), opened)
    yield Rule(f"{name} undetermined because open", possible, name, UNDETERMINED, (opened.subject,))


def _any_of(name: str, members: tuple[str, ...]) -> Iterator[Rule]:
    applies, opened = Test(f"{name}/applies", (YES,)), Test(f"{name}/open", (YES,))
    for member in members:
        applicable = _each((member,), MET, NOT_MET, UNDETERMINED)
        yield Rule(f"{applies.subject} because {member}", applicable, applies.subject, YES, (member,))
        yield Rule(f"{name} met because {member}", (*_each((member,), *PASSING), applies), name, MET, (member,))
    yield Rule(f"{name} not_met because none can be", _each(members, NOT_MET), name, NOT_MET, members)
    unmet = (*_each(members, NOT_MET, UNDETERMINED), opened)
    yield Rule(f"{name} undetermined because open", unmet, name, UNDETERMINED, (opened.subject,))


def _counted(name: str, members: list[str], needs: int) -> Iterator[Rule]:
    """K of n by two chains of counters: members that pass until k, members not met until too few are left."""
    every = tuple(members)
    passes, misses, opened = f"{name}/passes", f"{name}/misses", Test(f"{name}/open", (YES,))
    yield from Counter(passes, every, PASSING, needs, apart=NOT_APPLICABLE).rules()
    yield from Counter(misses, every, (NOT_MET,), len(members) - needs + 1).rules()
    yield from _opens(name, every)
    none = (Test(passes, (NOT_APPLICABLE,)),)
    yield Rule(f"{name} not_applicable because all are", none, name, NOT_APPLICABLE, every)
    yield Rule(f"{name} met because enough pass", (Test(passes, (REACHED,)),), name, MET, (passes,))
    yield Rule(f"{name} not_met because too many are not", (Test(misses, (REACHED,)),), name, NOT_MET, (misses,))
    neither = (Test(passes, (SHORT,)), Test(misses, (SHORT,)), opened)
    yield Rule(f"{name} undetermined because open", neither, name, UNDETERMINED, (opened.subject,))


def _opens(name: str, members: tuple[str, ...]) -> Iterator[Rule]:
    for member in members:
        yield Rule(f"{name}/open because {member}", _each((member,), UNDETERMINED), f"{name}/open", YES, (member,))


def _each(members: tuple[str, ...], *any_of: str) -> tuple[Test, ...]:
    return tuple(Test(member, any_of) for member in members)
