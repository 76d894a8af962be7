"""Workbooks: what they are, what they cost, and what is refused before it costs anything."""

import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from phocap.faults import Fault, Faulty
from phocap.forms.archive import MOST_CELLS
from phocap.forms.workbook import Workbook, open_workbook, shown
from phocap.source.files import Source

SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def xlsx(rows: bytes = b"", **parts: bytes) -> bytes:
    """Return an .xlsx file with the XML of rows, and with other parts replaced by name."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == SHEET and rows:
                content = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                content += rows + b"</sheetData></worksheet>"
            new.writestr(name, parts.pop(name, content))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def opened(data: bytes, name: str = "a.xlsx") -> Workbook:
    return open_workbook(Source(name, data))


def fault(data: bytes, name: str = "a.xlsx") -> Fault:
    with pytest.raises(Faulty) as caught:
        opened(data, name)
    (found,) = caught.value.faults
    return found


def test_cells_have_values_and_addresses() -> None:
    book = opened(xlsx(b'<row r="3"><c r="C3"><v>12</v></c><c r="D3" t="str"><v>Ho\xc3\xa0</v></c></row>'))
    (sheet,) = book.sheets
    assert sheet.value(2, 2) == 12.0
    assert sheet.text(2, 2) == "12"
    assert sheet.value(0, 0) == ""
    assert str(sheet.place(2, 2)) == "a.xlsx:Sheet!C3"
    assert sheet.value(99, 99) == ""


def test_text_is_composed() -> None:
    assert shown("Hoa\u0300") == "Hoà"


def test_an_archive_that_unpacks_too_far_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx(**{"xl/media/bomb.bin": bytes(2_000_000)})
    assert opened(data).sheets
    monkeypatch.setattr("phocap.forms.archive.MOST_UNPACKED", 2_000_000)
    assert fault(data).id == "workbook-bomb"


def test_a_directory_that_lies_about_sizes_is_found_out() -> None:
    data = bytearray(xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>' * 1000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        member = archive.getinfo(SHEET)
        content = archive.read(SHEET)
    small = 200
    directory = data.rindex(SHEET.encode()) - 46
    struct.pack_into("<I", data, directory + 24, small)
    struct.pack_into("<I", data, directory + 16, zlib.crc32(content[:small]))
    assert member.file_size > small
    assert fault(bytes(data)).id == "workbook-broken"


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c s=">" r = "XFD1048576"><v>1</v></c>',
        b'<c r="XFD1048576" t="inlineStr"><is><t>1</t></is></c>',
    ],
)
def test_one_value_in_the_last_cell_is_no_grid_of_billions(cell: bytes) -> None:
    found = fault(xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">' + cell + b"</row>"))
    assert found.id == "workbook-too-wide"
    assert found.facts["cell"] == "XFD1048576"


@pytest.mark.parametrize("blank", [b'<c r="XFD%d" s="1"/>', b'<c r="XFD%d" s="1"></c>'])
def test_formats_down_to_the_last_row_do_no_harm(blank: bytes) -> None:
    rows = b"".join(b'<row r="%d">' % row + blank % row + b"</row>" for row in range(2, 2000))
    rows += b'<row r="1048576">' + blank % 1048576 + b"</row>"
    (sheet,) = opened(xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>' + rows)).sheets
    assert len(sheet.rows) == 1


def test_a_million_empty_rows_cost_little() -> None:
    rows = b"".join(b'<row r="%d" ht="15"/>' % row for row in range(2, 1_000_000))
    (sheet,) = opened(xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>' + rows)).sheets
    assert len(sheet.rows) == 1


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    assert fault(xlsx(**{"xl/sharedStrings.xml": bomb})).id == "workbook-entities"


def test_formulas_without_a_value_and_errors_are_told_from_blank_cells() -> None:
    rows = (
        b'<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c>'
        b'<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>A1</f><v></v></c><c r="E1"/></row>'
        b'<row r="2"><c r="E2"><v>1</v></c></row>'
    )
    (sheet,) = opened(xlsx(rows)).sheets
    assert sheet.uncached == {"A1", "D1"}
    assert sheet.errors == {"C1"}
    assert sheet.value(0, 1) == 2.0


def test_a_formula_with_an_empty_text_as_result_is_blank() -> None:
    rows = b'<row r="1"><c r="A1" t="str"><f>IF(1=1,"","")</f><v></v></c><c r="B1"><v>1</v></c></row>'
    (sheet,) = opened(xlsx(rows)).sheets
    assert (sheet.uncached, sheet.value(0, 0)) == (frozenset(), "")


def test_a_sheet_written_with_prefixes_is_looked_at_as_well() -> None:
    content = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
        b'<x:c r="A1"><x:f>1+1</x:f></x:c><x:c r="B1" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>'
        b"</x:sheetData></x:worksheet>"
    )
    (sheet,) = opened(xlsx(**{SHEET: content})).sheets
    assert (sheet.uncached, sheet.errors) == ({"A1"}, {"B1"})


def test_letters_of_two_bytes_are_refused() -> None:
    text = '<worksheet><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    assert fault(xlsx(**{SHEET: text.encode("utf-16")})).id == "workbook-broken"


def test_nothing_that_a_workbook_links_to_is_followed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = '=WEBSERVICE("http://127.0.0.1:9/")'
    book.active["A2"] = "=[1]Other!A1"
    stream = io.BytesIO()
    book.save(stream)
    (sheet,) = opened(stream.getvalue()).sheets
    assert sheet.uncached == {"A1", "A2"}


def test_macros_are_not_looked_at() -> None:
    data = xlsx(**{"xl/vbaProject.bin": b"not a project at all"})
    assert opened(data, "a.xlsm").sheets


@pytest.mark.parametrize(
    ("data", "name", "id"),
    [
        (b"", "a.xlsx", "empty-file"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "workbook-wrong-kind"),
        (b"a;b\n1;2\n", "a.xlsx", "workbook-wrong-kind"),
        (b"%PDF-1.7", "a.xlsx", "workbook-wrong-kind"),
        (OLE + bytes(600), "a.xls", "workbook-broken"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "workbook-password"),
        (b"PK\x03\x04" + bytes(100), "a.xlsx", "workbook-broken"),
    ],
)
def test_what_is_no_workbook_is_told_for_what_it_is(data: bytes, name: str, id: str) -> None:
    assert fault(data, name).id == id


def test_a_file_cut_short_is_broken() -> None:
    whole = xlsx()
    for size in (10, len(whole) // 2, len(whole) - 1):
        assert fault(whole[:size]).id == "workbook-broken"


def test_a_wrong_ending_is_told_with_the_right_one() -> None:
    found = fault(xlsx(), "a.xls")
    assert found.id == "workbook-wrong-ending"
    assert found.facts["right"] == ".xlsx"


def test_a_word_file_is_told_as_such() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert fault(out.getvalue()).facts["kind"] == "docx"


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    namespaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {namespaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return out.getvalue()


FORMULA = '<table:table-cell table:formula="of:=[.A9]"'
CELL = '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'


def test_open_document_sheets_are_read_with_their_empty_margins() -> None:
    margin = '<table:table-cell table:number-columns-repeated="16383"/>'
    rest = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    (sheet,) = opened(ods(f"<table:table-row>{CELL}{margin}</table:table-row>{rest}"), "a.ods").sheets
    assert sheet.rows == [[7.0]]


def test_open_document_cells_repeated_over_the_sheet_are_refused() -> None:
    many = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"', 1)
    rows = f'<table:table-row table:number-rows-repeated="1048576">{many}</table:table-row>'
    assert MOST_CELLS < 16384 * 1048576
    assert fault(ods(rows), "a.ods").id == "workbook-too-wide"


def test_an_open_document_without_rows_is_read() -> None:
    assert opened(ods(""), "a.ods").sheets[0].rows == []


def test_errors_and_bare_formulas_of_an_open_document_are_told_from_blank_cells() -> None:
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    ours = '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="">'
    error = f"{ours}<text:p>#DIV/0!</text:p></table:table-cell>"
    bare = '<table:table-cell table:formula="of:=1+1"/>'
    blank = '<table:table-cell table:formula="of:=T([.A9])"><text:p/></table:table-cell>'
    rows = (
        f'<table:table-row table:number-rows-repeated="3">{CELL}</table:table-row>'
        f"<table:table-row>{CELL}{empty}{error}{bare}{blank}{CELL}</table:table-row>"
    )
    (sheet,) = opened(ods(rows), "a.ods").sheets
    assert (sheet.errors, sheet.uncached) == ({"D4"}, {"E4"})
    assert [sheet.value(3, column) for column in (0, 3, 4, 5, 6)] == [7.0, "", "", "", 7.0]


def test_an_error_in_a_remark_is_none_of_the_cell() -> None:
    remark = "<office:annotation><text:p>#REF!</text:p></office:annotation>"
    noted = CELL.replace("<text:p>", f"{remark}<text:p>", 1).replace("<table:table-cell", FORMULA, 1)
    (sheet,) = opened(ods(f"<table:table-row>{noted}</table:table-row>"), "a.ods").sheets
    assert (sheet.errors, sheet.rows) == (frozenset(), [[7.0]])


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row><table:table-cell office:value-type="error">' * 50_000,  # nothing of it is ever closed
        "<table:table-row>" + "<table:table-cell table:formula=''" * 50_000,
        "<table:table-row><table:table-cell table:formula=''><text:p>#" + "<text:s/>#" * 50_000,
    ],
)
def test_an_open_document_that_is_cut_off_costs_one_pass(rows: str) -> None:
    assert fault(ods(rows), "a.ods").id == "workbook-broken"


def test_formulas_repeated_over_the_sheet_are_refused() -> None:
    many = "<table:table-cell table:formula='' table:number-columns-repeated='16384'/>"
    rows = f"<table:table-row table:number-rows-repeated='1048576'>{many}</table:table-row>"
    assert fault(ods(rows), "a.ods").id == "workbook-too-wide"


@pytest.mark.parametrize("name", ["content.xml", "encrypted-package"])
def test_an_open_document_with_a_password_is_told_as_such(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, bytes(range(256)))
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert fault(out.getvalue(), "a.ods").id == "workbook-password"


def xls(*cells: tuple[int, int, int, object]) -> bytes:
    """Return an .xls file with values by sheet, row and column."""
    book = xlwt.Workbook()
    sheets: dict[int, Any] = {}
    for number, row, column, value in cells:
        if number not in sheets:
            sheets[number] = book.add_sheet(f"S{number}")
        sheets[number].write(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_old_workbooks_keep_numbers_texts_and_addresses() -> None:
    (sheet,) = opened(xls((0, 0, 0, 7), (0, 2, 1, 2.5), (0, 3, 2, "Hòa"), (0, 4, 0, True)), "a.xls").sheets
    assert (sheet.value(0, 0), sheet.value(2, 1), sheet.text(3, 2)) == (7.0, 2.5, "Hòa")
    assert type(sheet.value(0, 0)) is float
    assert sheet.value(4, 0) is True


def test_errors_of_an_old_workbook_are_told_from_blank_cells() -> None:
    book = xlwt.Workbook()
    for number in range(2):
        sheet = book.add_sheet(f"S{number}")
        sheet.write(0, 0, 1)
    sheet.row(2).set_cell_error(1, "#DIV/0!")
    sheet.write(3, 2, xlwt.Formula("1/0"))
    stream = io.BytesIO()
    book.save(stream)
    data = stream.getvalue()
    at = data.index(struct.pack("<HH", 3, 2), data.index(struct.pack("<HH", 0x0205, 8))) + 6
    data = data[:at] + bytes([2, 0, 7, 0, 0, 0, 0xFF, 0xFF]) + data[at + 8 :]  # the result of the formula
    first, second = opened(data, "a.xls").sheets
    assert first.errors == frozenset()
    assert second.errors == {"B3", "C4"}


@pytest.mark.parametrize(
    "cells",
    [
        ((0, 65535, 255, 1),),
        ((0, 0, 0, "x"), (0, 65535, 0, "y"), (0, 0, 255, 0.5)),
        ((0, 0, 0, 1), *((number, 30000, 99, number) for number in (1, 2, 3))),
    ],
)
def test_old_workbooks_that_span_too_far_are_refused_before_they_are_laid_out(
    cells: tuple[tuple[int, int, int, object], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = xls(*cells)
    monkeypatch.setitem(sys.modules, "python_calamine", object())  # nothing is asked of the reader
    assert fault(content, "a.xls").id == "workbook-too-wide"


def test_an_old_workbook_with_a_password_is_told_as_such() -> None:
    data = xls((0, 0, 0, 1))
    at = data.index(bytes.fromhex("e1000200"))  # a record of the same length takes its place
    assert fault(data[:at] + b"\x2f" + data[at + 1 :], "a.xls").id == "workbook-password"


def test_an_old_workbook_cut_short_or_running_in_a_circle_is_broken() -> None:
    data = xls(*((0, row, 0, f"text {row}") for row in range(2000)))
    for size in (600, len(data) // 2, len(data) - 2000):
        assert fault(data[:size], "a.xls").id == "workbook-broken"
    first = int.from_bytes(data[76:80], "little") * 512 + 512
    circle = data[:first] + bytes(512) + data[first + 512 :]  # every sector is followed by the first
    assert fault(circle, "a.xls").id == "workbook-broken"


def test_sheets_that_are_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for sheet in [book.worksheets[0], book.create_sheet(), book.create_sheet()]:
        sheet["T20"] = 1
    stream = io.BytesIO()
    book.save(stream)
    assert len(opened(stream.getvalue()).sheets) == 3
    monkeypatch.setattr("phocap.forms.workbook.MOST_CELLS", 1000)
    assert fault(stream.getvalue()).id == "workbook-too-wide"


def test_without_the_reader_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    found = fault(xlsx())
    assert found.id == "extra-not-installed"
    assert found.facts["extra"] == "excel"


def test_hidden_sheets_are_known_as_such(
    tmp_path: Path, read: Callable[..., object], changed: Callable[..., Path]
) -> None:
    book = openpyxl.load_workbook(changed("th-m1"))
    copy = book.copy_worksheet(book.worksheets[0])
    copy.title = "TH-M1 cu"
    copy.sheet_state = "veryHidden"
    copy["L12"] = 9999
    path = tmp_path / "an.xlsx"
    book.save(path)
    sheets = open_workbook(Source("an.xlsx", path.read_bytes())).sheets
    assert [sheet.visible for sheet in sheets] == [True, False]
    read(path)  # the figures of the hidden sheet contradict those that people see, and are not looked at
