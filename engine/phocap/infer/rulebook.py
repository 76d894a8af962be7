"""Rules of symbols, and how they are shared out over rule sets that durable-rules can hold."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field

from phocap.value import dataclass

MAX_ANTECEDENTS = 8
"""The engine breaks at 17 antecedents of one rule; groups of eight keep well away from it."""
MAX_RULES = 200
"""Rules of one rule set, the sink included."""
MAX_CONDITIONS = 400
"""Antecedents of one rule set, all rules together: with more than 512 different ones it never finishes building."""
MAX_MATCHES = 48
"""Antecedents that one fact may meet within a rule set: with more than 64 it cannot be asserted."""
SINK = "noted"
"""The rule that takes every fact, so that none is unhandled."""

RuleSets = dict[str, dict[str, dict[str, object]]]
"""Rule sets in the JSON form of durable-rules, by name."""


@dataclass(frozen=True)
class Test:
    """A fact about ``subject`` that says one of ``any_of``."""

    __test__ = False  # not for pytest to collect

    subject: str
    any_of: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return it in the JSON form of durable-rules: equality, and ``$or`` where several words do."""
        words: list[dict[str, object]] = [{"outcome": word} for word in self.any_of]
        return {"$and": [{"subject": self.subject}, words[0] if len(words) == 1 else {"$or": words}]}


@dataclass(frozen=True)
class Rule:
    """When every test holds, ``subject`` is ``says``, and that rests on the subjects in ``cites``."""

    name: str
    when: tuple[Test, ...]
    subject: str
    says: str
    cites: tuple[str, ...]

    def holds(self, known: Mapping[str, str]) -> bool:
        """Whether what is known of each subject makes every test hold."""
        return all(known.get(test.subject) in test.any_of for test in self.when)

    def as_json(self) -> dict[str, object]:
        """Return it in the JSON form of durable-rules, its action named like the rule."""
        return {"all": [{f"m{n}": test.as_json()} for n, test in enumerate(self.when, 1)], "run": self.name}


@dataclass
class RuleSet:
    """Rules that fit into one rule set of the engine."""

    name: str
    rules: list[Rule] = field(default_factory=list)
    conditions: int = 0
    matches: Counter[tuple[str, str]] = field(default_factory=Counter)

    def takes(self, rule: Rule) -> bool:
        """Whether the rule still fits."""
        return (
            len(self.rules) + 2 <= MAX_RULES  # this rule and the sink
            and self.conditions + len(rule.when) <= MAX_CONDITIONS
            and all(self.matches[fact] < MAX_MATCHES for fact in _facts_of(rule))
        )

    def add(self, rule: Rule) -> None:
        """Put the rule in."""
        self.rules.append(rule)
        self.conditions += len(rule.when)
        self.matches.update(_facts_of(rule))

    def as_json(self) -> dict[str, dict[str, object]]:
        """Return it in the JSON form of durable-rules, with the sink."""
        sink: dict[str, object] = {"all": [{"m": {"$ex": {"outcome": 1}}}], "run": SINK}
        return {rule.name: rule.as_json() for rule in self.rules} | {SINK: sink}


@dataclass(frozen=True)
class Rulebook:
    """What a logic became: the rules by name, the rule sets, and which rule sets wait for which subject."""

    symbols: Mapping[str, str]
    rules: Mapping[str, Rule]
    rule_sets: tuple[RuleSet, ...]
    listeners: Mapping[str, tuple[str, ...]]

    def definitions(self) -> RuleSets:
        """Return fresh rule sets for a host, which takes them apart."""
        return {rule_set.name: rule_set.as_json() for rule_set in self.rule_sets}


def bind(symbols: Mapping[str, str], rules: Iterable[Rule]) -> Rulebook:
    """Share the rules out, in order, over as few rule sets as the limits of the engine allow."""
    by_name: dict[str, Rule] = {}
    rule_sets: list[RuleSet] = []
    listeners: dict[str, dict[str, None]] = {}
    for rule in rules:
        assert rule.name not in by_name, rule
        assert len(rule.when) <= MAX_ANTECEDENTS, rule
        by_name[rule.name] = rule
        if not rule_sets or not rule_sets[-1].takes(rule):
            rule_sets.append(RuleSet(f"rules-{len(rule_sets) + 1}"))
        rule_sets[-1].add(rule)
        for test in rule.when:
            listeners.setdefault(test.subject, {})[rule_sets[-1].name] = None
    return Rulebook(symbols, by_name, tuple(rule_sets), {subject: tuple(sets) for subject, sets in listeners.items()})


def _facts_of(rule: Rule) -> list[tuple[str, str]]:
    return [(test.subject, word) for test in rule.when for word in test.any_of]
