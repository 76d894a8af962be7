"""The mutation score: which changes of the rules the tests beside them notice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

import polars as pl

from phocap.check.adequacy.mutants import Mutant, mutants
from phocap.check.proof.same import Sameness, Unproven
from phocap.check.proof.subjects import Law
from phocap.check.ruletests import Ran
from phocap.check.testfile import TestCase
from phocap.check.witness import Witness
from phocap.faults import Place
from phocap.infer.port import Inference
from phocap.language.ruleset import LevelRules, Rule, Test, TierRules
from phocap.model.logic import Logic, Quorum
from phocap.model.outcome import OUTCOMES
from phocap.value import dataclass


@dataclass(frozen=True)
class Survivor:
    """A change that no test notices; ``equivalent`` when it is proven that no record tells it from the original.

    Else ``witness`` is a record that does, with what the original makes of it; none when nothing is proven.
    """

    mutant: Mutant
    place: Place
    equivalent: bool
    witness: Witness | None = None


@dataclass
class Score:
    """How many changes were tried and noticed."""

    killed: int = 0
    survivors: list[Survivor] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The changes that some record tells from the original, as far as is proven."""
        return self.killed + sum(not survivor.equivalent for survivor in self.survivors)


def score(law: Law, rule_id: str, ran: Sequence[Ran], inference: Inference) -> Score:
    """Return what the tests of a rule file notice of each change of it.

    Everything that the cases come to is computed once; of a change only the column of its test is computed anew, and
    only units whose outcome it moves are inferred again.
    """
    found = Score()
    same: Sameness | None = None
    trials = [_Trial(group, inference) for group in ran]
    for mutant in _mutants(law, rule_id):
        if any(trial.notices(mutant) for trial in trials):
            found.killed += 1
            continue
        same = same or Sameness(law, rule_id)
        try:
            witness = same.witness(mutant)
            found.survivors.append(Survivor(mutant, same.place(mutant), witness is None, witness))
        except Unproven:
            found.survivors.append(Survivor(mutant, same.place(mutant), False))
    return found


def _mutants(law: Law, rule_id: str) -> Iterator[Mutant]:
    """Yield the changes of every wording of a rule file, each once."""
    seen: set[Mutant] = set()
    done: set[tuple[str, LevelRules]] = set()
    for subject in law.subjects(rule_id):
        for level in subject.rules.levels:
            if (subject.tier, level) in done:
                continue
            done.add((subject.tier, level))
            for mutant in mutants(subject.tier, level):
                if mutant not in seen:
                    seen.add(mutant)
                    yield mutant


class _Trial:
    """Cases that were evaluated together, with what is expected of each."""

    def __init__(self, ran: Ran, inference: Inference) -> None:
        self.ran, self.inference = ran, inference
        self.rules: TierRules = ran.tier.rules[0]
        self.nodes: Mapping[str, Rule] = {rule.node: rule for rule in self.rules.walk()}
        self.quorums = {quorum.id: quorum for quorum in self.rules.logic.quorums}
        tests = self.rules.tests
        self.leaves = {leaf: ran.tier.test_column(tests[leaf]) for leaf in self.rules.logic.leaves}

    def notices(self, mutant: Mutant) -> bool:
        """Return whether a case comes out otherwise than expected."""
        if self.ran.tier.tier != mutant.tier:
            return False
        if mutant.test is not None:
            rule = self.nodes.get(mutant.node)
            if rule is None or rule.test != mutant.original or mutant.node not in self.leaves:
                return False
            return self._leaf(mutant.node, mutant.test)
        quorum = self.quorums.get(mutant.node)
        if quorum is None or mutant.quorum(quorum) == quorum:
            return False
        return self._logic(mutant, quorum)

    def _leaf(self, node: str, test: Test) -> bool:
        """Return whether a case notices another test of a leaf."""
        changed = self.ran.tier.test_column(test)
        before = self.leaves[node]
        moved = [number for number, row in enumerate(self.ran.rows) if changed[row] != before[row]]
        for number in moved:
            if any(told.key == node for told in self.ran.cases[number].expected):
                return True
        return self._inferred(self.rules.logic, moved, {node: changed})

    def _logic(self, mutant: Mutant, quorum: Quorum) -> bool:
        """Return whether a case notices another quorum; only cases that it moves are inferred again."""
        alone = Logic(quorum.members, (mutant.quorum(quorum),))
        patterns = [{m: self.ran.tier.outcome(row, m) for m in quorum.members} for row in self.ran.rows]
        after = [concluded.outcomes[quorum.id] for concluded in self.inference.conclude(alone, patterns)]
        before = [self.ran.tier.outcome(row, quorum.id) for row in self.ran.rows]
        moved = [number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] is not pair[1]]
        for number in moved:
            if any(told.key == quorum.id for told in self.ran.cases[number].expected):
                return True
        return self._inferred(mutant.logic(self.rules.logic), moved, {})

    def _inferred(self, logic: Logic, numbers: list[int], changed: Mapping[str, pl.Series]) -> bool:
        patterns, cases = [], []
        for number in numbers:
            case = self.ran.cases[number]
            if any(told.key in self.quorums for told in case.expected):
                row = self.ran.rows[number]
                columns = {**self.leaves, **changed}
                patterns.append({leaf: OUTCOMES[columns[leaf][row]] for leaf in logic.leaves})
                cases.append(case)
        if not patterns:
            return False
        return any(
            _differs(case, conclusion.outcomes)
            for case, conclusion in zip(cases, self.inference.conclude(logic, patterns), strict=True)
        )


def _differs(case: TestCase, outcomes: Mapping[str, object]) -> bool:
    return any(told.key in outcomes and outcomes[told.key] is not told.outcome for told in case.expected)
