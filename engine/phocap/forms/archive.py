"""What a workbook costs is known before it is opened: nothing is unpacked, or laid out as a grid, beyond a limit.

The reader of workbooks lays a sheet out as a full grid up to its last filled cell, so one value in the last cell
of an .xlsx sheet would take hundreds of gigabytes. The limits are far beyond any file of a commune.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import field
from itertools import pairwise
from typing import Final
from xml.parsers import expat

import polars as pl

from phocap.faults import Fault, Faulty, Place, column_letters
from phocap.forms import odf
from phocap.value import dataclass

MOST_UNPACKED: Final = 400 * 1024**2
"""Bytes of all parts of a workbook together, unpacked."""

MOST_CELLS: Final = 8_000_000
"""Cells of a sheet, from the first to the last filled one."""

_FAR: Final = r"""r[ \t\r\n]*=[ \t\r\n]*["'](?:[A-Z]{3}|[D-Z][A-Z]|[A-Z]{1,2}(?:[0-9]{6}|[7-9][0-9]{4}))"""
"""A cell beyond column CZ or row 69,999; sheets without one are within the limit, and most are."""

_FAR_CELL = re.compile(_FAR.encode())
_RARE: Final = rf"""{_FAR}|<!|[<:]f[ />]|=[ \t\r\n]*["']e["']"""
"""What most sheets have not: a far cell, a declaration, a formula, an error."""

_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,4})([0-9]{1,8})["']""")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_PREFIX: Final = rb"(?:[\w.-]+:)?"
"""Elements may be written with the prefix of their namespace, as some programs do."""

_BLANK = re.compile(rb"<%bc\s[^<>]*/>|<%bc\s[^<>]*[^/<>]>\s*</%bc>" % ((_PREFIX,) * 3))
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)
# A formula whose result is an empty text says so: t="str".
_UNCACHED = re.compile(
    rb"""<%bc\s(?![^<>]*\bt=["']str["'])[^<>]*\br=["']([A-Z]{1,4}[0-9]{1,8})["'][^<>]*>"""
    rb"""\s*<%bf\b[^<>]*(?:/>|>[^<]*</%bf>)\s*(?:<%bv\s*/>|<%bv>\s*</%bv>)?\s*</%bc>""" % ((_PREFIX,) * 7)
)
_ERROR = re.compile(rb"""<%bc\s(?=[^<>]*\bt=["']e["'])[^<>]*\br=["']([A-Z]{1,4}[0-9]{1,8})["']""" % _PREFIX)
_ODS_ROW = re.compile(rb"<table:table-row\b")
_ODS_REPEAT = re.compile(rb"""number-(rows|columns)-repeated\s*=\s*["']([0-9]{1,12})["']""")
_ODS_FILLED = re.compile(rb"(?:office:value-type|table:formula|<text:p)[^<>]*")
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PARTS: Final = ("xl/workbook.xml", "xl/sharedStrings.xml", "content.xml", "styles.xml", "xl/styles.xml")


@dataclass(frozen=True)
class Marks:
    """Cells of which the reader of workbooks tells only that they are empty, by the part that the sheet is in."""

    uncached: dict[str, frozenset[str]] = field(default_factory=dict)
    """Formulas without a stored value."""
    errors: dict[str, frozenset[str]] = field(default_factory=dict)
    """Errors such as ``#DIV/0!``."""


def inspect(path: str, data: bytes) -> Marks:
    """Refuse a packed workbook that would cost too much or that declares entities; return what it hides.

    Raises:
        Faulty: ``workbook-broken``, ``workbook-bomb``, ``workbook-too-wide`` or ``workbook-entities``.
    """
    uncached: dict[str, frozenset[str]] = {}
    errors: dict[str, frozenset[str]] = {}
    for name, content in _parts(path, data):
        if content.startswith(_UTF_16):  # as no program writes it: what the reader makes of it was not looked at
            raise Faulty(Fault("workbook-broken", Place(path), {"format": "XML"}))
        is_sheet = _SHEET_PART.fullmatch(name) is not None
        if is_sheet and _is_plain(content):
            continue
        if _ENTITY.search(content):
            raise Faulty(Fault("workbook-entities", Place(path), {"part": name}))
        if is_sheet:
            _check_extent(path, content)
            uncached[name] = frozenset(found.decode() for found in _UNCACHED.findall(content))
            errors[name] = frozenset(found.decode() for found in _ERROR.findall(content))
        elif name == "content.xml":
            _check_ods(path, content)
            try:
                cells = odf.hidden(content)
            except expat.ExpatError:
                raise Faulty(Fault("workbook-broken", Place(path), {"format": "XML"})) from None
            for sheet in {sheet for sheet, _, _ in cells}:
                for found, is_error in ((errors, True), (uncached, False)):
                    found[sheet] = frozenset(cell for of, cell, one in cells if of == sheet and one is is_error)
    return Marks(uncached, errors)


