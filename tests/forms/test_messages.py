"""Every message about officers' files, said of a real file that is wrong in that way, in both languages."""

import io
import os
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from workbooks import grid

from phocap.cli.main import main
from phocap.faults import Fault, Faulty
from phocap.forms.checks import check
from phocap.forms.grid import index_of
from phocap.forms.layouts import Layouts
from phocap.forms.records import gather
from phocap.forms.synth import Commune, commune, files
from phocap.language.pack import Pack
from phocap.text.faults import MESSAGES, say
from phocap.text.language import Lang
from phocap.text.messages_forms import FORMS
from phocap.text.messages_reconcile import RECONCILE

HERE = Path(__file__).parent
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"
Edit = Callable[[Any], object]


def cell(address: str, value: object) -> Edit:
    return lambda sheet: sheet.__setitem__(address, value)


def packed(**parts: bytes) -> bytes:
    """Return an .xlsx file with parts put in by name."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "x"
    stream, out = io.BytesIO(), io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def parquet(columns: dict[str, list[Any]]) -> bytes:
    stream = io.BytesIO()
    pl.DataFrame(columns).write_parquet(stream)
    return stream.getvalue()


def far() -> bytes:
    rows = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    space = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return packed(**{SHEET: space + rows + b"</sheetData></worksheet>"})


BYTES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "workbook-password": ("a.xlsx", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
    "workbook-broken": ("a.xlsx", lambda: packed()[:300]),
    "workbook-bomb": ("a.xlsx", lambda: packed(**{"xl/media/image1.bin": bytes(3_000_000)})),
    "workbook-too-wide": ("a.xlsx", far),
    "workbook-entities": (
        "a.xlsx",
        lambda: packed(**{"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "a">]><sst/>'}),
    ),
    "workbook-wrong-kind": ("a.xls", lambda: b"<html><table></table></html>"),
    "workbook-wrong-ending": ("a.xls", packed),
    "workbook-not-recognised": ("a.xlsx", packed),
    "table-without-columns": ("a.csv", lambda: b"x,y\n1,2\n"),
    "table-unknown-column": ("a.csv", lambda: "unit,as_of,age_6.ppc,age_11.pcc\nXã A,2025-09-30,1,2\n".encode()),
    "table-column-twice": ("a.csv", lambda: "unit,as_of,age_6.ppc,PPC 6 tuổi\nXã A,2025-09-30,1,2\n".encode()),
    "table-encoding": ("a.csv", lambda: "Tªn ®¬n vÞ;PPC 6 tuæi\nX· T×nh Gi­;12\nX· B×nh Ph­¬c;15\n§«ng H¶i;µ\n".encode()),
    "table-date-order": ("a.csv", lambda: "unit,tier,as_of,age_6.ppc\nXã A,commune,09/30/2025,1\n".encode()),
    "table-date-as-number": ("a.csv", lambda: "unit,tier,as_of,age_6.ppc\nXã A,commune,45930,1\n".encode()),
    "parquet-persons": ("a.parquet", lambda: parquet({"birth_year": [2017]})),
    "parquet-column": ("a.parquet", lambda: parquet({"unit": ["Xã A"], "age_6.ppc": [[1, 2]]})),
    "table-syntax": ("a.csv", lambda: 'unit,tier\n"Xã A,commune\n'.encode()),
}
"""Files as bytes, by the message."""


def lost_row(sheet: Any) -> None:
    for found in [str(one) for one in sheet.merged_cells.ranges]:
        sheet.unmerge_cells(found)
    sheet.insert_rows(12)
    sheet["A13"] = "???"


def without_day(sheet: Any) -> None:
    for row in sheet.iter_rows(max_row=3):
        for one in row:
            if one.value and "ngày" in str(one.value):
                one.value = "Thời điểm: ………"


def hidden(sheet: Any) -> None:
    sheet.parent.create_sheet("Xem")["A1"] = "Xem trang sau"
    sheet.parent.active = 1
    sheet.sheet_state = "veryHidden"


def of_last_year(sheet: Any) -> None:
    for row in sheet.iter_rows(max_row=3):
        for one in row:
            if one.value and "2025" in str(one.value):
                one.value = "Thời điểm: ngày 30 tháng 9 năm 2024"


def more_girls(sheet: Any) -> None:
    sheet["F7"], sheet["K7"] = sheet["F6"].value + 1, None


def nobody(sheet: Any) -> None:
    for row in range(8, 12):
        for column in "IJK":
            sheet[f"{column}{row}"] = 0
        for column in "LM":
            sheet[f"{column}{row}"] = None


def error(sheet: Any) -> None:
    sheet["F12"].value, sheet["F12"].data_type = "#DIV/0!", "e"


FORM_FILES: dict[str, tuple[str, Edit]] = {
    "form-header-missing": ("th-m1", lost_row),
    "workbook-hidden": ("th-m1", hidden),
    "form-without-unit": ("th-m1", cell("A2", "Xã …………")),
    "form-without-day": ("th-m1", without_day),
    "form-birth-year": ("th-m1", of_last_year),
    "form-sum": ("th-m1", cell("K12", 9999)),
    "form-part": ("th-m1", more_girls),
    "sources-disagree": ("th-m1", cell("F40", 1)),
    "cell-date-for-number": ("th-m1", cell("F12", datetime(1900, 4, 8))),
    "cell-error": ("th-m1", error),
    "cell-formula-without-value": ("th-m1", cell("F12", "=1+1")),
    "survey-without-year": ("survey", cell("A2", None)),
    "survey-birth-year": ("survey", cell("G7", None)),
    "zero-impossible": ("th-01-gv+th-02", nobody),
    "example": ("th-02", cell("A2", "Xã X")),
}
"""Forms that are changed in one way, by the message."""

PERSONS: dict[str, dict[str, object]] = {
    "survey-name-missing": {"given_name": None},
    "survey-birth-date": {"birth_day": 32},
    "survey-status-unknown": {"residence_status": "đi làm xa"},
    "survey-unknown-school": {"school_code": "77777777"},
    "survey-school-missing": {"school_code": None},
    "survey-studying-and-dropped": {"dropped_grade": 3},
    "survey-age-for-grade": {"grade": 9},
    "survey-able-not-disabled": {"able": "X"},
    "survey-disabled-unmarked": {"autism": "X"},
    "text-decomposed": {"last_name": "Le\u0302 Thi\u0323"},
    "text-old-font": {"last_name": "NguyÔn ThÞ"},
}
"""One person who is odd in one way, by the message."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "folder-not-empty": ("data", "synth", "-o", "."),
    "unknown-check": ("data", "check", "th-02.xlsx", "--select", "survey-dupliacte"),
    "no-survey": ("data", "figures", "th-02.xlsx"),
    "unknown-figure": ("data", "figures", "survey.xlsx", "--rows", "age_6.pcc"),
    "unknown-definition": ("data", "figures", "survey.xlsx", "--definition", "ppc=disabled"),
    "nothing-to-reconcile": ("data", "reconcile", "th-02.xlsx", "other.csv"),
    "survey-years": ("data", "check", "survey.xlsx", "last-year.xlsx"),
    "roll-alone": ("evaluate", "roll.csv"),
    "no-synth": ("data", "synth", "-o", "new", "--rules", "ruritania"),
}
"""Commands that are refused, by the message."""


