"""Workbooks for tests."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl

from phocap.forms import FormIntake


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
