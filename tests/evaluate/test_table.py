"""A table is judged as the records that say the same, and what is wrong with it is told with column and row."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from worlds import DAY, World, districts, worlds

from phocap.evaluate import evaluate
from phocap.evaluate.evaluation import Evaluation
from phocap.evaluate.verdict import verdicts
from phocap.faults import Faulty
from phocap.intake.table import TableRecords, read_table
from phocap.language.load import load_pack
from phocap.model.record import Record
from phocap.report.lines import lines
from phocap.report.serialise import line
from phocap.shipped import vn_rules

PHASES = [phase for phase in Phase if phase is not Phase.shrink]
PACK = load_pack(vn_rules())
SCHEMA = {"tier": pl.String, "code": pl.String, "name": pl.String, "parent": pl.String, "as_of": pl.Date}
FULL = {
    "tier": ["commune"] * 2,
    "code": ["01", "02"],
    "name": ["A", "B"],
    "age_6.ppc": [100, 50],
    "age_6.in_grade_1": [98, 40],
    "special_difficulty": [False, True],
}


def table(world: World) -> tuple[pl.DataFrame, list[Record]]:
    """Return what a table can hold of some records, and the rows of it read one by one, in order of their names."""
    words = world.pack.words
    columns: dict[str, list[Any]] = {name: [] for name in [*SCHEMA, *words.counts, *words.findings, *words.flags]}
    for record in sorted(world.records, key=lambda r: r.unit.name):
        unit = record.unit
        told = {"tier": unit.tier, "code": unit.name, "name": unit.name, "as_of": record.as_of}
        told["parent"] = unit.parent.name if unit.parent else None
        told |= {name: g.value for name, g in [*record.figures.items(), *record.flags.items()]}
        told |= {name: g.value.value for name, g in record.findings.items()}
        for name, column in columns.items():
            column.append(told.get(name))
    kinds = {**SCHEMA, **dict.fromkeys(words.counts, pl.Int64)}
    kinds |= dict.fromkeys([*words.findings, *words.flags], pl.Boolean)
    frame = pl.DataFrame(columns, schema=kinds)
    return frame, list(TableRecords(frame, world.pack))


def check(world: World) -> None:
    frame, records = table(world)
    by_row, by_record = evaluate(frame, world.pack), evaluate(records, world.pack)
    assert list(verdicts(by_row)) == list(verdicts(by_record))
    assert by_row.verdicts.equals(by_record.verdicts)
    assert by_row.conditions.equals(by_record.conditions)
    assert list(lines(by_row)) == list(lines(by_record))
    found = iter(verdicts(by_record))
    for row, outcomes in zip(
        by_row.verdicts.iter_rows(named=True), by_row.conditions.iter_rows(named=True), strict=True
    ):
        verdict = next(found)
        for level in verdict.levels:
            assert row[f"level_{level.level}"] == level.outcome
            shown = {condition.node: condition.outcome for condition in level.conditions if condition.kind != "level"}
            assert {node: outcomes[node] for node in shown} == shown
        for name in ("highest_level", "highest_possible_level", "firm", "provisional"):
            assert row[name] == getattr(verdict, name)


@settings(max_examples=75, deadline=None, phases=PHASES)
@given(worlds())
def test_rows_are_judged_as_records(world: World) -> None:
    check(world)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(districts())
def test_rows_find_their_parents(world: World) -> None:
    check(world)


@settings(max_examples=40, deadline=None, phases=PHASES)
@given(worlds(given_all=True))
def test_lines_filled_in_are_those_written_one_by_one(world: World) -> None:
    check(world)


@settings(max_examples=75, deadline=None, phases=PHASES)
@given(worlds())
def test_lines_of_units_alike_are_those_written_one_by_one(world: World) -> None:
    """Twice as large in everything is another unit of the same kind, unless its rules count."""
    frame, _ = table(world)
    counts = list(world.pack.words.counts)
    for factor in (2, 3):
        more = frame.with_columns(pl.col(counts) * factor, pl.format("{} {}", "code", pl.lit(factor)).alias("code"))
        frame = pl.concat([frame, more])
    same(evaluate(frame, world.pack))


def same(evaluation: Evaluation) -> None:
    """Check that lines that are filled in are those written one by one."""
    assert list(lines(evaluation)) == [line(verdict) for verdict in verdicts(evaluation)]


def many() -> pl.DataFrame:
    """Return communes with every mixture of missing cells, flags, empty denominators and marks in names."""
    rows: list[dict[str, Any]] = []
    for number in range(1200):
        six, eleven = number % 7, 40 + number % 11
        done = eleven - number % 6
        rows.append(
            {
                **{"tier": "commune", "code": f"{number:05}", "name": f'Xã 100% "{number}"\\', "as_of": DAY},
                **{"age_6.ppc": six, "age_6.in_grade_1": six - (number % 5 == 4 and six > 0)},
                **{"age_11.ppc": eleven, "age_11.completed_primary": done, "age_11.in_primary": 0},
                **{"age_11.out_of_school": eleven - done},
                **{"age_11_14.ppc": 4 * eleven, "age_11_14.completed_primary": 3 * eleven + done - 10},
                **{f"age_{age}.ppc": eleven for age in (12, 13, 14)},
                **{"age_14.completed_primary": eleven - number % 9},
                "special_difficulty": None if number % 17 == 0 else number % 3 == 0,
            }
        )
        lost = [name for name in rows[-1] if name.startswith("age")]
        for one in (number % 13, number // 13 % 29) if number % 3 else ():
            rows[-1] |= dict.fromkeys(lost[one : one + 1])
    return pl.DataFrame(rows)


@pytest.mark.parametrize(
    "lacking",
    [
        [],
        ["age_14.ppc", "age_14.completed_primary"],
        ["age_11.out_of_school"],
        ["age_11.in_primary"],
        ["age_11.in_primary", "age_11.out_of_school"],
        ["age_12.ppc", "age_13.ppc", "age_14.ppc", "age_14.completed_primary", "age_11.out_of_school"],
        ["special_difficulty"],
        ["age_6.ppc", "age_11_14.ppc", "special_difficulty"],
        ["age_11_14.ppc", "age_11_14.completed_primary"],
    ],
    ids=lambda lacking: " ".join(lacking) or "nothing",
)
@pytest.mark.parametrize("cells", ["some cells missing", "none missing"])
def test_lines_of_many_units_are_those_written_one_by_one(lacking: list[str], cells: str) -> None:
    """Shipped rules; columns that a table lacks, and cells that some of its rows lack."""
    frame = many().drop(lacking)
    if cells == "none missing":
        frame = frame.drop_nulls()
    same(evaluate(frame, PACK, programmes=["primary"]))


def test_only_the_most_frequent_kinds_have_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phocap.report.lines.TEMPLATES", 3)
    same(evaluate(many(), PACK, programmes=["primary"]))


def faults(frame: pl.DataFrame, **rest: Any) -> list[tuple[str, str, dict[str, object]]]:
    """Return the id, place and facts of what is wrong with a table."""
    with pytest.raises(Faulty) as raised:
        evaluate(frame, PACK, programmes=["primary"], as_of=rest.pop("as_of", date(2021, 9, 30)), **rest)
    return [(fault.id, str(fault.place), dict(fault.facts)) for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("change", "id", "place"),
    [
        ({"age_6.pcp": [1, 2]}, "no-such-column", "table:age_6.pcp"),
        ({"age_6.ppc": [100.0, 50.0]}, "column-type", "table:age_6.ppc"),
        ({"age_6.ppc": ["100", "50"]}, "column-type", "table:age_6.ppc"),
        ({"special_difficulty": [0, 1]}, "column-type", "table:special_difficulty"),
        ({"age_6.ppc": [100, -50]}, "negative-count", "table:age_6.ppc:2"),
        ({"age_6.ppc": [100, 10**12 + 1]}, "count-too-large", "table:age_6.ppc:2"),
        ({"age_6.ppc": [100, 10**18]}, "count-too-large", "table:age_6.ppc:2"),
        ({"age_6.in_grade_1": [98, 51]}, "part-over-whole", "table:age_6.in_grade_1:2"),
        ({"age_6.in_grade_1": [98, -1]}, "negative-count", "table:age_6.in_grade_1:2"),
        ({"age_6.in_grade_1": [98, -1], "age_6.ppc": [100, None]}, "negative-count", "table:age_6.in_grade_1:2"),
        ({"tier": ["commune", "comune"]}, "unknown-tier", "table:tier:2"),
        ({"name": ["A", None]}, "missing-key", "table:name:2"),
        ({"code": ["01", "01"]}, "duplicate-unit", "table:name:2"),
        ({"tier": ["commune", "province"]}, "parent-missing", "table:parent:1"),
        ({"tier": ["commune", "province"], "parent": ["03", None]}, "parent-not-in-table", "table:parent:1"),
    ],
)
def test_what_is_wrong_is_told(change: dict[str, list[object]], id: str, place: str) -> None:
    found = faults(pl.DataFrame({**FULL, **change}))
    assert [(name, where) for name, where, _ in found] == [(id, place)]


@pytest.mark.parametrize("kind", [pl.Int64, pl.Int128, pl.Float64])
def test_every_count_out_of_range_is_told(kind: Any) -> None:
    """A part that is less than its whole without their signs is told too, and what does not add up is not."""
    counts = {"age_6.ppc": [100, -1], "age_6.in_grade_1": [98, -5], "age_11.ppc": [10**12 + 1, 3]}
    frame = pl.DataFrame({**FULL, **counts}).with_columns(pl.col(list(counts)).cast(kind))
    wanted = ["column-type"] * 3 if kind == pl.Float64 else ["negative-count"] * 2 + ["count-too-large"]
    places = ["", "", ""] if kind == pl.Float64 else [":2", ":2", ":1"]
    found = {where: name for name, where, _ in faults(frame)}
    assert found == {f"table:{name}{at}": id for name, at, id in zip(counts, places, wanted, strict=True)}


def test_large_counts_in_range_are_read() -> None:
    """Their bits together are more than the most that a count may be."""
    frame = pl.DataFrame({**FULL, "age_6.ppc": [10**12, 2**39 - 1], "age_11.ppc": [10**12, 2**39 + 1]})
    assert len(read_table(frame, PACK, DAY)) == 2


def test_nearest_names_are_offered() -> None:
    [(_, _, facts)] = faults(pl.DataFrame({**FULL, "age_6.pcp": [1, 2]}))
    assert "age_6.ppc" in facts["nearest"]  # type: ignore[operator]


def test_a_day_is_needed() -> None:
    assert faults(pl.DataFrame(FULL), as_of=None)[0][0] == "column-missing"


def test_unsigned_columns_and_empty_ones_are_read() -> None:
    frame = pl.DataFrame({**FULL, "age_11.ppc": [None, None]}).with_columns(pl.col("age_6.ppc").cast(pl.UInt8))
    found = evaluate(frame, PACK, programmes=["primary"], as_of=DAY).conditions
    assert found["1/enrolment-6"].to_list() == ["met", "not_met"]
    assert found["2/completion-11"].to_list() == ["undetermined"] * 2