def _parts(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that hold cells and texts, unpacked, after checking what all parts together declare."""
    broken = Fault("workbook-broken", Place(path), {"format": "ZIP"})
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        raise Faulty(broken) from None
    if any(member.flag_bits & 1 for member in members):
        raise Faulty(Fault("workbook-password", Place(path)))
    total = sum(member.file_size for member in members)
    if total > MOST_UNPACKED:
        facts = {"limit": MOST_UNPACKED // 1024**2, "size": total // 1024**2}
        raise Faulty(Fault("workbook-bomb", Place(path), facts))
    for member in members:
        if _SHEET_PART.fullmatch(member.filename) or member.filename in _PARTS:
            yield member.filename, _unpacked(path, data, member)


def _unpacked(path: str, data: bytes, member: zipfile.ZipInfo) -> bytes:
    """Return a part, unpacked here so that a directory that lies about sizes is found out."""
    start = member.header_offset
    header = data[start : start + 30]
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = data[start + 30 + names : start + 30 + names + member.compress_size]
    try:
        if member.compress_type == zipfile.ZIP_STORED:
            content = packed
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, member.file_size + 1)
        else:
            raise ValueError
        if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
            raise ValueError
    except (zlib.error, ValueError):
        raise Faulty(Fault("workbook-broken", Place(path), {"format": "ZIP"})) from None
    return content


def _is_plain(content: bytes) -> bool:
    """Return whether a sheet surely has nothing in it that has to be looked at; it takes one pass."""
    try:
        return not pl.Series([content]).cast(pl.String).str.contains(_RARE).item()
    except pl.exceptions.PolarsError:  # not UTF-8
        return False


def _check_extent(path: str, content: bytes) -> None:
    """Refuse a sheet whose filled cells span too large a grid; cells that only carry a format do not count."""
    if _FAR_CELL.search(content) is None or _extent(content)[2] <= MOST_CELLS:
        return
    # Formats that reach down to the last row are common, values there are not.
    columns, rows, area = _extent(_BLANK.sub(b"", content))
    if area > MOST_CELLS:
        facts = {"cell": f"{column_letters(columns)}{rows}", "limit": MOST_CELLS}
        raise Faulty(Fault("workbook-too-wide", Place(path), facts))


def _extent(content: bytes) -> tuple[int, int, int]:
    found = _REFERENCE.findall(content)
    columns = max((_number(letters) for letters in {letters for letters, _ in found}), default=0)
    rows = max((int(digits) for digits in {digits for _, digits in found}), default=0)
    return columns, rows, columns * rows


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_ods(path: str, content: bytes) -> None:
    """Refuse rows and columns of an OpenDocument sheet that are repeated too often; empty ones may be."""
    total = 0
    for start, row in _ods_rows(content):
        if not _ODS_FILLED.search(row):
            continue
        repeats = [(kind, int(number)) for kind, number in _ODS_REPEAT.findall(row)]
        rows = max([number for kind, number in repeats if kind == b"rows"], default=1)
        # The last cells of a row are often one empty cell, repeated to the edge of the sheet.
        filled = row[: [found.end() for found in _ODS_FILLED.finditer(row)][-1]]
        columns = sum(int(number) for kind, number in _ODS_REPEAT.findall(filled) if kind == b"columns")
        total += rows * (columns + filled.count(b"<table:table-cell"))
        if total > MOST_CELLS:
            line = content.count(b"<table:table-row", 0, start) + 1
            raise Faulty(Fault("workbook-too-wide", Place(path), {"cell": str(line), "limit": MOST_CELLS}))


def _ods_rows(content: bytes) -> Iterator[tuple[int, bytes]]:
    starts = [found.start() for found in _ODS_ROW.finditer(content)]
    for start, end in pairwise([*starts, len(content)]):
        yield start, content[start:end]
