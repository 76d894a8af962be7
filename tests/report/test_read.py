"""Results read back: the same bytes, and every kind of broken file told."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from phocap.faults import Faulty
from phocap.report.read import read_result
from phocap.report.serialise import to_json, to_jsonl

NAMES = (
    *("just_below", "flag_open", "flag_used", "printed_rate", "nobody", "missing_14", "right_age"),
    *("district", "readings_differ", "hostile", "ha-nam-2013", "quy-hop-2021", "duong-minh-chau-2016", "schools"),
)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_prints_the_same_bytes(name: str, samples: ModuleType, tmp_path: Path) -> None:
    made = samples.sample(name)
    whole, lines = tmp_path / "a.json", tmp_path / "a.jsonl"
    whole.write_text(to_json(made), encoding="utf-8", newline="")
    lines.write_text("".join(to_jsonl(made)), encoding="utf-8", newline="")
    assert read_result(whole)[0] == made
    assert to_json(read_result(whole)[0]) == whole.read_text(encoding="utf-8")
    assert read_result(lines)[0].verdicts == made.verdicts
    assert "".join(to_jsonl(read_result(lines)[0])) == lines.read_text(encoding="utf-8")


def test_another_layout_of_the_same_json_is_read(samples: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "one-line.json"
    path.write_text(json.dumps(json.loads(to_json(samples.sample("just_below")))), encoding="utf-8")
    assert read_result(path)[0] == samples.sample("just_below")


def broken(change: Any, samples: ModuleType) -> str:
    data = json.loads(to_json(samples.sample("just_below")))
    change(data)
    return json.dumps(data, ensure_ascii=False, indent=2)


def first_condition(data: Any) -> Any:
    return data["verdicts"][0]["levels"][0]["conditions"][0]


def set_to(*path: Any) -> Any:
    *way, key, value = path

    def change(data: Any) -> None:
        for step in way:
            data = data[step]
        data[key] = value

    return change


CONDITION = ("verdicts", 0, "levels", 0, "conditions", 0)


@pytest.mark.parametrize(
    ("change", "fault", "at"),
    [
        (set_to("schema", "phocap/result/2"), "result-version", None),
        (set_to("schema", "other/1"), "not-a-result", None),
        (lambda data: data.pop("schema"), "not-a-result", None),
        (lambda data: data.pop("rules"), "result-shape", "rules"),
        (set_to(*CONDITION, "outcome", "passed"), "result-shape", "verdicts[0].levels[0].conditions[0].outcome"),
        (set_to(*CONDITION, "margin", True), "result-shape", "verdicts[0].levels[0].conditions[0].margin"),
        (set_to(*CONDITION, "margin", -1), "result-shape", "verdicts[0].levels[0].conditions[0].margin"),
        (set_to(*CONDITION, "low", "0.9"), "result-shape", "verdicts[0].levels[0].conditions[0].low"),
        (set_to("verdicts", 0, "as_of", "2020-02-30"), "result-shape", "verdicts[0].as_of"),
        (set_to("verdicts", 0, "extra", 1), "result-shape", "verdicts[0].extra"),
        (set_to("verdicts", {}), "result-shape", "verdicts"),
        (set_to("verdicts", 0, "node", "x"), "result-changed", None),
        (set_to("verdicts", 0, "unit", "code", "00005"), "result-changed", None),
        (set_to("as_of", "2019-09-30"), "result-changed", None),
    ],
)
def test_a_changed_result_is_refused(
    change: Any, fault: str, at: str | None, samples: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_text(broken(change, samples), encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        read_result(path)
    assert caught.value.faults[0].id == fault
    assert caught.value.faults[0].facts.get("at") == at


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty-file"),
        ("[1]", "not-a-result"),
        ("unit: x", "not-json"),
        ('{"schema": "phocap/result/1", "schema": "phocap/result/1"}', "not-json"),
        ('{"schema": NaN}', "not-json"),
        ("[" * 100_000, "not-json"),
    ],
)
def test_what_is_no_result_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        read_result(path)
    assert [found.id for found in caught.value.faults] == [fault]


@pytest.mark.parametrize("lines", [False, True])
def test_a_result_that_is_cut_off_is_told_as_such(lines: bool, samples: ModuleType, tmp_path: Path) -> None:
    made = samples.sample("district")
    text = "".join(to_jsonl(made)) if lines else to_json(made)
    path = tmp_path / "a.json"
    for part in (0.3, 0.5, 0.999):
        path.write_text(text[: int(len(text) * part)], encoding="utf-8")
        with pytest.raises(Faulty) as caught:
            read_result(path)
        assert caught.value.faults[0].id in ("result-cut-off", "not-json")
        assert caught.value.faults[0].place is not None
        assert caught.value.faults[0].place.line


def test_a_broken_line_is_named(samples: ModuleType, tmp_path: Path) -> None:
    lines = list(to_jsonl(samples.sample("district")))
    path = tmp_path / "a.jsonl"
    path.write_text(lines[0] + lines[1].replace('"effect":"', '"effect":"un', 1) + lines[2], encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        read_result(path)
    place = caught.value.faults[0].place
    assert place is not None
    assert (caught.value.faults[0].id, place.line) == ("result-shape", 2)
