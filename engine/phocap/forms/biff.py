"""What an .xls file costs, and whether it needs a password, known before the reader lays its sheets out as grids.

[MS-CFB] and [MS-XLS]: a compound file holds a stream of records; those of cells begin with row and column.
"""

from collections.abc import Callable, Iterator
from typing import Final

from phocap.faults import Fault, Faulty, Place, column_letters

Sector = Callable[[int], bytes]

_HEADER: Final = 512
_SMALL: Final = 64
_END: Final = 0xFFFFFFF0
"""Sector numbers from here on are marks, not sectors."""

_STREAMS: Final = ("Workbook", "Book")
_BOF, _FILEPASS, _SHEET = 0x0809, 0x002F, 0x0085
_FORMULA, _YES_NO_OR_ERROR, _ERROR_RESULT = 0x0006, 0x0205, 2
_CELLS: Final = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
"""Records of one value: formulas, texts, numbers, yes and no."""

_MANY: Final = 0x00BD
"""A record of numbers in several cells of a row; the last column stands at its end."""


def inspect(path: str, data: bytes, most: int) -> dict[int, frozenset[str]]:
    """Refuse a workbook whose sheets span more than ``most`` cells, or that needs a password.

    Return the cells of every sheet, by its number from 0, that hold an error, which the reader tells as empty.

    Raises:
        Faulty: ``workbook-broken``, ``workbook-too-wide`` or ``workbook-password``.
    """
    try:
        stream = _stream(data)
        _check(path, stream, most)
        return _errors(stream)
    except (IndexError, ValueError):
        raise Faulty(Fault("workbook-broken", Place(path), {"format": "xls"})) from None


def _check(path: str, stream: bytes, most: int) -> None:
    rows = columns = total = 0
    for kind, body in _records(stream):
        if kind == _FILEPASS:
            raise Faulty(Fault("workbook-password", Place(path)))
        if kind == _BOF:
            total, rows, columns = total + rows * columns, 0, 0
        elif (kind in _CELLS or kind == _MANY) and len(body) >= 4:
            rows = max(rows, _number(body, 0, 2) + 1)
            last = _number(body, len(body) - 2, 2) if kind == _MANY else _number(body, 2, 2)
            columns = max(columns, last + 1)
        if total + rows * columns > most:
            facts = {"cell": f"{column_letters(columns)}{rows}", "limit": most}
            raise Faulty(Fault("workbook-too-wide", Place(path), facts))


def _errors(stream: bytes) -> dict[int, frozenset[str]]:
    """Return the cells whose value, or the stored result of whose formula, is an error."""
    sheets: dict[int, int] = {}
    found: dict[int, set[str]] = {}
    sheet: int | None = None
    for at, kind, body in _positions(stream):
        if kind == _SHEET:
            sheets.setdefault(_number(body, 0, 4), len(sheets))
        elif kind == _BOF:
            sheet = sheets.get(at, sheet)
        elif sheet is not None and _is_error(kind, body):
            address = f"{column_letters(_number(body, 2, 2) + 1)}{_number(body, 0, 2) + 1}"
            found.setdefault(sheet, set()).add(address)
    return {sheet: frozenset(cells) for sheet, cells in found.items()}


def _is_error(kind: int, body: bytes) -> bool:
    if kind == _FORMULA:  # eight bytes of result: a number, or what it is instead
        return len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == _ERROR_RESULT
    return kind == _YES_NO_OR_ERROR and len(body) >= 8 and body[7] == 1


def _number(data: bytes, at: int, size: int) -> int:
    if at < 0 or at + size > len(data):
        raise IndexError
    return int.from_bytes(data[at : at + size], "little")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    return ((kind, body) for _, kind, body in _positions(stream))


def _positions(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = _number(stream, at, 2), _number(stream, at + 2, 2)
        if not kind and not size:  # what fills up the last sector
            return
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _stream(data: bytes) -> bytes:
    """Return the stream of the workbook in a compound file.

    Raises:
        IndexError: the file ends before it does.
        ValueError: it has no such stream, or its sectors run in a circle.
    """
    size = 1 << _number(data, 30, 2)
    if size not in (512, 4096):
        raise ValueError

    def sector(number: int) -> bytes:
        start = _HEADER + number * size if size == _HEADER else (number + 1) * size
        if start >= len(data):
            raise IndexError
        return data[start : start + size]

    table = _table(data, size, sector)
    directory = _chain(_number(data, 48, 4), table, sector)
    small_table = _numbers(_chain(_number(data, 60, 4), table, sector))
    small = b""

    def small_sector(number: int) -> bytes:
        return small[number * _SMALL : number * _SMALL + _SMALL]

    for at in range(0, len(directory), 128):
        entry = directory[at : at + 128]
        name = entry[: max(_number(entry, 64, 2) - 2, 0)].decode("utf-16-le", "replace")
        start, length = _number(entry, 116, 4), _number(entry, 120, 4)
        if entry[66] == 5:  # the root holds the small streams
            small = _chain(start, table, sector) if start < _END else b""
        elif name in _STREAMS and length >= _number(data, 56, 4):
            return _chain(start, table, sector)[:length]
        elif name in _STREAMS:
            return _chain(start, small_table, small_sector)[:length]
    raise ValueError


def _table(data: bytes, size: int, sector: Sector) -> list[int]:
    """Return which sector follows each."""
    wanted = _number(data, 44, 4)
    listed = [number for number in _numbers(data[76:_HEADER]) if number < _END]
    following, seen = _number(data, 68, 4), set[int]()
    while following < _END and len(listed) < wanted:
        if following in seen:
            raise ValueError
        seen.add(following)
        *numbers, following = _numbers(sector(following))
        listed += [number for number in numbers if number < _END]
    return [number for place in listed[:wanted] for number in _numbers(sector(place))]


def _numbers(data: bytes) -> list[int]:
    return [int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data) - 3, 4)]


def _chain(start: int, table: list[int], sector: Sector) -> bytes:
    parts, seen = [], set[int]()
    while start < _END:
        if start in seen:
            raise ValueError
        seen.add(start)
        parts.append(sector(start))
        start = table[start]
    return b"".join(parts)
