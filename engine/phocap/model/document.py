"""Forms of documents that officers sign: page, styles and wording as data, and the places of what a result says.

A form says what stands around the findings (headings, lines for the clerk to fill in, signatures) and where the
findings go, as blocks by name; what a block says comes from the result alone.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from phocap.model.base import Id, Model, Text
from phocap.model.law import Source


class Block(StrEnum):
    """What a result can say in a document."""

    BASIS = "basis"
    """The legal texts by which was judged, a line each."""
    CONCLUSIONS = "conclusions"
    """The verdict of the unit at the top, or how many units came to what."""
    CONDITIONS = "conditions"
    """The conditions of the unit at the top: figures, rate, threshold, margin, outcome, clause."""
    LACKING = "lacking"
    """What keeps it from its next level."""
    BELOW = "below"
    """Units below that are short of a level, nearest to it first."""
    PUBLISHED = "published"
    """What was published about it."""
    MISSING = "missing"
    """Figures that are missing and leave a level open."""
    CAUTIONS = "cautions"
    """Figures of the law that are not confirmed."""
    READINGS = "readings"
    """The readings followed, and those that change the verdict of the unit at the top."""
    UNITS = "units"
    """Every unit: result, smallest margin, what it lacks."""
    MEASURES = "measures"
    """Every unit: its figures and rates, one column a quantity."""
    DETAILS = "details"
    """The conditions of every unit."""
    RECOGNISED = "recognised"
    """Units with the level that they surely have."""
    LEFT_OUT = "left-out"
    """Units that are not proposed, and why."""
    AUTHORITY = "authority"
    """Who recognises, by the legal texts."""
    CRITERIA = "criteria"
    """A school criterion by criterion, for its self-assessment."""
    CRITERIA_TABLE = "criteria-table"
    """The criteria of a school with their outcome at every level."""
    EVIDENCE = "evidence"
    """The list of the evidence that the record names."""
    FRONT = "front"
    """What the regime of a self-assessment puts first, for the school to fill in."""
    DATA = "data"
    """Its tables of figures, with what the record gives."""
    PLAN = "plan"
    """Its form of an improvement plan, for the school to fill in."""
    FILES = "files"
    """Digest, program, and the hashes of what the result rests on."""


class Heading(Model):
    """A column of a table that people fill in: its heading, and how wide it is in proportion."""

    heading: Text
    width: Annotated[int, Field(ge=1)]


class Line(Model):
    """A row of such a table; a ``group`` has one cell that runs across."""

    cells: list[Text | None] = []
    """What stands in the columns, from the left; the rest is for people to fill in."""
    figures: list[Id | None] = []
    """The fields of the record that fill columns."""
    yearly: Id | None = None
    """The field of the record that fills the columns of years."""
    group: bool = False
    times: Annotated[int, Field(ge=1)] = 1
    """So many rows of this kind, one after another."""


class Sheet(Model):
    """A table that people fill in, with what a record gives already there."""

    columns: list[Heading]
    rows: list[Line]
    years: int = 0
    """So many school years have a column each behind the others, the oldest first."""


class Item(Model):
    """A part of a document: one of heading, text, points, table and block."""

    heading: Text | None = None
    level: Annotated[int, Field(ge=1, le=3)] = 1
    text: Text | None = None
    lead: Text | None = None
    """Words in bold before ``text``."""
    style: Id = "body"
    """How ``text`` is set."""
    points: list[Text] = []
    table: Sheet | None = None
    block: Annotated[Block, Strict(False)] | None = None
    when: Annotated[Block, Strict(False)] | None = None
    """Shown only if this block has something to say."""

    @model_validator(mode="after")
    def _one(self) -> "Item":
        given = (self.heading, self.text, self.points or None, self.table, self.block)
        if sum(one is not None for one in given) != 1:
            raise PydanticCustomError("document-item", "one of heading, text, points, table, block", {})
        return self


class Signature(Model):
    """A place to sign: the lines above it, and what is asked for below them."""

    lines: list[Text]
    note: Text | None = None


class Annex(Model):
    """An annex, on pages of its own."""

    title: Text
    landscape: bool = False
    body: list[Item]
    when: Annotated[Block, Strict(False)] | None = None


class Columns(Model):
    """A table that people fill in: its headings, and how wide they are in proportion."""

    heading: Text
    width: Annotated[int, Field(ge=1)]
    holds: Literal["place", "code", "name"] | None = None
    """What the record fills in: the number of the row, the code or the name of the evidence."""


class Regime(Model):
    """How schools assess themselves under a legal text: the style of evidence codes, and the parts of a criterion."""

    code: str
    """As ``[H…-{criterion}-{number}]``; gaps: ``criterion`` (1.3), ``standard`` (1), ``part`` (3), ``number`` (01)."""
    joined: str
    """What stands between several codes."""
    evidence: list[Columns]
    """The columns of the list of evidence."""
    criterion: list[Text] = []
    """What stands in every criterion for the school to write, before its own assessment."""
    standard: list[Text] = []
    """What stands at the end of every standard for the school to write."""
    front: list[Item] = []
    data: list[Item] = []
    plan: list[Item] = []
    """What the blocks of these names say."""
    source: Source


class Form(Model):
    """A document: ``rules/<pack>/documents/<name>.yaml``."""

    document: Id
    title: Text
    """What it is called in a list of documents."""
    kind: Text
    """The name of the kind of document, in capitals, at its head."""
    subject: Text
    symbol: Text
    """Number and symbol, with places for the clerk."""
    mark: Text | None = None
    """A mark below the number, such as DRAFT."""
    superior: Text
    issuer: Text
    addressee: Text | None = None
    opening: list[Text] = []
    """Lines in the manner of the legal basis that go before it, for the clerk."""
    closing: list[Text] = []
    """Such lines that follow it."""
    cover: list[Item] = []
    """What stands on a page of its own before all."""
    latest: bool = False
    """Whether only the last day of every programme counts."""
    based: bool = True
    """Whether the legal basis stands at the head."""
    body: list[Item]
    recipients: list[Text] = []
    signatures: list[Signature]
    annexes: list[Annex] = []
    regimes: dict[Id, Regime] = {}
    """By the instrument of the rules: only verdicts by one of them fit the document."""


class Align(StrEnum):
    """How a paragraph is set."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"
    BOTH = "both"


