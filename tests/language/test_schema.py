"""The JSON Schemas: every shipped file is valid by them, and what the models refuse they refuse too."""

import copy
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from phocap.language.keys import keys
from phocap.language.load import load_pack
from phocap.language.schema import AREAS, KINDS, OF_A_PACK, schema, texts
from phocap.source.files import read_source
from phocap.source.yaml import plain, read_documents
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[2]
PACKS = (ROOT / "rules" / "vn", ROOT / "tests" / "cli" / "pack")


def kind_of(path: Path) -> str:
    if path.name == "country.yaml":
        return "country"
    if path.parent.name == "vocabulary":
        return "vocabulary"
    if path.name == "instrument.yaml":
        return "instrument"
    if path.name.endswith(".tests.yaml"):
        return "tests"
    if path.parent.name == "documents":
        return "layout" if path.stem == "layout" else "document"
    if path.parent.name == "forms":
        text = f"\n{path.read_text(encoding='utf-8')}"
        return next(kind for kind in ("roll", "synth", "survey", "form", "headings") if f"\n{kind}:" in text)
    return "amendment" if "\namends:" in f"\n{path.read_text(encoding='utf-8')}" else "rules"


FILES = [p for pack in PACKS for p in sorted(pack.rglob("*.yaml"))]


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


def parts_of(kind: str, lang: Lang = Lang.EN) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Return the parts of a schema, each with what has its keys: itself, or what stands beside its short form."""
    made = schema(kind, lang)
    parts = {**made["$defs"], KINDS[kind].__name__: made}
    return {name: (part, part["anyOf"][-1] if "anyOf" in part else part) for name, part in parts.items()}


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("kind", KINDS)
def test_every_part_and_key_is_described_with_an_example(kind: str, lang: Lang) -> None:
    other = next(one for one in Lang if one is not lang)
    for name, (part, whole) in parts_of(kind, lang).items():
        said = texts(kind)[name]
        assert part["description"] == said["this"].text[lang]
        for key, found in {"this": part, **whole.get("properties", {})}.items():
            assert found["description"] == said[key].text[lang], f"{name}.{key}"
            assert said[key].text[lang].strip()
            assert said[key].text[lang] != said[key].text[other], f"{name}.{key}"
            assert key == "this" or found["examples"][0] is not None, f"{name}.{key}"


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_said_of_keys_that_are_not_there(area: str) -> None:
    parts = {}
    for kind in AREAS[area]:
        parts |= parts_of(kind)
    for name, said in keys(area).items():
        assert set(said) - {"this"} == set(parts[name][1].get("properties", {})), name


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_is_valid(kind: str) -> None:
    defs = schema(kind)["$defs"]
    for name, (_, whole) in parts_of(kind).items():
        for key, found in whole.get("properties", {}).items():
            validator = jsonschema.Draft202012Validator({**found, "$defs": defs})
            assert [e.message for e in validator.iter_errors(found["examples"][0])] == [], f"{name}.{key}"


def test_an_option_of_a_survey_has_no_short_form() -> None:
    data = load(ROOT / "rules" / "vn" / "forms" / "survey.yaml")
    data["definitions"]["ppc"]["options"]["guidance-2025"] = None
    assert errors("survey", data)


@pytest.mark.parametrize("folder", [*PACKS, ROOT / "tests" / "packs" / "ruritania"], ids=lambda path: path.name)
def test_the_names_of_a_pack_fit_its_own_files(folder: Path) -> None:
    pack = load_pack(folder)
    schemas = {kind: schema(kind, Lang.EN, pack) for kind in OF_A_PACK}
    for made in schemas.values():
        jsonschema.Draft202012Validator.check_schema(made)
    validators = {kind: jsonschema.Draft202012Validator(made) for kind, made in schemas.items()}
    for path in (p for p in sorted(folder.rglob("*.yaml")) if p.parent.name not in ("forms", "documents")):
        assert [e.message for e in validators[kind_of(path)].iter_errors(load(path))] == [], path


NAMED = jsonschema.Draft202012Validator(schema("rules", Lang.EN, load_pack(PACKS[1])))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["levels"]["1"]["commune"].append({"id": "x", "finding": "sfae"}),
        lambda d: first(d).update(when={"remtoe": {"at_least": "50%"}}),
        lambda d: d["levels"]["1"].update(comune=d["levels"]["1"]["commune"]),
        lambda d: d["levels"]["1"]["district"].append(
            {"id": "x", "share_of": "comune", "at_least": "50%", "source": {"status": "recollected"}}
        ),
        lambda d: d.update(measures={"m": {"title": {"vi": "a", "en": "b"}, "count": "age_6.pcp"}}),
        lambda d: d.update(measures={"m": {"title": {"vi": "a", "en": "b"}, "count": {"sum": ["age_6.pcp"]}}}),
    ],
)
def test_a_misspelt_name_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    data = copy.deepcopy(load(ROOT / "tests" / "cli" / "pack" / "law-1" / "basic.yaml"))
    assert NAMED.is_valid(data)
    change(data)
    assert not NAMED.is_valid(data)


def test_what_the_file_itself_may_declare_is_offered_and_not_forced() -> None:
    data = copy.deepcopy(load(ROOT / "tests" / "cli" / "pack" / "law-1" / "basic.yaml"))
    first(data)["measure"] = "new_measure"
    assert NAMED.is_valid(data)
    offered = NAMED.schema["$defs"]["MeasureRef"]["anyOf"][0]["anyOf"][0]["enum"]
    assert "enrolment" in offered


@pytest.mark.parametrize("name", ["th-m1", "survey", "roll", "synth"])
def test_an_unknown_key_of_a_layout_is_refused(name: str) -> None:
    path = ROOT / "rules" / "vn" / "forms" / f"{name}.yaml"
    assert errors(kind_of(path), {**load(path), "figurse": {}})


TESTS = ROOT / "tests" / "packs" / "ruritania" / "school-law-1" / "good-school.tests.yaml"


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(tests="school-law-1/good-skool"),
        lambda d: d["cases"][0].update(tier="scool"),
        lambda d: d["cases"][0].update(given={"flags": {"iland": True}}),
        lambda d: d["cases"][0].update(given={"findings": {"bel": True}}),
        lambda d: d["cases"][0].update(readings={"of_whom": "enroled"}),
        lambda d: d["cases"][0].update(expected={"level 1": "mett"}),
        lambda d: d["cases"][0].update(expect={"level 1": "met"}),
        lambda d: d["cases"][0].pop("because"),
    ],
)
def test_a_misspelt_name_in_tests_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    made = schema("tests", Lang.VI, load_pack(TESTS.parents[1]))
    data = load(TESTS)
    assert jsonschema.Draft202012Validator(made).is_valid(data)
    change(data)
    assert not jsonschema.Draft202012Validator(made).is_valid(data)


def test_columns_and_outcomes_are_offered() -> None:
    case = schema("tests", Lang.EN, load_pack(TESTS.parents[1]))["$defs"]["Case"]["properties"]
    columns = case["columns"]["items"]["anyOf"][0]["enum"]
    assert {"pupils.enrolled", "bell", "island", "as_of", "readings.of_whom", "level 1", "2/warm"} <= {*columns}
    assert {"level 2", "1/comforts", "1/library"} <= {*case["expected"]["properties"]}
    assert case["readings"]["properties"]["of_whom"]["enum"] == ["enrolled", "examined"]
