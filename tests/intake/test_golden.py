"""What users read about faulty records, in both languages, against files that people can judge.

Set PHOCAP_UPDATE_GOLDEN=1 to write the files anew, and read what changed before keeping it.
"""

import os
from pathlib import Path

import pytest

from phocap.faults import Faulty
from phocap.intake import read_records
from phocap.language.pack import Pack
from phocap.text.faults import say
from phocap.text.language import Lang
from phocap.text.messages_intake import INTAKE

GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1"

CASES = {
    **{path.stem: [path.name] for path in sorted(GOLDEN.glob("*.yaml"))},
    **{path.name: [path.name] for path in sorted(GOLDEN.iterdir()) if path.is_dir()},
    "no-such-file": ["duplicate-across-files/tien-nio.yaml"],
    "not-a-record-file": ["folder-without-records/README.md"],
    "several": ["negative-count.yaml", "duplicate-across-files", "empty-file.yaml"],
}
"""The paths that are read, by the name of the file with the expected text."""

RECORD_FAULTS = {
    *("unknown-key", "missing-key", "wrong-type", "unknown-value", "unknown-field", "unknown-flag", "unknown-rate"),
    *("unknown-finding", "unknown-tier", "tier-not-in-force", "unknown-programme", "unknown-level", "not-a-count"),
    *("negative-count", "fractional-count", "count-too-large", "part-over-whole", "parts-not-whole", "not-a-date"),
    *("rate-disagrees", "not-a-rate", "rate-negative", "rate-too-precise", "duplicate-unit", "counts-exceed-total"),
    *("counts-not-nested", "no-records", "no-such-file", "findings-need-yes-no", "parent-self", "duplicate-key"),
    *INTAKE,
}


def faults_of(paths: list[str], pack: Pack) -> Faulty:
    with pytest.raises(Faulty) as caught:
        read_records(paths, pack)
    return caught.value


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("case", CASES)
def test_message(case: str, lang: Lang, wide_pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    said = (
        "\n".join(say(fault, lang, wide_pack.tier_words) for fault in faults_of(CASES[case], wide_pack).faults) + "\n"
    )
    expected = GOLDEN / f"{case}.{lang}.txt"
    if UPDATE:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_every_fact_of_a_message_is_there(case: str, wide_pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    for fault in faults_of(CASES[case], wide_pack).faults:
        assert "(not given)" not in say(fault, Lang.EN)
        assert fault.place is not None


def test_every_fault_of_records_has_a_case(wide_pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    seen = {fault.id for paths in CASES.values() for fault in faults_of(paths, wide_pack).faults}
    assert seen >= RECORD_FAULTS


def test_no_expected_text_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == {f"{case}.{lang}.txt" for case in CASES for lang in Lang}
