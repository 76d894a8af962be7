"""One tier under one programme: test columns, distinct patterns, and what follows from each under every reading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

import polars as pl

from phocap.evaluate.below import Below, judge
from phocap.evaluate.contradiction import Contradictions
from phocap.faults import Fault, Faulty
from phocap.infer.columns import Concluder, Conclusions
from phocap.infer.port import Inference
from phocap.language.ruleset import BelowKey, MeasureTest, ProgrammeTest, Rule, ShareTest, Test, TierRules, WindowTest
from phocap.measure.codes import Told, by_flags, quorum
from phocap.measure.columns import Columns
from phocap.measure.patterns import Patterns, TooMany, patterns, together
from phocap.measure.steps import Steps
from phocap.measure.tests import Tests
from phocap.model.outcome import CODE, OUTCOMES, Outcome, of_quorum
from phocap.value import dataclass

MOST_PATTERNS = 200_000
"""Distinct combinations of outcomes that are inferred at a time; each takes room and time, whatever shows it."""

Own = Mapping[tuple[str, int], pl.Series]
"""The outcome codes of the units' levels in other programmes, by programme and level."""


@dataclass
class TierEvaluation:
    """The units of one tier, judged under every choice of readings; choice 0 is the one asked for."""

    tier: str
    units: Sequence[int]
    """Indices of the records, in order; every column has their height."""
    columns: Columns
    rules: Sequence[TierRules]
    """One for each choice."""
    below: Sequence[Mapping[BelowKey, Sequence[Below]]]
    """For each choice, the units below each unit."""
    own: Sequence[Own] = ()
    """For each choice, the units' levels in other programmes."""
    pattern: pl.Series = field(default_factory=pl.Series)
    """The number of each unit's pattern."""
    conclusions: list[Conclusions] = field(default_factory=list)
    """For each choice, what follows from each pattern."""
    codes: dict[object, pl.Series] = field(default_factory=dict)
    """The outcome code of every deciding test in each pattern; see :meth:`key_of`."""
    informing: dict[object, pl.Series] = field(default_factory=dict)
    """The outcome code of other tests for each unit, as far as they were asked for."""
    counted: dict[object, dict[int, dict[Outcome, int]]] = field(default_factory=dict)
    """How many of the units under each one above have which outcome, as far as it was asked for."""
    rolled: dict[object, tuple[object, object, list[Below]]] = field(default_factory=dict)
    """What that says of each unit above: hundreds of choices of readings count the same."""
    _outcomes: dict[tuple[int, str], tuple[list[Outcome], bool]] = field(default_factory=dict, repr=False)

    def outcome(self, row: int, node: str, choice: int = 0) -> Outcome:
        """Return the outcome of a level, criterion or tested condition for the unit in ``row``."""
        found = self._outcomes.get((choice, node))
        if found is None:
            group = self.rules[choice].groups.get(node)
            if group is not None and node not in self.conclusions[choice].quorums:
                # inference has no quorums that are only shown
                return of_quorum(group.needs, [self.outcome(row, m.outcome_node, choice) for m in group.members])
            found = self._outcomes[choice, node] = self._listed(node, choice)
        outcomes, by_pattern = found
        return outcomes[self.numbers[row] if by_pattern else row]

    @cached_property
    def numbers(self) -> list[int]:
        """The same as ``pattern``: a cell of a column costs much more than one of a list."""
        return self.pattern.to_list()

    def _listed(self, node: str, choice: int) -> tuple[list[Outcome], bool]:
        """Return the outcomes of a node for every pattern, or else (False) for every unit."""
        concluded = self.conclusions[choice].quorums.get(node)
        if concluded is not None:
            return [OUTCOMES[code] for code in concluded.codes.to_list()], True
        test = self.rules[choice].tests[node]
        key = self.key_of(test, choice)
        codes = self.codes[key] if key in self.codes else self.test_column(test, choice)
        return [OUTCOMES[code] for code in codes.to_list()], key in self.codes

    def key_of(self, test: Test, choice: int) -> object:
        """Return the key of a test's outcomes: what rests on other verdicts is the same where those are the same."""
        if isinstance(test, ShareTest):
            return test, id(self.below[choice][test.key])
        return (test, choice) if isinstance(test, ProgrammeTest) else test

    def level_column(self, node: str, choice: int) -> pl.Series:
        """Return the outcome code of a level for every unit."""
        return self.conclusions[choice].quorums[node].codes.gather(self.pattern)

    def codes_of(self, test: Test, choice: int = 0) -> pl.Series | None:
        """Return the outcome code of a deciding test in each pattern; None for a test that decides nothing."""
        return self.codes.get(self.key_of(test, choice))

    def test_column(self, test: Test, choice: int = 0) -> pl.Series:
        """Return the outcome code of a test for every unit."""
        key = self.key_of(test, choice)
        if key in self.codes:
            return self.codes[key].gather(self.pattern)
        if key not in self.informing:
            self._inform(test, choice)
        return self.informing[key]

    def _inform(self, test: Test, choice: int) -> None:
        """Look at a test that decides nothing, and at all others of its rules: who asks for one asks for the others."""
        asked = {self.key_of(other, choice): other for other in self.rules[choice].tests.values()}
        if self.key_of(test, choice) not in asked:
            asked = {self.key_of(test, choice): test}
        new = [key for key in asked if key not in self.codes and key not in self.informing]
        found = []
        start = 0
        for columns in self.columns.pieces(_fields(asked.values())):
            steps = Steps(columns.height)
            tests = Tests(steps, columns)
            told = {f"{place}": _told(self, tests, asked[key], choice, start).codes for place, key in enumerate(new)}
            found.append(steps.collect(told))
            start += columns.height
        self.informing.update(zip(new, pl.concat(found), strict=True))


