"""Rules as formulas over a whole record: every figure given, every flag and finding yes or no.

The variables of a record are made on demand and shared by all rules that are encoded in one :class:`World`. A kind of
test that is not known here is refused (:class:`NotEncoded`) and said to be unproven; it never passes in silence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, Final, NamedTuple

import z3

from phocap.language.compile import level_node
from phocap.language.ruleset import (
    Bound,
    Case,
    FindingTest,
    LevelRules,
    Measure,
    MeasureTest,
    ProgrammeTest,
    Rule,
    ShareCase,
    ShareTest,
    Sum,
    Test,
    TierRules,
    WindowTest,
)
from phocap.model.logic import Logic, Quorum
from phocap.model.outcome import Outcome
from phocap.model.vocabulary import Constraint

LARGEST: Final = 10**9
"""Figures of the records that are looked for stay below this."""

_KNOWN: Final[Mapping[type, frozenset[str]]] = {
    TierRules: frozenset({"tier", "levels", "logic"}),
    LevelRules: frozenset({"level", "node", "cite", "title", "rules"}),
    Rule: frozenset(
        {"node", "id", "title", "cite", "effect", "test", "level_ref", "needs", "members"}
        | {"source", "note", "readings", "instrument", "suspended_by"}
    ),
    Logic: frozenset({"leaves", "quorums"}),
    Quorum: frozenset({"id", "needs", "members"}),
    MeasureTest: frozenset({"cases", "empty"}),
    Case: frozenset({"flag", "measure", "bound"}),
    Measure: frozenset({"id", "of", "to", "part"}),
    Bound: frozenset({"sense", "value"}),
    ShareTest: frozenset({"tier", "programme", "level", "cases", "empty", "among"}),
    ShareCase: frozenset({"flag", "bound"}),
    FindingTest: frozenset({"field"}),
    ProgrammeTest: frozenset({"programme", "level"}),
    WindowTest: frozenset({"test", "years", "needs"}),
}
"""What the encoding has an answer for; anything else that a rule says must stop the proof."""

_CONSTRAINT: Final = frozenset({"id", "parts", "whole", "exhaustive", "source"})


class NotEncoded(Exception):
    """The rules say something that the proofs do not know; the text names it."""


class Variable(NamedTuple):
    """A place in a record: ``figure``, ``finding``, ``flag``, ``total`` or ``reached``, its names, the years back."""

    kind: str
    name: str
    back: int = 0
    programme: str = ""
    level: int = 0


@dataclass(frozen=True)
class Formula:
    """When a condition, criterion or level passes, fails, or does not apply; otherwise it is undetermined.

    What is not applicable passes. ``about`` are the variables that decide it; ``open``: some record leaves it
    undetermined, as where the law has a figure that is not known.
    """

    passes: z3.BoolRef
    fails: z3.BoolRef
    idle: z3.BoolRef
    about: frozenset[Variable]
    open: bool = False


_YES: Final = z3.BoolVal(True)
_NO: Final = z3.BoolVal(False)


def constant(outcome: Outcome) -> Formula:
    """Return the formula of an outcome that is the same for every record."""
    idle = outcome is Outcome.NOT_APPLICABLE
    passes, fails = z3.BoolVal(outcome.passes), z3.BoolVal(outcome is Outcome.NOT_MET)
    return Formula(passes, fails, z3.BoolVal(idle), frozenset(), outcome is Outcome.UNDETERMINED)


_OPEN: Final = constant(Outcome.UNDETERMINED)


class World:
    """The variables of one record and what ties them; ``copy`` tells two records of one proof apart."""

    def __init__(self, constraints: Sequence[Constraint], copy: str = "") -> None:
        """Start without variables; ``constraints`` are those of the vocabulary."""
        for constraint in constraints:
            said = constraint.model_fields_set - _CONSTRAINT
            if said:
                raise NotEncoded(f"Constraint.{min(said)}")
        self._constraints = constraints
        self._copy = copy
        self._ties: dict[str, list[str]] = {}
        self.variables: dict[Variable, z3.ExprRef] = {}
        self.facts: list[z3.BoolRef] = []
        """What holds of every record that intake accepts; grows with the variables."""

    def figure(self, name: str, back: int = 0) -> z3.ArithRef:
        """Return a count of the record, or of an earlier year of it, with all that constraints tie to it."""
        variable = Variable("figure", name, back)
        if variable not in self.variables:
            new = [n for n in self._tied(name) if Variable("figure", n, back) not in self.variables]
            for other in new:
                self._whole_number(Variable("figure", other, back))
            for constraint in self._constraints:
                if constraint.whole in new or any(part in new for part in constraint.parts):
                    self._tie(constraint, back)
        return self.variables[variable]

    def finding(self, name: str, back: int = 0) -> z3.BoolRef:
        """Return a finding of the record, or of an earlier year."""
        return self._yes_no(Variable("finding", name, back))

    def flag(self, name: str) -> z3.BoolRef:
        """Return a flag of the unit."""
        return self._yes_no(Variable("flag", name))

    def total(self, tier: str) -> z3.ArithRef:
        """Return the number of units of a tier below."""
        return self._whole_number(Variable("total", tier))

    def reached(self, tier: str, programme: str, level: int) -> z3.ArithRef:
        """Return how many units below are at a level or higher."""
        variable = Variable("reached", tier, 0, programme, level)
        if variable not in self.variables:
            total, found = self.total(tier), self._whole_number(variable)
            self.facts.append(found <= total)
            for other, there in list(self.variables.items()):
                if other[:4] == variable[:4] and other.level != level:
                    self.facts.append(there >= found if other.level < level else there <= found)
        return self.variables[variable]

    def tied(self, variables: Iterable[Variable]) -> frozenset[Variable]:
        """Return variables with all that facts tie to them."""
        found = set(variables)
        for variable in list(found):
            if variable.kind == "figure":
                found |= {Variable("figure", name, variable.back) for name in self._tied(variable.name)}
            elif variable.kind in ("total", "reached"):
                found |= {v for v in self.variables if v.kind in ("total", "reached") and v.name == variable.name}
        return frozenset(found)

    def size(self) -> z3.ArithRef:
        """Return the sum of all whole numbers of the record: the smaller, the easier to read."""
        return z3.Sum([*(v for v in self.variables.values() if z3.is_int(v)), z3.IntVal(0)])

    def _tied(self, name: str) -> list[str]:
        if name not in self._ties:
            self._ties[name] = self._closure(name)
        return self._ties[name]

    def _closure(self, name: str) -> list[str]:
        found, growing = {name}, True
        while growing:
            growing = False
            for constraint in self._constraints:
                tied = {constraint.whole, *constraint.parts}
                if tied & found and not tied <= found:
                    found |= tied
                    growing = True
        return sorted(found)

    def _tie(self, constraint: Constraint, back: int) -> None:
        parts = z3.Sum([self.variables[Variable("figure", part, back)] for part in constraint.parts])
        whole = self.variables[Variable("figure", constraint.whole, back)]
        self.facts.append(parts == whole if constraint.exhaustive else parts <= whole)

    def _whole_number(self, variable: Variable) -> z3.ArithRef:
        if variable not in self.variables:
            made = z3.Int(self._name(variable))
            self.variables[variable] = made
            self.facts += [made >= 0, made <= LARGEST]
        return self.variables[variable]

    def _yes_no(self, variable: Variable) -> z3.BoolRef:
        if variable not in self.variables:
            self.variables[variable] = z3.Bool(self._name(variable))
        return self.variables[variable]

    def _name(self, variable: Variable) -> str:
        return "|".join([self._copy, *map(str, variable)])


class Encoder:
    """The formulas of any number of rule sets over one record; what two of them share is made once."""

    def __init__(self, world: World) -> None:
        """Encode over the variables of ``world``."""
        self.world = world
        self._tests: dict[Test, Formula] = {}
        self._quorums: dict[tuple[int, tuple[int, ...]], tuple[Formula, list[Formula]]] = {}
        self._closed: set[object] = set()

    def encode(self, rules: TierRules, others: Mapping[str, TierRules | None]) -> dict[str, Formula]:
        """Return the formula of every level, criterion and tested condition of a tier, by node.

        ``others`` are the rules of the same tier in other programmes, without rules None.

        Raises:
            NotEncoded: the rules say something that is not known here.
        """
        self._check(rules)
        found = {node: self._test(test, others) for node, test in rules.tests.items()}
        for quorum in rules.logic.quorums:
            found[quorum.id] = self.combined(quorum.needs, [_member(found, name) for name in quorum.members])
        return found

    def alone(self, test: Test) -> Formula:
        """Return the formula of one test that asks for no other programme."""
        return self._test(test, {})

    def combined(self, needs: int, members: Sequence[Formula]) -> Formula:
        """Return the formula of at least ``needs`` of the members."""
        key = needs, tuple(map(id, members))
        if key not in self._quorums:
            self._quorums[key] = combined(needs, members), list(members)
        return self._quorums[key][0]

    def amounts(self, subject: Measure | ShareTest) -> tuple[z3.ArithRef, z3.ArithRef]:
        """Return numerator and denominator of a measure, or of a share of units; a count is over 1."""
        maker = _Maker(self)
        if isinstance(subject, ShareTest):
            world = self.world
            return world.reached(subject.tier, subject.programme, subject.level), world.total(subject.tier)
        d = z3.IntVal(1) if subject.to is None else maker.sum(subject.to, 0)
        return maker.sum(subject.of, 0), d

    def _check(self, rules: TierRules) -> None:
        for part in (rules, rules.logic, *rules.logic.quorums, *rules.levels):
            check_known(part)
        for rule in rules.walk():
            if rule not in self._closed:
                for part in _parts(rule):
                    check_known(part)
                self._closed.add(rule)

    def _test(self, test: Test, others: Mapping[str, TierRules | None]) -> Formula:
        if isinstance(test, ProgrammeTest):
            rules = others.get(test.programme)
            found = {} if rules is None else self.encode(rules, others)
            return found.get(level_node(test.level), _OPEN)
        if test not in self._tests:
            self._tests[test] = _Maker(self).test(test)
        return self._tests[test]


def combined(needs: int, members: Sequence[Formula]) -> Formula:
    """Return the formula of at least ``needs`` of the members."""
    passes, fails = [m.passes for m in members], [m.fails for m in members]
    idle = z3.And([m.idle for m in members])
    about = frozenset().union(*(m.about for m in members))
    is_open = any(m.open for m in members)
    if needs == len(members):
        return Formula(z3.And(passes), z3.Or(fails), idle, about, is_open)
    if needs == 1:
        return Formula(z3.Or(passes), z3.And(fails), idle, about, is_open)
    if needs <= 0:
        return Formula(_YES, _NO, idle, about)
    lost = len(members) - needs + 1
    return Formula(z3.AtLeast(*passes, needs), z3.AtLeast(*fails, lost), idle, about, is_open)


def _member(found: Mapping[str, Formula], name: str) -> Formula:
    if name not in found:
        raise NotEncoded(name)
    return found[name]


class _Maker:
    def __init__(self, encoder: Encoder) -> None:
        self.encoder, self.world = encoder, encoder.world

    def test(self, test: Test, back: int = 0) -> Formula:
        match test:
            case FindingTest(field=name):
                value = self.world.finding(name, back)
                return Formula(value, z3.Not(value), _NO, frozenset({Variable("finding", name, back)}))
            case MeasureTest(cases=cases, empty=empty):
                return self._by_flags([(c.flag, self._measure(c.measure, c.bound, empty, back)) for c in cases])
            case ShareTest(among=()):
                return self._by_flags([(c.flag, self._share(test, c.bound)) for c in test.cases])
            case ShareTest():
                raise NotEncoded("ShareTest.among")
            case WindowTest(test=inner, years=years, needs=needs):
                return self.encoder.combined(needs, [self.test(inner, ago) for ago in range(years)])
        raise NotEncoded(type(test).__name__)

    def _measure(self, measure: Measure, bound: Bound | None, empty: Outcome, back: int) -> Formula:
        about = frozenset(Variable("figure", name, back) for name in measure.fields)
        n = self.sum(measure.of, back)
        if measure.to is None:
            return _against(n, z3.IntVal(1), bound, None, empty, about)
        d = self.sum(measure.to, back)
        return _against(n, d, bound, d == 0, empty, about)

    def _share(self, test: ShareTest, bound: Bound | None) -> Formula:
        d = self.world.total(test.tier)
        n = self.world.reached(test.tier, test.programme, test.level)
        about = frozenset({Variable("total", test.tier), Variable("reached", test.tier, 0, test.programme, test.level)})
        return _against(n, d, bound, d == 0, test.empty, about)

    def sum(self, terms: Sum, back: int) -> z3.ArithRef:
        """Return a signed sum of figures; never below 0, as persons are counted."""
        total = z3.Sum([self.world.figure(name, back) * sign for name, sign in terms])
        return total if all(sign > 0 for _, sign in terms) else z3.If(total < 0, z3.IntVal(0), total)

    def _by_flags(self, cases: Sequence[tuple[str | None, Formula]]) -> Formula:
        """Return the formula of the first case whose flag holds; the ordinary one comes last."""
        *variants, (_, found) = cases
        for flag, case in reversed(variants):
            holds = self.world.flag(str(flag))
            found = Formula(
                z3.If(holds, case.passes, found.passes),
                z3.If(holds, case.fails, found.fails),
                z3.If(holds, case.idle, found.idle),
                case.about | found.about | {Variable("flag", str(flag))},
                case.open or found.open,
            )
        return found


def _against(
    n: z3.ArithRef,
    d: z3.ArithRef,
    bound: Bound | None,
    nobody: z3.BoolRef | None,
    empty: Outcome,
    about: frozenset[Variable],
) -> Formula:
    """Return n/d against a bound, cross-multiplied: whole numbers only."""
    holds = fails = _NO
    if bound is not None:
        left, right = n * bound.value.denominator, d * bound.value.numerator
        holds = left >= right if bound.sense == "at_least" else left <= right
        fails = z3.Not(holds)
    if nobody is None:
        return Formula(holds, fails, _NO, about, bound is None)
    none = constant(empty)
    return Formula(
        z3.If(nobody, none.passes, holds),
        z3.If(nobody, none.fails, fails),
        z3.And(nobody, none.idle),
        about,
        bound is None or none.open,
    )


def check_known(part: Any) -> None:
    """Refuse what says something that the encoding does not know.

    Raises:
        NotEncoded: naming it.
    """
    known = _KNOWN.get(type(part))
    if known is None:
        raise NotEncoded(type(part).__name__)
    for field in fields(part):
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if field.name not in known and getattr(part, field.name) != default:
            raise NotEncoded(f"{type(part).__name__}.{field.name}")


def _parts(thing: Any) -> Iterator[Any]:
    if is_dataclass(thing):
        yield thing
        for field in fields(thing):
            yield from _parts(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _parts(item)
