"""What one of two compared rule sets makes of records, without the comparison."""

from collections.abc import Sequence

from phocap.check.compare.sides import Side
from phocap.evaluate.hierarchy import parents
from phocap.language.registry import Registry
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.oracle import Oracle


def by_oracle(made: Side, given: Sequence[Record]) -> dict[tuple[object, ...], Outcome]:
    """Return the outcome of every level of every record by the reference evaluator."""
    found: dict[tuple[object, ...], Outcome] = {}
    above = parents(given, made.pack)
    children = {i: [j for j, parent in enumerate(above) if parent == i] for i in range(len(given))}
    model = made.pack.rule_files[made.rule_id].model
    for index, one in enumerate(given):
        rules = Registry(made.pack).in_force(model.programme, one.as_of, model.instrument).rules({})
        tier = rules.tiers.get(one.unit.tier)
        oracle = Oracle(made.pack, rules, given, children)
        for level in tier.levels if tier else ():
            found[one.unit.tier, one.unit.name, one.as_of, level.level] = oracle.level(index, level.level)
    return found
