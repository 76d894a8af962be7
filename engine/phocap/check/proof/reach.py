"""Goals of tests as questions to the solver: which cannot be reached at all, and small records for those that can."""

from collections.abc import Mapping, Sequence

import z3

from phocap.check.adequacy.goals import Goal, Kind, Threshold, goals, members, thresholds
from phocap.check.proof.bench import Bench, Encoded
from phocap.check.proof.formula import Formula
from phocap.check.proof.solver import Unproven
from phocap.check.proof.subjects import Law
from phocap.check.proof.world import NotEncoded
from phocap.check.witness import Witness
from phocap.language.ruleset import Rule
from phocap.model.outcome import Outcome


class Reach:
    """The goals of a rule file over all its days and readings, and how each could be reached."""

    def __init__(self, law: Law, rule_id: str) -> None:
        """Gather the goals of every subject."""
        self.bench = Bench(law, rule_id)
        self.subjects: dict[Goal, list[tuple[Encoded, Rule | None]]] = {}
        self.unknown: list[str] = []
        """What the proofs do not know, so that no goal of it can be judged."""
        readings = law.pack.rule_files[rule_id].model.readings
        self.options = {(name, option) for name, reading in readings.items() for option in reading.options}
        known: dict[tuple[Goal, int], Formula] = {}
        for subject in self.bench.subjects():
            try:
                encoded = self.bench.encoded(subject)
            except NotEncoded as error:
                self.unknown.append(f"{subject.tier}: {error}")
                continue
            for goal, rule in goals(subject.rules):
                listed = self.subjects.setdefault(goal, [])
                # One subject of each wording of a rule is enough: what it tests is part of the goal.
                formula = encoded.of(rule) if rule else encoded.formulas[level_node_of(goal)]
                if formula is None:
                    listed.append((encoded, rule))
                elif (goal, id(formula)) not in known:
                    known[goal, id(formula)] = formula  # kept, so that no other formula has its id
                    listed.append((encoded, rule))

    def witness(self, goal: Goal) -> Witness | None:
        """Return a small record that reaches a goal, or None where it is proven that there is none.

        Raises:
            Unproven: the solver gave up.
        """
        for encoded, rule in self.subjects[goal]:
            formula = encoded.of(rule) if rule else encoded.formulas[level_node_of(goal)]
            if formula is None:
                continue
            name = {goal.node: formula}
            if goal.kind is Kind.OUTCOME and goal.what == Outcome.UNDETERMINED.value:
                if formula.about or formula.open:
                    subject = encoded.subject
                    expected = ((goal.node, Outcome.UNDETERMINED),)
                    return Witness(self.bench.rule_id, subject.day, subject.tier, subject.readings, {}, expected)
                continue
            claims = self._claims(goal, encoded, rule, formula)
            found = self.bench.prover.smallest(*claims) if claims is not None else None
            if found is not None:
                inside = encoded.nodes(*members(rule)) if rule and goal.kind is Kind.QUORUM else {}
                return encoded.witness(found, {**name, **inside})
        return None

    def _claims(self, goal: Goal, encoded: Encoded, rule: Rule | None, formula: Formula) -> Sequence[z3.BoolRef] | None:
        match goal.kind:
            case Kind.OUTCOME:
                outcomes: Mapping[str, Sequence[z3.BoolRef]] = {
                    Outcome.MET.value: [formula.passes, z3.Not(formula.idle)],
                    Outcome.NOT_MET.value: [formula.fails],
                    Outcome.NOT_APPLICABLE.value: [formula.idle],
                }
                return outcomes[goal.what]
            case Kind.QUORUM:
                assert rule is not None
                inside = [found for member in members(rule) if (found := encoded.of(member)) is not None]
                passing = z3.Sum([z3.If(found.passes, 1, 0) for found in inside])
                failing = z3.Sum([z3.If(found.fails, 1, 0) for found in inside])
                return [passing == int(goal.what), failing == len(inside) - int(goal.what)]
            case Kind.THRESHOLD:
                assert rule is not None
                for threshold in thresholds(rule):
                    if threshold.detail == goal.detail and (threshold.flag or "") == goal.flag:
                        return self._beside(threshold, goal.what)
        return None

    def _beside(self, threshold: Threshold, side: str) -> list[z3.BoolRef]:
        """Return that the figures lie next to a threshold."""
        world = self.bench.world
        n, d = self.bench.encoder.amounts(threshold.subject)
        p, q = threshold.bound.value.numerator, threshold.bound.value.denominator
        where = {
            "below": [n * q < d * p, d * p <= (n + 1) * q],
            "at": [n * q == d * p],
            "above": [(n - 1) * q <= d * p, d * p < n * q],
        }[side]
        flags = [world.flag(threshold.flag)] if threshold.flag else []
        return [d > 0, *where, *flags, *(z3.Not(world.flag(flag)) for flag in threshold.not_flags)]


def level_node_of(goal: Goal) -> str:
    """Return the id in the logic of the level that a goal is about."""
    return goal.node.replace("level ", "level-")


__all__ = ["Reach", "Unproven"]
