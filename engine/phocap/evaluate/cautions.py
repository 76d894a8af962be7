"""On which unconfirmed figures of the law a verdict rests."""

from collections.abc import Mapping

from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.infer.port import Fired
from phocap.language.ruleset import LevelRules, Rule, RuleSet, ShareTest
from phocap.model.law import Status
from phocap.model.outcome import Outcome
from phocap.model.result import Caution
from phocap.model.rulefile import Effect
from phocap.value import dataclass


@dataclass
class Cautions:
    """The cautions of the levels of one tier."""

    evaluated: ProgrammeEvaluation
    tier: str

    def __post_init__(self) -> None:
        """Index the rules by the member that they are in the logic."""
        self.here = self.evaluated.tiers[self.tier]
        self.own = {rule.node: _own(rule, self.tier) for rule in self.here.rules[0].walk()}
        self.levels = {rules.node: rules for rules in self.here.rules[0].levels}
        self.rules = {rule.node: rule for rule in self.here.rules[0].walk()}
        self.by_unit = any(isinstance(rule.test, ShareTest) for rule in self.rules.values())
        """Whether units of one pattern can have different ones: those judged by the evidence of units below."""

    def of_level(self, row: int, rules: LevelRules, fired: Mapping[str, Fired]) -> tuple[Caution, ...]:
        """Return what the outcome of a level rests on."""
        return tuple(sorted(self._node(row, rules.node, fired)))

    def _node(self, row: int, node: str, fired: Mapping[str, Fired]) -> frozenset[Caution]:
        if node not in fired:
            return self._leaf(row, self.rules[node])
        found = [self._member(row, node, member, fired) for member in fired[node].because]
        if fired[node].outcome is Outcome.NOT_MET and node in self.levels:
            # One confirmed failure is enough: the others then change nothing.
            return min(found, key=lambda cautions: (any(c.provisional for c in cautions), len(cautions)))
        return frozenset().union(*found)

    def _member(self, row: int, node: str, member: str, fired: Mapping[str, Fired]) -> frozenset[Caution]:
        found = self._node(row, member, fired)
        if node in self.levels and member in self.levels:
            number = self.levels[member].level
            for rule in self.levels[node].rules:
                if rule.level_ref == number:
                    found |= self.own[rule.node]
        return found

    def _leaf(self, row: int, rule: Rule) -> frozenset[Caution]:
        found = self.own[rule.node]
        if isinstance(rule.test, ShareTest):
            test = rule.test
            below = self.here.below[0][test.key][row]
            if "records" in below.evidence:
                found |= _all(self.evaluated.rule_sets[0], test.tier, test.level)
        return found


def _own(rule: Rule, tier: str) -> frozenset[Caution]:
    source = rule.source
    if source is None or (source.status is Status.CONFIRMED and not source.provisional):
        return frozenset()
    level = int(rule.node.split("/")[0])
    return frozenset({Caution(source.status.value, tier, level, rule.id, source.is_provisional)})


def _all(rule_set: RuleSet, tier: str, level: int) -> frozenset[Caution]:
    """Return every caution of a level at a tier, with those of the levels and tiers that it rests on."""
    found: frozenset[Caution] = frozenset()
    rules = rule_set.tiers.get(tier, None)
    for level_rules in rules.levels if rules else ():
        if level_rules.level != level:
            continue
        for rule in level_rules.walk():
            if rule.effect is not Effect.DECIDES:
                continue
            found |= _own(rule, tier)
            if rule.level_ref is not None:
                found |= _all(rule_set, tier, rule.level_ref)
            if isinstance(rule.test, ShareTest):
                found |= _all(rule_set, rule.test.tier, rule.test.level)
    return found
