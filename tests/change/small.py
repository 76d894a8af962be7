"""Small worlds in which every possibility can be tried, and plain ways to try them. Loaded by the conftest."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heappop, heappush
from itertools import product
from typing import Any

from hypothesis import strategies as st
from worlds import DAY, FINDINGS, FLAGS, HERE, PARTS, TEXT, World, conditions, pack_of, printed

from phocap.change.unit import Tier
from phocap.evaluate import Evaluation, evaluate
from phocap.infer import choose
from phocap.language.registry import Registry
from phocap.language.ruleset import Case, FindingTest, MeasureTest, Rule, Test, TierRules, WindowTest
from phocap.model.quantity import parse_printed
from phocap.model.record import Finding, Given, Record, Unit, YearBefore
from phocap.model.rulefile import Effect

State = tuple[tuple[tuple[str, int], ...], tuple[tuple[str, bool], ...]]
MOST_STATES = 2_500


@st.composite
def figures(draw: st.DrawFn) -> dict[str, int]:
    """Draw a few children of two populations, and one figure that nothing ties."""
    one, two, spare, *b = (draw(st.integers(0, 2)) for _ in range(6))
    found = {"a.one": one, "a.two": two, "a.whole": one + two + spare, "free": draw(st.integers(0, 3))}
    return found | dict(zip(PARTS["b.whole"], b, strict=True)) | {"b.whole": sum(b)}


@st.composite
def short_rules(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a rule file of one or two levels with few conditions, so that levels are often met, or open."""
    levels: dict[Any, Any] = {}
    for number in range(1, draw(st.integers(1, 2)) + 1):
        listed = [draw(conditions(f"c{i}", [], 1)) for i in range(draw(st.integers(1, 3)))]
        if number > 1:
            listed.insert(0, {"id": "lower", "requires": {"level": 1}})
        levels[number] = {"commune": listed}
    return {"programme": "trial", "title": TEXT, "instrument": "trial", "levels": levels}


@st.composite
def complete(draw: st.DrawFn) -> World:
    """Draw rules and one commune of which everything is known, earlier years too."""
    pack = pack_of(draw(short_rules()))

    def year() -> tuple[dict[str, Given[int]], dict[str, Given[Finding]]]:
        attested = {name: Given(Finding(draw(st.booleans())), HERE) for name in FINDINGS}
        return {name: Given(n, HERE) for name, n in draw(figures()).items()}, attested

    now, before = year(), {DAY.year - back: YearBefore(f, {}, a) for back in (1, 2) for f, a in [year()]}
    flags = {name: Given(draw(st.booleans()), HERE) for name in FLAGS}
    record = Record(Unit("commune", "C"), DAY, HERE, flags, now[0], {}, now[1], years=before)
    return World(pack, Registry(pack).in_force("trial", DAY), [record])


def judged(world: World) -> Evaluation:
    """Judge a world by the reference inference."""
    return evaluate(world.records, world.pack, inference=choose("reference"))


def tiers(evaluation: Evaluation) -> Iterator[Tier]:
    """Yield the tiers of an evaluation."""
    for evaluated in evaluation.programmes:
        for name in evaluated.tiers:
            yield Tier(evaluation, evaluated, name)


