"""What a page consists of, whatever it is written as: headings, paragraphs, points and tables of short texts."""

import re
from typing import Final, NamedTuple

from phocap.value import dataclass

_ADDRESS: Final = re.compile(r"https?://[a-zA-Z0-9:/?#@!$&'*+,;=._~%-]+|[a-z0-9][a-z0-9_.-]*\.(?:html|md)")


class Span(NamedTuple):
    """A piece of text; with an address it is a link, within the pages where the address names one of them."""

    text: str
    href: str = ""
    code: bool = False
    soft: bool = False
    """Said beside the matter."""

    @property
    def address(self) -> str:
        """Where it may lead: to an address of the web or to one of the pages, and nothing that would run."""
        return self.href if _ADDRESS.fullmatch(self.href) else ""


Line = tuple[Span, ...]
Cell = tuple[Line, ...]
"""Lines one below the other."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 2 or deeper; a whole heading in code is also its own anchor."""

    level: int
    text: str
    code: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True)
class Row:
    """A row of a table; ``depth`` is how far its first cell is set in."""

    cells: tuple[Cell, ...]
    depth: int = 0


@dataclass(frozen=True)
class Table:
    """A table with a heading for each column."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Page:
    """A page: its name in the folder, its title, and what stands on it."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def line(*pieces: str | Span) -> Line:
    """Return a line; plain texts are spans without more, empty ones are left out."""
    spans = (Span(piece) if isinstance(piece, str) else piece for piece in pieces)
    return tuple(span for span in spans if span.text)


def cell(*lines: Line | str) -> Cell:
    """Return the lines that have something to say."""
    made = (line(one) if isinstance(one, str) else one for one in lines)
    return tuple(one for one in made if one)
