"""Every question that the law tables list is answered by a reading, or it is said why there are no options."""

from collections import Counter

from phocap.language.load import load_pack
from phocap.model.law import Question
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
UNIVERSAL = {f"R-{number:02}" for number in range(1, 39)}
"""The table of readings of universal education and literacy."""
RIGHT_AGE = {f"RA-{number:02}" for number in range(1, 19)}
"""That of the rules of 1997 to 2016."""


def questions() -> list[Question]:
    return [question for text in PACK.instruments.values() for question in text.questions]


def test_every_question_is_accounted_for_once() -> None:
    named = Counter(q.id for q in questions() if q.id.startswith(("R-", "RA-")))
    assert set(named) == UNIVERSAL | RIGHT_AGE
    assert set(named.values()) == {1}


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
