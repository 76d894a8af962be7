"""Which choices of readings make the same law: choices that differ only where it does not matter share one rule set."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from phocap.language.registry import InForce
from phocap.model.rulefile import Condition, Effect

Choice = Mapping[str, str]
Gate = tuple[tuple[str, str], ...]
"""Readings and the options under which a condition belongs to the rules, its own and those of the groups around it."""


def alike(laws: Sequence[InForce], tiers: Iterable[str], choices: Sequence[Choice]) -> list[int]:
    """Return for each choice the position of the first one under which the same conditions decide at ``tiers``."""
    gates = list(dict.fromkeys(gate for law in laws for gate in _gates(law, set(tiers))))
    first: dict[tuple[object, ...], int] = {}
    return [
        first.setdefault(tuple(_asked(gate, readings, choice) for gate, readings in gates), position)
        for position, choice in enumerate(choices)
    ]


def _asked(gate: Gate, readings: tuple[str, ...], choice: Choice) -> tuple[str | None, ...] | bool:
    """Return whether a condition belongs to the rules, or the options that say what it tests and whether."""
    if any(choice.get(name, option) != option for name, option in gate):
        return False
    return tuple(choice.get(name) for name in readings)


def _gates(law: InForce, tiers: set[str]) -> Iterator[tuple[Gate, tuple[str, ...]]]:
    for level in law.model.levels.values():
        for tier, listed in level.tiers.items():
            if tier in tiers:
                yield from _inside(law, listed, ())


def _inside(law: InForce, listed: Iterable[Condition], around: Gate) -> Iterator[tuple[Gate, tuple[str, ...]]]:
    for condition in listed:
        if condition.effect is not Effect.DECIDES or not condition.period.holds_on(law.as_of):
            continue
        gate = tuple(sorted({*around, *condition.only.items()}))
        readings = tuple(name for name in condition.readings if name not in condition.only)
        if gate or readings:
            yield gate, readings
        members = [*(condition.all or ()), *(condition.any or ()), *(condition.of or ())]
        yield from _inside(law, members, gate)
