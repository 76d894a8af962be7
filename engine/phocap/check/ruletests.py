"""Running the tests beside the rules: what comes out otherwise than the law, as they tell it, has it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from phocap.check.nodes import Readings
from phocap.check.testfile import TestCase, TestFile
from phocap.evaluate import evaluate
from phocap.evaluate.tier import TierEvaluation
from phocap.faults import Fault, Place
from phocap.infer import choose
from phocap.infer.port import Conclusion, Inference, Pattern
from phocap.language.pack import Pack
from phocap.model.logic import Logic
from phocap.model.outcome import Outcome
from phocap.text.language import Bilingual
from phocap.text.messages_check import OUTCOMES
from phocap.value import dataclass


@dataclass(frozen=True)
class Difference:
    """A level or condition of a case that does not come to what is expected."""

    case: TestCase
    node: str
    expected: Outcome
    found: Outcome
    place: Place

    @property
    def fault(self) -> Fault:
        """The difference as a message in both languages."""
        facts = {
            "name": Bilingual(self.case.title.vi, self.case.title.en),
            "node": self.node,
            "result": OUTCOMES[self.found.value],
            "wanted": OUTCOMES[self.expected.value],
        }
        return Fault("outcome-differs", self.place, facts)


class Remembering:
    """A back end that draws each conclusion once: choices of readings differ in few tests and share most patterns."""

    def __init__(self, inference: Inference) -> None:
        """Ask ``inference`` for what is new."""
        self.name = inference.name
        self._inference = inference
        self._known: dict[Logic, dict[tuple[Outcome, ...], Conclusion]] = {}

    def conclude(self, logic: Logic, patterns: Sequence[Pattern]) -> list[Conclusion]:
        """Return a conclusion for each pattern, in order."""
        known = self._known.setdefault(logic, {})
        keys = [tuple(pattern[leaf] for leaf in logic.leaves) for pattern in patterns]
        new = {key: pattern for key, pattern in zip(keys, patterns, strict=True) if key not in known}
        known.update(zip(new, self._inference.conclude(logic, list(new.values())), strict=True))
        return [known[key] for key in keys]


@dataclass(frozen=True)
class Ran:
    """Cases of one day, tier and choice of readings, which are evaluated together as if they were one country."""

    cases: tuple[TestCase, ...]
    rows: tuple[int, ...]
    """The row of each case's own unit."""
    tier: TierEvaluation

    def differences(self) -> Iterator[Difference]:
        """Yield what does not come out as expected."""
        for case, row in zip(self.cases, self.rows, strict=True):
            for expectation in case.expected:
                found = self.tier.outcome(row, expectation.key)
                if found is not expectation.outcome:
                    yield Difference(case, expectation.node, expectation.outcome, found, expectation.place)


def run_tests(test_file: TestFile, pack: Pack, inference: Inference | None = None) -> list[Difference]:
    """Return what does not come out as expected, in the order of the file; nothing when all is well.

    Raises:
        Faulty: the figures of a case contradict each other.
    """
    found = [difference for ran in ran_tests(test_file, pack, inference) for difference in ran.differences()]
    return sorted(found, key=lambda difference: difference.place)


def ran_tests(test_file: TestFile, pack: Pack, inference: Inference | None = None) -> list[Ran]:
    """Return all cases of a file with what they come to.

    Raises:
        Faulty: the figures of a case contradict each other.
    """
    inference = Remembering(inference or choose())
    groups: dict[tuple[date, str, Readings], list[TestCase]] = defaultdict(list)
    for case in test_file.cases:
        groups[case.as_of, case.tier, case.readings].append(case)
    return [_ran(test_file, cases, pack, inference) for cases in groups.values()]


def _ran(test_file: TestFile, cases: list[TestCase], pack: Pack, inference: Inference | None) -> Ran:
    evaluation = evaluate(
        [record for case in cases for record in case.records],
        pack,
        programmes=[test_file.programme],
        instrument=test_file.instrument,
        readings=dict(cases[0].readings),
        inference=inference,
        alternatives=False,  # a case says under which readings it stands
    )
    evaluated = next(found for found in evaluation.programmes if found.asked)
    tier = evaluated.tiers[cases[0].tier]
    rows = {unit: row for row, unit in enumerate(tier.units)}
    firsts, first = [], 0
    for case in cases:
        firsts.append(rows[first])
        first += len(case.records)
    return Ran(tuple(cases), tuple(firsts), tier)
