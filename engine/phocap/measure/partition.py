"""How a ratio lies in a constraint: who is in the denominator and not in the numerator.

Bounding each figure alone loses what ties them. Where numerator and denominator are made of parts of one whole, the
denominator is the numerator and a rest, and the ratio is n / (n + rest): exact even when the whole is not given.
"""

from collections.abc import Sequence

from phocap.language.ruleset import Measure, Sum
from phocap.model.vocabulary import Constraint
from phocap.value import dataclass


@dataclass(frozen=True)
class Partition:
    """The whole, the parts that the denominator leaves out, and those that it has besides the numerator."""

    whole: str
    taken: Sum
    rest: Sum
    exhaustive: bool
    """Nobody is in the whole who is in none of its parts."""


def partition(measure: Measure, constraints: Sequence[Constraint]) -> Partition | None:
    """Return how a measure lies in the first constraint that holds all of it, or None."""
    if measure.to is None or not measure.part or any(sign < 0 for _, sign in measure.of):
        return None
    (whole, first), *subtracted = measure.to
    if first < 0 or any(sign > 0 for _, sign in subtracted):
        return None
    numerator, taken = [name for name, _ in measure.of], [name for name, _ in subtracted]
    for constraint in constraints:
        parts = constraint.parts
        if constraint.whole == whole and set(numerator) | set(taken) <= set(parts) and not set(numerator) & set(taken):
            rest = [name for name in parts if name not in numerator and name not in taken]
            return Partition(whole, _plus(taken), _plus(rest), constraint.exhaustive)
    return None


def _plus(names: Sequence[str]) -> Sum:
    return tuple((name, 1) for name in names)
