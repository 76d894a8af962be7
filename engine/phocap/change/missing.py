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
    ranges = tier.ranges(row, level)
    outcomes = {leaf.key: tier.here.outcome(row, leaf.key) for leaf in judge.gate.leaves}
    open_ = _open(judge.gate, outcomes)
    groups = [_group(tier, level, facts, ranges, members, budget) for members in _apart(open_, facts, ranges)]
    lacking = tuple(_lacking(judge, facts))
    quotas = [tier.needed(leaf.rule.test, row) for leaf in judge.gate.leaves if isinstance(leaf.rule.test, ShareTest)]
    key = (level, *map(id, groups), lacking, *quotas)
    if key not in tier.missing:  # the groups live as long as the tier
        tier.missing[key] = _missing(tier, row, level, groups, lacking)
    return tier.missing[key]


def _missing(tier: Tier, row: int, level: int, groups: Sequence[Group], lacking: Sequence[Item]) -> Missing:
    """Return what the sets of the groups come to together."""
    order = {item: place for place, item in enumerate(tier.judge(level).items)}
    met: list[tuple[tuple[Group, Values], ...]] = [()]
    lost: list[tuple[tuple[Group, Values], ...]] = []
    complete = True
    for group in groups:
        (found, all_met), (failing, all_lost) = group.minimal(Outcome.MET), group.minimal(Outcome.NOT_MET)
        few = len(met) * len(found) <= SHOWN and len(failing) <= SHOWN
        complete = complete and few and all_met and all_lost
        met = [(*one, (group, other)) for one in met for other in found][:SHOWN]
        lost += [((group, values),) for values in failing[:SHOWN]]

    wholes: dict[str, None] = {}

    def decided(outcome: Outcome, parts: Sequence[tuple[Group, Values]]) -> tuple[tuple[object, ...], Deciding]:
        tips = []
        for group, values in parts:
            for item, tip in group.tips(values, outcome).items():
                part, given = group.told_by(item)
                if part != item:
                    wholes.setdefault(tip.item.id)
                    tip = _less(tip, tier.item(part), given)
                tips.append((order[item], _counted(tier, row, level, item, tip)))
        tips.sort(key=lambda found: found[0])
        places = [place for place, _ in tips]
        return (len(places), outcome, places), Deciding(outcome, tuple(tip for _, tip in tips))

    sets = [decided(Outcome.NOT_MET, parts) for parts in lost]
    sets += [decided(Outcome.MET, parts) for parts in met if groups]
    sets.sort(key=lambda found: found[0])
    used = {item for group in groups for item in group.items}
    irrelevant = tuple(tier.item(item) for item in lacking if item not in used)
    return Missing(level, tuple(found for _, found in sets), irrelevant, complete, tuple(wholes))


def _less(tip: Tip, part: Named, given: int) -> Tip:
    """Return from where on a part decides, given what makes up its whole besides."""
    low, high, most = (None if value is None else value - given for value in (tip.low, tip.high, tip.most))
    return Tip(part, low, high, most)


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


def _lacking(judge: Judge, facts: Facts) -> Iterator[Item]:
    """Yield what the level's conditions ask for and is missing; of it, what is tied to nothing open cannot matter."""
    for item in judge.items:
        kind, name, back = item
        given = facts.figures if kind == "figure" else facts.findings
        if kind != "leaf" and (name not in facts.flags if kind == "flag" else (back, name) not in given):
            yield item
