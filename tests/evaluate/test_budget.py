"""How much work an evaluation is, counted and not timed: queries, inferences, records and fractions made."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from phocap.evaluate import evaluate
from phocap.evaluate import tier as tiers
from phocap.evaluate.evaluation import Evaluation
from phocap.faults import Faulty
from phocap.infer import Conclusion, Logic, Pattern, choose, columns
from phocap.intake.table import TableRecords, read_table
from phocap.language.load import load_pack
from phocap.language.registry import Registry, choices
from phocap.measure import table
from phocap.measure.steps import Steps
from phocap.model.result import Verdict
from phocap.report.lines import lines
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
DAY = date(2015, 9, 30)
CYCLE = 2 * 3 * 5 * 7 * 11 * 13
"""After so many units the figures of :func:`units` begin again."""

MOST_PATTERNS = 2**9
"""What the distinct tests of a commune at the three levels of primary education can show at most, two-valued."""


class Counting:
    """An inference that counts the patterns it is asked for."""

    name = "counting"

    def __init__(self) -> None:
        self.logics: set[Logic] = set()
        self.patterns = 0

    def conclude(self, logic: Logic, patterns: list[Pattern]) -> list[Conclusion]:
        self.logics.add(logic)
        self.patterns += len(patterns)
        return choose("reference").conclude(logic, patterns)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count queries, and records, verdicts and fractions that are made."""
    count: Counter[str] = Counter()

    def counted(owner: Any, name: str, what: str) -> None:
        original: Callable[..., Any] = getattr(owner, name)

        def spy(*arguments: Any, **named: Any) -> Any:
            count[what] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, spy)

    counted(Steps, "collect", "queries")
    counted(TableRecords, "__getitem__", "records")
    counted(Verdict, "__init__", "verdicts")
    counted(Fraction, "__new__", "fractions")
    return count


def units(number: int) -> pl.DataFrame:
    """Return communes with complete figures that show many patterns."""
    row = pl.int_range(number, eager=True)
    eleven = 40 + row % 11
    return pl.DataFrame(
        {
            "tier": pl.Series(["commune"]).new_from_index(0, number),
            "code": row.cast(pl.String),
            "name": row.cast(pl.String),
            "age_6.ppc": eleven,
            "age_6.in_grade_1": eleven - row % 7,
            "age_11.ppc": eleven,
            "age_11.completed_primary": eleven - row % 13,
            "age_11.in_primary": row % 13 * (row % 2),
            "age_11.out_of_school": row % 13 * (1 - row % 2),
            **{f"age_{age}.ppc": eleven for age in (12, 13, 14)},
            **{f"age_{age}.completed_primary": eleven - row % 5 * 3 for age in (12, 13, 14)},
            "age_11_14.ppc": 4 * eleven,
            "age_11_14.completed_primary": 4 * eleven - row % 13 - 9 * (row % 5),
            "special_difficulty": row % 3 == 0,
        }
    )


def judged(number: int, inference: Counting) -> Evaluation:
    return evaluate(units(number), PACK, programmes=["primary"], as_of=DAY, inference=inference)


def test_a_tier_is_one_query_and_no_unit_is_touched(made: Counter[str]) -> None:
    """All tests under every reading are one query; twice the units are not one object more."""
    counts = []
    for number in (CYCLE, 2 * CYCLE):
        made.clear()
        evaluation = judged(number, Counting())
        assert made["queries"] == 1
        assert evaluation.verdicts.height == evaluation.conditions.height == number
        assert made["records"] == made["verdicts"] == 0
        counts.append(made["fractions"])
    assert counts[0] == counts[1]


def test_a_table_is_checked_in_two_passes_and_what_they_tell_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """One over the cells, one over the order of codes; then the tests. A checked table is not looked through again."""
    looked: list[str] = []
    for owner, name in ((pl.LazyFrame, "collect"), (pl.Series, "min"), (pl.Series, "unique")):
        original: Callable[..., Any] = getattr(owner, name)

        def spy(*arguments: Any, name: str = name, original: Callable[..., Any] = original, **named: Any) -> Any:
            looked.append(name)
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, spy)
    frame = units(CYCLE).with_columns(as_of=DAY, code=pl.col("code").str.zfill(8)).sort("code")
    looked.clear()
    records = read_table(frame, PACK)
    assert looked == ["collect", "collect"]
    evaluate(records, PACK, programmes=["primary"])
    assert looked == ["collect", "collect", "collect"]


def test_patterns_do_not_grow_with_units() -> None:
    few, many = Counting(), Counting()
    judged(CYCLE, few)
    judged(2 * CYCLE, many)
    assert few.patterns == many.patterns <= MOST_PATTERNS


def test_readings_share_what_they_do_not_change() -> None:
    """Under all four choices of readings less is inferred than each pattern for each quorum once."""
    inference = Counting()
    evaluation = judged(CYCLE, inference)
    [evaluated] = evaluation.programmes
    assert len(evaluated.choices) == 4
    shapes = {(len(q.members), q.needs) for rules in evaluated.rule_sets for q in rules.tiers["commune"].logic.quorums}
    assert len(inference.logics) == len(shapes)
    here = evaluated.tiers["commune"]
    assert inference.patterns < here.pattern.n_unique() * len(here.rules[0].logic.quorums)