@dataclass(frozen=True)
class Plain:
    """A level as one would check it by hand on a complete record: every condition holds or does not."""

    tier: TierRules
    record: Record

    def level(self, level: int, found: State) -> bool:
        """Return whether a level is in nobody's way for some figures and findings."""
        rules = next(rules for rules in self.tier.levels if rules.level == level).rules
        return all(self.rule(rule, dict(found[0]), dict(found[1])) for rule in rules if rule.effect is Effect.DECIDES)

    def rule(self, rule: Rule, figures: Mapping[str, int], findings: Mapping[str, bool]) -> bool:
        """Return whether a condition is."""
        if rule.level_ref is not None:
            return self.level(rule.level_ref, (tuple(figures.items()), tuple(findings.items())))
        test = rule.test
        if test is None:
            passing = sum(self.rule(m, figures, findings) for m in rule.members if m.effect is Effect.DECIDES)
            return passing >= rule.needs
        if not isinstance(test, WindowTest):
            return self.single(test, figures, findings)
        years = [(figures, findings)]
        length = max(1, min(test.years, figures[test.age])) if test.age else test.years
        for back in range(1, length):
            before = self.record.years.get(DAY.year - back)
            if before is not None:
                figures = {name: given.value for name, given in before.figures.items()}
                findings = {name: bool(given.value.value) for name, given in before.findings.items()}
                years.append((figures, findings))
        if test.mean and isinstance(test.test, MeasureTest):
            return self.mean(test.test, [figures for figures, _ in years])
        before = test.years - length if test.needs == test.years else 0
        return sum(self.single(test.test, *year) for year in years) + before >= test.needs

    def mean(self, test: MeasureTest, years: list[Mapping[str, int]]) -> bool:
        """Return whether the mean of the years in which somebody is there is."""
        case = self.case(test)
        assert case.bound is not None
        values = []
        for figures in years:
            n, d = counts(case, figures)
            if d:
                values.append(Fraction(n, d))
        if not values:
            return test.empty.passes
        found = sum(values) / len(values)
        return found >= case.bound.value if case.bound.sense == "at_least" else found <= case.bound.value

    def case(self, test: MeasureTest) -> Case:
        """Return the case that the record's flags choose."""
        return next(c for c in test.cases if c.flag is None or self.record.flags[c.flag].value)

    def single(self, test: Test, figures: Mapping[str, int], findings: Mapping[str, bool]) -> bool:
        """Return whether a measure or finding is."""
        if isinstance(test, FindingTest):
            return findings[test.field]
        assert isinstance(test, MeasureTest)
        case = self.case(test)
        assert case.bound is not None
        n, d = counts(case, figures)
        if d == 0:
            return test.empty.passes
        return n >= case.bound.value * d if case.bound.sense == "at_least" else n <= case.bound.value * d


def counts(case: Case, figures: Mapping[str, int]) -> tuple[int, int]:
    """Return numerator and denominator."""
    n = max(0, sum(sign * figures[name] for name, sign in case.measure.of))
    d = 1 if case.measure.to is None else max(0, sum(sign * figures[name] for name, sign in case.measure.to))
    return n, d


def state(record: Record) -> State:
    """Return what can change of a record."""
    figures = {name: given.value for name, given in record.figures.items()}
    findings = {name: bool(given.value.value) for name, given in record.findings.items()}
    return tuple(sorted(figures.items())), tuple(sorted(findings.items()))


def ages(tier: TierRules) -> set[str]:
    """Return the figures that say how many years a unit has existed: nobody can change them."""
    return {test.age for test in tier.tests.values() if isinstance(test, WindowTest) and test.age}


def steps(found: State, unchanged: Collection[str] = ()) -> Iterator[tuple[tuple[int, int], State]]:
    """Yield every single step with its cost, findings before persons: one person moves, or one finding turns."""
    figures, findings = dict(found[0]), found[1]
    for whole, parts in PARTS.items():
        rest = figures[whole] - sum(figures[part] for part in parts)
        closed = whole == "b.whole"
        for source, target in product([*parts, None], repeat=2):
            if source == target or (closed and None in (source, target)):
                continue
            if (figures[source] if source else rest) <= 0:
                continue
            moved = dict(figures)
            if source:
                moved[source] -= 1
            if target:
                moved[target] += 1
            yield (0, 1), (tuple(sorted(moved.items())), findings)
    for change in () if "free" in unchanged else (1, -1):
        if figures["free"] + change >= 0:
            yield (0, 1), (tuple(sorted({**figures, "free": figures["free"] + change}.items())), findings)
    for place, (name, value) in enumerate(findings):
        turned = (*findings[:place], (name, not value), *findings[place + 1 :])
        yield (1, 0), (found[0], turned)


