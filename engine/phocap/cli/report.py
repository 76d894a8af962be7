"""``phocap report``: a report to read, print and keep; the ending of its name says the form."""

from pathlib import PurePath
from typing import Any

import click

from phocap.cli import options, words
from phocap.cli.console import put_bytes
from phocap.cli.judge import Selection, examined
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty, Place
from phocap.report.forms import FORMS, made
from phocap.text.language import Bilingual, Lang
from phocap.text.nearest import nearest

DOCUMENT = "docx"
"""The form in which there are documents to sign."""


def command(lang: Lang) -> click.Command:
    """Return the command."""
    endings = ", ".join(f".{form}" for form in FORMS)
    return Command(
        "report",
        lang,
        Bilingual(*(about.format(endings=endings) for about in words.REPORT)),
        _run,
        [
            *options.judging(lang),
            options.option(lang, *("-o", "--output", "target"), text=words.REPORT_OUTPUT_HELP, metavar=words.FILE),
            options.option(lang, "--document", text=words.DOCUMENT_HELP, metavar=words.DOCUMENT),
            options.option(lang, "--accept-provisional", "provisional", text=words.PROPOSE_HELP, is_flag=True),
        ],
        examples=(
            "phocap report cases/ha-nam-2013 --programme primary-right-age -o ha-nam.html",
            "phocap report cases/duong-minh-chau-2016 -o bien-ban.docx --document minutes --lang vi",
            "phocap report cases/schools -o truong.html --lang vi",
        ),
    )


def _run(
    target: str | None,
    document: str | None,
    provisional: bool,
    **selection: Any,
) -> int:
    from phocap.report.charts import figures_of
    from phocap.source.yaml import no_collection

    found, target = settings(), options.needed(target, "-o")
    form = _form(target)
    for option, given in (("--document", document is not None), ("--accept-provisional", provisional)):
        if given and form != DOCUMENT:
            raise Faulty(Fault("option-of-documents", Place(target), {"option": option}))
    with no_collection():  # a country is millions of small things, none of which is garbage
        evaluation, outcome, _ = examined(Selection(**selection), found)
        labels = {name: field.label for name, field in evaluation.pack.words.fields.items()}
        figures = figures_of(evaluation.records, labels)
        asked = {"document": document, "provisional": provisional, "pack": evaluation.pack} if form == DOCUMENT else {}
        report = made(form, outcome, found.lang, figures, **asked)
        put_bytes(report, target, [source.path for source in outcome.inputs])
    return 0


def _form(target: str) -> str:
    """Return the form that the name of a report asks for, before anything is computed.

    Raises:
        Faulty: there is no such form.
    """
    form = PurePath(target).suffix.lower().removeprefix(".")
    if form not in FORMS:
        facts = {"ending": PurePath(target).suffix or None, "nearest": nearest(form, FORMS)}
        raise Faulty(Fault("unknown-report-form", Place(target), {**facts, "allowed": [f".{name}" for name in FORMS]}))
    return form
