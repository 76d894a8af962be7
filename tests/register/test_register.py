"""Registers: every figure of the workbook path, of DuckDB and of Spark is the same; bad input changes nothing."""

import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import postgres
import pytest

from phocap.evaluate import evaluate
from phocap.faults import Fault, Faulty
from phocap.forms.layouts import Layouts, layouts
from phocap.forms.synth import Commune, as_survey, commune
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.register.count import Asked, Counted, count
from phocap.register.engine import Engine, shown
from phocap.register.kept import Kept
from phocap.register.written import table, written
from phocap.shipped import vn_rules

pytest.importorskip("ibis")

YEAR = 2025
MARKS = ("female", "disabled_movement", "disabled_sight", "disabled_learning", "autism", "able")
ODD: Sequence[dict[str, Any]] = (
    {"birth_year": YEAR - 6, "grade": 1, "residence_status": "chuyen  DI"},
    {"birth_year": YEAR - 6, "grade": 1, "residence": "nơi khác đến học"},
    {"birth_year": YEAR - 6, "grade": 1, "residence_status": "  "},
    {"birth_year": YEAR - 11, "graduated": "th "},
    {"birth_year": YEAR - 11, "graduated": "MN", "grade": 4},
    {"birth_year": YEAR - 11, "grade": 5, "dropped_grade": 6},
    {"birth_year": YEAR - 12, "dropped_grade": 4},
    {"birth_year": YEAR - 13, "finished_grade": 6},
    {"birth_year": YEAR - 14, "autism": "X", "able": "X", "grade": 9},
    {"birth_year": YEAR - 40, "graduated": "THPT"},
    {"birth_year": YEAR - 130},
)
"""Persons who are written in ways that officers have, and those at the edges of definitions."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(vn_rules())


@pytest.fixture(scope="module")
def known(pack: Pack) -> Layouts:
    return layouts(pack)


@pytest.fixture(scope="module")
def made(known: Layouts) -> dict[str, Commune]:
    """Three communes, the last with nobody of an age that counts."""
    drawn = [commune(known.synths[0], number, 7, YEAR, 300, ()) for number in range(3)]
    drawn[0] = replace(drawn[0], persons=[*drawn[0].persons, *({**person} for person in ODD)])
    drawn[2] = replace(drawn[2], persons=[{"birth_year": YEAR - 30, "given_name": "An"}])
    return {f"0000{number}": one for number, one in enumerate(drawn)}


@pytest.fixture(scope="module")
def expected(pack: Pack, known: Layouts, made: Mapping[str, Commune]) -> dict[str, dict[str, dict[str, int]]]:
    """The figures that the workbook path counts, by definition and commune."""
    layout = known.surveys[0]
    return {
        option: {
            code: {
                name: given.value
                for name, given in as_survey(pack, layout, one).parts({"ppc": option})[0].figures.items()
            }
            for code, one in made.items()
        }
        for option in layout.definitions["ppc"].options
    }


def rows(made: Mapping[str, Commune], known: Layouts) -> Iterator[dict[str, Any]]:
    for code, one in made.items():
        for person in one.persons:
            unit = {"commune": code, "commune_name": one.name, "province": "01" if code < "00002" else "02"}
            yield {**unit, "survey_year": YEAR, **{name: person.get(name) for name in known.surveys[0].columns}}


def typed(made: Mapping[str, Commune], known: Layouts) -> pl.DataFrame:
    """Return the persons as a database has them: whole numbers, texts, and marks as true or false."""
    columns = known.surveys[0].columns
    kinds = {name: pl.Int32 if column.kind == "number" else pl.String for name, column in columns.items()}
    schema = {"commune": pl.String, "commune_name": pl.String, "province": pl.String, "survey_year": pl.Int32, **kinds}
    frame = pl.DataFrame(list(rows(made, known)), schema=schema, strict=False)
    return frame.with_columns(pl.col(name).is_not_null() for name, column in columns.items() if column.kind == "mark")


@pytest.fixture(scope="module")
def folder(made: Mapping[str, Commune], known: Layouts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The persons as Parquet, as Parquet in a file a province, and as CSV, where everything is text."""
    found = tmp_path_factory.mktemp("register")
    frame = typed(made, known)
    frame.write_parquet(found / "persons.parquet")
    (found / "parts").mkdir()
    for province in ("01", "02"):
        frame.filter(province=province).write_parquet(found / "parts" / f"{province}.parquet")
    texts = pl.DataFrame(list(rows(made, known)), infer_schema_length=None, strict=False)
    number = pl.format("{}.0", "grade")  # as spreadsheets export whole numbers
    texts.with_columns(
        pl.when(pl.col("grade") < 6).then(number).otherwise("grade").alias("grade"),
        pl.col("autism").fill_null("false"),  # as databases export marks
    ).write_csv(found / "persons.csv")
    return found


