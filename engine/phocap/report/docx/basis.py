"""The legal texts by which was judged, cited in full: kind, number, day, who issued it, subject."""

from datetime import date
from typing import Final

from phocap.model.law import Instrument
from phocap.report.docx.content import Element, Paragraph, Writing, instrument_id
from phocap.text import numbers
from phocap.text.language import Lang

RULES: Final = ".yaml"
"""What a result leaves out of the names of rule files."""

FIRST_MONTHS: Final = 2
"""Months up to this one are written with a zero before them, as are days of one figure."""


def cited(writing: Writing) -> list[str]:
    """Return every legal text whose rules were used, in the order in which they took effect."""
    used = {file.path for file in writing.result.rules}
    programmes = {verdict.programme for verdict in writing.result.verdicts}
    folders = {instrument_id(section.group) for section in writing.sections}
    pack = writing.pack
    for amendment in pack.amendments:
        model = amendment.model
        if f"{pack.name}/{amendment.path.removesuffix(RULES)}" in used and model.amends.split("/")[-1] in programmes:
            folders.add(model.instrument)
    found = [writing.pack.instruments[folder] for folder in folders]
    law = [instrument for instrument in found if not instrument.target]
    law.sort(key=lambda instrument: (instrument.issued or date.min, instrument.number))
    return [citation(writing, instrument) for instrument in law]


def citation(writing: Writing, instrument: Instrument) -> str:
    """Return a legal text as it is cited first."""
    lang, title = writing.lang, instrument.title[writing.lang]
    day = "" if instrument.issued is None else _day(writing, instrument.issued)
    for kind in writing.layout.kinds:
        if instrument.number.endswith(kind.symbol) and title.startswith(f"{kind.kind[lang]} "):
            text = writing.word(
                "cited",
                kind=kind.kind[lang],
                number=instrument.number,
                day=day,
                issuer=kind.issuer[lang] if kind.issuer else "",
                rest=title.removeprefix(kind.kind[lang]).strip(),
            )
            return " ".join(text.split())
    text = writing.word("cited-plain", title=title, number=instrument.number, day=day)
    return " ".join(text.split()).replace(" )", ")")


def head(writing: Writing) -> list[Element]:
    """Return the basis at the head of a document: a line each, closed by semicolons and a full stop."""
    form = writing.form
    law = [writing.word("basis", text=text) for text in cited(writing)] if form.based else []
    lines = [*map(writing.said, form.opening), *law, *map(writing.said, form.closing)]
    return [Paragraph("basis", f"{line}{';' if line is not lines[-1] else '.'}") for line in lines]


def listed(writing: Writing) -> list[Element]:
    """Return the legal texts as points."""
    return [Paragraph("point", f"- {text}.") for text in cited(writing)]


def _day(writing: Writing, day: date) -> str:
    facts = {
        "day": f"{day.day:02}",
        "month": f"{day.month:02}" if day.month <= FIRST_MONTHS else str(day.month),
        "year": str(day.year),
        "date": numbers.date_text(day, Lang.EN),
    }
    return writing.word("day", **facts)
