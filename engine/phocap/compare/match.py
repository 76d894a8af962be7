"""Which verdict of one result is about the same unit and programme as which of another."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from phocap.faults import Fault, Faulty, Place
from phocap.model.result import Result, UnitName, Verdict
from phocap.text.nearest import name_key

Pair = tuple[Verdict | None, Verdict | None]
Key = Callable[[Verdict], Hashable]


def pairs(old: Result, new: Result) -> list[Pair]:
    """Return the verdicts of both, matched, in the order of the new result; those gone stand last.

    A unit is found again by its code; without one by its name and its parent; else, since parents change when tiers
    do, by its name alone where only one unit has it.
    """
    partner: dict[int, int] = {}
    for key in (_code, _name, _bare_name):
        ours, theirs = _index(old.verdicts, key, set(partner.values())), _index(new.verdicts, key, set(partner))
        for name, listed in theirs.items():
            there = ours.get(name, [])
            if len(listed) == len(there) == 1 and _may_be(old.verdicts[there[0]].unit, new.verdicts[listed[0]].unit):
                partner[listed[0]] = there[0]
    found: list[Pair] = [
        (old.verdicts[partner[here]] if here in partner else None, verdict) for here, verdict in enumerate(new.verdicts)
    ]
    taken = set(partner.values())
    return found + [(verdict, None) for there, verdict in enumerate(old.verdicts) if there not in taken]


def check_single(result: Result, path: str) -> None:
    """Refuse a result that judges a unit on several days: it is not clear which of them to compare.

    Raises:
        Faulty: naming the units and their days.
    """
    by_unit: dict[tuple[UnitName, str], list[Verdict]] = defaultdict(list)
    for verdict in result.verdicts:
        by_unit[verdict.unit, verdict.programme].append(verdict)
    faults = [
        Fault(
            "result-of-several-days",
            Place(path),
            {"unit": unit.name, "programme": programme, "days": [str(verdict.as_of) for verdict in listed]},
        )
        for (unit, programme), listed in by_unit.items()
        if len(listed) > 1
    ]
    if faults:
        raise Faulty(faults)


def _index(verdicts: Sequence[Verdict], key: Key, without: set[int]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, verdict in enumerate(verdicts):
        name = key(verdict)
        if place not in without and name is not None:
            found[name].append(place)
    return found


def _code(verdict: Verdict) -> Hashable:
    unit = verdict.unit
    return None if unit.code is None else (verdict.programme, unit.tier, unit.code)


def _name(verdict: Verdict) -> Hashable:
    return verdict.programme, verdict.unit.tier, name_key(verdict.unit.name), name_key(verdict.unit.parent or "")


def _bare_name(verdict: Verdict) -> Hashable:
    return verdict.programme, verdict.unit.tier, name_key(verdict.unit.name)


def _may_be(one: UnitName, other: UnitName) -> bool:
    """Whether two units may be one: two codes that differ are two units."""
    return one.code is None or other.code is None or one.code == other.code
