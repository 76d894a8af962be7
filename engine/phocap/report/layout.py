"""Tables of text that fit a width: the first column takes what the others leave, headings run across."""

import unicodedata
from collections.abc import Sequence

from phocap.explain.wrap import FIXED, clean, wrapped
from phocap.value import dataclass

BOLD, RED, GREEN, YELLOW, DIM = "1", "31", "32", "33", "2"
"""How a terminal shows a cell (ECMA-48, select graphic rendition)."""

GAP = 2
ROOMY = 30
"""Other columns are squeezed while the first has less than this."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, whether its cells stand to the right, and how far it can be squeezed."""

    heading: str
    right: bool = False
    least: int | None = None


@dataclass(frozen=True)
class Line:
    """A row of cells, or a heading that runs across; ``styles`` by column."""

    cells: tuple[str, ...] = ()
    heading: str | None = None
    styles: tuple[tuple[int, str], ...] = ()


def draw(columns: Sequence[Column], lines: Sequence[Line], width: int, colour: bool) -> str:
    """Return the table; columns in which no row says anything are left out."""
    rows = [line for line in lines if line.heading is None]
    kept = [place for place in range(len(columns)) if place == 0 or any(row.cells[place] for row in rows)]
    shown = [columns[place] for place in kept]
    widths = _widths(shown, [[_cell(row.cells[place]) for place in kept] for row in rows], width)
    headings = [_folded(column.heading, size) for column, size in zip(shown, widths, strict=True)]
    highest = max(map(len, headings))
    headings = [[""] * (highest - len(lines)) + lines for lines in headings]
    found = _row(shown, headings, widths, [BOLD] * len(kept), colour)
    found.append("─" * (sum(widths) + GAP * (len(widths) - 1)))
    for number, line in enumerate(lines):
        if line.heading is not None:
            found += [""] * (number > 0)
            found += [_styled(part, BOLD, colour) for part in wrapped(line.heading, width, rest="  ")]
        else:
            styles = dict(line.styles)
            cells = [_folded(_cell(line.cells[p]), size) for p, size in zip(kept, widths, strict=True)]
            found += _row(shown, cells, widths, [styles.get(place, "") for place in kept], colour)
    return "".join(f"{line.rstrip()}\n" for line in found)


def _row(
    columns: Sequence[Column], cells: Sequence[list[str]], widths: Sequence[int], styles: Sequence[str], colour: bool
) -> list[str]:
    """Return the lines of a row, as many as its highest cell has."""
    found = []
    for number in range(max(map(len, cells))):
        parts = []
        for column, lines, size, style in zip(columns, cells, widths, styles, strict=True):
            text = lines[number] if number < len(lines) else ""
            blank = " " * (size - cells_of(text))
            text = _styled(text, style, colour)
            parts.append(blank + text if column.right else text + blank)
        found.append((" " * GAP).join(parts))
    return found


def _styled(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour and style and text else text


def _folded(text: str, width: int) -> list[str]:
    """Return a cell in lines of a width; a word that is longer is broken."""
    found = []
    for given in text.split("\n"):
        line = ""
        for word in given.replace(FIXED, " ").split(" "):
            joined = f"{line} {word}" if line else word
            if cells_of(joined) <= width:
                line = joined
                continue
            found += [line] if line else []
            line = word
            while cells_of(line) > width:
                fits = next(n for n in range(len(line), 0, -1) if n == 1 or cells_of(line[:n]) <= width)
                found.append(line[:fits])
                line = line[fits:]
        found.append(line)
    return found


def cells_of(text: str) -> int:
    """Return how many places of a terminal a text takes: marks none, letters of East Asian scripts two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _cell(text: str) -> str:
    """Return a cell in which no column is so narrow that a number and its sign part; line breaks are kept."""
    lines = (
        clean(line).replace(" %", f"{FIXED}%").replace(" *", f"{FIXED}*").replace(" †", f"{FIXED}†")
        for line in text.split("\n")
    )
    return "\n".join(line.replace("≥ ", f"≥{FIXED}").replace("≤ ", f"≤{FIXED}") for line in lines)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    def texts(place: int) -> list[str]:
        return [columns[place].heading, *(row[place] for row in rows)]

    def longest(place: int) -> int:
        return max(cells_of(line) for text in texts(place) for line in text.split("\n"))

    sizes = [longest(place) for place in range(len(columns))]

    def left() -> int:
        return width - sum(sizes[1:]) - GAP * (len(sizes) - 1)

    # The last columns matter least.
    for place in reversed(range(1, len(columns))):
        column = columns[place]
        if column.least is not None and left() < min(ROOMY, sizes[0]):
            words = (word for text in texts(place) for word in text.replace("\n", " ").split(" "))
            least = max(column.least, *map(cells_of, words))
            lacking = min(ROOMY, sizes[0]) - left()
            sizes[place] = max(min(least, sizes[place]), sizes[place] - lacking)
    sizes[0] = max(1, min(sizes[0], left()))
    return sizes
