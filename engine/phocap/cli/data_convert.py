"""``phocap data convert``: records of any kind of file, written as another."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from phocap.cli import options, words
from phocap.cli import words_forms as more
from phocap.cli.console import put, put_bytes
from phocap.cli.official import chosen, write
from phocap.cli.parts import Command
from phocap.cli.settings import Settings, settings
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
            options.option(lang, "--form", "official", text=more.CONVERT_FORM_HELP, metavar=more.FORM),
            options.option(lang, "--template", text=more.CONVERT_TEMPLATE_HELP, metavar=words.FILE),
            options.target(lang),
        ],
        examples=(
            "phocap data convert cases/ha-nam-2013 -o ha-nam.xlsx",
            "phocap data convert xa.yaml --form th-m1 -o th-m1.xlsx",
            "phocap data convert xa.yaml --template mau-cua-toi.xlsx -o th-m1.xlsx",
        ),
    )


def _run(
    paths: Sequence[str],
    as_of: date | None,
    form: str | None,
    official: str | None,
    template: str | None,
    target: str | None,
) -> int:
    from phocap.cli.intake import read
    from phocap.forms.write import written

    found = settings()
    if official is not None or template is not None:
        return _fill(paths, as_of, official, template, options.needed(target, "--output"), found)
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


def _fill(
    paths: Sequence[str],
    as_of: date | None,
    official: str | None,
    template: str | None,
    target: str,
    found: Settings,
) -> int:
    """Fill an official form, a fresh one or a copy of the template, and say what was filled and what was not."""
    from phocap.cli.intake import read

    choice = chosen(official, template, target, found.pack())
    intake = read(paths, found.pack(), as_of, found)
    write(choice, intake, target, found)
    return 0
