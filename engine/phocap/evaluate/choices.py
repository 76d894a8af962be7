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
        first.setdefault(tuple(_asked(gate, reading, choice) for gate, reading in gates), position)
        for position, choice in enumerate(choices)
    ]


def _asked(gate: Gate, reading: str | None, choice: Choice) -> str | bool:
    """Return whether a condition belongs to the rules, or the option that says what it tests."""
    if any(choice.get(name, option) != option for name, option in gate):
        return False
    return choice.get(reading, True) if reading else True


def _gates(law: InForce, tiers: set[str]) -> Iterator[tuple[Gate, str | None]]:
    for level in law.model.levels.values():
        for tier, listed in level.tiers.items():
            if tier in tiers:
                yield from _inside(law, listed, ())


def _inside(law: InForce, listed: Iterable[Condition], around: Gate) -> Iterator[tuple[Gate, str | None]]:
    for condition in listed:
        if condition.effect is not Effect.DECIDES or not condition.period.holds_on(law.as_of):
            continue
        gate = tuple(sorted({*around, *condition.only.items()}))
        reading = condition.measure.reading if condition.measure else None
        if gate or reading:
            yield gate, reading
        members = [*(condition.all or ()), *(condition.any or ()), *(condition.of or ())]
        yield from _inside(law, members, gate)
