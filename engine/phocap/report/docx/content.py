"""What a document consists of, whatever file it becomes: paragraphs and tables with the names of their styles."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property

from phocap.explain.labels import Labels
from phocap.explain.wrap import FIXED, TIED, clean
from phocap.language.pack import Pack
from phocap.model.base import Text
from phocap.model.document import Form, Layout
from phocap.model.law import Instrument
from phocap.model.record import Record
from phocap.model.result import Result, Verdict
from phocap.report.docx import words
from phocap.report.docx.forms import fill
from phocap.report.gist import Group, groups
from phocap.report.section import Section
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang
from phocap.value import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A text in a style; ``lead`` stands before it in bold."""

    style: str
    text: str
    lead: str = ""


@dataclass(frozen=True)
class Row:
    """The cells of a row; the only cell of a ``group`` runs across."""

    cells: tuple[str, ...]
    group: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose heading is repeated on every page; widths in proportion, ``right`` the columns of numbers."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    right: frozenset[int] = frozenset()


Element = Paragraph | Table


@dataclass(frozen=True)
class Writing:
    """What the blocks of a document draw on."""

    result: Result
    pack: Pack
    layout: Layout
    form: Form
    lang: Lang
    digest: str
    """The digest of the result, whole."""
    provisional: bool = False
    """Whether provisional results are proposed for recognition."""
    records: tuple[Record, ...] = ()
    """The records of the result, as far as they are at hand."""
    labels: Labels = field(init=False)

    def __post_init__(self) -> None:
        """Find what the law calls things."""
        object.__setattr__(self, "labels", Labels.of(self.result))

    @cached_property
    def sections(self) -> list[Section]:
        """What is said first of each programme on a day."""
        found = groups(self.result)
        if self.form.latest:
            found = list({group.programme: group for group in reversed(found)}.values())[::-1]
        return [Section(self.result, group, place) for place, group in enumerate(found)]

    @cached_property
    def facts(self) -> dict[str, str]:
        """What the wording of a form may name."""
        lang = self.lang
        days = list(dict.fromkeys(section.group.as_of for section in self.sections))
        names = list(dict.fromkeys(section.name[lang] for section in self.sections))
        titles = dict.fromkeys(lower(section.first.title[lang]) for section in self.sections)
        return {
            "programmes": ", ".join(titles) or "…",
            "unit": names[0] if len(names) == 1 else "; ".join(names) or "…",
            "scope": self.sections[0].scope[lang] if self.sections else "…",
            "day": ", ".join(numbers.date_text(day, lang) for day in days) or "…",
            "year": ", ".join(dict.fromkeys(str(day.year) for day in days)) or "…",
        }

    def said(self, text: Text) -> str:
        """Return a text of the form with its gaps filled."""
        return fill(text[self.lang], self.facts)

    def word(self, name: str, **facts: str) -> str:
        """Return words of the layout."""
        return fill(self.layout.words[name][self.lang], facts)

    def instrument(self, group: Group) -> Instrument:
        """Return the legal text by which a group was judged."""
        return self.pack.instruments[instrument_id(group)]

    def tier(self, tier: str) -> str:
        """Return what units of a tier are called."""
        return self.labels.get("tier", tier, self.lang)

    def each(self, make: Callable[[Section], Iterable[Element]]) -> list[Element]:
        """Return what is made of every section that has something to say, with its name where there are several."""
        found: list[Element] = []
        for section in self.sections:
            made = list(make(section))
            if made and len(self.sections) > 1:
                found.append(Paragraph("heading-3", self.group_name(section)))
            found += made
        return found

    def group_name(self, section: Section) -> str:
        """Return programme, legal text and day."""
        first = section.first
        facts = {"title": first.title[self.lang], "instrument": first.instrument, "day": section.day[self.lang]}
        return words.GROUP[self.lang].format(**facts)

    def points(self, texts: Sequence[Bilingual]) -> Iterator[Paragraph]:
        """Yield texts with a dash before each."""
        return (Paragraph("point", f"- {text[self.lang]}") for text in texts)


def instrument_id(group: Group) -> str:
    """Return the id of the legal text of a group: the middle of ``vn/decree-20-2014/primary``."""
    return group.rule_set.split("/")[1]


def lower(text: str) -> str:
    """Return a title as it stands within a sentence; an acronym keeps its letters."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def unit_name(verdict: Verdict) -> str:
    """Return the name of a unit."""
    return clean(verdict.unit.name)


def upper(text: str) -> str:
    """Return a text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def fixed(text: str) -> str:
    """Return a cell whose numbers keep what belongs to them: signs, percent, the word before a lone number."""
    return FIXED.join(TIED.sub(FIXED, clean(part)) for part in text.split(FIXED))


def trimmed(table: Table) -> Table:
    """Return a table without the columns in which no row says anything; those with words share their room."""
    rows = [row for row in table.rows if not row.group]
    kept = [place for place in range(len(table.heads)) if any(row.cells[place] for row in rows)]
    narrow = sum(width for place, width in enumerate(table.widths) if place in kept and place in table.right)
    wide = sum(width for place, width in enumerate(table.widths) if place in kept and place not in table.right)
    left = sum(table.widths) - narrow
    sizes = [(table.widths[place], place in table.right) for place in kept]
    return Table(
        tuple(table.heads[place] for place in kept),
        tuple(width if right else width * left // wide for width, right in sizes),
        tuple(row if row.group else Row(tuple(row.cells[place] for place in kept)) for row in table.rows),
        frozenset(new for new, place in enumerate(kept) if place in table.right),
    )
