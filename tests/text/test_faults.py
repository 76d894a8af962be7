"""The catalogue is whole, both languages say the same, and a fault is shown where it stands."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from phocap.faults import Fault, Place, Severity
from phocap.source import syntax
from phocap.text.faults import MESSAGES, say
from phocap.text.language import Bilingual, Lang
from phocap.text.messages_files import PROBLEMS

ENGINE = Path(__file__).resolve().parents[2] / "engine"
RAISED = re.compile(r"""(?:\bFault|_fault|PydanticCustomError)\(\s*["']([a-z0-9-]+)["']""")
GAP = re.compile(r"\{(\w*)\}")


def foreign(text: str) -> bool:
    """Return whether there are letters that English does not have."""
    return any(c.isalpha() and not c.isascii() for c in text)


def raised() -> set[tuple[str, str]]:
    return {(path.name, id) for path in ENGINE.rglob("*.py") for id in RAISED.findall(path.read_text("utf-8"))}


def catalogue_parts() -> list[tuple[object, str]]:
    """Return every module of messages with the name of its table."""
    import importlib
    import pkgutil

    import phocap.text

    names = [m.name for m in pkgutil.iter_modules(phocap.text.__path__) if m.name.startswith("messages_")]
    return [(importlib.import_module(f"phocap.text.{name}"), name.removeprefix("messages_").upper()) for name in names]


def test_every_fault_that_is_raised_has_a_message() -> None:
    assert ("yaml.py", "duplicate-key") in raised()  # the search finds something
    assert {(name, id) for name, id in raised() if id not in MESSAGES} == set()


def test_no_message_stands_in_two_parts_of_the_catalogue() -> None:
    parts = [getattr(module, name) for module, name in catalogue_parts()]
    assert sum(map(len, parts)) == len(MESSAGES)


@pytest.mark.parametrize("id", sorted(MESSAGES))
def test_both_languages_use_the_same_facts(id: str) -> None:
    message = MESSAGES[id]
    assert set(GAP.findall(message.vi)) == set(GAP.findall(message.en))
    assert set(GAP.findall(message.do_vi)) == set(GAP.findall(message.do_en))
    assert bool(message.do_vi) == bool(message.do_en)
    for text in message:
        assert text.count("{") == len(GAP.findall(text))
    for text in (message.en, message.do_en):
        assert not foreign(GAP.sub("", text))
    if id != "usage":
        assert foreign(GAP.sub("", message.vi))
    assert all(text.endswith(".") for text in (message.do_vi, message.do_en) if text)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("id", sorted(MESSAGES))
def test_every_message_can_be_said(id: str, lang: Lang) -> None:
    facts = {name: f"‹{name}›" for text in MESSAGES[id] for name in GAP.findall(text)}
    said = say(Fault(id, Place("a.yaml", 2, 3), facts), lang)
    assert said.startswith(f"a.yaml:2:3: {'lỗi' if lang == Lang.VI else 'error'} [{id}] ")
    assert all(value in said for value in facts.values())
    assert "{" not in said


def test_every_problem_of_the_syntax_has_words() -> None:
    assert {problem for _, problem, _ in syntax._PROBLEMS} | {"missing-space", "control-character"} <= set(PROBLEMS)


def test_an_unknown_id_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        say(Fault("no-such-fault"), Lang.EN)


def test_a_block_shows_line_caret_and_advice() -> None:
    place = Place("hồ sơ.yaml", 3, 9, "\tXã Nộ\u0323: 98,6 %")
    assert say(Fault("not-a-rate", place, {"value": "98,6"}), Lang.VI) == "\n".join(
        [
            "hồ sơ.yaml:3:9: lỗi [not-a-rate] “98,6” không phải là tỉ lệ.",
            "     Xã Nộ\u0323: 98,6 %",
            "           ^",
            '→ Ghi theo mẫu "98,6 %", "trên 94 %", "gần 86 %" hoặc "209/210".',
        ]
    )


def test_without_a_place_only_the_sentence_is_said() -> None:
    assert (
        say(Fault("rate-negative", facts={"value": "-1 %"}), Lang.EN)
        == "error [rate-negative] a rate cannot be negative: “-1 %”."
    )
    warning = Fault("no-records", facts={"path": "x"}, severity=Severity.WARNING)
    assert say(warning, Lang.VI).startswith("cảnh báo [no-records] ")
    assert say(warning, Lang.EN).startswith("warning [no-records] ")


def test_nearest_and_allowed_are_said_only_when_there_are_some() -> None:
    facts = {"key": "x", "nearest": ["a", "b"], "allowed": ["a", "b", "c"]}
    assert say(Fault("unknown-key", facts=facts), Lang.VI).endswith("Gần nhất: a, b. Dùng được: a, b, c.")
    assert say(Fault("unknown-key", facts=facts), Lang.EN).endswith("Nearest: a, b. Allowed: a, b, c.")
    said = say(Fault("unknown-key", facts={"key": "x", "nearest": [], "allowed": ()}), Lang.EN)
    assert "Nearest" not in said
    assert "Allowed" not in said


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (12709, "12.709", "12,709"),
        (Fraction(12709, 12710), "12.709/12.710", "12,709/12,710"),
        (Decimal("1.5"), "1,5", "1.5"),
        (date(2013, 10, 31), "31/10/2013", "31 October 2013"),
        (Bilingual("đạt", "met"), "đạt", "met"),
        (None, "(không ghi)", "(not given)"),
        ("", "(không ghi)", "(not given)"),
        (True, "true", "true"),
        ([1, "b"], "1, b", "1, b"),
        ({"b", "a"}, "a, b", "a, b"),
        (Place("a", 1), "a:1", "a:1"),
        (
            range(20),
            "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, … (+5)",
            "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, … (+5)",
        ),
    ],
)
def test_facts_are_written_as_readers_write_them(value: object, vi: str, en: str) -> None:
    fault = Fault("counts-exceed-total", facts={"level": 1, "count": value, "total": 5})
    assert say(fault, Lang.VI).endswith(f"đạt mức độ 1 là {vi}, nhiều hơn tổng số đơn vị là 5.")
    assert say(fault, Lang.EN).endswith(f": {en}.") or f"{en} units are" in say(fault, Lang.EN)


