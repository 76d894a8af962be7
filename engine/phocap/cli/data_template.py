"""``phocap data template``: an empty record to fill in."""

from datetime import date
from pathlib import Path

import click

from phocap.cli import options, words, words_forms
from phocap.cli.console import put, put_bytes
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.text.language import Lang

FORMATS = ("yaml", "xlsx")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "template",
        lang,
        words.DATA_TEMPLATE,
        _run,
        [
            options.option(lang, "--programme", text=words.TEMPLATE_PROGRAMME_HELP, metavar=words.PROGRAMME),
            options.option(lang, "--tier", text=words.TEMPLATE_TIER_HELP, metavar=words.TIER),
            options.as_of(lang, words.TEMPLATE_AS_OF_HELP),
            options.file_format(lang, FORMATS, words_forms.TEMPLATE_FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap data template --programme primary --tier commune --as-of 2021-10-31 -o commune.yaml",
            "phocap data template --programme primary --tier commune --as-of 2025-09-30 -o communes.xlsx",
        ),
    )


def _run(programme: str | None, tier: str | None, as_of: date | None, form: str | None, target: str | None) -> int:
    from phocap.intake import template

    found = settings()
    programme = options.needed(programme, "--programme")
    tier = options.needed(tier, "--tier")
    day = options.needed(as_of, "--as-of")
    if (form or Path(target or "").suffix.lower().removeprefix(".")) == "xlsx":
        from phocap.forms.template import template as table

        put_bytes(table(found.pack(), programme, tier, day, found.lang), options.needed(target, "--output"))
        return 0
    put(template(found.pack(), programme, tier, day, found.lang), target)
    return 0
