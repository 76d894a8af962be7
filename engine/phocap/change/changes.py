"""The least change that reaches a level and the least loss that costs it, as steps tied to clauses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from phocap.change.demands import Demands, Figures, Fixed
from phocap.change.facts import Facts, Gate, Leaf, cases_of
from phocap.change.least import Choices, Found, Least, after
from phocap.change.moves import Ground, Move, value
from phocap.change.unit import Tier, clause, item_id
from phocap.evaluate.below import Below
from phocap.language.pack import Pack
from phocap.language.ruleset import FindingTest, MeasureTest, ProgrammeTest, ShareTest, WindowTest
from phocap.model.change import Change, Clause, Cost, Named, Shift, Step
from phocap.model.outcome import Outcome
from phocap.model.vocabulary import closure


def reach(tier: Tier, row: int, level: int) -> Change:
    """Return the least change that lets a unit reach a level; one that reaches it already needs none."""
    if (row, level) not in tier.changes:
        tier.changes[row, level] = _change(tier, row, level, True)
    return tier.changes[row, level]


def lose(tier: Tier, row: int, level: int) -> Change:
    """Return the least change that costs a unit a level that it meets."""
    return _change(tier, row, level, False)


def populations(pack: Pack) -> frozenset[str]:
    """Return the wholes that do not change: those that no share of the pack has in its numerator."""
    shares = [m.ratio for m in pack.measures.values() if m.ratio is not None and m.ratio.part]
    counted = {name for ratio in shares for name, _ in ratio.of.terms}
    return frozenset(c.whole for c in pack.words.constraints) - counted


def ground(tier: Tier, level: int, facts: Facts) -> Ground:
    """Return the figures of the unit's own year that a level asks for or that are tied to them."""
    given = frozenset(name for back, name in facts.figures if not back)
    key = (level, given, *sorted(facts.flags.items()))
    if key not in tier.grounds:
        names: set[str] = set()
        for leaf in tier.gates[level].leaves:
            for back, test in leaf.years:
                if back == 0 and isinstance(test, MeasureTest):
                    names |= {name for case in cases_of(test.cases, facts.flags) for name in case.measure.fields}
        pack = tier.evaluation.pack
        listed = closure(names, pack.words.constraints)
        constraints = [c for c in pack.words.constraints if c.whole in listed]
        tests = tier.here.rules[0].tests.values()
        ages = frozenset(test.age for test in tests if isinstance(test, WindowTest) and test.age is not None)
        tier.grounds[key] = Ground(sorted(listed & given), constraints, populations(pack) | ages)
    return tier.grounds[key]


def _change(tier: Tier, row: int, level: int, reaching: bool) -> Change:
    gate = tier.gates[level]
    facts = tier.facts(row, level)
    outcomes = {leaf.key: tier.here.outcome(row, leaf.key) for leaf in gate.leaves}
    below: dict[str, Below] = {
        leaf.key: tier.here.below[0][test.key][row]
        for leaf in gate.leaves
        if isinstance(test := leaf.rule.test, ShareTest)
    }
    demands = Demands(facts, outcomes, below, reaching, tier.forms)
    ground_ = ground(tier, level, facts)
    least = Least(ground_, {name: facts.figures[0, name] for name in ground_.names})
    key = (level, demands.key(gate))
    if key not in tier.choices:
        tier.choices[key] = Choices.of(demands.of(gate))
    found = least.cheapest(tier.choices[key])
    if found is None:
        blocked = _obstacles(gate, outcomes, demands, least, reaching)
        past = tuple(clause(leaf) for leaf in blocked if _is_past(leaf, demands, least))
        lacking = _lacking(gate, outcomes) if reaching else gate.leaves
        wanted = _wanted(tier, row, facts, (leaf for leaf in lacking if outcomes[leaf.key] is Outcome.UNDETERMINED))
        obstacles = tuple(map(clause, blocked))
        return Change(level, False, Cost(), obstacles=obstacles, past=past, wanted=wanted, exact=least.exact)
    steps = tuple(_steps(tier, gate, found, least))
    wanted = _wanted(tier, row, facts, (fixed.leaf for fixed in found.fixed if fixed.open))
    return Change(level, True, found.cost, steps, wanted, exact=least.exact)


def _wanted(tier: Tier, row: int, facts: Facts, leaves: Iterable[Leaf]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(named for leaf in leaves for named in tier.wanted(leaf, facts, row)))


def _obstacles(
    gate: Gate, outcomes: Mapping[str, Outcome], demands: Demands, least: Least, reaching: bool
) -> Sequence[Leaf]:
    """Return the conditions that cannot be changed by themselves; where each can be, all that would have to."""
    changing = list(_lacking(gate, outcomes)) if reaching else [f for f in gate.leaves if outcomes[f.key].passes]
    alone = [leaf for leaf in changing if least.cheapest(Choices.of(demands.of(leaf))) is None]
    return alone or changing


