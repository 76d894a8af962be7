"""Tables as an officer reads them."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from phocap.report.table import table
from phocap.text.language import Lang

GOLDEN = Path(__file__).parent / "golden"
NAMES = (
    *("just_below", "flag_open", "flag_used", "printed_rate", "nobody", "missing_14", "right_age"),
    *("small_margin", "two_short", "prerequisite"),
    *("district", "readings_differ", "hostile", "ha-nam-2013", "quy-hop-2021", "duong-minh-chau-2016"),
)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_table(name: str, lang: Lang, samples: ModuleType) -> None:
    samples.check(GOLDEN / f"{name}.{lang}.txt", table(samples.sample(name), lang, 100))


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_at_the_width(name: str, lang: Lang, width: int, samples: ModuleType) -> None:
    result = samples.sample(name)
    text = table(result, lang, width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    assert "\ue000" not in text
    assert "…" not in text.replace("“…”", "")
    wide = table(result, lang, 400)
    assert {word for word in wide.split() if "─" not in word} <= set(text.split())


def test_colour_changes_no_word(samples: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    import re

    monkeypatch.delenv("NO_COLOR", raising=False)
    result = samples.sample("ha-nam-2013")
    coloured = table(result, Lang.VI, 100, colour=True)
    assert "\x1b[32m" in coloured
    plain = "".join(f"{line.rstrip()}\n" for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines())
    assert plain == table(result, Lang.VI, 100)


def test_many_units_are_only_summed_up_unless_asked(samples: ModuleType) -> None:
    result = samples.sample("just_below")
    many = replace(result, verdicts=result.verdicts * 31)
    short = table(many, Lang.EN, 100)
    assert "Clause" not in short
    assert "phocap explain" in short
    assert table(many, Lang.EN, 100, details=True).count("Clause") == 31
    assert "Clause" not in table(result, Lang.EN, 100, details=False)


def test_no_units(samples: ModuleType) -> None:
    assert table(replace(samples.sample("just_below"), verdicts=()), Lang.VI, 100) == "Không có đơn vị nào.\n"
