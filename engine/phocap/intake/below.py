"""Official counts of the units below: how many there are, and how many are at each level or higher."""

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from phocap.intake import scalars
from phocap.intake.figures import read_flags
from phocap.intake.reading import Reading
from phocap.model.record import Given, Interval, UnitsBelow
from phocap.source.yaml import Node

Counted = Given[int] | Given[Interval]

_LEVEL = re.compile(r"level_([1-9]\d{,3})", re.ASCII)
_DIGITS = re.compile(r"\s*[0-9]+\s*")


def read_units(reading: Reading, node: Node, tier: str | None, day: date | None) -> dict[str, UnitsBelow]:
    """Return the counts by tier; a tier of which nothing is given is left out."""
    tiers = reading.known.tiers
    found = {}
    for name, child in reading.entries(node).items():
        place = node.key_place(name)
        if name not in tiers:
            reading.unknown_tier(name, place)
            continue
        if tier is not None and name not in reading.known.below(tier):
            reading.fault("not-below", place, tier=name, of=tier, allowed=reading.known.below(tier))
        reading.in_force(name, day, place)
        below = _tier(reading, child)
        if below.total is not None or below.levels or below.among:
            found[name] = below
    return found


def _tier(reading: Reading, node: Node) -> UnitsBelow:
    entries = dict(reading.entries(node))
    listed = entries.pop("among", None)
    below = _counts(reading, node, entries)
    return below if listed is None else replace(below, among=_among(reading, listed, below))


def _among(reading: Reading, node: Node, whole: UnitsBelow) -> dict[tuple[tuple[str, bool], ...], UnitsBelow]:
    """Return what is said of units with certain flags, by the flags."""
    if not isinstance(node.value, tuple):
        if node.value is not None:
            reading.fault("wrong-type", node.place, expected="list", found=node.kind)
        return {}
    found = {}
    for item in node.value:
        entries = dict(reading.entries(item))
        flags = read_flags(reading, entries.pop("flags")) if "flags" in entries else {}
        if not flags:
            reading.missing(item, "flags")
            continue
        part = _counts(reading, item, entries)
        if part.total and whole.total and part.total.value > whole.total.value:
            reading.fault("part-of-units", part.total.place, count=part.total.value, total=whole.total.value)
        found[tuple(sorted((name, given.value) for name, given in flags.items()))] = part
    return found


def _counts(reading: Reading, node: Node, entries: Mapping[str, Node]) -> UnitsBelow:
    total = None
    if "total" in entries and (value := scalars.count(reading, entries["total"])) is not None:
        total = Given(value, entries["total"].place)
    levels = {}
    for programme, child in entries.items():
        if programme == "total":
            continue
        known = reading.programme(programme, node.key_place(programme))
        counted = _levels(reading, child, programme if known else None)
        if counted:
            levels[programme] = counted
            _check(reading, counted, total, cumulative=known and reading.known.pack.cumulative(programme))
    return UnitsBelow(total, levels)


def _levels(reading: Reading, node: Node, programme: str | None) -> dict[int, Counted]:
    """Return how many units are at each level or higher, from the lowest level."""
    allowed = reading.known.levels.get(programme or "")
    counted: dict[int, Counted] = {}
    for key, child in reading.entries(node).items():
        match = _LEVEL.fullmatch(key)
        if match is None:
            names = [f"level_{number}" for number in allowed or ()]
            near = reading.near(f"levels {programme}", key, names)
            reading.fault("unknown-key", node.key_place(key), key=key, nearest=near, allowed=names)
        elif allowed is not None and int(match[1]) not in allowed:
            reading.fault("unknown-level", node.key_place(key), level=int(match[1]), allowed=allowed)
        elif (given := _counted(reading, child)) is not None:
            counted[int(match[1])] = given
    return dict(sorted(counted.items()))


def _counted(reading: Reading, node: Node) -> Counted | None:
    """Return a count, or what a printed share stands for."""
    if isinstance(node.value, str) and not _DIGITS.fullmatch(node.raw):
        share = scalars.rate(reading, node, part=True)
        return None if share is None else Given(share, node.place)
    count = scalars.count(reading, node)
    return None if count is None else Given(count, node.place)


def _check(reading: Reading, counted: dict[int, Counted], total: Given[int] | None, *, cumulative: bool) -> None:
    """Report more units than there are, and more at a level than at the level below it."""
    lower: tuple[int, Counted] | None = None
    for level, given in counted.items():
        if total is not None:
            _check_total(reading, level, given, total.value)
        # Each is compared with the nearest below it that is given: one mistake is told once.
        if cumulative and lower is not None and _exceeds(given, lower[1], total.value if total else None):
            facts = {"count": _shown(given), "lower": lower[0], "lower_count": _shown(lower[1])}
            reading.fault("counts-not-nested", given.place, level=level, **facts)
        lower = level, given


def _check_total(reading: Reading, level: int, given: Counted, total: int) -> None:
    value = given.value
    if isinstance(value, int):
        if value > total:
            reading.fault("counts-exceed-total", given.place, level=level, count=value, total=total)
    elif total and not _some_count(value, total):
        reading.fault("share-of-no-count", given.place, printed=value.printed, total=total)


def _some_count(share: Interval, total: int) -> bool:
    """Return whether some whole number out of ``total`` has a share that prints so."""
    low = share.low * total
    first = math.floor(low) + 1 if share.low_open else math.ceil(low)
    return first <= total and scalars.within(Fraction(first, total), share)


def _exceeds(upper: Counted, lower: Counted, total: int | None) -> bool:
    """Return whether there are certainly more of the upper than of the lower."""
    if isinstance(upper.value, int) and isinstance(lower.value, int):
        return upper.value > lower.value
    least, most = _as_share(upper, total), _as_share(lower, total)
    if least is None or most is None or most.high is None:
        return False
    return least.low > most.high or (least.low == most.high and (least.low_open or most.high_open))


def _as_share(given: Counted, total: int | None) -> Interval | None:
    value = given.value
    if isinstance(value, Interval):
        return value
    return Interval(Fraction(value, total), Fraction(value, total)) if total else None


def _shown(given: Counted) -> int | str:
    return f"“{given.value.printed}”" if isinstance(given.value, Interval) else given.value
