"""Ranges of whole numbers, narrowed by what ties figures together: parts and their whole."""

from collections.abc import Iterable, Sequence

from phocap.model.vocabulary import Constraint

Range = tuple[int, int | None]
"""A least and a greatest value; None is unbounded."""

UNKNOWN: Range = (0, None)

CREEP = 150
"""Steps after which hypothetical values that still narrow each other are given up."""


def narrow(ranges: dict[str, Range], constraints: Sequence[Constraint], changed: Iterable[str] | None = None) -> bool:
    """Narrow ranges in place by what ties them until nothing moves; return whether every field still has a value.

    ``changed`` are the fields that were narrowed since the ranges were last at rest; all without it. Values that
    contradict each other can creep towards it one by one: after so many steps they are taken to.
    """
    moved = None if changed is None else set(changed)
    pending = [c for c in constraints if moved is None or c.whole in moved or not moved.isdisjoint(c.parts)]
    steps = CREEP if changed is not None else 0
    while pending:
        steps -= 1
        if steps == 0:
            return False
        constraint = pending.pop()
        touched = _narrow_one(ranges, constraint)
        if touched is None:
            return False
        if touched:
            waiting = {id(c) for c in pending}
            pending += [
                c
                for c in constraints
                if id(c) not in waiting and (c.whole in touched or not touched.isdisjoint(c.parts))
            ]
    return True


def _narrow_one(ranges: dict[str, Range], constraint: Constraint) -> set[str] | None:
    """Narrow by one constraint; return the fields that moved, or None when one is left without a value."""
    whole, parts = constraint.whole, constraint.parts
    lows = highs = open_ = 0
    for part in parts:
        low, most = ranges[part]
        lows += low
        if most is None:
            open_ += 1
        else:
            highs += most
    touched: set[str] = set()
    low, high = ranges[whole]
    if lows > low or (constraint.exhaustive and not open_ and (high is None or highs < high)):
        low = max(low, lows)
        if constraint.exhaustive and not open_ and (high is None or highs < high):
            high = highs
        ranges[whole] = low, high
        touched.add(whole)
    if high is not None and low > high:
        return None
    for part in parts:
        least, most = part_low, part_high = ranges[part]
        if high is not None and (part_high is None or high - lows + part_low < part_high):
            most = high - lows + part_low
        if constraint.exhaustive and open_ == (part_high is None):
            least = max(part_low, low - highs + (part_high or 0))
        if least != part_low or most != part_high:
            if most is not None and least > most:
                return None
            ranges[part] = least, most
            touched.add(part)
    return touched


def tied(names: frozenset[str] | set[str], constraints: Sequence[Constraint]) -> frozenset[str]:
    """Return the fields that can say something about ``names``: those tied to them, directly or not."""
    found = set(names)
    growing = True
    while growing:
        growing = False
        for constraint in constraints:
            members = {constraint.whole, *constraint.parts}
            if members & found and not members <= found:
                found |= members
                growing = True
    return frozenset(found)
