"""Rules with one thing changed: every threshold, comparison, variant, quorum, prerequisite and condition in turn."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from phocap.check.adequacy.goals import members, spelt
from phocap.language.compile import level_node
from phocap.language.ruleset import Bound, Case, LevelRules, MeasureTest, Rule, ShareCase, ShareTest, Test, WindowTest
from phocap.model.logic import Logic, Quorum
from phocap.model.rulefile import Effect
from phocap.text.language import Bilingual, Lang
from phocap.text.messages_check import change
from phocap.value import dataclass

HAIR: Final = Fraction(1, 10**9)
"""So little above a bound is "more than" instead of "at least"."""

_PERCENT: Final = Fraction(1, 100)


@dataclass(frozen=True)
class Mutant:
    """One change of a rule: another test of a leaf, or another quorum."""

    tier: str
    node: str
    instrument: str
    change: Bilingual
    """What was changed: ``threshold 9/10 → 91/100``."""
    test: Test | None = None
    """The changed test."""
    original: Test | None = None
    needs: int | None = None
    """The changed number of members that a quorum needs."""
    dropped: str | None = None
    """The member that is left out of the quorum."""

    def quorum(self, quorum: Quorum) -> Quorum:
        """Return the quorum with the change; the same where on its day there is nothing to be changed."""
        if self.dropped is None:
            if self.needs is None or self.needs > len(quorum.members):
                return quorum
            return replace(quorum, needs=self.needs)
        left = tuple(member for member in quorum.members if member != self.dropped)
        if not left or len(left) == len(quorum.members):
            return quorum
        needs = quorum.needs - 1 if quorum.needs == len(quorum.members) else quorum.needs
        return replace(quorum, members=left, needs=min(needs, len(left)))

    def logic(self, logic: Logic) -> Logic:
        """Return a logic with the change."""
        quorums = (self.quorum(q) if self.test is None and q.id == self.node else q for q in logic.quorums)
        return replace(logic, quorums=tuple(quorums))


def mutants(tier: str, level: LevelRules) -> Iterator[Mutant]:
    """Yield every change of a level."""
    yield from _without(tier, level.node, "", [rule for rule in level.rules if rule.effect is Effect.DECIDES])
    stack = list(level.rules)
    while stack:
        rule = stack.pop(0)
        if rule.effect is not Effect.DECIDES:
            continue
        stack += rule.members
        if rule.test is not None:
            for said, test in _tests(rule.test):
                yield Mutant(tier, rule.node, rule.instrument, said, test=test, original=rule.test)
        inside = members(rule)
        if inside:
            needs = min(rule.needs, len(inside))
            for other in (needs - 1, needs + 1):
                if 1 <= other <= len(inside):
                    said = change("quorum", old=needs, new=other)
                    yield Mutant(tier, rule.node, rule.instrument, said, needs=other)
            yield from _without(tier, rule.node, rule.instrument, inside)


def _without(tier: str, node: str, instrument: str, inside: list[Rule]) -> Iterator[Mutant]:
    """Yield the quorum without each of its members, where others are left."""
    if len(inside) > 1:
        for rule in inside:
            name = rule.node if rule.level_ref is None else level_node(rule.level_ref)
            yield Mutant(tier, node, instrument, change("without", old=rule.node), dropped=name)


def _tests(test: Test) -> Iterator[tuple[Bilingual, Test]]:
    match test:
        case WindowTest():
            for said, inner in _tests(test.test):
                if isinstance(inner, MeasureTest):
                    yield said, replace(test, test=inner)
            for needs in (test.needs - 1, test.needs + 1):
                if 1 <= needs <= test.years and not test.mean:
                    yield change("years", old=test.needs, new=needs), replace(test, needs=needs)
        case MeasureTest():
            for place, case in enumerate(test.cases):
                count = case.measure.to is None or not case.measure.part
                for said, bound in _bounds(case.bound, count):
                    cases: list[Case] = [*test.cases]
                    cases[place] = replace(case, bound=bound)
                    yield _named(case.flag, said), replace(test, cases=tuple(cases))
                if case.flag is not None:
                    left = tuple(other for other in test.cases if other is not case)
                    yield change("without-when", old=case.flag), replace(test, cases=left)
        case ShareTest():
            for place, share in enumerate(test.cases):
                for said, bound in _bounds(share.bound, False):
                    shares: list[ShareCase] = [*test.cases]
                    shares[place] = replace(share, bound=bound)
                    yield _named(share.flag, said), replace(test, cases=tuple(shares))
                if share.flag is not None:
                    kept = tuple(other for other in test.cases if other is not share)
                    yield change("without-when", old=share.flag), replace(test, cases=kept)


def _named(flag: str | None, said: Bilingual) -> Bilingual:
    if not flag:
        return said
    vi, en = (change("of-flag", change=said[lang], flag=flag)[lang] for lang in (Lang.VI, Lang.EN))
    return Bilingual(vi, en)


def _bounds(bound: Bound | None, count: bool) -> Iterator[tuple[Bilingual, Bound]]:
    """Yield other bounds: one step off, strict, and the other way round."""
    if bound is None:
        return
    value = bound.value
    said = spelt(value, not count)
    step = Fraction(1) if count and value.denominator == 1 else _PERCENT
    for other in (value - step, value + step):
        if other >= 0 and (count or other <= 1):
            yield change("threshold", old=said, new=spelt(other, not count)), replace(bound, value=other)
    up = bound.sense == "at_least"
    strict = value + HAIR if up else value - HAIR
    if strict >= 0:
        yield change("more" if up else "less", sense=bound.sense, old=said), replace(bound, value=strict)
    turned = "at_most" if up else "at_least"
    yield change("turned", sense=bound.sense, old=said, new=turned), Bound("at_most" if up else "at_least", value)
