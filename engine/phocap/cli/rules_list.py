"""``phocap rules list``: which programmes there are, by which texts and since when."""

import click

from phocap.cli import options, words
from phocap.cli.console import put, width
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.text.as_json import pretty
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "list",
        lang,
        words.RULES_LIST,
        _run,
        [options.file_format(lang, ("table", "json"), words.VIEW_FORMAT_HELP), options.target(lang)],
        examples=("phocap rules list",),
    )


def _run(form: str | None, target: str | None) -> int:
    from phocap.report.rules_list import as_data, as_table

    found = settings()
    pack = found.pack()
    if form == "json":
        put(pretty(as_data(pack)), target)
    else:
        put(as_table(pack, found.lang, width()), target)
    return 0
