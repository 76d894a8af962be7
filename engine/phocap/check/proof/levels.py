"""Levels: those that nobody can reach, that are easier than lower ones, or that are lost when a figure improves."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise

import z3

from phocap.check.finding import Finding
from phocap.check.proof.bench import Encoded
from phocap.check.proof.claims import Claim, Show
from phocap.check.proof.formula import Encoder
from phocap.check.proof.solver import Prover
from phocap.check.proof.world import Variable
from phocap.check.witness import Witness
from phocap.language.compile import level_node
from phocap.language.ruleset import LevelRules, MeasureTest, Rule, WindowTest
from phocap.text.language import Bilingual


def unreachable(encoded: Encoded) -> Iterator[Claim]:
    """Ask of every level whether some record in which every condition applies does not fail it (PC201)."""
    for level in encoded.levels:

        def ask(level: LevelRules = level) -> Show | None:
            return _unreachable(encoded, level)

        place = encoded.bench.places.level(level.level)
        yield Claim("PC201", encoded.about(level), place, ask)


def _unreachable(encoded: Encoded, level: LevelRules) -> Show | None:
    prover = encoded.bench.prover
    level_formula = encoded.formulas[level.node]
    rules = {rule.node: rule for rule in encoded.conjuncts(level.rules)}
    applies = [z3.Not(formula.idle) for rule in rules.values() if (formula := encoded.of(rule)) is not None]
    if prover.find(z3.Not(level_formula.fails), *applies) is not None:
        return None
    return partial(_conflict, encoded, level, rules)


def _conflict(encoded: Encoded, level: LevelRules, rules: Mapping[str, Rule]) -> Finding:
    """Return the finding with the fewest conditions that exclude each other, and a record that meets all but one."""
    prover = encoded.bench.prover
    holds = {
        node: z3.And(z3.Not(formula.fails), z3.Not(formula.idle))
        for node, rule in rules.items()
        if (formula := encoded.of(rule)) is not None
    }
    core = prover.conflict(holds) or list(holds)
    found = prover.smallest(*(holds[node] for node in core[:-1]))
    shown = (encoded.witness(found, encoded.nodes(*(rules[node] for node in core))),) if found else ()
    facts = {
        "level": level.level,
        "conditions": [encoded.name(rules[node]) for node in core],
        "at": encoded.bench.at(encoded.subject),
    }
    last = rules[core[-1]]
    place = encoded.place(last) if len(core) == 1 else encoded.bench.places.level(level.level)
    return Finding("PC201", place, facts, shown)


def easier(encoded: Encoded) -> Iterator[Claim]:
    """Ask of every two levels in a row whether some record meets the higher one alone (PC205).

    Nothing is asked where the rules say themselves that levels are independent.
    """
    bench = encoded.bench
    if not bench.pack.cumulative(bench.pack.rule_files[bench.rule_id].model.programme):
        return
    for low, high in pairwise(encoded.levels):
        if any(rule.level_ref == low.level for rule in encoded.conjuncts(high.rules)):
            continue  # it asks for the lower one by name

        def ask(low: LevelRules = low, high: LevelRules = high) -> Show | None:
            below, above = encoded.formulas[low.node], encoded.formulas[high.node]
            if encoded.bench.prover.find(above.passes, below.fails) is None:
                return None
            return partial(_easier, encoded, low, high)

        place = encoded.bench.places.level(high.level)
        yield Claim("PC205", encoded.about(high), place, ask)


def _easier(encoded: Encoded, low: LevelRules, high: LevelRules) -> Finding:
    prover, below, above = encoded.bench.prover, encoded.formulas[low.node], encoded.formulas[high.node]
    # A level that is met because somebody was counted says more than one that is met by nobody.
    found = prover.smallest(above.passes, z3.Not(above.idle), below.fails) or prover.smallest(above.passes, below.fails)
    shown = (encoded.witness(found, encoded.level_nodes(low.level, high.level)),) if found else ()
    facts = {"level": high.level, "lower": low.level, "at": encoded.bench.at(encoded.subject)}
    return Finding("PC205", encoded.bench.places.level(high.level), facts, shown)


def lost(encoded: Encoded) -> Iterator[Claim]:
    """Ask of every figure that a level wants to be large whether one more of it can lose the level (PC208).

    All other figures that the level looks at stay as they are.
    """
    for level in encoded.levels:
        torn = _torn(encoded, level)
        for lower in encoded.levels:
            if any(rule.level_ref == lower.level for rule in encoded.walk(level)):
                torn -= _torn(encoded, lower)  # said of the lower level, which this one asks for
        for name in sorted(torn):

            def ask(level: LevelRules = level, name: str = name) -> Show | None:
                return _lost(encoded, level, name)

            place = encoded.bench.places.level(level.level)
            yield Claim("PC208", f"{encoded.about(level)}/{name}", place, ask)


def _torn(encoded: Encoded, level: LevelRules) -> set[str]:
    """Return the figures that one test wants to be large because it counts them and another one wants to be small."""
    large: set[str] = set()
    small: set[str] = set()
    for rule in encoded.reaching(level):
        test = rule.test.test if isinstance(rule.test, WindowTest) else rule.test
        for case in test.cases if isinstance(test, MeasureTest) else ():
            if case.bound is None:
                continue
            up = case.bound.sense == "at_least"
            for field, sign in case.measure.of:
                (large if up == (sign > 0) else small).add(field)
            if up:
                small |= {field for field, sign in case.measure.to or () if sign > 0}
    return large & small


def _lost(encoded: Encoded, level: LevelRules, name: str) -> Show | None:
    before = encoded.formulas[level_node(level.level)]
    world, other = encoded.bench.world, encoded.bench.record("after")
    after = Encoder(other).encode(encoded.subject.rules, dict(encoded.subject.others))[level_node(level.level)]
    prover = Prover(world, other, budget=encoded.bench.budget)
    grows = [
        two == (one + 1 if variable == Variable("figure", name) else one)
        for variable in sorted(before.about)
        for one, two in [(world.variables[variable], other.variables[variable])]
    ]
    if prover.find(*grows, before.passes, after.fails) is None:
        return None

    def show() -> Finding:
        found = prover.smallest(*grows, before.passes, z3.Not(before.idle), after.fails)
        found = found or prover.smallest(*grows, before.passes, after.fails)
        assert found is not None
        nodes = encoded.level_nodes(level.level)
        shown = encoded.witness(found, nodes), encoded.witness(found, {f"level {level.level}": after}, other)
        return _of_field(encoded, level, name, shown)

    return show


def _of_field(encoded: Encoded, level: LevelRules, name: str, shown: tuple[Witness, ...]) -> Finding:
    label = encoded.bench.pack.words.fields[name].label
    facts = {
        "level": level.level,
        "field": name,
        "label": Bilingual(label.vi, label.en),
        "at": encoded.bench.at(encoded.subject),
    }
    return Finding("PC208", encoded.bench.places.level(level.level), facts, shown)


CHECKS = (unreachable, easier, lost)
"""All of them."""