def cheapest(plain: Plain, level: int, wanted: bool) -> tuple[int, int] | None:
    """Return the least cost of a record at which the level passes (or no longer does), by trying all, cheapest first.

    Raises:
        OverflowError: there are too many to try.
    """
    start = state(plain.record)
    queue: list[tuple[tuple[int, int], State]] = [((0, 0), start)]
    best: dict[State, tuple[int, int]] = {start: (0, 0)}
    while queue:
        cost, found = heappop(queue)
        if best[found] < cost:
            continue
        if plain.level(level, found) is wanted:
            return cost
        for (turns, persons), following in steps(found, ages(plain.tier)):
            total = cost[0] + turns, cost[1] + persons
            if dict(following[0])["free"] <= 7 and (following not in best or total < best[following]):
                best[following] = total
                heappush(queue, (total, following))
        if len(best) > MOST_STATES:
            raise OverflowError
    return None


@st.composite
def incomplete(draw: st.DrawFn) -> World:
    """Draw rules and one commune of which something of its own year is not known; rates are printed from the truth."""
    world = draw(complete())
    record = world.records[0]
    truth = {name: given.value for name, given in record.figures.items()}
    rates = {
        measure: Given(parse_printed(printed(Fraction(truth[of], truth[to]))), HERE)
        for measure, of, to in (("a1", "a.one", "a.whole"), ("b1", "b.one", "b.whole"))
        if truth[to] and not draw(st.integers(0, 5))
    }
    hidden = draw(st.lists(st.sampled_from([*truth, *FINDINGS, *FLAGS]), unique=True, min_size=2, max_size=5))
    return world.with_records(
        [
            replace(
                record,
                figures={n: g for n, g in record.figures.items() if n not in hidden},
                findings={n: g for n, g in record.findings.items() if n not in hidden},
                flags={n: g for n, g in record.flags.items() if n not in hidden},
                rates=rates,
            )
        ]
    )


def completions(record: Record, most: int) -> Iterator[Record]:
    """Yield every record that gives what this one leaves out, with figures up to ``most``.

    Raises:
        OverflowError: there are too many to try.
    """
    names = [*PARTS, *(part for parts in PARTS.values() for part in parts), "free"]
    known = {name: given.value for name, given in record.figures.items()}
    open_ = [name for name in names if name not in known]
    yes_no = [name for name in (*FLAGS, *FINDINGS) if name not in record.flags and name not in record.findings]
    if (most + 1) ** len(open_) * 2 ** len(yes_no) > 6 * MOST_STATES:
        raise OverflowError
    for values in product(range(most + 1), repeat=len(open_)):
        figures = known | dict(zip(open_, values, strict=True))
        if not consistent(figures) or not printable(figures, record):
            continue
        for answers in product((False, True), repeat=len(yes_no)):
            told = dict(zip(yes_no, answers, strict=True))
            yield replace(
                record,
                figures={name: Given(value, HERE) for name, value in figures.items()},
                flags={**record.flags, **{n: Given(v, HERE) for n, v in told.items() if n in FLAGS}},
                findings={**record.findings, **{n: Given(Finding(v), HERE) for n, v in told.items() if n in FINDINGS}},
            )


def printable(figures: Mapping[str, int], record: Record) -> bool:
    """Whether figures may have been printed as the record's rates."""
    for measure, of, to in (("a1", "a.one", "a.whole"), ("b1", "b.one", "b.whole")):
        if measure in record.rates:
            rate = record.rates[measure].value
            if not figures[to]:
                return False
            value, high = Fraction(figures[of], figures[to]), rate.high
            above = value > rate.low or (value == rate.low and not rate.low_open)
            if not above or (high is not None and (value > high or (value == high and rate.high_open))):
                return False
    return True


def consistent(figures: Mapping[str, int]) -> bool:
    """Whether complete figures fit what ties them."""
    for whole, parts in PARTS.items():
        total = sum(figures[part] for part in parts)
        if total > figures[whole] or (whole == "b.whole" and total != figures[whole]):
            return False
    return True
