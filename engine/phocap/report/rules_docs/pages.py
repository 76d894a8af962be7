"""All pages about the rules of a pack, ready to be written: names and texts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from phocap.check.proof.subjects import Law
from phocap.language.pack import Pack
from phocap.language.registry import InForce, Registry
from phocap.report.rules_docs import words
from phocap.report.rules_docs.html import to_html
from phocap.report.rules_docs.markdown import to_markdown
from phocap.report.rules_docs.page import Page, Paragraph, Row, Span, Table, cell, line
from phocap.report.rules_docs.programme import programme_page
from phocap.report.rules_view import latest
from phocap.text import numbers
from phocap.text.language import Lang

FORMS: Final[dict[str, Callable[[Page, Lang], str]]] = {"html": to_html, "markdown": to_markdown}
"""What writes a page in each form."""

_ENDINGS: Final = {"html": "html", "markdown": "md"}


def pages(pack: Pack, form: str, lang: Lang, programmes: Sequence[str] = (), day: date | None = None) -> dict[str, str]:
    """Return the pages by the names of their files: an index and one for each programme.

    Args:
        pack: the rules.
        form: one of :data:`FORMS`.
        lang: the language of the pages.
        programmes: those to tell of; without it all that have rules on the day.
        day: the day whose rules are shown; without it the newest of each programme.

    Raises:
        Faulty: a programme is unknown, or has no rules on the day.
    """
    law, registry = Law(pack), Registry(pack)
    wanted = programmes or (registry.programmes_on(day) if day else pack.programmes)
    shown = [_rules(pack, registry, programme, day) for programme in dict.fromkeys(wanted)]
    made = [programme_page(law, in_force, lang) for in_force in shown]
    if not programmes:
        made.insert(0, _index(pack, shown, form, lang))
    return {f"{page.name}.{_ENDINGS[form]}": FORMS[form](page, lang) for page in made}


def _rules(pack: Pack, registry: Registry, programme: str, day: date | None) -> InForce:
    if day is not None:
        return registry.in_force(programme, day)
    newest = latest(pack, programme)
    return registry.in_force(programme, newest.day, newest.instrument)


def _index(pack: Pack, shown: Sequence[InForce], form: str, lang: Lang) -> Page:
    heads = (words.PROGRAMME, words.TEXT, words.FROM, words.UNTIL)
    rows = tuple(_rows(pack, shown, form, lang))
    blocks = (Paragraph(line(words.INDEX_ABOUT[lang])), Table(tuple(head[lang] for head in heads), rows))
    return Page("index", f"{words.INDEX[lang]}: {pack.country.title[lang]}", blocks)


def _rows(pack: Pack, shown: Sequence[InForce], form: str, lang: Lang) -> Iterator[Row]:
    for in_force in shown:
        model, instrument = in_force.model, pack.instruments[in_force.model.instrument]
        days = (instrument.in_force.from_, instrument.in_force.until)
        link = Span(model.title[lang], f"{model.programme}.{_ENDINGS[form]}")
        said = [numbers.date_text(day, lang) if day else "…" for day in days]
        name = line(Span(model.programme, code=True, soft=True))
        yield Row((cell(line(link), name), cell(instrument.number), *map(cell, said)))