def counted(engine: Engine, source: Path, known: Layouts, pack: Pack, **rest: Any) -> Counted:
    return count(engine, Asked([str(source)], known.surveys[0], **rest), pack)


def figures(found: Counted, known: Layouts) -> dict[str, dict[str, int]]:
    return {row["code"]: {name: row[name] for name in known.surveys[0].figures} for row in found.rows}


@pytest.fixture(scope="module")
def duck() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


@pytest.mark.parametrize("source", ["persons.parquet", "parts", "persons.csv"])
@pytest.mark.parametrize("option", ["guidance-2025", "not-disabled", "able-included"])
def test_every_figure_is_that_of_the_workbook(
    source: str, option: str, duck: Engine, folder: Path, known: Layouts, pack: Pack, expected: Any
) -> None:
    found = counted(duck, folder / source, known, pack, chosen={"ppc": option})
    assert figures(found, known) == expected[option]
    assert found.persons == 300 + 300 + len(ODD) + 1


@pytest.mark.parametrize("source", ["persons.parquet", "persons.csv"])
def test_spark_counts_the_same(source: str, folder: Path, known: Layouts, pack: Pack, expected: Any) -> None:
    if os.environ.get("CI") != "true":
        if shutil.which("java") is None:
            pytest.skip("Java is not installed")
        pytest.importorskip("pyspark")
    before = signal.getsignal(signal.SIGINT)
    # One session serves all: it is kept until this process ends.
    found = counted(Engine("spark://local"), folder / source, known, pack)
    assert figures(found, known) == expected["guidance-2025"]
    assert signal.getsignal(signal.SIGINT) is before  # Ctrl-C means what it meant


@pytest.fixture(scope="module")
def database(made: Mapping[str, Commune], known: Layouts, folder: Path) -> Iterator[str]:
    """The URL of a PostgreSQL server that has the persons: typed, as texts, and in two tables."""
    found = postgres.programs()
    if os.environ.get("CI") != "true":
        if found is None:
            pytest.skip("PostgreSQL is not installed")
        pytest.importorskip("psycopg", reason="psycopg is not installed")
    assert found is not None, "PostgreSQL is needed"
    with postgres.server(found) as url:
        frame = typed(made, known)
        postgres.fill(url, "persons", frame)
        postgres.fill(url, "texts", pl.read_csv(folder / "persons.csv", infer_schema=False))
        postgres.fill(url, "first", frame.filter(province="01"))
        postgres.fill(url, "others", frame.filter(pl.col("province") != "01"))
        yield url


@pytest.mark.parametrize("tables", [["persons"], ["texts"], ["first", "others"]], ids=" ".join)
def test_postgresql_counts_the_same(
    tables: list[str], database: str, known: Layouts, pack: Pack, expected: Any
) -> None:
    engine = Engine(database)
    for option in expected:
        found = count(engine, Asked(tables, known.surveys[0], chosen={"ppc": option}), pack)
        assert figures(found, known) == expected[option]
        assert [one["table"] for one in found.inputs] == tables
    engine.close()


