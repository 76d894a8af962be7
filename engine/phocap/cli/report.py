"""``phocap report``: a report to read, print and keep; the ending of its name says the form."""

from pathlib import PurePath
from typing import Any

import click

from phocap.cli import options, words
from phocap.cli import words_forms as forms_words
from phocap.cli.console import put_bytes
from phocap.cli.judge import Selection, examined
from phocap.cli.official import chosen, write
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
            options.option(lang, "--form", "official", text=words.REPORT_FORM_HELP, metavar=forms_words.FORM),
            options.option(lang, "--template", text=forms_words.CONVERT_TEMPLATE_HELP, metavar=words.FILE),
            options.option(lang, "--accept-provisional", "provisional", text=words.PROPOSE_HELP, is_flag=True),
        ],
        examples=(
            "phocap report cases/ha-nam-2013 --programme primary-right-age -o ha-nam.html",
            "phocap report cases/duong-minh-chau-2016 -o bien-ban.docx --document minutes --lang vi",
            "phocap report cases/schools -o truong.html --lang vi",
            "phocap report xa --form th-02 -o th-02.xlsx --lang vi",
        ),
    )


def _run(
    target: str | None,
    document: str | None,
    official: str | None,
    template: str | None,
    provisional: bool,
    **selection: Any,
) -> int:
    from phocap.source.yaml import no_collection

    target = options.needed(target, "-o")
    filling = official is not None or template is not None
    form = None if filling else _form(target)
    for option, given in (("--document", document is not None), ("--accept-provisional", provisional and not filling)):
        if given and form != DOCUMENT:
            raise Faulty(Fault("option-of-documents", Place(target), {"option": option}))
    with no_collection():  # a country is millions of small things, none of which is garbage
        if form is None:
            _fill(official, template, target, provisional, Selection(**selection))
        else:
            _write(form, target, document, provisional, Selection(**selection))
    return 0


def _write(form: str, target: str, document: str | None, provisional: bool, selection: Selection) -> None:
    from phocap.report.charts import figures_of

    found = settings()
    evaluation, outcome, _ = examined(selection, found)
    labels = {name: field.label for name, field in evaluation.pack.words.fields.items()}
    figures = figures_of(evaluation.records, labels)
    asked = {"document": document, "provisional": provisional, "pack": evaluation.pack} if form == DOCUMENT else {}
    report = made(form, outcome, found.lang, figures, **asked)
    put_bytes(report, target, [source.path for source in outcome.inputs])


def _fill(official: str | None, template: str | None, target: str, provisional: bool, selection: Selection) -> None:
    """Fill an official form with the figures and what they came to."""
    from phocap.report.official import Judgement

    found = settings()
    choice = chosen(official, template, target, found.pack())
    _, outcome, intake = examined(selection, found)
    write(choice, intake, target, found, Judgement(outcome, provisional))


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