def test_names_of_ours_become_words() -> None:
    wrong = Fault("wrong-type", facts={"expected": "mapping", "found": "yes/no"})
    assert "một nhóm các mục" in say(wrong, Lang.VI)
    assert "a group of entries" in say(wrong, Lang.EN)
    gone = Fault("tier-not-in-force", facts={"tier": "district", "date": date(2026, 1, 1), "until": None})
    assert "cấp huyện" in say(gone, Lang.VI, {"district": Bilingual("huyện", "district")})
    assert "cấp district" in say(gone, Lang.VI)  # the words for tiers are those of the rule pack
    assert "thiếu dấu cách" in say(Fault("yaml-syntax", facts={"problem": "missing-space"}), Lang.VI)
    assert "in PyYAML's words" in say(Fault("yaml-syntax", facts={"problem": "in PyYAML's words"}), Lang.VI)


def test_line_numbers_and_quoted_values_are_not_grouped() -> None:
    assert "1234" in say(Fault("duplicate-key", facts={"key": "a", "first": 1234}), Lang.VI)
    assert "-1234" in say(Fault("negative-count", facts={"value": -1234}), Lang.VI)


def test_an_input_cannot_steer_the_terminal() -> None:
    evil = "a\x1b[31m\u202eb\nc"
    said = say(Fault("unknown-key", Place(f"{evil}.yaml", 1, 1, evil), {"key": evil}), Lang.EN)
    assert not set("\x1b\u202e") & set(said)
    assert said.count("\n") == 2


def test_long_lines_and_facts_are_cut_around_the_column() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    said = say(Fault("unknown-key", Place("a", 1, 5001, line), {"key": "k" * 9999}), Lang.EN)
    first, excerpt, caret = said.split("\n")
    assert len(first) < 300
    assert len(excerpt) < 120
    assert excerpt[caret.index("^") :].startswith("HERE")


def test_dates_may_come_as_text() -> None:
    facts: dict[str, object] = {"tier": "district", "date": "2026-02-28", "until": "2025-06-31"}
    said = say(Fault("tier-not-in-force", facts=facts), Lang.VI)
    assert "ngày 28/02/2026" in said
    assert "2025-06-31" in said  # no date of the calendar: shown as it was given