def test_a_server_that_hangs_up_costs_no_finished_part(
    database: str, known: Layouts, pack: Pack, expected: Any, tmp_path: Path
) -> None:
    asked, kept = Asked(["persons"], known.surveys[0]), Kept(str(tmp_path))

    def told(done: int, of: int) -> None:
        if done == 1:
            postgres.hang_up(database)

    with pytest.raises(Faulty) as caught:
        count(engine := Engine(database), asked, pack, kept, told)
    engine.close()
    (fault,) = caught.value.faults
    assert (fault.id, fault.facts["engine"]) == ("register-lost", shown(database))
    assert "any" not in str(fault.facts)
    assert len(list(tmp_path.iterdir())) == 1
    done: list[int] = []
    found = count(Engine(database), asked, pack, kept, lambda one, of: done.append(one))
    assert figures(found, known) == expected["guidance-2025"]
    assert done[-1] == len(list(tmp_path.iterdir())) == 2


def test_the_table_is_evaluated(duck: Engine, folder: Path, known: Layouts, pack: Pack, expected: Any) -> None:
    found = table(counted(duck, folder / "persons.parquet", known, pack), known.surveys[0])
    evaluation = evaluate(found, pack, programmes=["primary"])
    assert evaluation.verdicts["code"].to_list() == sorted(expected["guidance-2025"])


def test_the_same_input_gives_the_same_bytes(duck: Engine, folder: Path, known: Layouts, pack: Pack) -> None:
    layout = known.surveys[0]
    one, two = (
        written(counted(duck, folder / source, known, pack), layout, "csv") for source in ("persons.parquet", "parts")
    )
    assert one == two


def test_hamlets_add_up_to_the_commune(duck: Engine, folder: Path, known: Layouts, pack: Pack, expected: Any) -> None:
    frame = pl.read_parquet(folder / "persons.parquet")
    frame = frame.with_columns(hamlet=pl.format("Thôn {}", pl.int_range(frame.height) % 3))
    frame.write_parquet(folder / "hamlets.parquet")
    found = counted(duck, folder / "hamlets.parquet", known, pack, apart=True)
    assert len(found.rows) > 6
    for code, figures_ in expected["guidance-2025"].items():
        for name, value in figures_.items():
            assert sum(row[name] for row in found.rows if row["code"] == code) == value


def test_years_are_told_apart(duck: Engine, folder: Path, known: Layouts, pack: Pack, expected: Any) -> None:
    frame = pl.read_parquet(folder / "persons.parquet").filter(pl.col("birth_year") > 1990)
    earlier = frame.with_columns(pl.col("survey_year") - 1, pl.col("birth_year") - 1)
    pl.concat([frame, earlier]).write_parquet(folder / "years.parquet")
    found = counted(duck, folder / "years.parquet", known, pack)
    assert {row["as_of"] for row in found.rows} == {date(YEAR, 9, 30), date(YEAR - 1, 9, 30)}
    for row in found.rows:
        assert {name: row[name] for name in known.surveys[0].figures} == expected["guidance-2025"][row["code"]]


