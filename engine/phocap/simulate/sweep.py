"""What is varied: figures of the law, and how many scenarios that makes."""

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from phocap.faults import Fault, Faulty
from phocap.language.whatif import Figure, figure, values
from phocap.model.rulefile import RuleFile
from phocap.value import dataclass

MOST_SCENARIOS = 1_000_000
"""More than these are refused: nobody looks at them, and they are held in memory."""


@dataclass(frozen=True)
class Axis:
    """A figure and the values that it takes."""

    name: str
    """As the user named it."""
    figure: Figure
    values: tuple[Fraction, ...]


def axes(model: RuleFile, said: Sequence[str]) -> list[Axis]:
    """Return what ``CONDITION.at_least=FIRST..LAST/STEP`` and others say.

    Raises:
        Faulty: see :mod:`phocap.language.whatif`; ``vary-twice`` when two name one figure.
    """
    found: list[Axis] = []
    for text in said:
        where, equals, listed = text.partition("=")
        if not equals:
            raise Faulty(Fault("vary-form", facts={"value": text}))
        meant = figure(model, where.strip(), text)
        if any(axis.figure == meant for axis in found):
            raise Faulty(Fault("vary-twice", facts={"value": meant.name}))
        found.append(Axis(where.strip(), meant, values(listed)))
    return found


def limited(axes: Sequence[Axis], others: int) -> None:
    """Refuse more scenarios than can be looked at.

    Raises:
        Faulty: ``too-many-scenarios``.
    """
    count = others * prod(len(axis.values) for axis in axes)
    if count > MOST_SCENARIOS:
        raise Faulty(Fault("too-many-scenarios", facts={"found": count, "limit": MOST_SCENARIOS}))
