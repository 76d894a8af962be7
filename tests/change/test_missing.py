"""Deciding sets against every completion of small records."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from small import Plain, completions, incomplete, judged, state, tiers
from worlds import FINDINGS, FLAGS, World

from phocap.change.missing import missing
from phocap.model.change import Missing
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.oracle import Oracle

MOST = 24
"""Beyond it nothing changes: populations are at most 6 where they are known."""

Completed = tuple[Record, bool]
Values = tuple[object, ...]


def value(record: Record, name: str) -> int | bool | None:
    name = name.removeprefix("flags.")
    if name in FLAGS:
        return record.flags[name].value
    return record.findings[name].value.value if name in FINDINGS else record.figures[name].value


def deciding(every: list[Completed], names: Iterable[str], met: bool) -> set[Values]:
    """Return the values of some items under which every completion has one verdict."""
    verdicts: dict[Values, set[bool]] = {}
    for record, passes in every:
        verdicts.setdefault(tuple(value(record, name) for name in names), set()).add(passes)
    return {values for values, found in verdicts.items() if found == {met}}


def decided_by(world: World, every: list[Completed], level: int, names: list[str], met: bool) -> set[Values]:
    """Return the values of items, the others left out, that let the oracle decide the level."""
    record = world.records[0]
    tried: set[Values] = set()
    deciding: set[Values] = set()
    for done, _ in every:
        values = tuple(value(done, name) for name in names)
        if values in tried or not somebody(names, values):
            continue
        tried.add(values)
        bare = {name.removeprefix("flags.") for name in names}
        partial = replace(
            record,
            figures={**record.figures, **{n: g for n, g in done.figures.items() if n in bare}},
            flags={**record.flags, **{n: g for n, g in done.flags.items() if n in bare}},
            findings={**record.findings, **{n: g for n, g in done.findings.items() if n in bare}},
        )
        found = Oracle(world.pack, world.in_force.rules({}), [partial]).level(0, level)
        if found.passes if met else found is Outcome.NOT_MET:
            deciding.add(values)
    return deciding


def somebody(names: list[str], values: Values) -> bool:
    """Whether every population among some items has somebody in it."""
    return all(v != 0 for name, v in zip(names, values, strict=True) if name in ("a.whole", "b.whole"))


def check(world: World, found: Missing, every: list[Completed]) -> None:
    for deciding_set in found.sets:
        names, met = [tip.item.id for tip in deciding_set.items], deciding_set.outcome is Outcome.MET
        assert any(somebody(names, values) for values in deciding(every, names, met)), (names, met)
        for fewer in range(len(names)):
            for part in combinations(names, fewer):
                assert not decided_by(world, every, found.level, list(part), met), (names, part)
        if len(names) == 1:
            tip = deciding_set.items[0]
            tried = {v for (v,) in decided_by(world, every, found.level, names, met)}
            if tip.holds is not None:
                assert tip.holds in tried
            elif names[0] == "free" and tip.low is None and tip.high is None:
                assert tried  # an age: the values that decide do not lie together
            else:
                low, high = tip.low or 0, MOST if tip.high is None else tip.high
                possible = {value(record, names[0]) for record, _ in every}
                assert {v for v in possible if low <= int(v or 0) <= high and somebody(names, (v,))} == tried
    for named in found.irrelevant:
        others = [n for n in (*every[0][0].figures, *FLAGS, *FINDINGS) if n != named.id.removeprefix("flags.")]
        verdicts: dict[Values, set[bool]] = {}
        for record, passes in every:
            verdicts.setdefault(tuple(value(record, name) for name in others), set()).add(passes)
        assert all(len(found) == 1 for found in verdicts.values()), named


@settings(max_examples=200)
@given(incomplete())
def test_every_set_decides_and_no_part_of_it_does(world: World) -> None:
    record = world.records[0]
    for tier in tiers(judged(world)):
        for level in tier.gates:
            if tier.outcome(0, level) is not Outcome.UNDETERMINED:
                continue
            try:
                every = [
                    (done, Plain(tier.here.rules[0], done).level(level, state(done)))
                    for done in completions(record, MOST)
                ]
            except OverflowError:
                continue
            check(world, missing(tier, 0, level), every)
