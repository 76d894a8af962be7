"""Whether a changed rule is the same as before: no record tells the two apart."""

from collections.abc import Iterator
from dataclasses import replace

import z3

from phocap.check.adequacy.mutants import Mutant
from phocap.check.proof.bench import Bench, Encoded
from phocap.check.proof.formula import Encoder, Formula
from phocap.check.proof.solver import Unproven
from phocap.check.proof.subjects import Law
from phocap.check.proof.world import NotEncoded
from phocap.check.witness import Witness
from phocap.faults import Place
from phocap.language.ruleset import Rule, TierRules


class Sameness:
    """The subjects of a rule file, to be compared with changed ones."""

    def __init__(self, law: Law, rule_id: str) -> None:
        """Encode every subject once."""
        self.bench = Bench(law, rule_id)
        self.loose = Encoder(self.bench.world, loose=True)
        self.subjects: list[tuple[Encoder, Encoded]] = []
        for subject in self.bench.subjects():
            try:
                self.subjects.append((self.bench.encoder, self.bench.encoded(subject)))
            except NotEncoded:
                formulas = self.loose.encode(subject.rules, dict(subject.others))
                self.subjects.append((self.loose, Encoded(self.bench, subject, formulas)))

    def place(self, mutant: Mutant) -> Place:
        """Return where the changed rule stands."""
        if "/" not in mutant.node:
            return self.bench.places.level(int(mutant.node.removeprefix("level-")))
        number, _, condition = mutant.node.partition("/")
        return self.bench.places.condition(mutant.instrument, int(number), mutant.tier, condition)

    def witness(self, mutant: Mutant) -> Witness | None:
        """Return a small record to which the change gives another outcome, or None: it is proven that none exists.

        Raises:
            Unproven: the solver gave up, or does not know the rules.
        """
        unproven = False
        for encoder, encoded in self.subjects:
            if (
                encoded.subject.tier == mutant.tier
                and (found := self._told_apart(encoder, encoded, mutant)) is not None
            ):
                if not encoder.loose:
                    return found
                unproven = True
        if unproven:
            raise Unproven
        return None

    def _told_apart(self, encoder: Encoder, encoded: Encoded, mutant: Mutant) -> Witness | None:
        changed = self._changed(encoded.subject.rules, mutant)
        if changed is None:
            return None
        after = encoder.encode(changed, dict(encoded.subject.others))
        nodes = [mutant.node, *(level.node for level in encoded.levels)]
        pairs = {node: (encoded.formulas[node], after[node]) for node in nodes if node in after}
        claim = z3.Or([claim for one, two in pairs.values() for claim in differ(one, two)])
        if self.bench.prover.find(claim) is None:
            return None
        found = self.bench.prover.smallest(claim)
        assert found is not None
        told = {n.replace("level-", "level "): a for n, (a, b) in pairs.items() if found.outcome(a) != found.outcome(b)}
        return encoded.witness(found, told)

    def _changed(self, rules: TierRules, mutant: Mutant) -> TierRules | None:
        """Return the rules with the change, or None where they do not have what is changed."""
        if mutant.test is None:
            logic = mutant.logic(rules.logic)
            return None if logic == rules.logic else replace(rules, logic=logic)
        if not any(rule.node == mutant.node and rule.test == mutant.original for rule in rules.walk()):
            return None

        def change(rule: Rule) -> Rule:
            inside = tuple(change(member) for member in rule.members)
            test = mutant.test if rule.node == mutant.node else rule.test
            return replace(rule, test=test, members=inside)

        levels = (replace(level, rules=tuple(change(rule) for rule in level.rules)) for level in rules.levels)
        return replace(rules, levels=tuple(levels))


def differ(one: Formula, two: Formula) -> Iterator[z3.BoolRef]:
    """Yield the ways in which two formulas can come to different outcomes."""
    yield one.passes != two.passes
    yield one.fails != two.fails
    yield one.idle != two.idle


__all__ = ["Sameness", "Unproven", "differ"]