def _is_past(leaf: Leaf, demands: Demands, least: Least) -> bool:
    """Whether it is earlier years that keep a condition as it is: this year alone could be changed."""
    test = leaf.rule.test
    if not isinstance(test, WindowTest) or test.years == 1:
        return False
    return least.cheapest(Choices.of(demands.this_year(leaf))) is not None


def _lacking(gate: Gate, outcomes: Mapping[str, Outcome]) -> Iterator[Leaf]:
    """Yield the conditions that are not met, apart from those in lists that are met without them."""
    for member in dict.fromkeys(gate.members):
        if isinstance(member, Leaf):
            if not outcomes[member.key].passes:
                yield member
        elif not _is_met(member, outcomes):
            yield from _lacking(member, outcomes)


def _is_met(member: Gate | Leaf, outcomes: Mapping[str, Outcome]) -> bool:
    if isinstance(member, Leaf):
        return outcomes[member.key].passes
    return sum(_is_met(inner, outcomes) for inner in member.members) >= member.needs


def _steps(tier: Tier, gate: Gate, found: Found, least: Least) -> Iterable[Step]:
    """Return the steps in the order of the law, each by the first condition that it serves."""
    if not found.moves:
        return _fixed_steps(tier, found.fixed)
    order = {leaf.rule.node: place for place, leaf in enumerate(gate.leaves)}

    def place(clauses: Iterable[Clause]) -> int:
        return min((order[clause.node] for clause in clauses), default=len(order))

    figures = dict(least.figures)
    moves = [(_served(found.sums, figures, move), count, move) for count, move in found.moves]
    moves.sort(key=lambda item: (min((order[f.leaf.key] for f in item[0]), default=len(order)), _order(item[2])))
    steps = []
    for served, count, move in moves:
        following = after(figures, [(count, move)])
        main = _main(move, served, least.ground)
        shifts = tuple(
            Shift(name, tier.label("figure", name), figures[name], following[name])
            for name in sorted(move, key=lambda name: (name != main, -move[name] * move[main], name))
        )
        keys = {f.leaf.key for f in served}
        clauses = tuple(clause(leaf) for leaf in gate.leaves if leaf.key in keys)
        steps.append(Step("figures", count, main, tier.label("figure", main), shifts, clauses))
        figures = following
    return sorted([*steps, *_fixed_steps(tier, found.fixed)], key=lambda step: place(step.serves))


def _served(sums: Sequence[Figures], figures: Mapping[str, int], move: Move) -> list[Figures]:
    """Return the demands that were short and that a move helps."""
    short = [found for found in sums if value(found.form, figures) < 0]
    return [found for found in short if any(found.form[0].get(name, 0) * n > 0 for name, n in move.items())]


def _main(move: Move, served: Sequence[Figures], ground_: Ground) -> str:
    """Return the figure that a step is named after: of those that the conditions served ask about, the narrowest."""
    weight = {name: sum(abs(found.form[0].get(name, 0)) for found in served) for name in move}
    around = {c.whole for c in ground_.constraints if any(weight.get(part) for part in c.parts)}
    return min(move, key=lambda name: (not weight[name], name in around, -weight[name], -move[name], name))


def _order(move: Move) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(move.items()))


def _fixed_steps(tier: Tier, fixed: Sequence[Fixed]) -> Iterable[Step]:
    grouped: dict[tuple[str, str], list[Fixed]] = {}
    for found in fixed:
        assert found.cost is not None
        if found.cost == Cost() or found.uncounted:
            continue
        rule = found.leaf.rule
        test = rule.test.test if isinstance(rule.test, WindowTest) else rule.test
        if isinstance(test, FindingTest):
            grouped.setdefault(("finding", item_id(test.field, 0)), []).append(found)
        elif isinstance(test, ProgrammeTest):
            grouped.setdefault(("programme", f"{test.programme}/{test.level}"), []).append(found)
        elif isinstance(test, ShareTest):
            grouped.setdefault(("units", f"{test.tier}/{test.programme}/{test.level}"), []).append(found)
    for (kind, subject), members in grouped.items():
        clauses = tuple(dict.fromkeys(clause(found.leaf) for found in members))
        count = max(found.cost.others or found.cost.findings for found in members if found.cost)
        title = tier.label("finding", subject) if kind == "finding" else members[0].leaf.rule.title
        yield Step(kind, count, subject, title, (), clauses)


__all__ = ["ground", "lose", "populations", "reach"]
