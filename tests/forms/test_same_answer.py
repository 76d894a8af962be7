"""A commune as persons, as forms and as a record: the same figures and the same verdict, whatever the file."""

import json
from pathlib import Path
from typing import Any

import pytest

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.forms import read_records
from phocap.forms.layouts import Layouts
from phocap.forms.synth import commune, files
from phocap.language.pack import Pack
from phocap.report.serialise import to_json

PROVENANCE = {"inputs", "place", "places", "sources"}


def verdict(paths: list[Path], pack: Pack) -> str:
    intake = read_records(paths, pack)
    readings = {"support_binds": "province_only"}  # persons tell nothing of staff and rooms, other forms do
    judged = evaluate(intake.records, pack, programmes=["primary"], readings=readings)
    found = json.loads(to_json(result(judged, intake.sources, intake.layouts)))
    found["rules"] = [file for file in found["rules"] if "/forms/" not in file["id"]]  # they too tell of the files
    for verdict in found["verdicts"]:
        asked = {case["fact"] for level in verdict["levels"] for c in level["conditions"] for case in c["cases"]}
        verdict["facts"] = [fact for fact in verdict["facts"] if fact["id"] in asked]
    return json.dumps(without_provenance(found), ensure_ascii=False)


def without_provenance(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_provenance(child) for key, child in value.items() if key not in PROVENANCE}
    return [without_provenance(child) for child in value] if isinstance(value, list) else value


@pytest.mark.parametrize("number", range(4))
def test_every_kind_of_file_gives_the_same_verdict(number: int, known: Layouts, pack: Pack, tmp_path: Path) -> None:
    made = commune(known.synths[0], number, 11, 2025, [None, 900, 200, 38][number], ())
    written = {}
    for name, content in files(pack, known, made, ("survey", "forms", "yaml")):
        written[name.partition("-2025")[0]] = tmp_path / name
        (tmp_path / name).write_bytes(content)
    record = verdict([written.pop("record")], pack)
    survey = verdict([written.pop("survey")], pack)
    forms = verdict(list(written.values()), pack)
    assert sorted(written) == ["th-01-csvc", "th-01-gv", "th-02", "th-m1"]
    assert '"outcome": "' in record
    assert survey == record
    assert forms == record
    # All of them together agree, figure by figure, else they would be refused.
    assert verdict([tmp_path], pack) == record


def test_the_same_seed_makes_the_same_bytes(known: Layouts, pack: Pack) -> None:
    kinds = ("survey", "forms", "yaml")
    first, second = (dict(files(pack, known, commune(known.synths[0], 2, 9, 2025, 90, ()), kinds)) for _ in range(2))
    assert first == second
    other = dict(files(pack, known, commune(known.synths[0], 2, 10, 2025, 90, ()), kinds))
    assert other["survey-2025.xlsx"] != first["survey-2025.xlsx"]
