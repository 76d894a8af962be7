"""The empty table: everything that is asked for has a column, and what is filled in comes back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from workbooks import check_filled, filled

from phocap.forms import FormIntake
from phocap.forms.template import template
from phocap.intake.template import Asked, asked_for
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.shipped import vn_rules
from phocap.text.language import Lang

Read = Callable[..., FormIntake]
DAY = date(2021, 10, 31)


ASKED: dict[tuple[object, ...], Asked] = {}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many rows as a test fills in, and what rules ask for looked up once: other rows and languages are the same."""

    def asked(pack: Pack, *about: Any) -> Asked:
        return ASKED.get(about) or ASKED.setdefault(about, asked_for(pack, *about))

    monkeypatch.setattr("phocap.forms.template.ROWS", 3)
    monkeypatch.setattr("phocap.forms.template.asked_for", asked)


def every_template() -> list[tuple[str, date, str]]:
    """Return programme, day and tier of every template of the rules, old and new."""
    pack = load_pack(vn_rules())
    found = set()
    for loaded in pack.rule_files.values():
        file = loaded.model
        period = pack.instruments[file.instrument].in_force
        last = period.until or LATEST
        for tier, known in pack.country.tiers.items():
            day = min(filter(None, (last, known.in_force.until)))
            if any(tier in level.tiers for level in file.levels.values()):
                found.add((file.programme, day, tier))
    return sorted(found)


LATEST = date(2026, 11, 21)


@pytest.mark.parametrize(("programme", "day", "tier"), every_template())
def test_what_is_filled_in_comes_back(
    programme: str, day: date, tier: str, pack: Pack, tmp_path: Path, read: Read
) -> None:
    found = [filled(pack, programme, tier, day, lang, tmp_path / f"{lang}.xlsx") for lang in Lang]
    assert found[0] == found[1]
    records = [read(tmp_path / f"{lang}.xlsx").records for lang in Lang]
    for (record,) in records:
        check_filled(record, tier, day, found[0])


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
