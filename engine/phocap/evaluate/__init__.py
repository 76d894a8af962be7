"""Evaluation: records and rule sets in, outcomes for every unit, level and reading out."""

from phocap.evaluate.evaluation import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]
