"""The JSON Schemas: every shipped file is valid by them, and what the models refuse they refuse too."""

import copy
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from phocap.language.schema import KINDS, schema
from phocap.source.files import read_source
from phocap.source.yaml import plain, read_documents

ROOT = Path(__file__).resolve().parents[2]
PACKS = (ROOT / "rules" / "vn", ROOT / "tests" / "cli" / "pack")


def kind_of(path: Path) -> str:
    if path.name == "country.yaml":
        return "country"
    if path.parent.name == "vocabulary":
        return "vocabulary"
    if path.name == "instrument.yaml":
        return "instrument"
    if path.parent.name == "forms":
        text = f"\n{path.read_text(encoding='utf-8')}"
        return next(kind for kind in ("roll", "synth", "survey", "form", "headings") if f"\n{kind}:" in text)
    return "amendment" if "\namends:" in f"\n{path.read_text(encoding='utf-8')}" else "rules"


FILES = [p for pack in PACKS for p in sorted(pack.rglob("*.yaml")) if ".tests." not in p.name]


def load(path: Path) -> Any:
    return values(plain(read_documents(read_source(path))[0]))


def values(data: Any) -> Any:
    """Return plain data as JSON has it: decimals as numbers."""
    if isinstance(data, dict):
        return {key: values(value) for key, value in data.items()}
    if isinstance(data, list):
        return [values(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data


def errors(kind: str, data: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema(kind))
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_is_valid(path: Path) -> None:
    assert errors(kind_of(path), load(path)) == []


def spoil(change: Callable[[dict[str, Any]], object]) -> list[str]:
    data = copy.deepcopy(load(ROOT / "tests" / "cli" / "pack" / "law-1" / "basic.yaml"))
    change(data)
    return errors("rules", data)


def first(data: dict[str, Any]) -> dict[str, Any]:
    condition: dict[str, Any] = data["levels"]["1"]["commune"][0]
    return condition


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("programme"),
        lambda d: d.update(programme="Not An Id"),
        lambda d: d.update(extra=1),
        lambda d: first(d).pop("id"),
        lambda d: first(d).update(finding="safe"),
        lambda d: first(d).pop("measure"),
        lambda d: first(d).update(effect="decide"),
        lambda d: first(d).update(at_leats="90%"),
        lambda d: first(d)["source"].update(status="sure"),
        lambda d: first(d).update(when={"Remote Commune": {"at_least": "50%"}}),
        lambda d: d["levels"]["1"].update(commune={"id": "x"}),
        lambda d: d["levels"].update(one={}),
        lambda d: d["title"].pop("vi"),
        lambda d: d["readings"]["rooms"].pop("default"),
    ],
)
def test_what_the_models_refuse(change: Callable[[dict[str, Any]], object]) -> None:
    assert spoil(change)


@pytest.mark.parametrize("threshold", ["90%", "97,5 %", "1/2", 1, 0.75])
def test_the_spellings_of_a_threshold(threshold: object) -> None:
    assert spoil(lambda d: first(d).update(at_least=threshold)) == []


def test_short_forms_are_accepted() -> None:
    def change(data: dict[str, Any]) -> None:
        first(data)["measure"] = {"reading": "rooms"}
        data["readings"]["rooms"]["options"] = {"counted": "enrolment", "left_out": None}

    assert spoil(change) == []


def test_models_and_fields_are_described() -> None:
    made = schema("rules")
    condition = made["$defs"]["Condition"]
    assert condition["description"].startswith("One test of the law.")
    whole = condition["anyOf"][-1]  # beside the short form, a bare id
    assert "on this unit's own figures" in whole["properties"]["copy"]["description"]
    assert "never decides" not in condition["description"]
    assert "``" not in str(made)
    undescribed = [name for name, definition in made["$defs"].items() if "description" not in definition]
    assert undescribed == []


@pytest.mark.parametrize("name", ["th-m1", "survey", "roll", "synth"])
def test_an_unknown_key_of_a_layout_is_refused(name: str) -> None:
    path = ROOT / "rules" / "vn" / "forms" / f"{name}.yaml"
    assert errors(kind_of(path), {**load(path), "figurse": {}})
