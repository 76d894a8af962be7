"""Every question that the law tables list has its options, the one that is taken, and who is known to use which."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from phocap.language.load import load_pack
from phocap.model.law import Question
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
LISTED = list(csv.DictReader((Path(__file__).parent / "readings.csv").open(encoding="utf-8")))
"""The tables of readings, typed from the law texts: universal education (R), 1997-2016 (RA), schools (NS, in words)."""


def questions() -> list[Question]:
    return [question for text in PACK.instruments.values() for question in text.questions]


def test_every_question_is_accounted_for_once() -> None:
    """Two questions on schools belong to two texts: the files begun before a change, and whose level counts."""
    named = Counter(q.id for q in questions())
    assert set(named) == {row["question"] for row in LISTED}
    assert {id for id, times in named.items() if times > 1} == {"NS-27", "NS-32", "NS-37"}


@pytest.mark.parametrize("row", LISTED, ids=[row["question"] for row in LISTED])
def test_a_question_has_the_options_of_the_law_tables(row: dict[str, str]) -> None:
    listed = row["options"].split(" ; ")
    mine = [q for q in questions() if q.id == row["question"]]
    readings = [r for q in mine for name, r in PACK.readings if name == q.where]
    options = {o for q in mine for o in q.options} | {o for r in readings for o in r.options}
    taken = {q.default for q in mine} | {r.default for r in readings}
    if row["question"].startswith("NS-"):
        assert len(options) >= len(listed)
        assert taken - {None}
    else:
        assert set(listed) <= options
        assert row["default"] in taken


def test_readings_and_questions_name_each_other() -> None:
    files = [*(f.model for f in PACK.rule_files.values()), *(f.model for f in PACK.amendments)]
    answered = {(reading.law or "", name) for model in files for name, reading in model.readings.items()}
    listed = {(q.id, q.where) for q in questions() if q.where != "none"}
    assert {pair for pair in answered if pair[0].startswith(("R-", "RA-"))} == {
        pair for pair in listed if pair[0].startswith(("R-", "RA-"))
    }


def test_a_reading_says_its_default_and_who_reads_the_text_so() -> None:
    """Of two options somebody is known for at least one, and the default says why it is that."""
    files = [PACK.rule_files[name].model for name in PACK.rule_files if "/decree-" in name]
    files += [f.model for f in PACK.amendments if f.model.amends.startswith("decree-")]
    for model in files:
        for name, reading in model.readings.items():
            assert reading.why is not None, name
            if name != "no_remaining_11":  # nobody is known for either of its options
                assert any(option.used_by for option in reading.options.values()), name
