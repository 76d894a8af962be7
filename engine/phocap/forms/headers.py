"""Lines of a form found by what stands above or beside them, whatever the wording, diacritics, shifts or merges."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from phocap.forms.workbook import Sheet
from phocap.model.form import Line

Path = tuple[str, ...]
"""The texts above a column, from the top, or beside a row, from the left."""

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile("[\u0300-\u036f]")
_MATCH = 1000
_PER_WORD = 10
_SURE = _MATCH - 3 * _PER_WORD
"""So well a header must fit that nothing but its words vouches for."""


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, diacritics and punctuation: ``Tỉ lệ (%)`` is ``ti le``."""
    bare = text.casefold()
    if not bare.isascii():
        bare = _MARK.sub("", unicodedata.normalize("NFD", bare)).replace("đ", "d").replace("ð", "d")
    return tuple(_WORD.findall(bare))


def holds(text: str, phrase: str) -> int | None:
    """Return how many words a text has beside a phrase that it holds, or None when it does not hold it."""
    wanted, found = _spaced(phrase), _spaced(text)
    return found.count(" ") - wanted.count(" ") if words(phrase) and wanted in found else None


@lru_cache(maxsize=1 << 14)
def _spaced(text: str) -> str:
    """Return the words of a text with a space before and behind each, so that no word is found within another."""
    return f" {' '.join(words(text))} "


def weight(line: Line, path: Path) -> int:
    """Return how well a path fits a line: 0 when not at all, less for every word that is not asked for."""
    return max((_fit(header, path) for header in line.header), default=0)


def _fit(header: str, path: Path) -> int:
    at, extra = 0, 0
    for part in header.split(" / "):
        found = next(
            ((place, more) for place in range(at, len(path)) if (more := holds(path[place], part)) is not None), None
        )
        if found is None:
            return 0
        at, extra = found[0] + 1, extra + found[1]
    return max(1, _MATCH - _PER_WORD * (extra + len(path) - at))


def align(lines: Mapping[str, Line], paths: Sequence[Path]) -> dict[str, int]:
    """Return which of the paths each line is: the best matching that keeps the order of both.

    Official forms keep the order of their lines; what is inserted, left out or moved along does no harm.
    """
    names = list(lines)
    table = [[weight(lines[name], path) for path in paths] for name in names]
    best = [[0] * (len(paths) + 1) for _ in range(len(names) + 1)]
    for i in range(len(names) - 1, -1, -1):
        for j in range(len(paths) - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            take = table[i][j] + best[i + 1][j + 1] if table[i][j] else 0
            best[i][j] = max(skip, take)
    found, i, j = {}, 0, 0
    while i < len(names) and j < len(paths):
        if table[i][j] and best[i][j] == table[i][j] + best[i + 1][j + 1]:
            found[names[i]] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def loose(headers: Mapping[str, Sequence[str]], paths: Sequence[Path], taken: Iterable[int] = ()) -> dict[str, int]:
    """Return the columns that stand in no order: each header at the path that it fits best, the surest first."""
    fits = sorted(
        (-weight(Line(header=list(texts), at=""), path), column, name)
        for name, texts in headers.items()
        for column, path in enumerate(paths)
    )
    found: dict[str, int] = {}
    for fit, column, name in fits:
        if fit <= -_SURE and name not in found and column not in {*taken, *found.values()}:
            found[name] = column
    return found


def spread(sheet: Sheet) -> Mapping[tuple[int, int], str]:
    """Return the text of every cell that a merged range covers, by row and column."""
    found = {}
    for (top, left), (bottom, right) in sheet.merged:
        text = sheet.text(top, left)
        if text and (bottom - top + 1) * (right - left + 1) <= len(sheet.rows) * max(sheet.width, 1):
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    found[row, column] = text
    return found


def column_paths(sheet: Sheet, first: int, last: int) -> list[Path]:
    """Return for every column the texts above it in the header rows ``first`` to ``last``.

    A header stands above its own column and, where cells are merged or left empty to its right, above
    those that have a header of their own below it.
    """
    merged = spread(sheet)
    paths: list[list[str]] = [[] for _ in range(sheet.width)]
    for row in range(first, last + 1):
        carried = ""
        for column in range(sheet.width):
            text = sheet.text(row, column) or merged.get((row, column), "")
            if text:
                carried = text
            elif row < last and any(sheet.text(below, column) for below in range(row + 1, last + 1)):
                text = "" if paths[column] and sheet.text(row - 1, column) else carried
            if text and text not in paths[column][-1:]:
                paths[column].append(text)
    return [tuple(path) for path in paths]


def row_paths(sheet: Sheet, first: int, columns: int) -> list[Path]:
    """Return for every row from ``first`` the texts in its first ``columns`` columns.

    A label stands for the rows below it too, as long as they have only labels of their own to its right.
    """
    merged = spread(sheet)
    carried = [""] * columns
    paths = []
    for row in range(first, len(sheet.rows)):
        own = [sheet.text(row, column) or merged.get((row, column), "") for column in range(columns)]
        filled = [column for column, text in enumerate(own) if text]
        path = []
        for column in range(columns):
            if own[column]:
                carried[column:] = [own[column], *[""] * (columns - column - 1)]
                path.append(own[column])
            elif filled and column < filled[0] and carried[column]:
                path.append(carried[column])
        paths.append(tuple(text for at, text in enumerate(path) if not at or text != path[at - 1]))
    return paths
