"""What writers of tests read about a faulty file of tests, in both languages.

Set PHOCAP_UPDATE_GOLDEN=1 to write the files anew, and read what changed before keeping it.
"""

import os
from pathlib import Path

import pytest

from phocap.check.testfile import load_tests
from phocap.faults import Fault, Faulty
from phocap.language.pack import Pack
from phocap.text.faults import say
from phocap.text.language import Lang
from phocap.text.messages_check import CHECK

GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1"
CASES = [path.stem for path in sorted(GOLDEN.glob("*.yaml"))]


def faults_of(case: str, pack: Pack) -> tuple[Fault, ...]:
    with pytest.raises(Faulty) as caught:
        load_tests(f"{case}.yaml", pack)
    return caught.value.faults


@pytest.fixture(autouse=True)
def _in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("case", CASES)
def test_message(case: str, lang: Lang, pack: Pack) -> None:
    said = "\n".join(say(fault, lang, pack.tier_words) for fault in faults_of(case, pack)) + "\n"
    expected = GOLDEN / f"{case}.{lang}.txt"
    if UPDATE:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_every_fault_has_its_facts_and_place(case: str, pack: Pack) -> None:
    for fault in faults_of(case, pack):
        assert "(not given)" not in say(fault, Lang.EN)
        assert fault.place is not None
        assert fault.place.line > 0


@pytest.mark.parametrize("case", CASES)
def test_no_mistake_is_told_twice(case: str, pack: Pack) -> None:
    told = [(fault.id, fault.place, str(fault.facts)) for fault in faults_of(case, pack)]
    assert len(set(told)) == len(told)


def test_every_fault_of_test_files_has_a_case(pack: Pack) -> None:
    seen = {fault.id for case in CASES for fault in faults_of(case, pack)}
    assert seen >= set(CHECK) - {"outcome-differs"}


def test_no_expected_text_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == {f"{case}.{lang}.txt" for case in CASES for lang in Lang}
