"""``phocap rules docs``: pages about the rules, made from the rule files."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from phocap.cli import options
from phocap.cli import words as common
from phocap.cli import words_check as words
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty, Place
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "docs",
        lang,
        words.RULES_DOCS,
        _run,
        [
            click.Argument(["programmes"], nargs=-1, metavar=f"[{common.PROGRAMME[lang]}…]"),
            options.as_of(lang, words.DOCS_AS_OF_HELP),
            options.file_format(lang, ("html", "markdown"), words.DOCS_FORMAT_HELP),
            options.option(lang, "-o", "--output", "target", text=words.DOCS_INTO_HELP, metavar=common.FOLDER),
        ],
        examples=(
            "phocap rules docs primary --as-of 2021-10-31 -o pages",
            "phocap rules docs --format markdown -o pages",
        ),
    )


def _run(programmes: Sequence[str], as_of: date | None, form: str | None, target: str | None) -> int:
    from phocap.report.rules_docs import pages
    from phocap.source.files import write_whole

    folder = Path(options.needed(target, "-o"))
    found = settings()
    made = pages(found.pack(), form or "html", found.lang, programmes, as_of)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Faulty(Fault("target-unwritable", Place(str(folder)), {"reason": reason})) from None
    for name, text in made.items():
        write_whole(folder / name, text.encode())
    put("".join(f"{(folder / name).as_posix()}\n" for name in made))
    return 0
