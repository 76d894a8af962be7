"""On which unconfirmed figures of the law a verdict rests."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

import polars as pl

from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.infer.columns import Concluded
from phocap.infer.port import Fired
from phocap.language.ruleset import LevelRules, Rule, RuleSet, ShareTest
from phocap.model.law import Status
from phocap.model.outcome import CODE, Outcome
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

    def doubtful(self) -> pl.Series:
        """Return whether a verdict has a provisional caution, in each pattern: the same as by its levels, in columns.

        Not for a tier where units of one pattern can have different ones.
        """
        here = self.here.conclusions[0]
        found = pl.Series([False]).new_from_index(0, len(here))
        doubts: dict[str, pl.Series | bool] = {node: _provisional(own) for node, own in self.own.items()}
        for node, concluded in here.quorums.items():
            named = concluded.quorum.members
            members = [_provisional(self._by_reference(node, member)) or doubts[member] for member in named]
            doubts[node] = doubt = _doubt(concluded, members, one_is_enough=node in self.levels)
            if node in self.levels and doubt is not False:
                found |= concluded.codes.is_in([CODE[Outcome.MET], CODE[Outcome.NOT_MET]]) & doubt
        return found

    def _node(self, row: int, node: str, fired: Mapping[str, Fired]) -> frozenset[Caution]:
        if node not in fired:
            return self._leaf(row, self.rules[node])
        found = [self._member(row, node, member, fired) for member in fired[node].because]
        if fired[node].outcome is Outcome.NOT_MET and node in self.levels:
            # One confirmed failure is enough: the others then change nothing.
            return min(found, key=lambda cautions: (_provisional(cautions), len(cautions)))
        return frozenset().union(*found)

    def _member(self, row: int, node: str, member: str, fired: Mapping[str, Fired]) -> frozenset[Caution]:
        return self._node(row, member, fired) | self._by_reference(node, member)

    def _by_reference(self, node: str, member: str) -> frozenset[Caution]:
        """Return the cautions of the rules by which one level asks for another."""
        if node not in self.levels or member not in self.levels:
            return frozenset()
        number = self.levels[member].level
        return frozenset().union(*(self.own[r.node] for r in self.levels[node].rules if r.level_ref == number))

    def _leaf(self, row: int, rule: Rule) -> frozenset[Caution]:
        found = self.own[rule.node]
        if isinstance(rule.test, ShareTest):
            test = rule.test
            below = self.here.below[0][test.key][row]
            if "records" in below.evidence:
                found |= _all(self.evaluated.rule_sets[0], test.tier, test.level)
        return found


def _provisional(cautions: Iterable[Caution]) -> bool:
    return any(caution.provisional for caution in cautions)


def _doubt(concluded: Concluded, members: Sequence[pl.Series | bool], *, one_is_enough: bool) -> pl.Series | bool:
    """Return whether an outcome rests on doubt, in each pattern, from whether those of the members do.

    Where one failure is enough it does not as long as one is beyond doubt.
    """
    doubted = [concluded.rests_on(n) & doubt for n, doubt in enumerate(members) if doubt is not False]
    if not doubted:
        return False
    found = reduce(or_, doubted)
    if one_is_enough:
        fails = concluded.codes == CODE[Outcome.NOT_MET]
        for n, doubt in enumerate(members):
            if doubt is not True:
                found &= ~(fails & concluded.rests_on(n) & (True if doubt is False else ~doubt))
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