def shown_column(evaluation: TierEvaluation, rule: Rule) -> pl.Series:
    """Return the outcome code, for every unit, of a rule that decides nothing."""
    if rule.level_ref is not None:
        return evaluation.level_column(rule.outcome_node, 0)
    if rule.test is not None:
        return evaluation.test_column(rule.test)
    steps = Steps(evaluation.columns.height)
    told = quorum([Told(steps.given(shown_column(evaluation, m))) for m in rule.members], rule.needs)
    return steps.collect({"outcome": told.codes}).to_series()


def evaluate_tier(evaluation: TierEvaluation, contradictions: Contradictions, inference: Inference) -> None:
    """Fill in patterns and conclusions: one query over the columns, then inference from each distinct pattern.

    Where figures are to be narrowed the query is asked part by part, which takes room for one part.
    """
    wanted: dict[object, tuple[Test, int]] = {}
    for choice, rules in enumerate(evaluation.rules):
        for leaf in rules.logic.leaves:
            wanted.setdefault(evaluation.key_of(rules.tests[leaf], choice), (rules.tests[leaf], choice))
    try:
        parts = _parts(evaluation, contradictions, list(wanted.values()))
        found = together(parts, MOST_PATTERNS)
    except TooMany as many:
        facts: dict[str, object] = {"found": many.found, "limit": MOST_PATTERNS}
        raise Faulty(Fault("too-many-patterns", facts=facts)) from None
    evaluation.pattern, evaluation.codes = found.number, dict(zip(wanted, found.codes, strict=True))
    concluder = Concluder(inference, found.count)
    for choice, rules in enumerate(evaluation.rules):
        leaves = {leaf: evaluation.codes[evaluation.key_of(rules.tests[leaf], choice)] for leaf in rules.logic.leaves}
        evaluation.conclusions.append(concluder.conclude(rules.logic, leaves))


def _parts(
    evaluation: TierEvaluation,
    contradictions: Contradictions,
    wanted: Sequence[tuple[Test, int]],
) -> Iterator[Patterns]:
    """Yield the patterns of the units part by part; once figures contradict each other only those are looked for.

    Units that may show more patterns than are inferred are looked at in parts too: a few are enough to refuse them.
    """
    start = 0
    asked = _fields(test for rules in evaluation.rules for test in rules.tests.values())
    for columns in evaluation.columns.pieces(asked, apart=2 ** len(wanted) > MOST_PATTERNS):
        contradictions.look(columns, evaluation.units[start : start + columns.height])
        if not contradictions.found:
            steps = Steps(columns.height)
            tests = Tests(steps, columns)
            told = [_told(evaluation, tests, test, choice, start) for test, choice in wanted]
            yield patterns(steps, told, MOST_PATTERNS)
        start += columns.height
    contradictions.refuse()


def _fields(tests: Iterable[Test]) -> set[str]:
    """Return the figures that tests look at."""
    found: set[str] = set()
    for tested in tests:
        test = tested.test if isinstance(tested, WindowTest) else tested
        if isinstance(tested, WindowTest) and tested.age:
            found.add(tested.age)
        if isinstance(test, MeasureTest):
            found |= {name for case in test.cases for name in case.measure.fields}
    return found


def _told(evaluation: TierEvaluation, tests: Tests, test: Test, choice: int, start: int = 0) -> Told:
    """Return what a test says of the units of some columns, the first of which is the one in row ``start``."""
    units = tests.columns.height
    if isinstance(test, ProgrammeTest):
        own = evaluation.own[choice] if evaluation.own else {}
        held = own.get((test.programme, test.level))
        return tests.given(pl.zeros(units, pl.UInt8, eager=True) if held is None else held.slice(start, units))
    if not isinstance(test, ShareTest):
        return tests.told(test)
    listed = evaluation.below[choice][test.key][start : start + units]
    judged = [
        pl.Series([CODE[judge(below, case.bound, test.empty)] for below in listed], dtype=pl.UInt8)
        for case in test.cases
    ]
    return by_flags([(*tests.flag(c.flag), tests.given(codes)) for c, codes in zip(test.cases, judged, strict=True)])
