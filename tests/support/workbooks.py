"""Workbooks for tests."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from phocap.forms import FormIntake
from phocap.forms.template import columns, template
from phocap.language.pack import Pack
from phocap.model.record import Record
from phocap.text.language import Lang


def figures(intake: FormIntake) -> dict[str, int]:
    (record,) = intake.records
    return {name: given.value for name, given in sorted(record.figures.items())}


def grid(rows: Iterable[Iterable[Any]], path: Path, sheet: str = "Sheet1") -> Path:
    """Write rows into a workbook."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def filled(pack: Pack, programme: str, tier: str, day: date, lang: Lang, path: Path) -> set[str]:
    """Write the template of a programme with one row filled in; return the columns."""
    path.write_bytes(template(pack, programme, tier, day, lang))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    found = columns(pack, programme, tier, day, lang)
    assert [sheet.cell(4, at).value for at in range(1, len(found) + 1)] == [column.path for column in found]
    values = {"count": 0, "yes-no": "có", "day": datetime(day.year, day.month, day.day), "text": "0012", "tier": tier}
    above = [name for name in pack.country.tiers[tier].above if pack.country.tiers[name].in_force.holds_on(day)]
    for at, column in enumerate(found, 1):
        value: Any = values[column.kind]
        if column.path.startswith("recognised") and column.kind == "count":
            value = 1
        if column.path.startswith("units"):
            value = 0
        if column.path == "unit.parent.tier":
            value = above[0]
        sheet.cell(5, at).value = value
    book.save(path)
    return {column.path for column in found}


def check_filled(record: Record, tier: str, day: date, paths: set[str]) -> None:
    """Compare a record with what :func:`filled` filled in."""

    def told(section: str, part: str = "") -> set[str]:
        return {path for path in paths if path.startswith(f"{section}.") and path.endswith(part)}

    assert (record.unit.tier, record.unit.code, record.as_of) == (tier, "0012", day)
    assert {f"figures.{name}" for name in record.figures} == told("figures")
    assert {f"flags.{name}" for name in record.flags} == told("flags")
    assert all(flag.value is True for flag in record.flags.values())
    assert {f"findings.{name}.value" for name in record.findings} == told("findings", ".value")
    assert all(one.value.by == "0012" and one.value.on == day for one in record.findings.values())
    assert {f"recognised.{name}.level" for name in record.recognised} == told("recognised", ".level")
    below = {f"units.{tier}.total" for tier in record.units}
    below |= {f"units.{t}.{p}.level_{n}" for t, b in record.units.items() for p, ns in b.levels.items() for n in ns}
    assert below == told("units")
