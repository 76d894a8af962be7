"""Whether two rule sets give every whole record the same outcomes, and if not the smallest record that shows it."""

import z3

from phocap.check.compare.sides import Side
from phocap.check.proof.bench import Bench
from phocap.check.proof.same import differ
from phocap.check.proof.solver import Inexact, Unproven
from phocap.check.proof.subjects import Law
from phocap.check.proof.world import NotEncoded
from phocap.check.witness import Witness
from phocap.model.outcome import Outcome
from phocap.text.language import Bilingual
from phocap.text.messages_findings import GAVE_UP, INEXACT, NOT_KNOWN
from phocap.value import dataclass


@dataclass(frozen=True)
class Comparison:
    """A level of a tier: proven equal, told apart by a record with both outcomes, or (``problem``) not proven."""

    tier: str
    level: int
    record: Witness | None = None
    after: Outcome | None = None
    """What the second rule set makes of the record."""
    problem: Bilingual | None = None

    @property
    def equal(self) -> bool:
        """Whether no whole record tells the two apart."""
        return self.record is None and self.problem is None


def compare(one: Side, two: Side) -> list[Comparison]:
    """Return, for every tier and level that both rule sets judge, whether they are the same; default readings."""
    bench, law = Bench(Law(one.pack), one.rule_id), Law(two.pack)
    found = []
    for tier in one.pack.tiers:
        left = bench.law.subject(one.in_force, {}, tier)
        right = law.subject(two.in_force, {}, tier)
        if left is None or right is None:
            continue
        try:
            before = bench.encoded(left)
            after = bench.encoder.encode(right.rules, dict(right.others))
        except NotEncoded as error:
            problem = Bilingual(*(text.format(what=error) for text in NOT_KNOWN))
            found += [Comparison(tier, level.level, problem=problem) for level in left.rules.levels]
            continue
        for level in before.levels:
            if level.node not in after:
                continue
            formulas = before.formulas[level.node], after[level.node]
            claim = z3.Or(list(differ(*formulas)))
            try:
                record = bench.prover.smallest(claim)
            except Unproven as error:
                problem = INEXACT if isinstance(error, Inexact) else GAVE_UP
                found.append(Comparison(tier, level.level, problem=problem))
                continue
            if record is None:
                found.append(Comparison(tier, level.level))
                continue
            about = {f"level {level.level}": formulas[0], "": formulas[1]}
            shown = before.witness(record, about)
            kept = Witness(*(shown.rule_id, shown.day, shown.tier, shown.readings, shown.given), shown.expected[:1])
            found.append(Comparison(tier, level.level, kept, record.outcome(formulas[1])))
    return found