def test_finished_parts_are_not_counted_again(folder: Path, known: Layouts, pack: Pack, tmp_path: Path) -> None:
    asked = Asked([str(folder / "parts")], known.surveys[0])
    engine = Engine()

    def broken(done: int, of: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count(engine, asked, pack, Kept(str(tmp_path)), broken)
    (first,) = tmp_path.iterdir()
    rows_ = json.loads(first.read_text(encoding="utf-8"))
    rows_[0]["age_6.ppc"] += 1000  # so that it shows whether the part is taken as it is
    first.write_text(json.dumps(rows_), encoding="utf-8")
    whole = count(engine, asked, pack)
    resumed = count(engine, asked, pack, Kept(str(tmp_path)))
    total = sum(row["age_6.ppc"] for row in whole.rows)
    assert sum(row["age_6.ppc"] for row in resumed.rows) == total + 1000
    other = replace(asked, chosen={"ppc": "not-disabled"})  # another definition is another part
    assert count(engine, other, pack, Kept(str(tmp_path))).rows == count(engine, other, pack).rows


def test_counts_that_cannot_be_are_refused(folder: Path, known: Layouts, pack: Pack, tmp_path: Path) -> None:
    asked = Asked([str(folder / "parts")], known.surveys[0])
    count(Engine(), asked, pack, Kept(str(tmp_path)))
    part = max(tmp_path.iterdir(), key=lambda kept: kept.stat().st_size)
    rows_ = json.loads(part.read_text(encoding="utf-8"))
    rows_[0]["age_6.ppc"] = 10**12 + 1  # more persons than a test could count
    part.write_text(json.dumps(rows_), encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        count(Engine(), asked, pack, Kept(str(tmp_path)))
    assert caught.value.faults[0].id == "count-too-large"


def refused(source: Path, known: Layouts, pack: Pack, **rest: Any) -> Fault:
    with pytest.raises(Faulty) as caught:
        counted(Engine(), source, known, pack, **rest)
    return caught.value.faults[0]


@pytest.mark.parametrize(
    ("change", "id", "facts"),
    [
        (
            pl.lit(1).alias("residense_status"),
            "register-unknown-column",
            {"nearest": ["residence_status", "residence"]},
        ),
        (pl.lit(None, pl.Int32).alias("birth_year"), "register-birth-year", {"n": 612}),
        (pl.lit(2**31 - 1, pl.Int64).alias("birth_year"), "register-birth-year", {"n": 612}),
        (pl.lit(None, pl.String).alias("commune"), "register-without-unit", {"column": "commune"}),
        (pl.lit(4).alias("commune"), "register-column-type", {"found": "int32"}),
        (pl.lit(1).alias("autism"), "register-column-type", {"column": "autism"}),
        (pl.lit("X").alias("commune"), "register-unit-differs", {"code": "X"}),
        (pl.lit(12).alias("survey_year"), "register-year", {"value": "12"}),
        (pl.int_range(pl.len()).cast(pl.String).alias("graduated"), None, {}),
    ],
)
def test_what_cannot_be_counted_is_refused(
    change: pl.Expr, id: str | None, facts: dict[str, Any], folder: Path, known: Layouts, pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.parquet"
    pl.read_parquet(folder / "persons.parquet").with_columns(change).write_parquet(path)
    if id is None:
        assert counted(Engine(), path, known, pack).persons == 612
        return
    fault = refused(path, known, pack)
    assert fault.id == id
    assert {name: fault.facts[name] for name in facts} == facts


def test_only_columns_that_are_compared_must_hold_few_values(
    duck: Engine,
    folder: Path,
    known: Layouts,
    pack: Pack,
    expected: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A nation has more schools than that; of the code of a school is only asked whether one is given."""
    monkeypatch.setattr("phocap.register.count.MOST_VALUES", 150)
    frame = pl.read_parquet(folder / "persons.parquet")
    blank = pl.col("school_code").is_null() | (pl.col("school_code").str.strip_chars() == "")
    code = pl.when(blank).then(pl.lit(" \u00a0 ")).otherwise(pl.format("{}Đ", pl.int_range(pl.len())))
    frame.with_columns(code.alias("school_code")).write_parquet(tmp_path / "schools.parquet")
    found = counted(Engine(), tmp_path / "schools.parquet", known, pack)
    assert figures(found, known) == expected["guidance-2025"]
    frame.with_columns(code.alias("graduated")).write_parquet(tmp_path / "wrong.parquet")
    assert refused(tmp_path / "wrong.parquet", known, pack).id == "register-too-many-values"


def test_a_missing_column_is_named(folder: Path, known: Layouts, pack: Pack, tmp_path: Path) -> None:
    pl.read_parquet(folder / "persons.parquet").drop("grade").write_parquet(tmp_path / "less.parquet")
    fault = refused(tmp_path / "less.parquet", known, pack)
    assert fault.id == "register-column-missing"
    assert fault.facts["headers"] == ["grade (Khối học, Khối)"]


def test_a_damaged_file_is_told(known: Layouts, pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 cut short")
    assert refused(tmp_path / "broken.parquet", known, pack).id == "register-failed"


def test_a_password_is_never_shown() -> None:
    assert shown("postgres://me:secret@host:1/db") == "postgres://host:1/db"
