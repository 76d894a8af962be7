"""Each distinct pattern once: a million communes show a few dozen of them."""

from collections.abc import Callable, Sequence

from phocap.infer.port import Conclusion, Logic, Pattern
from phocap.model.outcome import Outcome

Key = tuple[Outcome, ...]
"""A pattern in the order of the logic's leaves, so that equal patterns are equal keys."""


def conclude_distinct(
    logic: Logic, patterns: Sequence[Pattern], conclude_one: Callable[[Logic, Key], Conclusion]
) -> list[Conclusion]:
    """Return the conclusion of every pattern in order, asking ``conclude_one`` once for each distinct one.

    Entries of a pattern that are no leaf of the logic are ignored. Equal patterns share one conclusion.

    Raises:
        ValueError: a pattern lacks a leaf of the logic, or gives it something that is no outcome.
    """
    keys = [_key(logic, pattern) for pattern in patterns]
    concluded = {key: conclude_one(logic, key) for key in dict.fromkeys(keys)}
    return [concluded[key] for key in keys]


def _key(logic: Logic, pattern: Pattern) -> Key:
    missing = [leaf for leaf in logic.leaves if leaf not in pattern]
    if missing:
        raise ValueError(f"the pattern says nothing of {', '.join(map(repr, missing))}")
    return tuple(Outcome(pattern[leaf]) for leaf in logic.leaves)
