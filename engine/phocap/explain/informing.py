"""Conditions that decide nothing, and those of which a record says nothing."""

from phocap.explain import quantities
from phocap.model.outcome import Outcome
from phocap.model.result import ConditionResult, LevelResult
from phocap.model.rulefile import Effect


def informing(level: LevelResult) -> list[ConditionResult]:
    """Return the conditions of a level that decide nothing."""
    return [condition for condition in level.conditions if condition.effect is not Effect.DECIDES]


def is_silent(condition: ConditionResult) -> bool:
    """Whether the record says nothing of a condition."""
    if condition.outcome is not Outcome.UNDETERMINED:
        return False
    return condition.comparison is None or quantities.says_nothing(condition.comparison)
