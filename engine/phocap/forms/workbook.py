"""Workbooks as cells: .xls, .xlsx and .ods, by what they are and not only by their names. Nothing in them is run."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from phocap.faults import Fault, Faulty, Place, column_letters, not_installed
from phocap.forms import biff
from phocap.forms.archive import MOST_CELLS, Marks, inspect
from phocap.forms.kinds import WORKBOOKS
from phocap.source.files import Source
from phocap.value import dataclass

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

Value = Any
"""What a cell holds: text, a number as float, a date, a time, a bool; empty text for an empty cell."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MANIFEST: Final = "META-INF/manifest.xml"
_LONGEST_MANIFEST: Final = 1 << 20
_SHEETS = re.compile(rb"""<sheet\s[^<>]*\bname=["']([^"']*)["'][^<>]*\br:id=["']([^"']*)["']""")
_TARGET = re.compile(rb"""<Relationship\s[^<>]*>""")


@dataclass(frozen=True)
class Sheet:
    """A sheet as rows of values from A1 on; all rows are equally long."""

    path: str
    name: str
    visible: bool
    rows: list[list[Value]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Merged ranges: first and last cell, each as row and column from 0."""
    uncached: frozenset[str] = frozenset()
    errors: frozenset[str] = frozenset()

    def value(self, row: int, column: int) -> Value:
        """Return the value of a cell counted from 0; what lies outside is empty."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; other values as they print."""
        return shown(self.value(row, column))

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell counted from 0."""
        return Place(self.path, row + 1, column + 1, sheet=self.name)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class Workbook:
    """A workbook with the sheets that hold cells."""

    path: str
    sheets: tuple[Sheet, ...]


def shown(value: Value) -> str:
    """Return a value as text in composed letters, without white space around it; whole numbers without a point."""
    if isinstance(value, str):
        stripped = value.strip()
        return stripped if stripped.isascii() else unicodedata.normalize("NFC", stripped)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def open_workbook(source: Source) -> Workbook:
    """Return the sheets of a workbook.

    Raises:
        Faulty: it is none, is named as another kind, needs a password, is broken, or would cost too much; or the
            reader is not installed.
    """
    kind, marks = _kind(source), Marks()
    _check_name(source.path, kind)
    reader = needed("python_calamine", source.path)
    if kind == "xls":
        marks = Marks({}, {str(at): cells for at, cells in biff.inspect(source.path, source.data, MOST_CELLS).items()})
    else:
        marks = inspect(source.path, source.data)
    try:
        book = reader.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        parts = _parts(kind, source.data, [meta.name for meta in book.sheets_metadata])
        sheets: list[Sheet] = []
        for meta in book.sheets_metadata:
            free = MOST_CELLS - sum(len(sheet.rows) * sheet.width for sheet in sheets)
            sheet = _sheet(source.path, book, meta, parts.get(meta.name, ""), marks, free)
            if sheet is not None:
                sheets.append(replace(sheet, rows=_as_floats(sheet.rows)) if kind == "xls" else sheet)
    except Faulty:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        # A reader written in Rust raises what is no Exception when a file leads it astray.
        id = "workbook-password" if type(error).__name__ == "PasswordError" else "workbook-broken"
        raise Faulty(Fault(id, Place(source.path), {"format": kind})) from None
    return Workbook(source.path, tuple(sheets))


def needed(module: str, path: str = "") -> Any:
    """Return a module of the extra ``excel``.

    Raises:
        Faulty: ``extra-not-installed``.
    """
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        raise not_installed("excel", Place(path) if path else None) from None


def _kind(source: Source) -> str:
    data = source.data
    if not data:
        raise Faulty(Fault("empty-file", Place(source.path)))
    if data.startswith(_OLE):
        if _utf16("EncryptedPackage") in data:
            raise Faulty(Fault("workbook-password", Place(source.path)))
        return "xls"
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = set(archive.namelist())
                small = _MANIFEST in names and archive.getinfo(_MANIFEST).file_size < _LONGEST_MANIFEST
                manifest = archive.read(_MANIFEST) if small else b""
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, zlib.error):
            ending = PurePath(source.path).suffix.removeprefix(".")
            raise Faulty(Fault("workbook-broken", Place(source.path), {"format": ending})) from None
        if b"encryption-data" in manifest:
            raise Faulty(Fault("workbook-password", Place(source.path)))
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "content.xml" in names:
            return "ods"
        found = "docx" if "word/document.xml" in names else "xlsb" if "xl/workbook.bin" in names else "zip"
        raise Faulty(Fault("workbook-wrong-kind", Place(source.path), {"kind": found, "allowed": WORKBOOKS}))
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = "html" if head.startswith((b"<html", b"<!doctype html", b"<table")) else "xml" if head[:1] == b"<" else ""
    if not found:
        found = "pdf" if head.startswith(b"%pdf") else "text" if b"\0" not in data[:2048] else "unknown"
    raise Faulty(Fault("workbook-wrong-kind", Place(source.path), {"kind": found, "allowed": WORKBOOKS}))


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _check_name(path: str, kind: str) -> None:
    ending = PurePath(path).suffix.lower()
    fits = {"xlsx": (".xlsx", ".xlsm"), "xls": (".xls",), "ods": (".ods",)}[kind]
    if ending not in fits:
        raise Faulty(Fault("workbook-wrong-ending", Place(path), {"kind": kind, "ending": ending, "right": fits[0]}))


def _sheet(
    path: str, book: "CalamineWorkbook", meta: "SheetMetadata", part: str, marks: Marks, most: int
) -> Sheet | None:
    """Return a sheet of at most so many cells, None when it holds none."""
    if "WorkSheet" not in str(meta.typ):  # charts and macros hold no cells
        return None
    name = meta.name
    cells = book.get_sheet_by_name(name)
    if cells.total_height * cells.total_width > most:
        corner = f"{column_letters(cells.total_width)}{cells.total_height}"
        raise Faulty(Fault("workbook-too-wide", Place(path, sheet=name), {"cell": corner, "limit": MOST_CELLS}))
    return Sheet(
        path=path,
        name=name,
        visible="Hidden" not in str(meta.visible),
        rows=cells.to_python(skip_empty_area=False),
        merged=tuple(cells.merged_cell_ranges or ()),
        uncached=marks.uncached.get(part, frozenset()),
        errors=marks.errors.get(part, frozenset()),
    )


def _as_floats(rows: list[list[Value]]) -> list[list[Value]]:
    """Return rows with every number as float: of .xls files alone the reader gives whole numbers as such."""
    return [[float(value) if type(value) is int else value for value in row] for row in rows]


def _parts(kind: str, data: bytes, names: Sequence[str]) -> dict[str, str]:
    """Return by what the marks of each sheet are known: its part, in .ods its name, in .xls its number."""
    if kind == "xlsx":
        return _sheet_parts(data)
    return {name: name if kind == "ods" else str(at) for at, name in enumerate(names)}


def _sheet_parts(data: bytes) -> dict[str, str]:
    """Return in which part of an .xlsx file each sheet is."""
    import html

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            relations = archive.read("xl/_rels/workbook.xml.rels")
        except KeyError:
            return {}
        targets = {}
        for tag in _TARGET.findall(relations):
            id, target = (re.search(rb"""\b%s=["']([^"']*)["']""" % key, tag) for key in (b"Id", b"Target"))
            if id and target:
                targets[id[1]] = target[1].decode("utf-8", "replace").lstrip("/").removeprefix("xl/")
        sheets = _SHEETS.findall(archive.read("xl/workbook.xml"))
    return {html.unescape(name.decode("utf-8", "replace")): f"xl/{targets[id]}" for name, id in sheets if id in targets}
