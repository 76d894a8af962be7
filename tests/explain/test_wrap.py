"""Lines that fit, with Vietnamese in either normal form, long names, and no syllable broken."""

import textwrap
import unicodedata
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phocap.compare.comparison import compare
from phocap.compare.view import text as comparison_text
from phocap.explain.tree import explain_all
from phocap.explain.wrap import FIXED, TIED, wrapped
from phocap.report.table import table
from phocap.text.language import Lang

SYLLABLES = (
    "Trẻ",
    "hoàn",
    "thành",
    "chương",
    "trình",
    "tiểu",
    "học",
    "nghiêng",
    "Điều",
    "khoản",
    "9",
    "a",
    "=",
    "98 %",
)
ODD = ("=", "=)", "a", "b,", "12", "3.", "%", "98", "%;", "x=", "Ngoằnngoèo" * 4)
LONG = "Xã " + " ".join(["Nghiêng Thượng Trường Xuân Phương Nguyễn Khuyến"] * 4)
UNBROKEN = "Xã " + "Ngoằnngoèo" * 15


@given(
    st.lists(st.sampled_from(SYLLABLES + ODD), min_size=1, max_size=40),
    st.integers(8, 60),
    st.sampled_from(("", "  - ", "      ✗ ")),
    st.sampled_from(("", "  ", "    ")),
)
def test_lines_are_those_of_textwrap_with_ties_in_place_of_spaces(
    words: list[str], width: int, first: str, rest: str
) -> None:
    text = " ".join(words)
    tied = TIED.sub(FIXED, text).replace(f"{FIXED}= ", f"{FIXED}={FIXED}")
    lines = textwrap.wrap(
        tied, max(width, len(rest) + 20), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    if len(first) + len(text) > width:
        assert wrapped(text, width, first, rest) == tuple(line.replace(FIXED, " ") for line in lines)


@given(st.lists(st.sampled_from(SYLLABLES), max_size=60), st.integers(30, 100), st.sampled_from(("NFC", "NFD")))
def test_no_syllable_is_broken_and_none_is_lost(words: list[str], width: int, form: str) -> None:
    text = unicodedata.normalize(form, " ".join(words))
    lines = list(wrapped(text, width, "  ✓ "))
    assert all(len(line) <= width for line in lines)
    assert " ".join(lines).split() == ["✓", *" ".join(words).split()] if words else not lines
    assert unicodedata.is_normalized("NFC", "".join(lines))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("chưa đạt theo Điều 9 khoản 2 điểm a", ["chưa đạt theo Điều 9", "khoản 2 điểm a"]),
        ("tỉ lệ là 1.808/2.009 = 89,9 %", ["tỉ lệ là", "1.808/2.009 = 89,9 %"]),
        ("cao hơn nhiều so với 90 %", ["cao hơn nhiều so", "với 90 %"]),
    ],
)
def test_what_belongs_together_stays_together(text: str, lines: list[str]) -> None:
    assert list(wrapped(text, 20)) == lines


@pytest.mark.parametrize("name", [LONG, UNBROKEN, unicodedata.normalize("NFD", LONG)])
@pytest.mark.parametrize("lang", Lang)
def test_long_names_fit_every_view(name: str, lang: Lang, samples: ModuleType) -> None:
    old = samples.judged(samples.commune(name, samples.SOUND))
    worse = samples.SOUND | {"age_11.completed_primary": 150, "age_11.in_primary": 30}
    new = samples.judged(samples.commune(name, worse))
    for shown in (
        explain_all(old, lang, whole=True),
        table(old, lang, 100),
        comparison_text(compare(old, new), lang),
    ):
        assert max(map(len, shown.splitlines())) <= 100
        assert unicodedata.is_normalized("NFC", shown)
        assert "\x1b" not in shown


def test_only_ids_may_be_wider(samples: ModuleType) -> None:
    shown = explain_all(samples.judged(samples.commune(LONG, samples.SOUND)), Lang.VI, whole=True, ids=True)
    wide = [line for line in shown.splitlines() if len(line) > 100]
    assert wide
    assert all(line.strip().startswith("mã: commune:~Xã_Nghiêng") for line in wide)
