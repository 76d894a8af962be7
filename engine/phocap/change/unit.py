"""Units of a tier as the rest of this package sees them: the tree of a level, and the facts of each unit."""

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from phocap.change.facts import Facts, Gate, Item, Judge, Leaf, cases_of
from phocap.change.least import Choices
from phocap.change.moves import Ground
from phocap.change.ranges import Range
from phocap.evaluate.evaluation import Evaluation
from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.evaluate.tier import TierEvaluation
from phocap.evaluate.writer import unit_name
from phocap.language.compile import compiled_measure
from phocap.language.ruleset import LevelRules, Measure, MeasureTest, ProgrammeTest, Rule, ShareTest, TierRules
from phocap.model.base import Text
from phocap.model.change import Change, Clause, Missing, Named
from phocap.model.outcome import Outcome
from phocap.model.record import Interval, Record
from phocap.model.result import UnitName
from phocap.model.rulefile import Effect


def gates(rules: TierRules) -> dict[int, Gate]:
    """Return the tree of every level of a tier: what decides it, levels that it requires in their place."""
    by_number = {level.level: level for level in rules.levels}
    done: dict[int, Gate] = {}

    def level_gate(level: LevelRules) -> Gate:
        if level.level not in done:
            members = [m for rule in level.rules if (m := member(rule, level.level)) is not None]
            done[level.level] = _gate(len(members), members)
        return done[level.level]

    def member(rule: Rule, level: int) -> Leaf | Gate | None:
        if rule.effect is not Effect.DECIDES:
            return None
        if rule.level_ref is not None:
            needed = by_number.get(rule.level_ref)
            return None if needed is None else level_gate(needed)
        if rule.test is not None:
            return Leaf(rule, level)
        members = [m for inner in rule.members if (m := member(inner, level)) is not None]
        return _gate(min(rule.needs, len(members)), members) if members else None

    for level in rules.levels:
        level_gate(level)
    return done


def _gate(needs: int, members: list[Leaf | Gate]) -> Gate:
    leaves: dict[str, Leaf] = {}
    for found in members:
        for leaf in found.leaves if isinstance(found, Gate) else (found,):
            leaves.setdefault(leaf.key, leaf)
    return Gate(needs, tuple(members), tuple(leaves.values()))


def clause(leaf: Leaf) -> Clause:
    """Return how the law names a condition."""
    return Clause(leaf.level, leaf.rule.node, leaf.rule.cite, leaf.rule.title)


