"""What tests should have seen of rules: both sides of every threshold and quorum, every reading, every outcome."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from phocap.language.ruleset import Bound, Case, Measure, MeasureTest, Rule, ShareCase, ShareTest, TierRules, WindowTest
from phocap.model.outcome import Outcome
from phocap.model.quantity import MOST_DECIMALS
from phocap.model.rulefile import Effect
from phocap.value import dataclass


class Side(StrEnum):
    """Where a figure lies against a threshold: one person or thing less than enough, exactly on it, one more."""

    BELOW = "below"
    AT = "at"
    ABOVE = "above"


class Kind(StrEnum):
    """What a goal is about."""

    THRESHOLD = "threshold"
    QUORUM = "quorum"
    READING = "reading"
    OUTCOME = "outcome"


@dataclass(frozen=True, order=True)
class Goal:
    """One thing to be seen by a case of a tier; goals of other days or readings are equal when they ask the same."""

    kind: Kind
    tier: str
    node: str
    """The level or condition as tests name it; of a reading its id."""
    what: str
    """The side, the number of members that pass, the option, or the outcome."""
    flag: str = ""
    """The flag of the variant; empty for the ordinary case."""
    detail: str = ""
    """The measure or tier below with its bound: under another reading or amendment it is another goal."""


@dataclass(frozen=True)
class Threshold:
    """One case of a condition with a bound: whose share of what, for which flags."""

    rule: Rule
    subject: Measure | ShareTest
    bound: Bound
    flag: str | None
    not_flags: tuple[str, ...]
    """Flags that must not hold, or another case would count."""

    @property
    def detail(self) -> str:
        """What is held against what."""
        if isinstance(self.subject, Measure):
            name = self.subject.id
        else:
            flags = ", ".join(f"{flag}: {'true' if held else 'false'}" for flag, held in self.subject.among)
            name = "/".join(map(str, self.subject.key[:3])) + (f" among {{{flags}}}" if flags else "")
        share = isinstance(self.subject, ShareTest) or (self.subject.part and self.subject.to is not None)
        return f"{name} {self.bound.sense} {spelt(self.bound.value, share)}"


def spelt(value: Fraction, share: bool) -> str:
    """Return a bound as rule files write it: a share in percent where that is exact, else a fraction or a number."""
    percent = value * 100
    if not share or 10**MOST_DECIMALS % percent.denominator:
        return str(value)
    return f"{Decimal(percent.numerator) / Decimal(percent.denominator):f}%"


def deciding(rules: TierRules) -> Iterator[Rule]:
    """Yield the rules of a tier that decide and test something themselves."""
    stack = [rule for level in rules.levels for rule in level.rules]
    while stack:
        rule = stack.pop(0)
        if rule.effect is Effect.DECIDES:
            stack = [*rule.members, *stack]
            if rule.level_ref is None:
                yield rule


def members(rule: Rule) -> list[Rule]:
    """Return the members of a group that decide."""
    return [member for member in rule.members if member.effect is Effect.DECIDES]


def thresholds(rule: Rule) -> Iterator[Threshold]:
    """Yield the thresholds of a condition, variants first as they are looked at.

    Those of a window are looked at in the record's own year; a mean has none that one person more or less would cross.
    """
    if not (isinstance(rule.test, WindowTest) and rule.test.mean):
        yield from bounds(rule)


def bounds(rule: Rule) -> Iterator[Threshold]:
    """Yield what a condition holds against which bound, variants first as they are looked at; a mean too."""
    test = rule.test.test if isinstance(rule.test, WindowTest) else rule.test
    if not isinstance(test, MeasureTest | ShareTest):
        return
    before: tuple[str, ...] = ()
    for case in test.cases:
        if case.bound is not None:
            yield Threshold(rule, _subject(test, case), case.bound, case.flag, before)
        before += (case.flag,) if case.flag else ()


def _subject(test: MeasureTest | ShareTest, case: Case | ShareCase) -> Measure | ShareTest:
    return case.measure if isinstance(case, Case) else test  # type: ignore[return-value]


def goals(rules: TierRules) -> Iterator[tuple[Goal, Rule | None]]:
    """Yield what is to be seen of the rules of a tier, with the rule that it is about (None for a level)."""
    for level in rules.levels:
        for outcome in Outcome:
            yield Goal(Kind.OUTCOME, rules.tier, f"level {level.level}", outcome.value), None
    seen: set[str] = set()
    for rule in deciding(rules):
        if rule.node in seen:
            continue
        seen.add(rule.node)
        for outcome in Outcome:
            yield Goal(Kind.OUTCOME, rules.tier, rule.node, outcome.value), rule
        for threshold in thresholds(rule):
            for side in Side:
                yield (
                    Goal(Kind.THRESHOLD, rules.tier, rule.node, side, threshold.flag or "", threshold.detail),
                    rule,
                )
        inside = members(rule)
        if len(inside) > 1:
            needs = min(rule.needs, len(inside))
            for passing in (needs - 1, needs):
                yield Goal(Kind.QUORUM, rules.tier, rule.node, str(passing), detail=f"{needs}/{len(inside)}"), rule