class Style(Model):
    """A style that people find by its name in their word processor. Points and millimetres; 100 is a single line."""

    name: str
    size: Annotated[int, Field(ge=1)]
    bold: bool = False
    italic: bool = False
    align: Annotated[Align, Strict(False)] = Align.LEFT
    first: int = 0
    """Indent of the first line; negative hangs."""
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    spacing: int = 100
    next: bool = False
    """Kept with the paragraph that follows."""
    outline: Annotated[int, Field(ge=1, le=9)] | None = None
    rule: bool = False
    """A line above an empty paragraph."""


class Page(Model):
    """A sheet and its margins in millimetres, upright."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int


class Kind(Model):
    """How a legal text is cited in full: by the symbol that ends its number."""

    symbol: str
    kind: Text
    """The first word of its title, behind which number and day go."""
    issuer: Text | None = None


class Layout(Model):
    """What all documents of a pack share: ``rules/<pack>/documents/layout.yaml``."""

    layout: Id
    title: Text
    source: Source
    page: Page
    font: str
    head: Annotated[list[int], Field(min_length=2, max_length=2)]
    """Widths of the two columns at the head of a document, in millimetres."""
    foot: Annotated[list[int], Field(min_length=2, max_length=2)]
    """Widths of the columns with recipients and signature."""
    styles: dict[Id, Style]
    words: dict[Id, Text]
    kinds: list[Kind] = []
