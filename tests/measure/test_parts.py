"""Units looked at part by part, and numbered by pattern: the same outcomes, however they are divided."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from phocap.evaluate import contradiction, evaluate
from phocap.evaluate import tier as tiers
from phocap.evaluate.rollup import RollUp
from phocap.faults import Faulty
from phocap.language.load import load_pack
from phocap.language.ruleset import Bound, Case, Measure, MeasureTest
from phocap.measure import columns, table, windows
from phocap.measure.codes import Told
from phocap.measure.patterns import Patterns, TooMany, patterns, together
from phocap.measure.steps import Steps
from phocap.measure.table import TableColumns
from phocap.measure.tests import outcomes
from phocap.model.outcome import OUTCOMES
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
DAY = date(2015, 9, 30)
UNITS = 60


def communes(**more: Any) -> pl.DataFrame:
    """Return communes of which some figures are missing."""
    row = pl.int_range(UNITS, eager=True)
    return pl.DataFrame(
        {
            "tier": pl.Series(["commune"]).new_from_index(0, UNITS),
            "code": row.cast(pl.String),
            "name": row.cast(pl.String),
            "age_6.ppc": [None if n % 7 == 0 else 40 for n in row],
            "age_6.in_grade_1": [None if n % 5 == 0 else 40 - n % 6 for n in row],
            "age_11.ppc": 40 + row % 11,
            "age_11.completed_primary": [None if n % 11 == 0 else 35 + n % 5 for n in row],
            "age_11_14.ppc": 160 + row % 3,
            "age_11_14.completed_primary": 120 + row % 40,
            "special_difficulty": [None, True, False] * (UNITS // 3),
            **more,
        }
    )


def spied(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, note: Callable[..., Any]) -> list[Any]:
    """Return what is noted of every call of a function."""
    noted: list[Any] = []
    original = getattr(owner, name)

    def spy(*arguments: Any, **named: Any) -> Any:
        noted.append(note(*arguments))
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, spy)
    return noted


def test_parts_have_the_outcomes_of_the_whole_and_take_the_room_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = evaluate(communes(), PACK, programmes=["primary"], as_of=DAY)
    monkeypatch.setattr(table, "PIECE", 7)
    narrowed = spied(monkeypatch, columns, "narrow", lambda bounds, _: len(next(iter(bounds.values()))[0]))
    parts = evaluate(communes(), PACK, programmes=["primary"], as_of=DAY)
    assert parts.verdicts.equals(whole.verdicts)
    assert parts.conditions.equals(whole.conditions)
    assert sum(narrowed) == UNITS
    assert max(narrowed) == 7


def test_figures_that_are_all_given_are_not_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "PIECE", 7)
    given = TableColumns(pl.DataFrame({"age_6.ppc": [4] * 20, "age_6.in_grade_1": [3] * 20}), PACK.words.constraints)
    assert [piece.height for piece in given.pieces(["age_6.ppc", "age_6.in_grade_1"])] == [20]


def test_a_pattern_that_is_in_no_sample_has_a_number() -> None:
    bits = pl.Series([row == 37 for row in range(200)])
    steps = Steps(200)
    found = patterns(steps, [Told(steps.given(bits), True), Told(steps.given(~bits), True)], 10)
    assert found.count == 2
    codes = [column.gather(found.number).to_list() for column in found.codes]
    assert codes == [[2 if bit else 1 for bit in bits], [1 if bit else 2 for bit in bits]]


def test_parts_stop_at_too_many_patterns() -> None:
    looked: list[int] = []

    def parts() -> Iterator[Patterns]:
        for part in range(100):
            looked.append(part)
            codes = [[part // 4**place % 4] * 2 for place in range(4)] + [[1, 2]]
            columns = [pl.Series(told, dtype=pl.UInt8) for told in codes]
            yield Patterns(pl.Series([0, 1], dtype=pl.UInt32), 2, columns)

    with pytest.raises(TooMany) as raised:
        together(parts(), 10)
    assert raised.value.found == 12
    assert len(looked) == 6


def test_parts_say_of_each_unit_what_they_were_told() -> None:
    """Of more tests than one key holds, some of which tell two patterns apart alone."""
    made, tests, part = random.Random(1), 70, 20
    rows = [[made.randrange(4) if test in (0, 30, 31, 69) else 1 for test in range(tests)] for _ in range(5 * part)]

    def parts() -> Iterator[Patterns]:
        for start in range(0, len(rows), part):
            steps = Steps(part)
            columns = zip(*rows[start : start + part], strict=True)
            yield patterns(steps, [Told(steps.given(pl.Series(told, dtype=pl.UInt8))) for told in columns], 99)

    found = together(parts(), 99)
    assert found.count == len(set(map(tuple, rows))) < len(rows)
    assert [list(row) for row in zip(*(codes.gather(found.number) for codes in found.codes), strict=True)] == rows


def test_distinct_patterns_are_refused_in_parts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "PIECE", 7)
    monkeypatch.setattr(tiers, "MOST_PATTERNS", 5)
    with pytest.raises(Faulty) as raised:
        evaluate(communes(), PACK, programmes=["primary"], as_of=DAY)
    assert [fault.id for fault in raised.value.faults] == ["too-many-patterns"]


def test_of_many_contradictions_some_are_explained_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "PIECE", 7)
    monkeypatch.setattr(contradiction, "MOST_TOLD", 3)
    explained = spied(monkeypatch, contradiction, "conflict", lambda figures, _: len(figures))
    older = {f"age_{age}.ppc": [5] * UNITS for age in (12, 13, 14)}
    more = [1000 if row % 2 else 45 for row in range(UNITS)]
    frame = communes(**older, **{"age_11_14.completed_primary": more}).drop("age_11_14.ppc")
    with pytest.raises(Faulty) as raised:
        evaluate(frame, PACK, programmes=["primary"], as_of=DAY)
    faults = {fault.id: fault for fault in raised.value.faults}
    assert len(raised.value.faults) == 4
    assert set(faults) == {"contradiction", "contradictions-more"}
    assert faults["contradictions-more"].facts == {"more": UNITS // 2 - 3}
    assert len(explained) == 3
    assert max(explained) <= 6  # of figures that are tied to those that contradict


def test_parts_of_a_whole_never_add_up_to_something_small() -> None:
    huge = {"age_11.completed_primary": [2**62] * UNITS, "age_11.in_primary": [2**62] * UNITS}
    with pytest.raises(Faulty) as raised:
        evaluate(communes(**huge), PACK, programmes=["primary"], as_of=DAY)
    assert {fault.id for fault in raised.value.faults} == {"count-too-large"}


@pytest.mark.parametrize("sense", ["at_least", "at_most"])
@pytest.mark.parametrize("flagged", [Fraction(1), Fraction(7, 10), Fraction(0)])
def test_bounds_that_a_flag_chooses(sense: Any, flagged: Fraction) -> None:
    """As one comparison or as two: what each unit's own bound says, also of a whole that nobody knows."""
    share, usual = Measure("m", (("n", 1),), (("d", 1),)), Bound(sense, Fraction(4, 5))
    bounds = (Bound(sense, flagged), usual)
    test = MeasureTest((Case("hard", share, bounds[0]), Case(None, share, bounds[1])))
    rows = [(n, d, hard) for n in (0, 7, 8, 10) for d in (10, None) for hard in (True, False)]
    frame = pl.DataFrame(rows, schema={"n": pl.Int64, "d": pl.Int64, "hard": pl.Boolean}, orient="row")
    alone = [outcomes(TableColumns(frame, ()), MeasureTest((Case(None, share, bound),))) for bound in bounds]
    expected = [alone[0][row] if hard else alone[1][row] for row, (*_, hard) in enumerate(rows)]
    assert outcomes(TableColumns(frame, ()), test).to_list() == expected
    assert len({OUTCOMES[code] for code in expected}) > 1


