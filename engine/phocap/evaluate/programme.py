"""One programme on one day: the rule sets that its readings make, and its tiers as they were judged."""

from dataclasses import field

from phocap.evaluate.tier import TierEvaluation
from phocap.language.registry import InForce
from phocap.language.ruleset import RuleSet
from phocap.model.rulefile import RuleFile
from phocap.value import dataclass


@dataclass
class ProgrammeEvaluation:
    """One programme on one day, over all tiers that it judges."""

    in_force: InForce
    choices: list[dict[str, str]]
    """Every combination of the readings that matter; the one asked for comes first."""
    rule_sets: list[RuleSet]
    """The distinct rule sets that they make, that of the choice asked for first."""
    made_by: list[int]
    """For each choice, the position of its rule set."""
    asked: bool
    """Whether its verdicts were asked for, not only needed by another programme."""
    tried: bool = True
    """Whether the other readings that there are were tried."""
    tiers: dict[str, TierEvaluation] = field(default_factory=dict)

    @property
    def model(self) -> RuleFile:
        """The rule file in force, amendments applied."""
        return self.in_force.model

    @property
    def programme(self) -> str:
        """Its id."""
        return self.model.programme
