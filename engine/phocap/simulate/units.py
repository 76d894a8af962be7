"""Sets of units, a bit each, and how outcomes combine over all of them at once.

A whole number of Python is a set of any size: ``&`` and ``|`` over three thousand units take as long as over three.
An outcome of every unit is three sets, each within the next: those to whom a test does not apply, those in whose way it
does not stand, and those in whose way it need not stand. A quorum is the same operation on each of the three.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

import polars as pl

from phocap.model.outcome import CODE, Outcome
from phocap.value import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """The outcome of every unit."""

    idle: int
    """Not applicable."""
    passes: int
    """Met or not applicable."""
    may_pass: int
    """Not surely not met."""

    def count(self, units: int) -> dict[Outcome, int]:
        """Return how many of so many units have each outcome."""
        idle, passing, open_ = (found.bit_count() for found in (self.idle, self.passes, self.may_pass))
        return {
            Outcome.MET: passing - idle,
            Outcome.NOT_MET: units - open_,
            Outcome.UNDETERMINED: open_ - passing,
            Outcome.NOT_APPLICABLE: idle,
        }


def outcomes(codes: pl.Series) -> Outcomes:
    """Return a column of outcome codes as sets; the first unit is the highest bit."""
    said = bytes(codes.to_list())
    return Outcomes(*(_set(said, those) for those in _SETS))


_IDLE = {CODE[Outcome.NOT_APPLICABLE]}
_PASSES = {code for outcome, code in CODE.items() if outcome.passes}
_MAY_PASS = {code for outcome, code in CODE.items() if outcome.may_pass}
_SETS = tuple(bytes(b"01"[code in those] for code in range(256)) for those in (_IDLE, _PASSES, _MAY_PASS))
"""For each set, which digit stands for each code."""


def _set(said: bytes, digits: bytes) -> int:
    return int(said.translate(digits) or b"0", 2)


def quorum(members: Sequence[Outcomes], needs: int) -> Outcomes:
    """Return the outcome of at least ``needs`` of some members, for every unit."""
    return Outcomes(
        reduce(and_, (member.idle for member in members)),
        _at_least([member.passes for member in members], needs),
        _at_least([member.may_pass for member in members], needs),
    )


def _at_least(members: Sequence[int], needs: int) -> int:
    """Return the units that are in at least ``needs`` of some sets."""
    if needs == len(members):
        return reduce(and_, members)
    if needs == 1:
        return reduce(or_, members)
    reached = [-1, *([0] * needs)]  # the units in at least so many of the sets seen so far
    for member in members:
        for number in range(needs, 0, -1):
            reached[number] |= reached[number - 1] & member
    return reached[needs]


def bits(units: Iterable[bool]) -> int:
    """Return the set of those units that are true; the first unit is the highest bit."""
    return int("".join("1" if unit else "0" for unit in units) or "0", 2)


def of_units(found: Iterable[Outcome]) -> Outcomes:
    """Return outcomes that are told unit by unit."""
    listed = list(found)
    return Outcomes(
        bits(outcome is Outcome.NOT_APPLICABLE for outcome in listed),
        bits(outcome.passes for outcome in listed),
        bits(outcome.may_pass for outcome in listed),
    )


def by_flag(yes: int, no: int, one: Outcomes, other: Outcomes) -> Outcomes:
    """Return one outcome for units with a flag and the other for those without.

    Where the flag is not known it is the outcome on which both agree, else undetermined.
    """
    pairs = ((one.idle, other.idle), (one.passes, other.passes), (one.may_pass, other.may_pass))
    differ = reduce(or_, (first ^ second for first, second in pairs))
    idle, passes, may_pass = ((yes & first) | (no & second) | (first & ~yes & ~no & ~differ) for first, second in pairs)
    return Outcomes(idle, passes, may_pass | (differ & ~yes & ~no))
