"""Tables of our own: a row for every unit, a column for every part of a record, in a sheet or in a text file.

A column is named by the part of the record that it holds (``figures.age_6.ppc``, ``units.commune.total``), by the id or
the label of a field, in either language, or by one of the other names that the rule pack gives.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from phocap.faults import Fault, Faulty, Place
from phocap.forms import cells
from phocap.forms.headers import words
from phocap.forms.workbook import Sheet, shown
from phocap.intake.known import Known
from phocap.intake.reading import Reading
from phocap.intake.records import RECORD_KEYS
from phocap.model.form import Headings
from phocap.source.files import Source
from phocap.source.yaml import Node
from phocap.value import dataclass

SEPARATORS: Final = ("\t", ";", ",", "|")
HEADER_ROWS: Final = 10
"""Rows from the top within which the names of the columns stand."""

_WRITTEN = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_SERIAL = re.compile(r"[0-9]{5}")
_COUNT = re.compile(r"[0-9]+(?:[.,\s][0-9]{3})*")
# Letters with which the fonts of TCVN3 and VNI show Vietnamese ones and which Vietnamese itself has not.
_TCVN3 = re.compile(r"[µ¸¹»¼½¾Ç©§®¬­]|[a-z][¶·×ÞÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ]")
_VNI = re.compile(r"(?:aø|aù|aû|aõ|aï|eâ|oâ|öô|ôù|ñ[aeiou]|aâ|aê|uï)", re.IGNORECASE)
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """Where the columns of a table are named, what part of a record each holds, and which names nobody knows."""

    row: int
    paths: Mapping[int, str]
    unknown: tuple[int, ...]


def text_table(source: Source) -> Sheet:
    """Return a text file with separated values as a sheet; its separator is the one that its first line uses most.

    Raises:
        Faulty: ``table-encoding`` when the letters are those of an old font, ``wrong-encoding`` or ``empty-file``.
    """
    text = _decoded(source)
    if not text.strip():
        raise Faulty(Fault("empty-file", Place(source.path)))
    if legacy := legacy_font(text):
        raise Faulty(Fault("table-encoding", Place(source.path), {"encoding": legacy}))
    first = text.lstrip("\r\n").splitlines()[0]
    if first.lower().startswith("sep=") and len(first) == 5:  # a line for spreadsheets
        separator, text = first[4], text.lstrip("\r\n")[len(first) :].lstrip("\r\n")
    else:
        separator = max(SEPARATORS, key=first.count)
    try:
        rows: list[list[Any]] = [list(row) for row in csv.reader(io.StringIO(text), delimiter=separator, strict=True)]
    except csv.Error as error:
        raise Faulty(Fault("table-syntax", Place(source.path), {"reason": str(error)})) from None
    width = max(map(len, rows))
    return Sheet(source.path, "", True, [[*row, *[""] * (width - len(row))] for row in rows])


def _decoded(source: Source) -> str:
    data = source.data
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    try:
        return source.text
    except Faulty as faulty:
        hint = faulty.faults[0].facts.get("hint")
        if hint == "UTF-16":
            even, odd = data[::2].count(0), data[1::2].count(0)
            return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
        if hint == "windows-1258":
            return data.decode("cp1258", "replace")
        raise


def legacy_font(text: str, least: int = 3) -> str | None:
    """Return the old font in whose letters a text is written, if it has ``least`` of them."""
    sample = text[:20_000]
    if _VIETNAMESE.search(sample):
        return None
    if len(_TCVN3.findall(sample)) >= least:
        return "TCVN3 (ABC)"
    return "VNI" if len(_VNI.findall(sample)) >= least else None


def table_of(reading: Reading, headings: Headings, sheet: Sheet) -> Header | None:
    """Return where the columns of a table are named: in the row with most names that are known, at least two."""
    names = _names(reading.known, headings)
    best: Header | None = None
    for row in range(min(HEADER_ROWS, len(sheet.rows))):
        found: dict[int, str] = {}
        unknown = []
        for column in range(sheet.width):
            text = sheet.text(row, column)
            path = names.get(text) or names.get(_bare(text))
            if path is None and _is_path(text):
                path = text
            if path is not None:
                found[column] = path
            elif text:
                unknown.append(column)
        # Of labels and the ids below them the ids are surer.
        if len(found) >= 2 and (best is None or len(found) >= len(best.paths)):
            best = Header(row, found, tuple(unknown))
    return best


def _names(known: Known, headings: Headings) -> dict[str, str]:
    """Return the part of a record by every name that a column may have."""
    names: dict[str, str] = {}

    def name(text: str, path: str) -> None:
        names.setdefault(text, path)
        names.setdefault(_bare(text), path)

    for path, texts in headings.headings.items():
        for text in texts:
            name(text, path)
    for field, declared in known.fields.items():
        path = f"findings.{field}.value" if field in known.findings else f"figures.{field}"
        for text in (field, declared.label.vi, declared.label.en):
            name(text, path)
    for flag, shown_as in known.flags.items():
        for text in (flag, shown_as.label.vi, shown_as.label.en):
            name(text, f"flags.{flag}")
    for measure in known.ratios:
        title = known.measures[measure].title
        for text in (measure, title.vi, title.en):
            name(text, f"rates.{measure}")
    return names


def _bare(text: str) -> str:
    return " ".join(words(text))


def _is_path(text: str) -> bool:
    first, dot, rest = text.partition(".")
    return first in RECORD_KEYS and (first in ("as_of", "source", "note")) != bool(dot and rest)


def read_table(reading: Reading, headings: Headings, sheet: Sheet) -> list[Node]:
    """Return the records of a table as trees; what is wrong with its columns is reported."""
    header = table_of(reading, headings, sheet)
    if header is None:
        found = [sheet.text(0, column) for column in range(sheet.width)]
        reading.fault("table-without-columns", sheet.place(0, -1), found=[text for text in found if text])
        return []
    names = _names(reading.known, headings)
    for column in header.unknown:
        text = sheet.text(header.row, column)
        near = reading.near(
            "columns", text, (name for name, path in names.items() if name in path or name != _bare(name))
        )
        reading.fault("table-unknown-column", sheet.place(header.row, column), column=text, nearest=near)
    seen: dict[str, int] = {}
    for column, path in header.paths.items():
        if path in seen:
            first = str(sheet.place(header.row, seen[path]))
            reading.fault("table-column-twice", sheet.place(header.row, column), column=path, first=first)
        seen.setdefault(path, column)
    columns = {column: path.split(".") for path, column in seen.items()}
    rows = range(header.row + 1, len(sheet.rows))
    return [node for row in rows if (node := _record(reading, headings, sheet, row, columns, header)) is not None]


def _record(
    reading: Reading, headings: Headings, sheet: Sheet, row: int, columns: Mapping[int, list[str]], header: Header
) -> Node | None:
    """Return a row as the tree of a record; None when it is blank or repeats the names of the columns."""
    tree: dict[str, Any] = {}
    for column, path in columns.items():
        node = _cell(reading, headings, sheet, row, column, path)
        if node is not None:
            _put(reading, tree, _within(reading.known, path), node, sheet.place(header.row, column))
    if not tree.keys() - {"as_of"}:
        return None
    unit = tree.get("unit")
    if isinstance(unit, dict):
        _give_tier(reading.known, unit)
        if isinstance(unit.get("parent"), dict):
            _give_tier(reading.known, unit["parent"])
    return _built(tree, sheet.place(row, -1))


def _give_tier(known: Known, unit: dict[str, Any]) -> None:
    """Let a unit without a tier have the one whose title its name begins with."""
    name = unit.get("name")
    if "tier" not in unit and isinstance(name, Node):
        tier = _tier_of(known, name.raw)
        if tier is not None:
            unit["tier"] = cells.scalar(tier, name.place)


def _tier_of(known: Known, name: str) -> str | None:
    """Return the tier whose title a name begins with, if it is that of one tier only."""
    said = words(name)
    found = [
        tier
        for tier, declared in known.tiers.items()
        if any(said[: len(title)] == title for title in map(words, declared.titles))
    ]
    return found[0] if len(found) == 1 else None


def _within(known: Known, path: list[str]) -> list[str]:
    """Return the keys of a path: the name of a field, which has dots of its own, is one key."""
    start = {"figures": 1, "rates": 1, "flags": 1, "findings": 1, "years": 3}.get(path[0])
    if start is None or len(path) <= start:
        return path
    rest = path[start:]
    if path[start - 1] == "findings":
        for end in range(len(rest), 0, -1):
            if ".".join(rest[:end]) in known.findings:
                return [*path[:start], ".".join(rest[:end]), *rest[end:]]
    return [*path[:start], ".".join(rest)]


def _put(reading: Reading, tree: dict[str, Any], path: list[str], node: Node, place: Place) -> None:
    for part in path[:-1]:
        below = tree.setdefault(part, {})
        if not isinstance(below, dict):
            reading.fault("table-column-twice", place, column=".".join(path), first=str(below.place))
            return
        tree = below
    tree[path[-1]] = node


def _built(tree: Mapping[str, Any], place: Place) -> Node:
    entries = {key: _built(value, place) if isinstance(value, dict) else value for key, value in tree.items()}
    if entries and all(key.isdecimal() and len(key) < 4 for key in entries):  # a list
        return cells.listing((entries[key] for key in sorted(entries, key=int)), place)
    return cells.mapping(entries, place)


def _cell(reading: Reading, headings: Headings, sheet: Sheet, row: int, column: int, path: list[str]) -> Node | None:
    value, place = sheet.value(row, column), sheet.place(row, column)
    section, last = path[0], path[-1]
    if section == "years" and len(path) > 2:
        section = path[2]
    text = shown(value)
    if not text:
        if place.cell in sheet.uncached or place.cell in sheet.errors:
            cells.count(reading, sheet, row, column)
        return None
    if last == "tier":
        called = reading.known.tiers_called(text)
        return cells.scalar(called[0] if len(called) == 1 else text, place)
    if last in ("as_of", "on"):
        return _day(reading, value, place)
    if section == "flags" or last in ("value", "met"):
        return cells.scalar(_yes_no(headings, value), place)
    if last == "code" and isinstance(value, float):
        reading.fault("table-code-as-number", place, value=text)
        return cells.scalar(text, place)
    if section == "rates" or (section == "units" and isinstance(value, str) and not _COUNT.fullmatch(text)):
        return cells.scalar(text.replace("\u00a0", " "), place)
    if section in ("figures", "units") or last == "level":
        number = cells.count(reading, sheet, row, column)
        return None if number is None else cells.scalar(number, place)
    if last == "evidence":
        return cells.listing((cells.scalar(part.strip(), place) for part in text.split(";") if part.strip()), place)
    return cells.scalar(text, place)


def _day(reading: Reading, value: Any, place: Place) -> Node:
    """Return a day as records write it; one in words or digits as people write it is understood too.

    A day that has become a number, or stands in American order, is reported and not guessed.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return cells.scalar(value.isoformat(), place)
    text = shown(value)
    lost = cells.day_of_serial(value if isinstance(value, float) else float(text) if _SERIAL.fullmatch(text) else None)
    if lost is not None:
        reading.fault("table-date-as-number", place, value=text, date=lost)
        return cells.scalar(lost.isoformat(), place)
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return cells.scalar(text, place)
    day, month, year = int(match[1]), int(match[2]), match[3]
    if month > 12 >= day:
        reading.fault("table-date-order", place, value=text, date=f"{year}-{day:02}-{month:02}")
        day, month = month, day
    return cells.scalar(f"{year}-{month:02}-{day:02}", place)


def _yes_no(headings: Headings, value: Any) -> bool | str:
    if isinstance(value, bool):
        return value
    said = " ".join(words(shown(value)))
    for answer, names in ((True, headings.yes), (False, headings.no)):
        if said in {" ".join(words(name)) for name in names}:
            return answer
    return shown(value)


def entries(node: Node, prefix: str = "") -> Iterator[tuple[str, Node]]:
    """Yield the values of a tree by their paths."""
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from entries(child, f"{prefix}{name}.")
    elif isinstance(node.value, tuple):
        for number, child in enumerate(node.value, 1):
            yield from entries(child, f"{prefix}{number}.")
    else:
        yield prefix.removesuffix("."), node