def test_readings_that_count_the_same_are_rolled_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rolled = spied(monkeypatch, RollUp, "with_counts", lambda _, unit, tier, key, *rest: key)
    provinces = 3
    frame = communes(as_of=[date(2026, 10, 31)] * UNITS, parent=[f"p{n % provinces}" for n in range(UNITS)])
    above = pl.DataFrame({"tier": "province", "code": [f"p{n}" for n in range(provinces)], "as_of": date(2026, 10, 31)})
    above = above.with_columns(name="code")
    evaluation = evaluate(pl.concat([frame, above], how="diagonal"), PACK, programmes=["lower-secondary"])
    [evaluated] = evaluation.programmes
    assert len(evaluated.rule_sets) > 50
    assert len(rolled) < 10 * provinces * len(set(rolled))


def test_means_of_units_that_are_alike_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    worked = spied(monkeypatch, windows, "possible_means", len)

    def of(schools: int) -> list[Any]:
        worked.clear()
        row = pl.int_range(schools, eager=True).cast(pl.String)
        frame = pl.DataFrame({"tier": "school", "code": row, "name": row, "as_of": date(2022, 5, 31)})
        evaluate(frame, PACK, programmes=["national-standard-school"])
        return list(worked)

    assert of(1)
    assert of(UNITS) == of(1)
