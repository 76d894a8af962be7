"""Conditions and quorums: those that never fail or never decide, those stricter for whom they should be a relief."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import z3

from phocap.check.finding import Finding
from phocap.check.proof.bench import Encoded, level_of
from phocap.check.proof.claims import Ask, Claim, Show
from phocap.check.proof.formula import Formula
from phocap.check.proof.world import Variable
from phocap.language.ruleset import FindingTest, LevelRules, MeasureTest, Rule, ShareTest, Test, WindowTest
from phocap.text.language import Bilingual


def never_fails(encoded: Encoded) -> Iterator[Claim]:
    """Ask of every deciding condition whether some record fails it (PC202)."""
    for level in encoded.levels:
        for rule in encoded.walk(level):
            formula = encoded.of(rule)
            if formula is None or rule.level_ref is not None or formula.open or isinstance(rule.test, FindingTest):
                continue  # what is open for want of a figure of the law cannot fail, and nobody means it to

            def ask(rule: Rule = rule, formula: Formula = formula) -> Show | None:
                if encoded.bench.prover.find(formula.fails) is not None:
                    return None
                return partial(_shown, "PC202", encoded, rule, {}, [], encoded.nodes(rule))

            yield _everywhere("PC202", encoded, rule, ask)


def never_decides(encoded: Encoded) -> Iterator[Claim]:
    """Ask of every condition that a level needs whether it ever fails where all others hold (PC203, PC204)."""
    for level in encoded.levels:
        for rule in encoded.conjuncts(level.rules):
            if rule.level_ref is None:

                def ask(rule: Rule = rule, level: LevelRules = level) -> Show | None:
                    return _redundant(encoded, rule, level)

                yield _everywhere("PC203", encoded, rule, ask)


def _everywhere(identity: str, encoded: Encoded, rule: Rule, ask: Ask) -> Claim:
    """Return a claim about a condition that must hold of every subject that has it."""
    place = encoded.place(rule)
    return Claim(identity, encoded.about(rule), place, ask, everywhere=True, instrument=rule.instrument)


def _redundant(encoded: Encoded, rule: Rule, level: LevelRules) -> Show | None:
    prover, formula = encoded.bench.prover, encoded.of(rule)
    assert formula is not None
    others = _connected(encoded, rule, level)
    if formula.open or not others or prover.find(formula.fails) is None:
        return None  # that it never fails is said by itself
    hold = {node: z3.Not(other.fails) for node, (_, other) in others.items()}
    if prover.find(*hold.values(), formula.fails) is not None:
        return None
    core = prover.conflict({**hold, "": formula.fails}) or []
    by = [others[node][0] for node in core if node]
    claims = [hold[node] for node in core if node]
    nodes = {**encoded.nodes(*by), **encoded.nodes(rule)}
    if len(by) == 1:
        return partial(_shown, "PC204", encoded, rule, {"by": encoded.name(by[0])}, claims, nodes)
    return partial(_shown, "PC203", encoded, rule, {"conditions": [encoded.name(r) for r in by]}, claims, nodes)


def _shown(
    identity: str,
    encoded: Encoded,
    rule: Rule,
    facts: Mapping[str, object],
    claims: Sequence[z3.BoolRef],
    nodes: Mapping[str, Formula],
) -> Finding:
    """Return a finding about a condition, with a small record that meets it where somebody is counted."""
    prover, formula = encoded.bench.prover, encoded.of(rule)
    assert formula is not None
    found = prover.smallest(formula.passes, z3.Not(formula.idle), *claims) or prover.smallest(formula.passes, *claims)
    shown = (encoded.witness(found, nodes),) if found else ()
    common = {"condition": encoded.name(rule), "at": encoded.bench.at(encoded.subject, level_of(rule))}
    return Finding(identity, encoded.place(rule), {**common, **facts}, shown)


def _connected(encoded: Encoded, rule: Rule, level: LevelRules) -> dict[str, tuple[Rule, Formula]]:
    """Return what else must hold in the level, lower levels included, and can have to do with a rule, by node.

    A condition on figures that nothing ties to those of the rule, not even through others, cannot imply it.
    """
    pool: dict[str, tuple[Rule, Formula]] = {}

    def take(other: Rule) -> None:
        if other.level_ref is not None:
            lower = next((found for found in encoded.levels if found.level == other.level_ref), None)
            for conjunct in encoded.conjuncts(lower.rules) if lower else ():
                take(conjunct)
        elif other.node != rule.node and (formula := encoded.of(other)) is not None:
            pool.setdefault(other.node, (other, formula))

    for member in encoded.conjuncts(level.rules):
        take(member)
    own = encoded.of(rule)
    assert own is not None
    reached = encoded.bench.world.tied(own.about)
    found: dict[str, tuple[Rule, Formula]] = {}
    growing = True
    while growing:
        growing = False
        for node, (other, formula) in pool.items():
            if node not in found and formula.about & reached:
                found[node] = other, formula
                reached |= encoded.bench.world.tied(formula.about)
                growing = True
    return found


def stricter_variant(encoded: Encoded) -> Iterator[Claim]:
    """Ask of every variant by flag whether it is harder than the ordinary case (PC206)."""
    for level in encoded.levels:
        for rule in encoded.walk(level):
            for number, flag in enumerate(_flags(rule.test)):

                def ask(rule: Rule = rule, number: int = number, flag: str = flag) -> Show | None:
                    return _stricter(encoded, rule, number, flag)

                yield Claim("PC206", f"{encoded.about(rule)}/{flag}", encoded.place(rule), ask)


def _stricter(encoded: Encoded, rule: Rule, number: int, flag: str) -> Show | None:
    assert rule.test is not None
    encoder, prover = encoded.bench.encoder, encoded.bench.prover
    special, ordinary = (encoder.alone(_only(rule.test, place)) for place in (number, -1))
    if prover.find(special.passes, ordinary.fails) is not None:
        return None
    if prover.find(ordinary.passes, z3.Not(ordinary.idle), special.fails) is None:
        return None
    return partial(_relieved, encoded, rule, flag, ordinary, special)


def _relieved(encoded: Encoded, rule: Rule, flag: str, ordinary: Formula, special: Formula) -> Finding:
    """Return the finding with two records that differ in the flag only."""
    prover, whole = encoded.bench.prover, encoded.of(rule)
    found = prover.smallest(ordinary.passes, z3.Not(ordinary.idle), special.fails)
    assert found is not None
    assert whole is not None
    holds = encoded.bench.world.flag(flag)
    others = [encoded.bench.world.flag(v.name) for v in whole.about if v.kind == "flag" and v.name != flag]
    shown = []
    same = [encoded.bench.world.variables[v] == found.value(encoded.bench.world, v) for v in _counts(whole)]
    for side in (z3.Not(holds), holds):
        record = prover.find(*same, side, *(z3.Not(other) for other in others))
        if record is not None:
            shown.append(encoded.witness(record, encoded.nodes(rule)))
    label = encoded.bench.pack.words.flags[flag].label
    facts = {
        "condition": encoded.name(rule),
        "flag": Bilingual(label.vi, label.en),
        "at": encoded.bench.at(encoded.subject, level_of(rule)),
    }
    return Finding("PC206", encoded.place(rule), facts, tuple(shown))


def idle_quorum(encoded: Encoded) -> Iterator[Claim]:
    """Ask of every quorum whether one condition less would change anything (PC207)."""
    for level in encoded.levels:
        for rule in encoded.walk(level):
            members = encoded.deciding(rule.members)
            if 1 < rule.needs < len(members):

                def ask(rule: Rule = rule, members: Sequence[Rule] = tuple(members)) -> Show | None:
                    return _idle(encoded, rule, members)

                yield _everywhere("PC207", encoded, rule, ask)


def _idle(encoded: Encoded, rule: Rule, members: Sequence[Rule]) -> Show | None:
    prover, quorum = encoded.bench.prover, encoded.of(rule)
    formulas = [formula for member in members if (formula := encoded.of(member)) is not None]
    assert quorum is not None
    fewer = encoded.bench.encoder.combined(rule.needs - 1, formulas)
    if quorum.open or prover.find(fewer.passes, quorum.fails) is not None:
        return None
    facts = {"needs": rule.needs, "fewer": rule.needs - 1}
    return partial(_shown, "PC207", encoded, rule, facts, [], encoded.nodes(rule, *members))


def _flags(test: Test | None) -> list[str]:
    inner = test.test if isinstance(test, WindowTest) else test
    cases = inner.cases if isinstance(inner, MeasureTest | ShareTest) else ()
    return [case.flag for case in cases if case.flag is not None]


def _only(test: Test, number: int) -> Test:
    """Return a test with one of its cases as the ordinary one."""
    match test:
        case WindowTest():
            inner = _only(test.test, number)
            assert isinstance(inner, MeasureTest)
            return replace(test, test=inner)
        case MeasureTest():
            return replace(test, cases=(replace(test.cases[number], flag=None),))
        case ShareTest():
            return replace(test, cases=(replace(test.cases[number], flag=None),))
    raise AssertionError(test)


def _counts(formula: Formula) -> list[Variable]:
    return [variable for variable in sorted(formula.about) if variable.kind != "flag"]


CHECKS = (never_fails, never_decides, stricter_variant, idle_quorum)
"""All of them."""
