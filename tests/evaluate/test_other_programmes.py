"""Conditions on another programme: the unit's own level in it, and the share of units below at its level."""

import shutil
from pathlib import Path

from phocap.evaluate import Evaluation, evaluate
from phocap.evaluate.verdict import result
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.result import Verdict

BASE = Path(__file__).resolve().parents[1] / "cli" / "pack"
WIDER = """
programme: wider
title: {vi: Rộng hơn, en: Wider}
instrument: law-1
levels:
  1:
    commune:
      - {id: basic, requires: {programme: basic, level: 1}}
      - {id: rooms, measure: rooms_per_class, at_least: 2, source: {status: confirmed}}
    district:
      - {id: communes, share_of: commune, at_least: 100%, source: {status: confirmed}}
      - {id: basic, share_of: commune, programme: basic, level: 2, at_least: 50%, source: {status: confirmed}}
"""
COMMUNE = """\
- unit: {{tier: commune, name: Xã {name}, parent: {{tier: district, name: B}}}}
  as_of: 2006-06-30
  figures: {{age_6: {{all: 100, in_school: {enrolled}}}, rooms: 8, classes: 4}}
  findings: {{safe: {safe}}}
"""
DISTRICT = "- {unit: {tier: district, name: B}, as_of: 2006-06-30, units: {commune: {total: 2}}}\n"


def decide(folder: Path, text: str) -> Evaluation:
    """Evaluate records by the trial pack and a programme that rests on its own."""
    root = folder / "pack"
    shutil.copytree(BASE, root)
    (root / "law-1" / "wider.yaml").write_text(WIDER, encoding="utf-8")
    pack: Pack = load_pack(root)
    path = folder / "records.yaml"
    path.write_text(text, encoding="utf-8")
    return evaluate(read_records([path], pack).records, pack, programmes=["wider"])


def verdict(evaluation: Evaluation, name: str) -> Verdict:
    """Return the verdict of a unit."""
    return next(v for v in result(evaluation).verdicts if v.unit.name == name)


def test_a_level_of_another_programme(tmp_path: Path) -> None:
    text = COMMUNE.format(name="1", enrolled=99, safe="true") + COMMUNE.format(name="2", enrolled=10, safe="true")
    evaluation = decide(tmp_path, text)
    assert verdict(evaluation, "Xã 1").levels[0].outcome == "met"
    assert verdict(evaluation, "Xã 2").levels[0].outcome == "not_met"
    assert {found.programme for found in result(evaluation).verdicts} == {"wider"}


def test_a_share_of_units_in_another_programme(tmp_path: Path) -> None:
    # Enrolment of 80 of 100 is level 1 of basic, 99 is level 2.
    text = DISTRICT + COMMUNE.format(name="1", enrolled=99, safe="true")
    text += COMMUNE.format(name="2", enrolled=80, safe="true")
    found = verdict(decide(tmp_path, text), "B")
    conditions = {c.id: c for c in found.levels[0].conditions}
    assert conditions["communes"].outcome == "met"
    assert conditions["basic"].outcome == "met"
    assert conditions["basic"].comparison is not None
    assert conditions["basic"].comparison.low == conditions["basic"].comparison.high
    assert str(conditions["basic"].comparison.low) == "1/2"


def test_an_official_count_in_another_programme(tmp_path: Path) -> None:
    text = DISTRICT.replace("total: 2", "total: 2, basic: {level_2: 1}, wider: {level_1: 2}")
    assert verdict(decide(tmp_path, text), "B").levels[0].outcome == "met"
