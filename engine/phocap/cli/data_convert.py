"""``phocap data convert``: records of any kind of file, written as another."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from phocap.cli import options, words
from phocap.cli import words_forms as more
from phocap.cli.console import put, put_bytes
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Lang

FORMATS = ("yaml", "json", "csv", "xlsx")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "convert",
        lang,
        more.CONVERT,
        _run,
        [
            options.paths(lang),
            options.as_of(lang, words.AS_OF_HELP),
            options.file_format(lang, FORMATS, more.CONVERT_FORMAT_HELP),
            options.target(lang),
        ],
        examples=("phocap data convert cases/ha-nam-2013 -o ha-nam.xlsx",),
    )


def _run(paths: Sequence[str], as_of: date | None, form: str | None, target: str | None) -> int:
    from phocap.cli.intake import read
    from phocap.forms.write import written

    found = settings()
    ending = Path(target or "").suffix.lower().removeprefix(".")
    form = form or (ending if ending in FORMATS else "yaml")
    if form == "xlsx" and target is None:
        raise Faulty(Fault("missing-option", facts={"option": "--output"}))
    intake = read(paths, found.pack(), as_of, found)
    content = written(intake.records, form)
    if target is None:
        put(content.decode())
        return 0
    put_bytes(content, target, [source.path for source in intake.sources])
    return 0
