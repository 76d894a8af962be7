"""Small worlds in which every possibility can be tried, and plain ways to try them. Loaded by the conftest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import product

from hypothesis import strategies as st
from worlds import DAY, FINDINGS, FLAGS, HERE, PARTS, World, worlds

from phocap.change.unit import Tier
from phocap.evaluate import Evaluation, evaluate
from phocap.infer import choose
from phocap.language.ruleset import FindingTest, MeasureTest, Rule, Test, TierRules, WindowTest
from phocap.model.record import Finding, Given, Record, YearBefore
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
def complete(draw: st.DrawFn) -> World:
    """Draw rules and one commune of which everything is known, earlier years too."""
    world = draw(worlds(most=1, given_all=True))

    def year() -> tuple[dict[str, Given[int]], dict[str, Given[Finding]]]:
        attested = {name: Given(Finding(draw(st.booleans())), HERE) for name in FINDINGS}
        return {name: Given(n, HERE) for name, n in draw(figures()).items()}, attested

    now, before = year(), {DAY.year - back: YearBefore(f, {}, a) for back in (1, 2) for f, a in [year()]}
    record = replace(world.records[0], figures=now[0], findings=now[1], years=before, rates={})
    return world.with_records([record])


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
        for back in range(1, test.years):
            before = self.record.years.get(DAY.year - back)
            if before is not None:
                figures = {name: given.value for name, given in before.figures.items()}
                findings = {name: bool(given.value.value) for name, given in before.findings.items()}
                years.append((figures, findings))
        return sum(self.single(test.test, *year) for year in years) >= test.needs

    def single(self, test: Test, figures: Mapping[str, int], findings: Mapping[str, bool]) -> bool:
        """Return whether a measure or finding is."""
        if isinstance(test, FindingTest):
            return findings[test.field]
        assert isinstance(test, MeasureTest)
        held = (c for c in test.cases if c.flag is None or self.record.flags[c.flag].value)
        case = next(held)
        assert case.bound is not None
        n = max(0, sum(sign * figures[name] for name, sign in case.measure.of))
        d = 1 if case.measure.to is None else max(0, sum(sign * figures[name] for name, sign in case.measure.to))
        if d == 0:
            return test.empty.passes
        return n >= case.bound.value * d if case.bound.sense == "at_least" else n <= case.bound.value * d


def state(record: Record) -> State:
    """Return what can change of a record."""
    figures = {name: given.value for name, given in record.figures.items()}
    findings = {name: bool(given.value.value) for name, given in record.findings.items()}
    return tuple(sorted(figures.items())), tuple(sorted(findings.items()))


def steps(found: State) -> Iterator[tuple[tuple[int, int], State]]:
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
    for change in (1, -1):
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
        for (turns, persons), following in steps(found):
            total = cost[0] + turns, cost[1] + persons
            if dict(following[0])["free"] <= 7 and (following not in best or total < best[following]):
                best[following] = total
                heappush(queue, (total, following))
        if len(best) > MOST_STATES:
            raise OverflowError
    return None


def completions(world: World, record: Record, most: int) -> Iterator[Record]:
    """Yield every record that gives what this one leaves out, in its own year, with figures up to ``most``.

    Raises:
        OverflowError: there are too many to try.
    """
    names = [*PARTS, *(part for parts in PARTS.values() for part in parts), "free"]
    known = {name: given.value for name, given in record.figures.items()}
    open_ = [name for name in names if name not in known]
    flags = [name for name in FLAGS if name not in record.flags]
    findings = [name for name in FINDINGS if name not in record.findings]
    if (most + 1) ** len(open_) * 2 ** (len(flags) + len(findings)) > 3 * MOST_STATES:
        raise OverflowError
    for values in product(range(most + 1), repeat=len(open_)):
        figures = known | dict(zip(open_, values, strict=True))
        if not consistent(figures):
            continue
        for yes in product((False, True), repeat=len(flags) + len(findings)):
            yield replace(
                record,
                figures={name: Given(value, HERE) for name, value in figures.items()},
                flags={**record.flags, **{n: Given(v, HERE) for n, v in zip(flags, yes, strict=False)}},
                findings={
                    **record.findings,
                    **{n: Given(Finding(v), HERE) for n, v in zip(findings, yes[len(flags) :], strict=True)},
                },
            )


def consistent(figures: Mapping[str, int]) -> bool:
    """Whether complete figures fit what ties them."""
    for whole, parts in PARTS.items():
        total = sum(figures[part] for part in parts)
        if total > figures[whole] or (whole == "b.whole" and total != figures[whole]):
            return False
    return True
