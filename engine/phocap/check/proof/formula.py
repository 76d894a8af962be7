"""Rules as formulas over a whole record: every figure given, every flag and finding yes or no.

The variables of a record are made on demand and shared by all rules that are encoded in one :class:`World`. A kind of
test that is not known here is refused (:class:`NotEncoded`) and said to be unproven; it never passes in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from itertools import combinations
from typing import Any, Final

import z3

from phocap.check.proof.world import NotEncoded, Variable, World
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
from phocap.value import dataclass

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
    WindowTest: frozenset({"test", "years", "needs", "mean", "age"}),
}
"""What the encoding has an answer for; anything else that a rule says must stop the proof."""


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


class Encoder:
    """The formulas of any number of rule sets over one record; what two of them share is made once."""

    def __init__(self, world: World, *, loose: bool = False) -> None:
        """Encode over the variables of ``world``.

        A ``loose`` encoder lets a kind of test that is not known come to any outcome: what it proves holds, what it
        finds need not be so.
        """
        self.world, self.loose = world, loose
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
            return self.world.reached(*subject.key), self.world.total(subject.tier, subject.among)
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
            try:
                self._tests[test] = _Maker(self).test(test)
            except NotEncoded:
                if not self.loose:
                    raise
                self._tests[test] = _any_outcome(len(self._tests))
        return self._tests[test]


def _any_outcome(number: int) -> Formula:
    """Return the formula of a test of which nothing is known."""
    passes, fails, idle = (z3.Bool(f"any {number} {name}") for name in ("passes", "fails", "idle"))
    return Formula(passes, z3.And(fails, z3.Not(passes)), z3.And(idle, passes), frozenset())


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


def either(claim: z3.BoolRef, about: Variable, one: Formula, other: Formula) -> Formula:
    """Return the one formula where a claim about a variable holds, else the other."""
    return Formula(
        z3.If(claim, one.passes, other.passes),
        z3.If(claim, one.fails, other.fails),
        z3.If(claim, one.idle, other.idle),
        one.about | other.about | {about},
        one.open or other.open,
    )


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
            case ShareTest():
                return self._by_flags([(c.flag, self._share(test, c.bound)) for c in test.cases])
            case WindowTest(mean=True, test=MeasureTest() as inner):
                return self.test(inner) if test.years == 1 else self._mean(test, inner)
            case WindowTest():
                return self._window(test)
        raise NotEncoded(type(test).__name__)

    def _window(self, test: WindowTest) -> Formula:
        """Return the formula over the years; one before the unit existed is not in the way, and helps nobody."""
        years = [self.test(test.test, back) for back in range(test.years)]
        if test.age is not None:
            age, about = self.world.figure(test.age), Variable("figure", test.age)
            before = constant(Outcome.NOT_APPLICABLE if test.needs == test.years else Outcome.NOT_MET)
            years[1:] = [either(age > back, about, year, before) for back, year in enumerate(years[1:], start=1)]
        return self.encoder.combined(test.needs, years)

    def _mean(self, test: WindowTest, inner: MeasureTest) -> Formula:
        """Return the formula of the mean over the years; those before the unit existed do not count."""
        if test.age is None:
            there, about = [_YES] * test.years, frozenset[Variable]()
        else:
            age, about = self.world.figure(test.age), frozenset({Variable("figure", test.age)})
            there = [_YES, *(age > back for back in range(1, test.years))]
        found = self._by_flags([(case.flag, self._mean_of(case, inner.empty, there)) for case in inner.cases])
        return replace(found, about=found.about | about)

    def _mean_of(self, case: Case, empty: Outcome, there: Sequence[z3.BoolRef]) -> Formula:
        """Return the formula of the mean over the years in which there is somebody to count.

        A sum of quotients is not linear. It is where all years have one denominator, as counts have; and a mean
        reaches what every year reaches, and misses what every year misses. Elsewhere it may come to either.
        """
        bound, measure = case.bound, case.measure
        about = frozenset(Variable("figure", name, back) for name in measure.fields for back in range(len(there)))
        if bound is None:
            return replace(_OPEN, about=about)
        n = [self.sum(measure.of, back) for back in range(len(there))]
        d = [z3.IntVal(1) if measure.to is None else self.sum(measure.to, back) for back in range(len(there))]
        counted = [z3.And(year, whole > 0) for year, whole in zip(there, d, strict=True)]
        over = [x * bound.value.denominator - whole * bound.value.numerator for x, whole in zip(n, d, strict=True)]
        if bound.sense == "at_most":
            over = [-rest for rest in over]
        reached = z3.And([z3.Implies(year, rest >= 0) for year, rest in zip(counted, over, strict=True)])
        missed = z3.And([z3.Implies(year, rest < 0) for year, rest in zip(counted, over, strict=True)])
        even = z3.And(
            [z3.Implies(z3.And(a, b), x == y) for (a, x), (b, y) in combinations(zip(counted, d, strict=True), 2)]
        )
        total = z3.Sum([z3.If(year, rest, z3.IntVal(0)) for year, rest in zip(counted, over, strict=True)])
        holds = z3.If(even, total >= 0, z3.Or(reached, z3.And(z3.Not(missed), z3.FreshBool("mean"))))
        if measure.to is not None:
            self.world.exact.append(z3.Or(even, reached, missed))
        nobody, none = z3.Not(z3.Or(counted)), constant(empty)
        return Formula(
            z3.If(nobody, none.passes, holds),
            z3.If(nobody, none.fails, z3.Not(holds)),
            z3.And(nobody, none.idle),
            about,
            none.open,
        )

    def _measure(self, measure: Measure, bound: Bound | None, empty: Outcome, back: int) -> Formula:
        about = frozenset(Variable("figure", name, back) for name in measure.fields)
        n = self.sum(measure.of, back)
        if measure.to is None:
            return _against(n, z3.IntVal(1), bound, None, empty, about)
        d = self.sum(measure.to, back)
        return _against(n, d, bound, d == 0, empty, about)

    def _share(self, test: ShareTest, bound: Bound | None) -> Formula:
        n, d = self.encoder.amounts(test)
        reached = Variable("reached", test.tier, 0, test.programme, test.level, test.among)
        about = frozenset({Variable("total", test.tier, among=test.among), reached})
        return _against(n, d, bound, d == 0, test.empty, about)

    def sum(self, terms: Sum, back: int) -> z3.ArithRef:
        """Return a signed sum of figures; never below 0, as persons are counted."""
        total = z3.Sum([self.world.figure(name, back) * sign for name, sign in terms])
        return total if all(sign > 0 for _, sign in terms) else z3.If(total < 0, z3.IntVal(0), total)

    def _by_flags(self, cases: Sequence[tuple[str | None, Formula]]) -> Formula:
        """Return the formula of the first case whose flag holds; the ordinary one comes last."""
        *variants, (_, found) = cases
        for flag, case in reversed(variants):
            found = either(self.world.flag(str(flag)), Variable("flag", str(flag)), case, found)
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
