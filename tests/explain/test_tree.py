"""Explanations of real and telling records, as an officer reads them."""

import unicodedata
from pathlib import Path
from types import ModuleType

import pytest

from phocap.change import Answers
from phocap.explain.tree import explain, explain_all
from phocap.text.language import Lang

GOLDEN = Path(__file__).parent / "golden"
NAMES = (
    *("just_below", "flag_open", "flag_used", "printed_rate", "nobody", "missing_14", "right_age"),
    *("small_margin", "two_short", "prerequisite", "blocked_criterion"),
    *("district", "readings_differ", "hostile", "ha-nam-2013", "quy-hop-2021", "duong-minh-chau-2016"),
    *("tay_ninh_2016", "province_of_districts", "province_of_communes", "no_figures", "rates_only"),
    "only_14_missing",
)
TELLING = {
    "small_margin": "met, with few or none to spare",
    "two_short": "level 3 missed by two eleven-year-olds",
    "missing_14": "nothing said of the children up to 14",
    "only_14_missing": "one figure of fourteen-year-olds decides, and from where on",
    "flag_open": "it is not said whether special difficulty holds",
    "printed_rate": "a rate printed as the threshold",
    "just_below": "a rate that rounding would have lifted to the threshold",
    "ha-nam-2013": "a province judged by printed shares of its districts, every threshold provisional",
    "readings_differ": "a verdict that hangs on a reading",
    "right_age": "provisional verdicts, met figures and missing findings",
    "prerequisite": "another programme stands in the way",
    "blocked_criterion": "a school that one finding and one figure keep from level 1",
    "nobody": "no child of an age",
    "tay_ninh_2016": "a published province, and the districts that hold it back",
    "province_of_districts": "which district holds a province back, and the one commune to lift",
    "province_of_communes": "the same after 1 July 2025, by communes",
    "no_figures": "nothing is given: what to give, and the form for it",
    "rates_only": "after 2016: what is to be collected besides the rates",
}
"""Cases that officers meet, and what each must make plain; figures that contradict stand in tests/cli."""


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_explanation(name: str, lang: Lang, samples: ModuleType) -> None:
    samples.check(GOLDEN / f"{name}.{lang}.txt", told(name, lang, samples))


def told(name: str, lang: Lang, samples: ModuleType) -> str:
    """Return what ``phocap explain`` prints."""
    found = samples.sample(name)
    return explain_all(found, lang, answers=Answers(samples.EVALUATED[id(found)]))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["missing_14", "right_age", "quy-hop-2021"])
def test_whole_explanation(name: str, lang: Lang, samples: ModuleType) -> None:
    samples.check(GOLDEN / f"{name}.whole.{lang}.txt", explain_all(samples.sample(name), lang, whole=True))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["tay_ninh_2016", "rates_only", "two_short"])
def test_explanation_of_the_level_asked_for(name: str, lang: Lang, samples: ModuleType) -> None:
    """The districts that hold back a published province; what else than rates is missing; the one step."""
    found = samples.sample(name)
    text = explain_all(found, lang, level=3, answers=Answers(samples.EVALUATED[id(found)]))
    samples.check(GOLDEN / f"{name}.level_3.{lang}.txt", text)


def test_the_districts_that_hold_back_a_published_province_are_named(samples: ModuleType) -> None:
    found = samples.sample("tay_ninh_2016")
    text = explain_all(found, Lang.EN, level=3, width=300, answers=Answers(samples.EVALUATED[id(found)]))
    held = "huyện Hòa Thành (2 units below); huyện Gò Dầu (4 units below); huyện Châu Thành (9 units below)"
    assert f"Held back by: {held}." in text


def test_what_is_open_stands_in_one_line_and_in_whole_under_whole(samples: ModuleType) -> None:
    found = samples.sample("rates_only")
    brief, whole = (explain_all(found, Lang.EN, level=3, whole=whole) for whole in (False, True))
    assert "Conditions on staff: 0 of 3 conditions met, 3 open, all needed: not enough data." in brief
    assert brief.count("\n") < whole.count("\n") / 3
    assert "Điều 4 khoản 1 điểm d" in whole
    assert "Điều 4 khoản 1 điểm d" not in brief


def test_every_sample_is_explained(samples: ModuleType) -> None:
    assert set(NAMES) == {*samples.NAMES, *samples.STORIES}
    assert set(TELLING) <= set(NAMES)


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_lines_fit_the_width_and_are_composed(name: str, lang: Lang, width: int, samples: ModuleType) -> None:
    for whole in (False, True):
        text = explain_all(samples.sample(name), lang, whole=whole, width=width)
        assert max(map(len, text.splitlines())) <= width
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(c) == "Cc" for c in text.replace("\n", ""))
        assert text.endswith("\n")


def test_the_flag_is_named_that_decides(samples: ModuleType) -> None:
    assert "đặc biệt khó khăn (ĐBKK)" in explain_all(samples.sample("flag_open"), Lang.VI, width=300)


def test_a_level_asked_for_brings_the_levels_that_keep_it_open(samples: ModuleType) -> None:
    verdict = samples.sample("missing_14").verdicts[0]
    text = explain(verdict, Lang.EN, level=3)
    assert [line for line in text.splitlines() if line.startswith("Level ")] == [
        "Level 1 (Điều 9): not enough data on: Children aged 11-14 who completed primary.",
        "Level 2 (Điều 10): not enough data on: Meets the standard of level 1.",
        "Level 3 (Điều 11): not enough data on: Meets the standard of level 2.",
    ]


def test_a_level_that_is_met_stands_alone(samples: ModuleType) -> None:
    verdict = samples.sample("flag_used").verdicts[0]
    lines = explain(verdict, Lang.EN, level=3).splitlines()
    assert [line[:7] for line in lines if line.startswith("Level ")] == ["Level 3"]


@pytest.mark.parametrize("lang", Lang)
def test_what_is_provisional_is_never_said_outright(lang: Lang, samples: ModuleType) -> None:
    for name in ("right_age", "ha-nam-2013"):
        text = explain_all(samples.sample(name), lang, whole=True)
        assert "ĐẠT CHUẨN" not in text
        assert "MEETS THE STANDARD" not in text
        assert "công nhận" not in text.lower()
        assert ("Tạm tính" if lang is Lang.VI else "Provisional") in text
