"""Ranges of whole numbers, narrowed by what ties figures together: parts and their whole."""

from collections.abc import Iterable

from phocap.model.vocabulary import Constraint

Range = tuple[int, int | None]
"""A least and a greatest value; None is unbounded."""

UNKNOWN: Range = (0, None)

Sum = tuple[str, list[str], list[str]]
"""A field, the fields whose sum it is, and those that are taken from it."""

CREEP = 150
"""Steps after which hypothetical values that still narrow each other are given up."""


class Ties:
    """What ties fields together, and by it narrows what is known of them."""

    def __init__(self, constraints: Iterable[Constraint]) -> None:
        """Take the constraints; each is looked at again only when one of its fields has moved."""
        self.constraints = tuple(constraints)
        self._around: dict[str, list[int]] = {}
        self._following: dict[frozenset[str], tuple[list[Sum], list[int]]] = {}
        for number, constraint in enumerate(self.constraints):
            for name in (constraint.whole, *constraint.parts):
                self._around.setdefault(name, []).append(number)

    def narrow(self, ranges: dict[str, Range], changed: Iterable[str], steps: int = 0) -> bool:
        """Narrow ranges in place after some fields changed; return whether every field still has a value.

        Before the change they are at rest, as those are of which nothing is known. Values that contradict each other
        can creep towards it one by one: after so many ``steps`` they are taken to; 0 is without end.
        """
        return self._narrow(ranges, dict.fromkeys(n for name in changed for n in self._around.get(name, ())), steps)

    def settle(self, ranges: dict[str, Range], given: Iterable[str]) -> bool:
        """Do the same where ``given`` have one value each that fit each other, as those of evaluated records do.

        What follows from them by sums is summed, in an order that units share; only the rest is narrowed.
        """
        names = frozenset(given)
        if names not in self._following:
            self._following[names] = self._sums(names)
        sums, rest = self._following[names]
        for name, plus, minus in sums:
            value = sum(ranges[part][0] for part in plus) - sum(ranges[part][0] for part in minus)
            if value < 0:
                return False
            ranges[name] = value, value
        return self._narrow(ranges, rest, 0)

    def _sums(self, given: frozenset[str]) -> tuple[list[Sum], list[int]]:
        """Return the fields that follow from the given ones, and the constraints that still hold an open field."""
        open_ = {n: {c.whole, *c.parts} - given for n, c in enumerate(self.constraints)}
        found: list[Sum] = []
        while True:
            settled = (n for n, names in open_.items() if len(names) == 1 and self.constraints[n].exhaustive)
            number = next(settled, None)
            if number is None:
                return found, [n for n, names in open_.items() if names]
            (name,), constraint = open_[number], self.constraints[number]
            parts = [part for part in constraint.parts if part != name]
            found.append((name, parts, []) if name == constraint.whole else (name, [constraint.whole], parts))
            for names in open_.values():
                names.discard(name)

    def _narrow(self, ranges: dict[str, Range], numbers: Iterable[int], steps: int) -> bool:
        pending = list(numbers)
        waiting = set(pending)
        while pending:
            steps -= 1
            if steps == 0:
                return False
            number = pending.pop()
            waiting.discard(number)
            touched = _narrow_one(ranges, self.constraints[number])
            if touched is None:
                return False
            for name in touched:
                for other in self._around[name]:
                    if other not in waiting:
                        waiting.add(other)
                        pending.append(other)
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
