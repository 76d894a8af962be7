"""The empty table: everything that is asked for has a column, and what is filled in comes back."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from phocap.forms import FormIntake
from phocap.forms.template import columns, template
from phocap.language.pack import Pack
from phocap.text.language import Lang

Read = Callable[..., FormIntake]
DAY = date(2021, 10, 31)
VALUES = {"count": 0, "yes-no": "có", "day": datetime(2021, 10, 31), "text": "0012", "tier": "commune"}


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("programme", ["primary", "preschool-5", "lower-secondary", "literacy"])
@pytest.mark.parametrize("tier", ["commune", "district", "province"])
def test_what_is_filled_in_comes_back(
    programme: str, tier: str, lang: Lang, pack: Pack, tmp_path: Path, read: Read
) -> None:
    path = tmp_path / "mau.xlsx"
    path.write_bytes(template(pack, programme, tier, DAY, lang))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    found = columns(pack, programme, tier, DAY, lang)
    assert [sheet.cell(4, at).value for at in range(1, len(found) + 1)] == [column.path for column in found]
    filled = {}
    for at, column in enumerate(found, 1):
        value = VALUES[column.kind]
        if column.path.startswith("recognised") and column.kind == "count":
            value = 1
        if column.path.startswith("units"):
            value = 0
        filled[column.path] = value
        sheet.cell(5, at).value = value
    parents = {"commune": "district", "district": "province"}
    sheet.cell(5, 1).value = tier
    if tier in parents:
        sheet.cell(5, 4).value = parents[tier]
    book.save(path)
    (record,) = read(path).records
    assert record.unit.tier == tier
    assert record.unit.code == "0012"
    assert record.as_of == DAY
    assert {f"figures.{name}" for name in record.figures} == {p for p in filled if p.startswith("figures.")}
    assert {f"flags.{name}" for name in record.flags} == {p for p in filled if p.startswith("flags.")}
    assert all(flag.value is True for flag in record.flags.values())
    assert {f"findings.{name}.value" for name in record.findings} == {p for p in filled if p.endswith(".value")}
    assert all(one.value.by == "0012" and one.value.on == DAY for one in record.findings.values())
    assert {f"recognised.{name}.level" for name in record.recognised} == {
        p for p in filled if p.startswith("recognised.") and p.endswith("level")
    }


def test_headers_are_locked_and_cells_take_only_what_fits(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    path.write_bytes(template(pack, "primary", "commune", DAY, Lang.VI))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.protection.sheet
    assert sheet["A3"].protection.locked
    assert not sheet["A5"].protection.locked
    assert sheet.row_dimensions[4].hidden
    kinds = {rule.type for rule in sheet.data_validations.dataValidation}
    assert {"whole", "list", "date"} <= kinds
    assert all(rule.prompt for rule in sheet.data_validations.dataValidation)


def test_an_empty_template_says_nothing(pack: Pack, tmp_path: Path, read: Read) -> None:
    path = tmp_path / "mau.xlsx"
    path.write_bytes(template(pack, "primary", "commune", DAY, Lang.VI))
    intake = read(path)
    assert intake.records == ()
    assert intake.recognised[0].form == "table"


def test_the_same_template_has_the_same_bytes(pack: Pack) -> None:
    assert template(pack, "primary", "commune", DAY, Lang.VI) == template(pack, "primary", "commune", DAY, Lang.VI)
