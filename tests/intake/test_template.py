"""The empty form reads back as a record in which everything is missing."""

from datetime import date
from pathlib import Path

import pytest

from phocap.faults import Faulty
from phocap.intake import read_records, template
from phocap.language.pack import Pack
from phocap.language.registry import Registry
from phocap.text.language import Lang

TODAY, RIGHT_AGE = date(2021, 10, 31), date(2013, 10, 31)
FORMS = [
    ("primary", "commune", TODAY),
    ("primary", "district", TODAY),
    ("primary", "province", TODAY),
    ("primary", "province", date(2025, 7, 1)),
    ("primary", "commune", date(2025, 7, 1)),
    ("primary", "commune", RIGHT_AGE),
    ("primary-right-age", "commune", RIGHT_AGE),
    ("primary-right-age", "district", RIGHT_AGE),
    ("primary-right-age", "province", RIGHT_AGE),
]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(("programme", "tier", "day"), FORMS)
def test_round_trip(programme: str, tier: str, day: date, lang: Lang, pack: Pack, tmp_path: Path) -> None:
    text = template(pack, programme, tier, day, lang)
    path = tmp_path / "form.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        read_records([path], pack)
    assert [(fault.id, fault.facts) for fault in caught.value.faults] == [("missing-key", {"key": "name"})]
    path.write_text(text.replace("name: null", "name: Xã Tiên Nội", 1), encoding="utf-8")
    (record,) = read_records([path], pack).records
    assert (record.unit.tier, record.unit.name, record.unit.code, record.as_of) == (tier, "Xã Tiên Nội", None, day)
    assert record.unit.parent is None
    for section in (record.flags, record.figures, record.rates, record.findings, record.units, record.recognised):
        assert section == {}


def test_every_reading_finds_its_figures(pack: Pack) -> None:
    text = template(pack, "primary", "commune", TODAY, Lang.EN)
    assert "  age_14:\n    ppc: null" in text
    assert "  age_11_14:\n    ppc: null  # Children aged 11-14 to be universalised (PPC) · TH-M1!P12\n" in text


def test_labels_are_in_the_language_asked_for(pack: Pack) -> None:
    text = template(pack, "primary", "commune", TODAY, Lang.VI)
    assert "# Trẻ 6 tuổi phải phổ cập (PPC) · TH-M1!F12\n" in text
    assert text.startswith("# Phổ cập giáo dục tiểu học · cấp xã · 31/10/2021 · 20/2014/NĐ-CP\n")
    assert text.splitlines()[-1].startswith("# null là chưa có số liệu")


def test_a_form_with_figures_filled_in_is_read(pack: Pack, tmp_path: Path) -> None:
    text = template(pack, "primary", "district", TODAY, Lang.VI).replace("name: null", "name: Quỳ Hợp", 1)
    text = (
        text.replace("total: null", "total: 21")
        .replace("level_3: null", "level_3: 20")
        .replace("name: null", "name: Nghệ An")
    )
    path = tmp_path / "form.yaml"
    path.write_text(text, encoding="utf-8")
    (record,) = read_records([path], pack).records
    assert record.units["commune"].levels["primary"][3].value == 20
    assert record.unit.parent is not None
    assert record.unit.parent.name == "Nghệ An"


@pytest.mark.parametrize(
    ("programme", "tier", "day", "expected"),
    [
        ("primary", "comune", TODAY, "unknown-tier"),
        ("primary", "school", TODAY, "wrong-unit-tier"),
        ("primary", "district", date(2025, 7, 1), "tier-not-in-force"),
        ("primery", "commune", TODAY, "unknown-programme"),
        ("primary", "commune", date(1950, 1, 1), "no-instrument"),
    ],
)
def test_what_has_no_form(programme: str, tier: str, day: date, expected: str, pack: Pack) -> None:
    with pytest.raises(Faulty) as caught:
        template(pack, programme, tier, day, Lang.EN)
    assert [fault.id for fault in caught.value.faults] == [expected]


@pytest.mark.parametrize("day", [TODAY, RIGHT_AGE, date(2025, 7, 1)])
def test_every_tier_with_rules_has_a_form(day: date, pack: Pack) -> None:
    registry = Registry(pack)
    for programme in registry.programmes_on(day):
        for tier in registry.in_force(programme, day).rules({}).tiers:
            assert template(pack, programme, tier, day, Lang.EN)
