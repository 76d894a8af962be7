"""Plans against every set of units to lift, and best and worst case against every way that open units turn out."""

import json
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from phocap.change import Answers
from phocap.change.changes import reach
from phocap.change.plan import plan
from phocap.change.unit import Tier
from phocap.evaluate import Evaluation, evaluate
from phocap.evaluate.verdict import result
from phocap.explain.tree import explain
from phocap.faults import Place
from phocap.infer import choose
from phocap.language.load import load_pack
from phocap.model.change import Cost
from phocap.model.outcome import Outcome
from phocap.model.record import Finding, Given, Record, Unit, UnitRef, UnitsBelow
from phocap.report import explanation
from phocap.shipped import vn_rules
from phocap.text.language import Lang

PACK = load_pack(vn_rules())
HERE = Place("xa.yaml")
DAY = date(2015, 9, 30)
AFTER = date(2025, 9, 30)
LEVELS = (1, 2, 3)
SUPPORT = {
    "age_6_14.disabled_able": 4,
    "age_6_14.disabled_with_access": 4,
    "primary.teachers": 30,
    "primary.teachers_professional": 30,
    "primary.schools": 2,
    "primary.schools_rooms_enough": 2,
}
ATTESTED = ("staff_enough", "monitor", "rooms_standard", "furniture", "library", "medical_room", "staff_room")


def commune(name: str, six: int | None, completed: int, parent: str | None = "D") -> Record:
    figures = {"age_6.ppc": 20, "age_6.in_grade_1": six, "age_11.ppc": 10, "age_11.completed_primary": completed}
    figures |= {"age_11.in_primary": 10 - completed, "age_11_14.ppc": 40, "age_11_14.completed_primary": 36}
    return Record(
        Unit("commune", name, None, UnitRef("district", parent) if parent else None),
        DAY,
        HERE,
        flags={"special_difficulty": Given(False, HERE)},
        figures={n: Given(v, HERE) for n, v in figures.items() if v is not None},
    )


def judged(*records: Record, alternatives: bool = True) -> Evaluation:
    return evaluate(records, PACK, programmes=["primary"], inference=choose("reference"), alternatives=alternatives)


def tier(evaluation: Evaluation, name: str) -> Tier:
    return Tier(evaluation, evaluation.programmes[0], name)


def district(total: int) -> Record:
    units = {"commune": UnitsBelow(Given(total, HERE), {})}
    return Record(Unit("district", "D"), DAY, HERE, units=units)


known = st.tuples(st.integers(16, 20), st.integers(7, 10))


@settings(max_examples=80)
@given(st.lists(known, min_size=2, max_size=4))
def test_no_other_set_of_units_is_cheaper(found: list[tuple[int, int]]) -> None:
    children = [commune(f"C{i}", *pair) for i, pair in enumerate(found)]
    evaluation = judged(district(len(children)), *children, alternatives=False)
    above, below = tier(evaluation, "district"), tier(evaluation, "commune")
    tiers = {("primary", "district"): above, ("primary", "commune"): below}
    costs = {(row, n): reach(below, row, n).cost.persons for row in range(len(children)) for n in (1, 2, 3)}
    for level in (1, 2, 3):
        plan_ = plan(tiers, above, 0, level)
        best = None
        for targets in product(range(4), repeat=len(children)):
            cost, reached = 0, []
            for row, target in enumerate(targets):
                highest = below.highest(row)
                if target > highest:
                    cost += costs[row, target]
                reached.append(max(highest, target))
            if all(sum(r >= q.level for r in reached) >= q.needed for q in plan_.quotas):
                best = cost if best is None else min(best, cost)
        assert plan_.possible
        assert plan_.cost.persons == best
        assert plan_.exact


