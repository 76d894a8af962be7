"""Forty faulty rule files: what their author reads in both languages, with the place; one mistake gives one fault.

Set PHOCAP_UPDATE_GOLDEN=1 to write the files anew, and read what changed before keeping it.
"""

import os
import shutil
from pathlib import Path

import pytest

from phocap.faults import Fault, Faulty
from phocap.language.load import load_pack
from phocap.text.faults import say
from phocap.text.language import Lang

PACK = Path(__file__).resolve().parents[1] / "packs" / "ruritania"
GOLDEN = Path(__file__).parent / "faulty"
UPDATE = os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1"
RULES = "school-law-1/good-school.yaml"
AMENDMENT = "school-law-2/good-school.yaml"
LAW = "school-law-1/instrument.yaml"
WORDS = "vocabulary/schools.yaml"
SOURCE = "source: {status: confirmed, note: {vi: Hư cấu., en: Invented.}}"

CASES: dict[str, tuple[str, str, str]] = {
    # the file, what stands there, the mistake
    "tab": (RULES, "    cite: Art. 2\n", "\tcite: Art. 2\n"),
    "no-space-after-colon": (RULES, "measure: attendance\n", "measure:attendance\n"),
    "unclosed-bracket": (RULES, "when: {island: {at_least: 2/3}}", "when: {island: {at_least: 2/3}"),
    "unclosed-quote": (RULES, "title: {vi: Trường học tốt,", 'title: {vi: "Trường học tốt,'),
    "bad-indent": (RULES, "        at_least: 3/4\n", "       at_least: 3/4\n"),
    "duplicate-key": (RULES, "    cite: Art. 2\n", "    cite: Art. 2\n    cite: Art. 3\n"),
    "anchor": (RULES, "cite: Art. 2\n", "cite: &a Art. 2\n"),
    "alias": (RULES, "cite: Art. 3\n", "cite: *a\n"),
    "tag": (RULES, "cite: Art. 2\n", "cite: !!python/object:os.system Art. 2\n"),
    "merge": (RULES, "  1:\n    cite: Art. 2\n", "  1:\n    <<: {cite: Art. 2}\n"),
    "empty-file": (RULES, "", ""),
    "a-list": (RULES, "", "- programme\n"),
    "misspelt-key": (RULES, "at_least: 3/4", "at_leats: 3/4"),
    "key-of-another-part": (RULES, "    cite: Art. 2\n", "    cite: Art. 2\n    readings: {}\n"),
    "missing-title": (RULES, "title: {vi: Trường học tốt, en: Good school}\n", ""),
    "missing-language": (RULES, "{vi: Trường học tốt, en: Good school}", "{vi: Trường học tốt}"),
    "title-not-in-two-languages": (RULES, "{vi: Trường học tốt, en: Good school}", "Good school"),
    "level-not-a-number": (RULES, "  2:\n    cite", "  second:\n    cite"),
    "conditions-not-a-list": (
        RULES,
        "    canton:\n      - id: schools\n        share_of: school\n",
        "    canton:\n        id: schools\n        share_of: school\n",
    ),
    "bad-id": (RULES, "- id: warm\n", "- id: Ấm áp\n"),
    "two-subjects": (
        RULES,
        "measure: attendance\n        at_least: 9/10",
        "measure: attendance\n        finding: bell\n        at_least: 9/10",
    ),
    "no-subject": (RULES, "        measure: stoves_per_room\n", ""),
    "two-bounds": (RULES, "at_least: 9/10\n", "at_least: 9/10\n        at_most: 95%\n"),
    "no-bound": (RULES, "        at_least: 9/10\n", ""),
    "bound-in-words": (RULES, "at_least: 9/10", "at_least: nine tenths"),
    "bound-above-all": (RULES, "at_least: 9/10", "at_least: 910%"),
    "negative-bound": (RULES, "at_least: 9/10", "at_least: -90%"),
    "no-source": (RULES, f"        at_least: 9/10\n        {SOURCE}\n", "        at_least: 9/10\n"),
    "unknown-status": (RULES, "source: {status: confirmed", "source: {status: sure"),
    "no-date": (RULES, "checked: 2026-01-31", "checked: 2026-02-31"),
    "misspelt-measure": (RULES, "measure: stoves_per_room", "measure: stove_per_room"),
    "misspelt-finding": (RULES, "finding: library", "finding: librery"),
    "misspelt-flag": (RULES, "when: {island:", "when: {iland:"),
    "misspelt-reading": (RULES, "measure: {reading: of_whom}", "measure: {reading: of_who}"),
    "misspelt-option": (RULES, "default: examined", "default: examinde"),
    "misspelt-tier": (RULES, "share_of: school\n", "share_of: shcool\n"),
    "share-of-a-higher-tier": (RULES, "        measure: stoves_per_room\n", "        share_of: canton\n"),
    "unknown-level": (RULES, "requires: {level: 1}", "requires: {level: 3}"),
    "level-asks-for-itself": (RULES, "requires: {level: 1}", "requires: {level: 2}"),
    "quorum-too-large": (RULES, "        at_least: 2\n        of:", "        at_least: 4\n        of:"),
    "same-id-twice": (RULES, "- id: warm\n", "- id: attendance\n"),
    "unknown-effect": (RULES, "finding: bell,", "finding: bell, effect: decide,"),
    "misspelt-field": (WORDS, "of: stoves, to", "of: stove, to"),
    "constraint-on-nothing": (WORDS, "whole: pupils.examined, exhaustive", "whole: pupils.examine, exhaustive"),
    "wrong-folder": (RULES, "instrument: school-law-1\n", "instrument: school-law-2\n"),
    "unknown-instrument": (RULES, "instrument: school-law-1\n", "instrument: school-law-9\n"),
    "clause-names-nothing": (LAW, "rules: [good-school/2/school/warm]", "rules: [good-school/2/school/wram]"),
    "clause-twice": (LAW, "cite: Art. 3\n", "cite: Art. 1\n"),
    "amends-nothing": (AMENDMENT, "amends: school-law-1/good-school", "amends: school-law-1/good-shcool"),
    "amends-unknown-condition": (AMENDMENT, "  2/school/warm:\n", "  2/school/worm:\n"),
    "no-default": (RULES, "    default: examined\n", ""),
    "no-status": (RULES, "source: {status: confirmed, note", "source: {note"),
    "replaced-by-another": (AMENDMENT, "    id: warm\n", "    id: warmer\n"),
}


def faults(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Fault, ...]:
    """Return what is wrong with the pack once the mistake is made."""
    file, right, wrong = CASES[name]
    shutil.copytree(PACK, tmp_path / "pack")
    monkeypatch.chdir(tmp_path)
    path = Path("pack") / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1) if right else wrong, encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        load_pack(Path("pack"))
    return caught.value.faults


def test_there_are_forty() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", CASES)
def test_what_the_author_reads(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = faults(name, tmp_path, monkeypatch)
    for lang in Lang:
        said = "\n".join(say(fault, lang) for fault in found) + "\n"
        golden = GOLDEN / f"{name}.{lang}.txt"
        if UPDATE:
            golden.write_text(said, encoding="utf-8", newline="\n")
        assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_one_mistake_is_one_fault_at_its_place(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fault,) = faults(name, tmp_path, monkeypatch)
    assert fault.place is not None
    assert fault.place.path == f"pack/{CASES[name][0]}"
    assert fault.place.line > 0 or name == "empty-file"


def test_no_expected_text_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == {f"{name}.{lang}.txt" for name in CASES for lang in Lang}