@dataclass
class Tier:
    """The units of one tier under one programme, by the readings asked for."""

    evaluation: Evaluation
    evaluated: ProgrammeEvaluation
    tier: str
    _judges: dict[int, Judge] = field(default_factory=dict)
    grounds: dict[Hashable, Ground] = field(default_factory=dict)
    """The moves between figures, by which of them are given: worked out once for all units."""
    choices: dict[Hashable, Choices] = field(default_factory=dict)
    """The ways to reach or to lose a level, by what is given and came out: units that are asked the same share them."""
    forms: dict[object, Any] = field(default_factory=dict)
    changes: dict[tuple[int, int], Change] = field(default_factory=dict)
    """The least change of a unit that reaches a level, once it was asked for."""
    _facts: dict[tuple[int, int], tuple[Facts, Mapping[int, Mapping[str, Range]]]] = field(default_factory=dict)
    _items: dict[Item, Named] = field(default_factory=dict)
    _told: dict[tuple[int, Hashable], tuple[Facts, Mapping[int, Mapping[str, Range]]]] = field(default_factory=dict)
    _ratios: dict[str, Measure | None] = field(default_factory=dict)
    missing: dict[Hashable, Missing] = field(default_factory=dict)
    """What missing figures decide, by the groups of open conditions."""
    groups: dict[Hashable, object] = field(default_factory=dict)
    """What decides open conditions, by all that is known of them."""
    _parts: dict[tuple[int, tuple[str, ...]], Judge] = field(default_factory=dict)

    @cached_property
    def here(self) -> TierEvaluation:
        """The evaluation of the tier."""
        return self.evaluated.tiers[self.tier]

    @cached_property
    def gates(self) -> Mapping[int, Gate]:
        """The tree of every level."""
        return gates(self.here.rules[0])

    def judge(self, level: int) -> Judge:
        """Return what decides a level for hypothetical facts."""
        if level not in self._judges:
            self._judges[level] = Judge(self.gates[level], self.evaluation.pack.words.constraints)
        return self._judges[level]

    def part(self, level: int, gate: Gate) -> Judge:
        """Return what decides a part of a level; parts of the same conditions share it."""
        key = (level, tuple(leaf.key for leaf in gate.leaves))
        if key not in self._parts:
            self._parts[key] = Judge(gate, self.evaluation.pack.words.constraints)
        return self._parts[key]

    def record(self, row: int) -> Record:
        """Return the record of a unit."""
        return self.evaluation.records[self.here.units[row]]

    def outcome(self, row: int, level: int) -> Outcome:
        """Return the outcome of a level."""
        return self.here.outcome(row, f"level-{level}")

    def highest(self, row: int) -> int:
        """Return the highest level that a unit meets, 0 for none."""
        return max((n for n in self.gates if self.outcome(row, n) is Outcome.MET), default=0)

    def facts(self, row: int, level: int) -> Facts:
        """Return what is known of a unit, as far as a level asks for it: what is given, and what follows from it."""
        return self._known(row, level)[0]

    def ranges(self, row: int, level: int) -> Mapping[int, Mapping[str, Range]]:
        """Return the values that every figure can have which a level asks for or that is tied to them, by year."""
        return self._known(row, level)[1]

    def _known(self, row: int, level: int) -> tuple[Facts, Mapping[int, Mapping[str, Range]]]:
        if (row, level) not in self._facts:
            self._facts[row, level] = self._read(row, level)
        return self._facts[row, level]

    def _read(self, row: int, level: int) -> tuple[Facts, Mapping[int, Mapping[str, Range]]]:
        judge = self.judge(level)
        if (row, judge.scope) not in self._told:  # levels that look at the same figures share what is told of them
            self._told[row, judge.scope] = self._tell(row, judge)
        facts, ranges = self._told[row, judge.scope]
        leaves = {leaf.key: self.here.outcome(row, leaf.key) for leaf in judge.gate.leaves if leaf.told}
        return (replace(facts, leaves=leaves) if leaves else facts), ranges

    def _tell(self, row: int, judge: Judge) -> tuple[Facts, Mapping[int, Mapping[str, Range]]]:
        record = self.record(row)
        figures: dict[tuple[int, str], int] = {}
        rates: dict[tuple[int, str], Interval] = {}
        findings: dict[tuple[int, str], bool] = {}
        for back in judge.years:
            shown = record.in_year(record.as_of.year - back) if back else record
            figures |= {(back, name): given.value for name, given in shown.figures.items()}
            rates |= {(back, name): given.value for name, given in shown.rates.items()}
            for name, finding in shown.findings.items():
                if finding.value.value is not None:
                    findings[back, name] = finding.value.value
        given = Facts(figures, rates, findings, {name: flag.value for name, flag in record.flags.items()}, {})
        found = judge.ranges(given, fitting=True) or {}
        following = {
            (back, name): low for back, known in found.items() for name, (low, high) in known.items() if low == high
        }
        return replace(given, figures=following | figures), found

    def ratio(self, name: str) -> Measure | None:
        """Return a measure in its compiled form, or None when nothing is called so."""
        if name not in self._ratios:
            model = self.evaluation.pack.measures.get(name)
            self._ratios[name] = None if model is None else compiled_measure(name, model)
        return self._ratios[name]

    def name(self, row: int) -> UnitName:
        """Return how results name a unit."""
        return unit_name(self.record(row))

    def label(self, kind: str, name: str, back: int = 0) -> Text:
        """Return what the vocabulary calls a figure, finding or flag, with the year where it is an earlier one."""
        words = self.evaluation.pack.words
        text = words.flags[name].label if kind == "flag" else words.fields[name].label
        if not back:
            return text
        year = self.evaluated.in_force.as_of.year - back
        return Text(vi=f"{text.vi}, năm {year}", en=f"{text.en}, {year}")

    def wanted(self, leaf: Leaf, facts: Facts, row: int) -> Iterator[Named]:
        """Yield what a condition lacks: its own figures, findings and flags that are not given, or counts of units.

        One that is not changed, and lacks nothing, is named itself.
        """
        test = leaf.rule.test
        if isinstance(test, ShareTest):
            yield from self.units_wanted(test, row)
            return
        lacking = list(self._lacking(leaf, facts))
        if leaf.told and not lacking:
            yield self.item(("leaf", leaf.key, 0))
        yield from lacking

    def _lacking(self, leaf: Leaf, facts: Facts) -> Iterator[Named]:
        if leaf.age is not None and (0, leaf.age) not in facts.figures:
            yield self.item(("figure", leaf.age, 0))
        for back, single in leaf.years:
            if not isinstance(single, MeasureTest):
                if (back, single.field) not in facts.findings:
                    yield self.item(("finding", single.field, back))
                continue
            cases = cases_of(single.cases, facts.flags)
            for case in cases:
                for name in dict.fromkeys(case.measure.fields):
                    if (back, name) not in facts.figures:
                        yield self.item(("figure", name, back))
            for case in cases if len(cases) > 1 else ():
                if case.flag is not None and case.flag not in facts.flags:
                    yield self.item(("flag", case.flag, 0))

    def units_wanted(self, test: ShareTest, row: int) -> Iterator[Named]:
        """Yield the counts of units below that are not known."""
        below = self.here.below[0][test.key][row]
        if below.total_low != below.total_high:
            plural = self.evaluation.pack.country.tiers[test.tier].plural
            yield Named(f"units.{test.tier}.total", Text(vi=f"Tổng số {plural.vi}", en=f"Number of {plural.en}"))
        yield self._units_at(test)

    def needed(self, test: ShareTest, row: int) -> tuple[int | None, int | None]:
        """Return how many units below there are, and how many must reach the level; None where that is open."""
        below = self.here.below[0][test.key][row]
        given = {name: flag.value for name, flag in self.record(row).flags.items()}
        bounds = {case.bound for case in cases_of(test.cases, given)}
        bound = bounds.pop() if len(bounds) == 1 else None
        total = below.total_high
        if bound is None or bound.sense != "at_least" or total is None or total != below.total_low:
            return total, None
        return total, math.ceil(bound.value * total)

    def _units_at(self, test: ShareTest) -> Named:
        plural = self.evaluation.pack.country.tiers[test.tier].plural
        text = Text(vi=f"Số {plural.vi} đạt mức độ {test.level}", en=f"{plural.en.capitalize()} at level {test.level}")
        return Named(f"units.{test.tier}.{test.programme}.level_{test.level}", text)

    def item(self, item: Item) -> Named:
        """Return what something that may be missing is called."""
        if item not in self._items:
            self._items[item] = self._named(*item)
        return self._items[item]

    def _named(self, kind: str, name: str, back: int) -> Named:
        if kind == "leaf":
            rule = next(leaf.rule for gate in self.gates.values() for leaf in gate.leaves if leaf.key == name)
            if isinstance(rule.test, ShareTest):
                return self._units_at(rule.test)
            if isinstance(rule.test, ProgrammeTest):
                return Named(f"recognised.{rule.test.programme}", rule.title)
            return Named(name, rule.title)
        prefix = "flags." if kind == "flag" else ""
        return Named(prefix + item_id(name, back), self.label(kind, name, back))


def item_id(name: str, back: int) -> str:
    """Return the id of a figure or finding: its name, after the number of years back where it is an earlier one."""
    return f"years-{back}/{name}" if back else name