@settings(max_examples=40)
@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(16, 20)), st.integers(7, 10)), min_size=1, max_size=2))
def test_best_and_worst_bracket_every_completion(found: list[tuple[int | None, int]]) -> None:
    children = [commune(f"C{i}", *pair) for i, pair in enumerate(found)]
    evaluation = judged(district(len(children)), *children, alternatives=False)
    above, below = tier(evaluation, "district"), tier(evaluation, "commune")
    tiers = {("primary", "district"): above, ("primary", "commune"): below}
    options = [[six] if six is not None else [0, 19, 20] for six, _ in found]
    ends: dict[int, set[Outcome]] = {1: set(), 2: set(), 3: set()}
    for sixes in product(*options):
        done = [commune(f"C{i}", six, c) for i, (six, (_, c)) in enumerate(zip(sixes, found, strict=True))]
        complete = tier(judged(district(len(done)), *done, alternatives=False), "district")
        for level in ends:
            ends[level].add(complete.outcome(0, level))
    for level, seen in ends.items():
        plan_ = plan(tiers, above, 0, level)
        assert (Outcome.MET in seen) <= (plan_.best is Outcome.MET)
        assert (Outcome.NOT_MET in seen) <= (plan_.worst is Outcome.NOT_MET)
        if len(seen) == 1:
            assert {plan_.best, plan_.worst} == seen


def province(total: int, tier: str, day: date = DAY) -> Record:
    return Record(Unit("province", "P"), day, HERE, units={tier: UnitsBelow(Given(total, HERE), {})})


def tiers_of(evaluation: Evaluation) -> dict[tuple[str, str], Tier]:
    return {("primary", name): tier(evaluation, name) for name in evaluation.programmes[0].tiers}


@settings(max_examples=40)
@given(st.lists(st.lists(known, min_size=1, max_size=2), min_size=1, max_size=3))
def test_no_other_way_of_a_province_through_its_districts_is_cheaper(found: list[list[tuple[int, int]]]) -> None:
    """Every target of every commune is tried: a district needs 90% of its communes, the province all its districts."""
    records = [province(len(found), "district")]
    for i, listed in enumerate(found):
        units = {"commune": UnitsBelow(Given(len(listed), HERE), {})}
        records.append(Record(Unit("district", f"D{i}", None, UnitRef("province", "P")), DAY, HERE, units=units))
        records += [commune(f"C{i}{j}", *pair, parent=f"D{i}") for j, pair in enumerate(listed)]
    evaluation = judged(*records, alternatives=False)
    tiers = tiers_of(evaluation)
    above, below = tiers["primary", "province"], tiers["primary", "commune"]
    rows = range(len(below.here.units))
    highest = [below.highest(row) for row in rows]
    costs = {(r, n): reach(below, r, n).cost.persons if n > highest[r] else 0 for r in rows for n in LEVELS}
    homes = [below.name(row).parent for row in rows]
    for level in LEVELS:
        plan_, best = plan(tiers, above, 0, level), None
        for targets in product((0, *LEVELS), repeat=len(rows)):
            reached = [max(have, target) for have, target in zip(highest, targets, strict=True)]
            shares = [[r >= level for r, home in zip(reached, homes, strict=True) if home == d] for d in set(homes)]
            if all(10 * sum(share) >= 9 * len(share) for share in shares):
                cost = sum(costs[row, target] for row, target in zip(rows, targets, strict=True) if target)
                best = cost if best is None else min(best, cost)
        assert plan_.possible
        assert plan_.exact
        assert plan_.cost == (0, 0, best)
        assert {lift.unit.tier for lift in plan_.lifts} <= {"district"}


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(16, 20), st.integers(7, 10), st.booleans()), min_size=1, max_size=4))
def test_no_other_set_of_communes_lifts_a_province_cheaper(found: list[tuple[int, int, bool]]) -> None:
    """After 1 July 2025: a finding that does not hold costs more than any number of children."""
    children = []
    for i, (six, completed, library) in enumerate(found):
        child = commune(f"C{i}", six, completed, None)
        figures = child.figures | {name: Given(n, HERE) for name, n in SUPPORT.items()}
        findings = {f"primary.{name}": Given(Finding(name != "library" or library), HERE) for name in ATTESTED}
        unit = replace(child.unit, parent=UnitRef("province", "P"))
        children.append(replace(child, unit=unit, as_of=AFTER, figures=figures, findings=findings))
    evaluation = judged(province(len(children), "commune", AFTER), *children, alternatives=False)
    tiers = tiers_of(evaluation)
    above, below = tiers["primary", "province"], tiers["primary", "commune"]
    rows = range(len(children))
    for level in LEVELS:
        have = [below.highest(row) >= level for row in rows]
        costs = [Cost() if have[row] else reach(below, row, level).cost for row in rows]
        best = min(
            reduce(Cost.plus, (cost for cost, lift in zip(costs, chosen, strict=True) if lift), Cost())
            for chosen in product((False, True), repeat=len(rows))
            if 10 * sum(map(max, have, chosen)) >= 9 * len(rows)
        )
        plan_ = plan(tiers, above, 0, level)
        assert plan_.possible
        assert plan_.exact
        assert plan_.cost == best


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from([16, 19, 20, None]), min_size=1, max_size=2), min_size=1, max_size=2))
def test_best_and_worst_of_a_province_bracket_every_completion(found: list[list[int | None]]) -> None:
    def world(sixes: list[list[int | None]]) -> Evaluation:
        records = [province(len(sixes), "district")]
        for i, listed in enumerate(sixes):
            units = {"commune": UnitsBelow(Given(len(listed), HERE), {})}
            records.append(Record(Unit("district", f"D{i}", None, UnitRef("province", "P")), DAY, HERE, units=units))
            records += [commune(f"C{i}{j}", six, 9, parent=f"D{i}") for j, six in enumerate(listed)]
        return judged(*records, alternatives=False)

    tiers = tiers_of(world(found))
    ways = [list(product(*([0, 19, 20] if six is None else [six] for six in listed))) for listed in found]
    ends: dict[int, set[Outcome]] = {level: set() for level in LEVELS}
    for completed in product(*ways):
        done = tier(world([list(listed) for listed in completed]), "province")
        for level, seen in ends.items():
            seen.add(done.outcome(0, level))
    for level, seen in ends.items():
        plan_ = plan(tiers, tiers["primary", "province"], 0, level)
        assert (Outcome.MET in seen) <= (plan_.best is Outcome.MET)
        assert (Outcome.NOT_MET in seen) <= (plan_.worst is Outcome.NOT_MET)
        if len(seen) == 1:
            assert {plan_.best, plan_.worst} == seen