def test_levels_are_compiled_once_for_choices_that_do_not_touch_them() -> None:
    """The school standard has many combinations of readings, each of which touches a few levels."""
    in_force = Registry(PACK).in_force("national-standard-school", date(2021, 9, 30))
    rule_sets = [in_force.rules(choice) for choice in choices(in_force.readings, {})]
    levels = {id(level) for rules in rule_sets for level in rules.tiers["school"].levels}
    assert len(rule_sets) >= 32
    assert len(levels) <= len(rule_sets)


def test_nothing_is_put_together_for_a_pattern_that_nobody_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    fired: list[str] = []
    made = columns.Fired
    monkeypatch.setattr(columns, "Fired", lambda node, *rest: fired.append(node) or made(node, *rest))
    evaluation = judged(CYCLE, Counting())
    assert evaluation.verdicts.height == evaluation.conditions.height == CYCLE
    assert fired == []
    assert evaluation.explain("7")
    assert fired == [quorum.id for quorum in evaluation.programmes[0].tiers["commune"].rules[0].logic.quorums]


@pytest.mark.parametrize(
    "lacking",
    [
        [],
        ["special_difficulty"],
        ["age_11.out_of_school"],
        [f"age_{age}.{name}" for age in (12, 13, 14) for name in ("ppc", "completed_primary")],
        ["age_14.ppc", "age_11.in_primary", "age_11_14.ppc"],
    ],
    ids=lambda lacking: " ".join(lacking) or "nothing",
)
def test_lines_make_a_verdict_for_each_kind_of_unit_only(made: Counter[str], lacking: list[str]) -> None:
    """Also where a table lacks what another reading looks at, or what this one does."""
    counts = []
    for number in (CYCLE, 2 * CYCLE):
        frame = units(number).drop(lacking)
        evaluation = evaluate(frame, PACK, programmes=["primary"], as_of=DAY, inference=Counting())
        made.clear()
        assert sum(1 for _ in lines(evaluation)) == number
        counts.append(made["verdicts"])
    patterns = evaluation.programmes[0].tiers["commune"].pattern.n_unique()
    assert counts[0] == counts[1] <= 2 * patterns  # with the flag and without


def test_more_patterns_than_can_be_inferred_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "MOST_PATTERNS", 10)
    with pytest.raises(Faulty) as raised:
        judged(CYCLE, Counting())
    assert [fault.id for fault in raised.value.faults] == ["too-many-patterns"]


def test_too_many_patterns_are_refused_after_a_few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where every figure is given; units that cannot show too many are looked at in one query (above)."""
    looked: list[int] = []
    one_part = tiers.patterns
    monkeypatch.setattr(table, "PIECE", 64)
    monkeypatch.setattr(tiers, "MOST_PATTERNS", 30)
    monkeypatch.setattr(tiers, "patterns", lambda steps, *rest: looked.append(steps.height) or one_part(steps, *rest))
    with pytest.raises(Faulty):
        judged(CYCLE, Counting())
    assert set(looked) == {64}
    assert len(looked) <= 3


def test_products_wider_than_64_bits_are_exact() -> None:
    """The largest counts against a threshold of nine decimals."""
    from phocap.language.ruleset import Bound, Case, Measure, MeasureTest
    from phocap.measure.columns import MOST
    from phocap.measure.table import TableColumns
    from phocap.measure.tests import outcomes
    from phocap.model.outcome import OUTCOMES

    bound = Bound("at_least", Fraction(999_999_999, 10**9))
    test = MeasureTest((Case(None, Measure("m", (("n", 1),), (("d", 1),)), bound),))
    least = -(-MOST * bound.value.numerator // bound.value.denominator)
    frame = pl.DataFrame({"n": [least, least - 1], "d": [MOST, MOST]})
    assert [OUTCOMES[code] for code in outcomes(TableColumns(frame, ()), test)] == ["met", "not_met"]


def test_units_above_are_records_once_and_those_below_never(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    one_row = TableRecords.__getitem__
    monkeypatch.setattr(TableRecords, "__getitem__", lambda self, row: made.append(row) or one_row(self, row))
    communes, provinces = 400, 4
    table = pl.DataFrame(
        {
            "tier": ["province"] * provinces + ["commune"] * communes,
            "code": [f"{n:05}" for n in range(provinces + communes)],
            "name": [f"unit {n}" for n in range(provinces + communes)],
            "parent": [None] * provinces + [f"{n % provinces:05}" for n in range(communes)],
            "as_of": [date(2026, 10, 31)] * (provinces + communes),
            "special_difficulty": [n % 3 == 0 for n in range(provinces + communes)],
        }
    )
    evaluation = evaluate(table, PACK, programmes=["preschool-3-5"])
    assert evaluation.verdicts.height == provinces + communes
    assert len(made) <= 2 * provinces


def test_rules_are_compiled_once_for_a_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    from phocap.language import registry

    compiled: list[str] = []
    compile_rules = registry.compile_rules
    monkeypatch.setattr(
        registry, "compile_rules", lambda pack, *rest: compiled.append(rest[0]) or compile_rules(pack, *rest)
    )
    pack = load_pack(vn_rules())
    evaluate(units(20), pack, programmes=["primary"], as_of=DAY)
    first = len(compiled)
    evaluate(units(30), pack, programmes=["primary"], as_of=DAY)
    assert first == len(compiled) > 0
