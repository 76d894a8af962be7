"""JSON, JSON lines and CSV: exact, the same in every language, fit for a schema and for a spreadsheet."""

import csv
import hashlib
import io
import json
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from phocap.report.csv_ import COLUMNS, _decimal, safe
from phocap.report.schema import schema
from phocap.report.serialise import as_data, digest, to_csv, to_json, to_jsonl

GOLDEN = Path(__file__).parent / "golden"
NAMES = (
    *("just_below", "flag_open", "flag_used", "printed_rate", "nobody", "missing_14", "right_age"),
    *("small_margin", "two_short", "prerequisite", "blocked_criterion"),
    *("district", "readings_differ", "hostile", "ha-nam-2013", "quy-hop-2021", "duong-minh-chau-2016"),
)


def stable(text: str) -> str:
    """Leave out what changes without the result: hashes, version and back end."""
    data = json.loads(text)
    data |= {"engine": "", "inputs": [], "rules": []}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", ["just_below", "quy-hop-2021"])
def test_json(name: str, samples: ModuleType) -> None:
    samples.check(GOLDEN / f"{name}.json", stable(to_json(samples.sample(name))))


@pytest.mark.parametrize("name", ["hostile", "district"])
def test_the_digest_is_that_of_what_the_json_module_writes(name: str, samples: ModuleType) -> None:
    data = as_data(samples.sample(name))
    data["engine"] = "".join(map(chr, range(0x250))) + "\u2028 \U0001f600 \ufffe"
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert digest(data) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("name", ["just_below", "district"])
def test_csv(name: str, samples: ModuleType) -> None:
    samples.check(GOLDEN / f"{name}.csv", to_csv(samples.sample(name)))


@pytest.mark.parametrize("name", NAMES)
def test_every_output_fits_the_schema(name: str, samples: ModuleType) -> None:
    whole = schema()
    jsonschema.Draft202012Validator.check_schema(whole)
    text = to_json(samples.sample(name))
    assert text.endswith("}\n")
    jsonschema.validate(json.loads(text), whole)
    line_schema = {"$defs": whole["$defs"], "$ref": "#/$defs/line"}
    lines = list(to_jsonl(samples.sample(name)))
    verdicts = json.loads(text)["verdicts"]
    assert [json.loads(line) for line in lines] == [{"schema": whole["$id"], **verdict} for verdict in verdicts]
    for line in lines:
        assert line.count("\n") == 1
        jsonschema.validate(json.loads(line), line_schema)


def test_the_contract(samples: ModuleType) -> None:
    data = json.loads(to_json(samples.sample("quy-hop-2021")))
    assert data["schema"] == "phocap/result/1"
    assert data["as_of"] == "2021-10-31"
    verdict = data["verdicts"][0]
    unit = {"tier": "district", "code": None, "name": "huyện Quỳ Hợp", "parent": "Nghệ An", "parent_code": None}
    assert verdict["unit"] == unit
    condition = next(c for c in verdict["levels"][2]["conditions"] if c["measure"] == "enrolment_6")
    expected: dict[str, Any] = {
        "cite": "Điều 11 khoản 1 điểm b",
        "outcome": "met",
        "low": "2714/2715",
        "high": "2714/2715",
        "threshold": "49/50",
        "margin": 53,
        "shortfall": None,
        "reading": None,
    }
    assert {key: condition[key] for key in expected} == expected
    assert len(condition["sources"]) == 3  # two counts and the printed rate


def test_days_that_differ_have_no_common_one(samples: ModuleType) -> None:
    from dataclasses import replace

    one, other = samples.sample("just_below"), samples.sample("ha-nam-2013")
    both = replace(one, verdicts=(*one.verdicts, *other.verdicts))
    assert json.loads(to_json(both))["as_of"] is None


def test_csv_has_a_row_for_every_condition(samples: ModuleType) -> None:
    text = to_csv(samples.sample("just_below"))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert text.count("\r\n") == len(rows) + 1
    assert {row["code"] for row in rows} == {"00004"}
    first = rows[0]
    assert (first["numerator"], first["denominator"], first["shortfall"]) == ("1808", "2009", "1")
    assert all(len(row) == len(COLUMNS) and None not in row.values() for row in rows)


def test_csv_runs_nothing(samples: ModuleType) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(samples.sample("hostile")), newline="")))
    assert rows[0]["unit"].startswith("'=cmd")
    assert rows[0]["code"] == "'+84"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-3", "-3"),
        ("-3.5", "-3.5"),
        ("-3+cmd", "'-3+cmd"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("plain", "plain"),
        (None, ""),
        (-2, "-2"),
    ],
)
def test_cells(cell: str | int | None, shown: str) -> None:
    assert safe(cell) == shown


def test_decimals_stay_on_their_side() -> None:
    t = Fraction(1, 2)
    assert _decimal(t, t) == "0.5"
    assert _decimal(t - Fraction(1, 10**15), t) == "0.499999999999"
    assert _decimal(t + Fraction(1, 10**15), t) == "0.500000000001"
    assert _decimal(None, t) is None


def test_the_same_input_gives_the_same_bytes_whatever_infers() -> None:
    from phocap.evaluate import evaluate
    from phocap.evaluate.verdict import result
    from phocap.infer import choose
    from phocap.intake import read_records
    from phocap.language.load import load_pack
    from phocap.shipped import cases_root, vn_rules

    pack = load_pack(vn_rules())
    folder = cases_root() / "ha-nam-2013"
    paths = sorted(folder.glob("*.yaml"))
    texts = set()
    for backend, order in ((None, paths), ("reference", paths[::-1])):
        intake = read_records(order, pack)
        evaluation = evaluate(intake.records, pack, inference=choose(backend))
        texts.add(to_json(result(evaluation, intake.sources)))
    assert len(texts) == 1