def test_two_children_short_is_said_in_one_sentence_with_the_clause() -> None:
    evaluation = judged(replace(commune("Xã A", 20, 7, None)))
    verdict = next(iter(result(evaluation).verdicts))
    text = " ".join(explain(verdict, Lang.VI, changed=Answers(evaluation).of(verdict, 3), width=200).split())
    assert "Cần thêm 2 trẻ 11 tuổi hoàn thành chương trình tiểu học (HTCTTH), từ 7 lên 9" in text
    assert "Điều 11 khoản 1 điểm c" in text


def test_only_the_missing_figure_decides_and_from_where_on() -> None:
    evaluation = judged(commune("Xã A", None, 10, None))
    verdict = next(iter(result(evaluation).verdicts))
    text = explain(verdict, Lang.VI, changed=Answers(evaluation).of(verdict, 3), width=200)
    assert (
        "Chỉ số liệu này quyết định: Trẻ 6 tuổi vào lớp 1: đạt khi từ 20/20 trở lên, chưa đạt khi không quá 19." in text
    )


def test_explanations_and_plans_follow_their_schemas() -> None:
    evaluation = judged(district(3), commune("A", 20, 10), commune("B", 16, 7), commune("C", None, 9))
    outcome, answers = result(evaluation), Answers(evaluation)
    for text, schema in (
        (explanation.to_json(outcome, answers), explanation.explanation_schema()),
        (
            explanation.plans_to_json(outcome, answers.plans(outcome.verdicts, 3)),
            explanation.plan_schema(),
        ),
    ):
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(json.loads(text))


def test_many_units_share_the_work_that_is_not_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moves and trees are worked out once, whatever the number of units."""
    from phocap.change import moves, unit

    counted = {"moves": 0, "gates": 0}
    all_moves, gates = moves.Ground._all_moves, unit.gates

    def count_moves(ground: moves.Ground) -> list[moves.Move]:
        counted["moves"] += 1
        return all_moves(ground)

    def count_gates(rules: object) -> object:
        counted["gates"] += 1
        return gates(rules)  # type: ignore[arg-type]

    monkeypatch.setattr(moves.Ground, "_all_moves", count_moves)
    monkeypatch.setattr(unit, "gates", count_gates)
    evaluation = judged(*(commune(f"C{i}", 16 + i % 5, 7 + i % 4, None) for i in range(60)))
    answers = Answers(evaluation)
    for verdict in result(evaluation).verdicts:
        answers.of(verdict)
    assert counted["gates"] == 1
    assert counted["moves"] <= 3