class Files:
    """Writes the wrong files, and returns what is said of them."""

    def __init__(self, folder: Path, pack: Pack, known: Layouts, made: Commune, contents: dict[str, bytes]) -> None:
        self.folder, self.pack, self.known, self.made, self.contents = folder, pack, known, made, contents

    def write(self, name: str, content: bytes) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(content)
        return self.folder / name

    def form(self, name: str, edit: Edit | None = None, target: str = "") -> Path:
        if edit is None:
            return self.write(target or f"{name}.xlsx", self.contents[name])
        book = openpyxl.load_workbook(io.BytesIO(self.contents[name]))
        edit(book.worksheets[0])
        stream = io.BytesIO()
        book.save(stream)
        return self.write(target or f"{name}.xlsx", stream.getvalue())

    def person(self, **person: object) -> Path:
        columns = {name: index_of(column.at) + 1 for name, column in self.known.surveys[0].columns.items()}
        sound = {"last_name": "Lê Thị", "given_name": "An", "birth_year": 2017, "grade": 3, "form": 1}

        def only(sheet: Any) -> None:
            sheet.delete_rows(5, sheet.max_row)
            school = {"school_code": self.made.lists["local-schools"][0]}
            for name, value in {**sound, **school, **person}.items():
                sheet.cell(5, columns[name], value)

        return self.form("survey", only)

    def said(self, *paths: Path) -> list[Fault]:
        intake, faults = gather(paths, self.pack)
        return [*faults, *check(intake, self.pack)]

    def wrong(self, id: str, monkeypatch: pytest.MonkeyPatch) -> list[Fault]:
        """Return what is said of the file that is wrong in a way."""
        if id in BYTES:
            name, content = BYTES[id]
            if id == "workbook-bomb":
                monkeypatch.setattr("phocap.forms.archive.MOST_UNPACKED", 2 * 1024**2)
            return self.said(self.write(name, content()))
        if id in FORM_FILES:
            name, edit = FORM_FILES[id]
            first, *beside = name.split("+")
            return self.said(self.form(first, edit), *(self.form(other) for other in beside))
        if id in PERSONS:
            return self.said(self.person(**PERSONS[id]))
        if id == "table-code-as-number":
            rows = [["Mã xã", "Tên xã", "Ngày"], [4, "Xã A", "2025-09-30"]]
            return self.said(grid(rows, self.write("a.xlsx", b"")))
        made = commune(self.known.synths[0], 0, 5, 2025, 60, ("lost-zeros", "duplicate"))
        ((name, content),) = files(self.pack, self.known, made, ("survey",))
        return self.said(self.write(name, content))


