"""Tables of text that fit a width: the first column takes what the others leave, headings run across."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from phocap.explain.wrap import FIXED, clean, wrapped

if TYPE_CHECKING:
    from rich.console import RenderableType

MARK = "\ue000"
"""Stands for a heading while the table is drawn: rich cannot let a cell run across columns."""

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
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = [line for line in lines if line.heading is None]
    kept = [place for place in range(len(columns)) if place == 0 or any(row.cells[place] for row in rows)]
    widths = _widths([columns[place] for place in kept], [[_cell(r.cells[p]) for p in kept] for r in rows], width)
    ruled = box.Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
    made = Table(box=ruled, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for place, size in zip(kept, widths, strict=True):
        column = columns[place]
        made.add_column(
            Text(column.heading, style="bold"),
            justify="right" if column.right else "left",
            width=size,
            overflow="fold",
        )
    headings: dict[str, str] = {}
    numbers = count()
    for place, line in enumerate(lines):
        if line.heading is not None:
            if place:
                made.add_row()
            mark = f"{MARK}{next(numbers)}{MARK}"
            headings[mark] = line.heading
            made.add_row(mark)
            continue
        styles = dict(line.styles)
        made.add_row(*(Text(_cell(line.cells[p]), style=styles.get(p, "")) for p in kept))
    return _with_headings(rendered(made, width, colour), headings, width, colour)


def rendered(what: RenderableType, width: int, colour: bool) -> str:
    """Return what rich prints, without spaces at the ends of lines."""
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="standard" if colour else None,
        no_color=not colour,
        force_terminal=colour,
        force_jupyter=False,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        console.print(what)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().replace(FIXED, " ").splitlines())


def _cell(text: str) -> str:
    """Return a cell in which a number and its sign are never parted; line breaks are kept."""
    lines = (
        clean(line).replace(" %", f"{FIXED}%").replace(" *", f"{FIXED}*").replace(" †", f"{FIXED}†")
        for line in text.split("\n")
    )
    return "\n".join(line.replace("≥ ", f"≥{FIXED}").replace("≤ ", f"≤{FIXED}") for line in lines)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    from rich.cells import cell_len

    def texts(place: int) -> list[str]:
        return [columns[place].heading, *(row[place] for row in rows)]

    def longest(place: int) -> int:
        return max(cell_len(line) for text in texts(place) for line in text.split("\n"))

    sizes = [longest(place) for place in range(len(columns))]

    def left() -> int:
        return width - sum(sizes[1:]) - GAP * (len(sizes) - 1)

    # The last columns matter least.
    for place in reversed(range(1, len(columns))):
        column = columns[place]
        if column.least is not None and left() < min(ROOMY, sizes[0]):
            words = (word for text in texts(place) for word in text.replace("\n", " ").split(" "))
            least = max(column.least, *map(cell_len, words))
            lacking = min(ROOMY, sizes[0]) - left()
            sizes[place] = max(min(least, sizes[place]), sizes[place] - lacking)
    sizes[0] = max(1, min(sizes[0], left()))
    return sizes


def _with_headings(text: str, headings: dict[str, str], width: int, colour: bool) -> str:
    from rich.text import Text

    found = []
    for line in text.splitlines(keepends=True):
        heading = headings.get(line.strip())
        if heading is None:
            found.append(line)
        else:
            found += [rendered(Text(part, style="bold"), width, colour) for part in wrapped(heading, width, rest="  ")]
    return "".join(found)
