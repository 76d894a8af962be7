"""Which missing figures decide an undetermined level, at which values, and which cannot matter.

The conditions that are open and share no missing item are searched apart (:mod:`phocap.change.deciding`): all must be
met for the level to be met, one that fails is enough for it to fail.
"""

from collections.abc import Iterator, Mapping, Sequence

from phocap.change.deciding import Group, Values, items_of
from phocap.change.facts import Facts, Gate, Item, Judge, Leaf, combine
from phocap.change.ranges import Range
from phocap.change.unit import Tier
from phocap.language.ruleset import ShareTest
from phocap.model.change import Deciding, Missing, Named, Tip
from phocap.model.outcome import Outcome

BUDGET = 400
"""Hypothetical records that are judged for one unit before the search is ended."""

SHOWN = 12
"""Sets that are returned at most for each outcome."""


def missing(tier: Tier, row: int, level: int, budget: int = BUDGET) -> Missing:
    """Return the smallest sets of missing items that decide a level of a unit, in the order of the law."""
    facts, judge = tier.facts(row, level), tier.judge(level)
    ranges = judge.ranges(facts) or {}
    order = {item: place for place, item in enumerate(judge.items)}
    outcomes = {leaf.key: tier.here.outcome(row, leaf.key) for leaf in judge.gate.leaves}
    open_ = _open(judge.gate, outcomes)
    groups = [_group(tier, level, facts, ranges, members, budget) for members in _apart(open_, facts, ranges)]
    met: list[tuple[tuple[Group, Values], ...]] = [()]
    lost: list[tuple[tuple[Group, Values], ...]] = []
    complete = True
    for group in groups:
        (found, all_met), (failing, all_lost) = group.minimal(Outcome.MET), group.minimal(Outcome.NOT_MET)
        few = len(met) * len(found) <= SHOWN and len(failing) <= SHOWN
        complete = complete and few and all_met and all_lost
        met = [(*one, (group, other)) for one in met for other in found][:SHOWN]
        lost += [((group, values),) for values in failing[:SHOWN]]

    def decided(outcome: Outcome, parts: Sequence[tuple[Group, Values]]) -> tuple[tuple[object, ...], Deciding]:
        found = [told for group, values in parts for told in group.tips(values, outcome).items()]
        tips = [(order[item], _counted(tier, row, level, item, tip)) for item, tip in found]
        tips.sort(key=lambda found: found[0])
        places = [place for place, _ in tips]
        return (len(places), outcome, places), Deciding(outcome, tuple(tip for _, tip in tips))

    sets = [decided(Outcome.NOT_MET, parts) for parts in lost]
    sets += [decided(Outcome.MET, parts) for parts in met if groups]
    sets.sort(key=lambda found: found[0])
    irrelevant = tuple(_irrelevant(tier, facts, judge, groups))
    return Missing(level, tuple(found for _, found in sets), irrelevant, complete)


def _counted(tier: Tier, row: int, level: int, item: Item, tip: Tip) -> Tip:
    """Return the number of units below that decides, where it is known how many there are and which quota holds."""
    if not tip.counts:
        return tip
    test = next(leaf.rule.test for leaf in tier.gates[level].leaves if leaf.key == item[1])
    assert isinstance(test, ShareTest)
    total, needed = tier.needed(test, row)
    if needed is None:
        return tip
    return Tip(tip.item, needed, most=total) if tip.holds else Tip(tip.item, high=needed - 1, most=total)


def _group(
    tier: Tier,
    level: int,
    facts: Facts,
    ranges: Mapping[int, Mapping[str, Range]],
    members: Sequence[Gate | Leaf],
    budget: int,
) -> Group:
    """Return open conditions that share missing items; units of which the same is known of them share the search."""
    leaves = {leaf.key: leaf for member in members for leaf in _leaves(member)}
    judge = tier.part(level, Gate(len(members), tuple(members), tuple(leaves.values())))
    base = {back: {name: ranges[back][name] for name in names} for back, names in judge.fields.items()}
    told = [
        facts.findings.get((back, name)) if kind == "finding" else facts.flags.get(name)
        for kind, name, back in judge.items
        if kind in ("finding", "flag")
    ]
    known = [tuple(found.values()) for found in base.values()]
    key = (level, budget, *leaves, *known, *told, *map(facts.leaves.get, leaves), *sorted(facts.rates.items()))
    if key not in tier.groups:
        tier.groups[key] = Group(tier, facts, judge, base, budget)
    found = tier.groups[key]
    assert isinstance(found, Group)
    return found


def _open(gate: Gate, outcomes: Mapping[str, Outcome]) -> list[Gate | Leaf]:
    """Return what is open of a gate: all of it must pass, unless the gate is returned whole."""
    members = [m for m in gate.members if _outcome(m, outcomes) is Outcome.UNDETERMINED]
    if gate.needs != len(gate.members):
        return [gate]
    found: list[Gate | Leaf] = []
    for member in members:
        found += _open(member, outcomes) if isinstance(member, Gate) else [member]
    return found


def _outcome(member: Gate | Leaf, outcomes: Mapping[str, Outcome]) -> Outcome:
    return combine(member, outcomes) if isinstance(member, Gate) else outcomes[member.key]


def _leaves(member: Gate | Leaf) -> Sequence[Leaf]:
    return member.leaves if isinstance(member, Gate) else (member,)


def _apart(
    open_: Sequence[Gate | Leaf], facts: Facts, ranges: Mapping[int, Mapping[str, Range]]
) -> list[list[Gate | Leaf]]:
    """Return what is open in groups that share no missing item."""
    groups: list[tuple[set[object], list[Gate | Leaf]]] = []
    for member in open_:
        items: set[object] = {leaf.key for leaf in _leaves(member)}
        for leaf in _leaves(member):
            items |= set(items_of(leaf, facts, ranges))
            if isinstance(leaf.rule.test, ShareTest):
                items.add((leaf.rule.test.tier, leaf.rule.test.programme))  # a higher level counts at a lower one
        joined = [member]
        for group in [g for g in groups if g[0] & items]:
            groups.remove(group)
            items |= group[0]
            joined = [*group[1], *joined]
        groups.append((items, joined))
    return [members for _, members in groups]


def _irrelevant(tier: Tier, facts: Facts, judge: Judge, groups: Sequence[Group]) -> Iterator[Named]:
    """Yield what the level's conditions ask for, is missing, and is tied to nothing that is open."""
    used = {item for group in groups for item in group.items}
    for item in judge.items:
        kind, name, back = item
        given = {"finding": (back, name) in facts.findings, "flag": name in facts.flags, "leaf": True}
        if item not in used and not given.get(kind, (back, name) in facts.figures):
            yield tier.item(item)