WRITING = (
    *("form-one-day", "form-one-unit", "form-other-tier", "sample-too-large", "template-cell-taken", "template-no-row"),
    *("template-not-xlsx", "template-other-day", "template-other-unit", "template-without-form", "unknown-form"),
)
"""What is wrong when forms are filled or a sample is drawn: said in test_fill.py and test_sample.py."""


@pytest.fixture(scope="module")
def wrong(
    pack: Pack, known: Layouts, made: Commune, contents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Fault, str]]:
    """By message: what was said, and the folder of the files that it was said of."""
    found: dict[str, tuple[Fault, str]] = {}
    home = tmp_path_factory.mktemp("wrong")
    known_ways = {*BYTES, *FORM_FILES, *PERSONS} & {*MESSAGES}
    for id in sorted({*FORMS, *RECONCILE, *known_ways} - {*COMMANDS, *WRITING, "extra-not-installed"}):
        with pytest.MonkeyPatch.context() as patch:
            faults = Files(home / id, pack, known, made, contents).wrong(id, patch)
        fault = next((one for one in faults if one.id == id), None)
        assert fault is not None, f"{id}: {[one.id for one in faults]}"
        found[id] = fault, f"{home / id}/"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "python_calamine", None)
        with pytest.raises(Faulty) as caught:
            gather_strictly(Files(home / "x", pack, known, made, contents).form("th-02"), pack)
        found["extra-not-installed"] = caught.value.faults[0], f"{home / 'x'}/"
    return found


def gather_strictly(path: Path, pack: Pack) -> None:
    raise Faulty(gather([path], pack)[1])


def golden(name: str, text: str) -> None:
    path = HERE / "golden" / name
    if os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), f"{name}: read what changed; PHOCAP_UPDATE_GOLDEN=1"


@pytest.mark.parametrize("lang", list(Lang))
def test_what_is_said_of_files(lang: Lang, wrong: dict[str, tuple[Fault, str]], pack: Pack) -> None:
    said = {id: say(fault, lang, pack.tier_words).replace(folder, "") for id, (fault, folder) in sorted(wrong.items())}
    golden(f"messages.{lang}.txt", "\n\n".join(said.values()) + "\n")


@pytest.mark.parametrize("lang", list(Lang))
def test_what_commands_say(
    lang: Lang,
    contents: dict[str, bytes],
    pack: Pack,
    known: Layouts,
    made: Commune,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready = Files(tmp_path, pack, known, made, contents)
    for form in ("survey", "th-02"):
        ready.form(form)
    ready.form("survey", cell("A2", 2024), "last-year.xlsx")
    ready.write("other.csv", "unit,tier,as_of,age_6.ppc\nXã Khác,commune,2025-09-30,12\n".encode())
    ready.write("roll.csv", "STT;Họ và tên;Ngày sinh;Lớp\n1;Lê Thị An;06/05/2017;3A\n".encode())
    (tmp_path / "ruritania").symlink_to(HERE.parent / "packs" / "ruritania")
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    said = []
    for id, words in COMMANDS.items():
        status = main([*words, "--quiet", "--lang", lang])
        printed = capsys.readouterr()
        assert f"[{id}]" in printed.err, id
        assert printed.out == ""
        assert status == (1 if id == "survey-years" else 2), id
        said.append(f"$ phocap {' '.join(words)}\n{printed.err}")
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    golden(f"commands.{lang}.txt", "\n".join(said))


def test_every_message_about_files_was_said(wrong: dict[str, tuple[Fault, str]]) -> None:
    assert {*FORMS, *RECONCILE} <= {*wrong, *COMMANDS, *WRITING}
