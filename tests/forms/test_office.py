"""Real files of other programs: .xls, .ods and .xlsx as LibreOffice writes them, and .xls as older programs do."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from workbooks import check_filled, figures, filled

from phocap.forms import FormIntake, read_records
from phocap.forms.reconcile import read_side, reconcile
from phocap.language.pack import Pack
from phocap.text.language import Lang

Read = Callable[..., FormIntake]
DAY = date(2025, 9, 30)
FORMS = ("th-m1", "th-02", "th-01-gv", "th-01-csvc", "survey")
FORMATS = ("ods", "xls", "xlsx")


@pytest.fixture(scope="session")
def office(contents: dict[str, bytes], pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every form, the survey and the filled templates, opened in LibreOffice and saved in three formats."""
    program = shutil.which("soffice")
    if program is None:
        assert os.environ.get("CI") != "true", "LibreOffice is needed"
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("office")
    for form in FORMS:
        (home / f"{form}.xlsx").write_bytes(contents[form])
    for lang in Lang:
        filled(pack, "primary", "commune", DAY, lang, home / f"template-{lang}.xlsx")
    sources = sorted(home.glob("*.xlsx"))
    for ending in FORMATS:
        command = [program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", ending, "--outdir", str(home / ending), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return home


@pytest.mark.parametrize("ending", FORMATS)
def test_forms_and_surveys_saved_in_libreoffice_are_the_same(ending: str, office: Path, pack: Pack, read: Read) -> None:
    for form in FORMS:
        path = office / ending / f"{form}.{ending}"
        intake = read(path)
        assert not intake.warnings
        assert [one.by_position for one in intake.recognised] == [()]
        assert figures(intake) == figures(read(office / f"{form}.xlsx"))
        sides = [read_side([str(one)], pack) for one in (office / f"{form}.xlsx", path)]
        compared = reconcile(sides[0], sides[1], pack)
        assert compared.differences == []
        assert compared.persons == (600 if form == "survey" else 0)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("lang", list(Lang))
def test_our_template_filled_in_libreoffice_reads_back(
    ending: str, lang: Lang, office: Path, pack: Pack, read: Read
) -> None:
    from phocap.forms.template import columns

    (record,) = read(office / ending / f"template-{lang}.{ending}").records
    check_filled(record, "commune", DAY, {column.path for column in columns(pack, "primary", "commune", DAY, lang)})


def as_xls(content: bytes, path: Path) -> Path:
    """Write the sheets of a workbook as the programs of officers do: BIFF8, numbers as numbers."""
    import io

    book = xlwt.Workbook()
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        copy = book.add_sheet(sheet.title)
        merged = {cell for one in sheet.merged_cells.ranges for row in one.rows for cell in row}
        for one in sheet.merged_cells.ranges:
            at: Any = (one.min_row - 1, one.max_row - 1, one.min_col - 1, one.max_col - 1)
            copy.write_merge(*at, sheet.cell(one.min_row, one.min_col).value)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and (cell.row, cell.column) not in merged:
                    copy.write(cell.row - 1, cell.column - 1, cell.value)
    book.save(str(path))
    return path


@pytest.mark.parametrize("form", FORMS)
def test_old_workbooks_are_read_as_new_ones(
    form: str, contents: dict[str, bytes], pack: Pack, tmp_path: Path, read: Read
) -> None:
    (tmp_path / "a.xlsx").write_bytes(contents[form])
    old = as_xls(contents[form], tmp_path / "a.xls")
    assert figures(read(old)) == figures(read(tmp_path / "a.xlsx"))
    (record,) = read_records([old], pack).records
    assert {given.place.sheet for given in record.figures.values()} <= {form.upper(), "MauNhapLieu"}
