"""``phocap register``: from millions of persons to the figures of every commune."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words
from phocap.cli import words_forms as forms
from phocap.cli import words_scale as more
from phocap.cli.console import put, put_bytes
from phocap.cli.parts import Command
from phocap.cli.settings import Settings, settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.register.count import Counted, Told

FORMATS = ("csv", "parquet")
ORIGIN = ".origin"
"""Added to the name of the figures: from what they were counted."""


def command(lang: Lang) -> click.Command:
    """Return the command."""
    definition = options.ReadingChoice()
    return Command(
        "register",
        lang,
        more.REGISTER,
        _run,
        [
            click.Argument(["sources"], nargs=-1, required=True, metavar=more.SOURCE[lang]),
            options.option(lang, "--engine", "url", text=more.ENGINE_HELP, metavar=more.ENGINE),
            options.as_of(lang, more.REGISTER_AS_OF_HELP),
            options.option(
                lang,
                *("--definition", "definitions"),
                text=forms.DEFINITION_HELP,
                multiple=True,
                type=definition,
                metavar=forms.DEFINITION,
            ),
            options.option(
                lang, "--ignore-column", "ignore", text=more.IGNORE_COLUMN_HELP, multiple=True, metavar=more.COLUMN
            ),
            options.option(lang, "--by-hamlet", "apart", text=more.APART_HELP, is_flag=True),
            options.option(lang, "--resume", text=more.RESUME_HELP, metavar=words.FOLDER),
            options.option(lang, "--memory", text=more.MEMORY_HELP, metavar=more.MEMORY),
            options.file_format(lang, FORMATS, more.REGISTER_FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap register dan-cu/ -o so-lieu.csv",
            "phocap register persons --engine postgres://may-chu/pcgd --as-of 2025-09-30 -o so-lieu.parquet",
        ),
    )


def _run(
    sources: Sequence[str],
    url: str | None,
    as_of: date | None,
    definitions: Sequence[tuple[str, str]],
    ignore: Sequence[str],
    apart: bool,
    resume: str | None,
    memory: str | None,
    form: str | None,
    target: str | None,
) -> int:
    from phocap.forms.layouts import layouts
    from phocap.register.count import Asked, count
    from phocap.register.engine import DEFAULT, MEMORY, Engine
    from phocap.register.kept import Kept
    from phocap.register.written import written

    found = settings()
    form = form or options.form_of(target, FORMATS)
    if form == "parquet" and target is None:
        raise Faulty(Fault("missing-option", facts={"option": "--output"}))
    pack = found.pack()
    layout = next((layout for layout in layouts(pack).surveys if layout.database is not None), None)
    if layout is None:
        raise Faulty(Fault("no-survey"))
    asked = Asked(sources, layout, as_of, dict(definitions), ignore, apart)
    engine = Engine(url or DEFAULT, memory or MEMORY)
    try:
        counted = count(engine, asked, pack, Kept(resume) if resume else None, _progress(found))
    finally:
        engine.close()
    if counted.absent:
        found.note(more.REGISTER_ABSENT, columns=", ".join(counted.absent))
    content = written(counted, layout, form)
    if target is None:
        put(content.decode())
    else:
        _write(counted, content, target, sources)
    from phocap.text.numbers import count as shown

    found.note(
        more.REGISTER_DONE, persons=shown(counted.persons, found.lang), units=shown(len(counted.rows), found.lang)
    )
    return 0


def _write(counted: "Counted", content: bytes, target: str, sources: Sequence[str]) -> None:
    """Write the figures, and beside them from what they were counted; both or neither."""
    from pathlib import Path

    from phocap.register.written import origin

    beside = target + ORIGIN
    old = Path(beside).read_bytes() if Path(beside).is_file() else None
    put_bytes(origin(counted), beside)
    try:
        put_bytes(content, target, sources)
    except Faulty:
        Path(beside).unlink() if old is None else put_bytes(old, beside)
        raise


def _progress(found: Settings) -> "Told | None":
    """Return what tells how far it is, on a terminal only."""
    if found.quiet or sys.stderr is None or not sys.stderr.isatty():
        return None

    def told(done: int, of: int) -> None:
        line = more.PIECES[found.lang].format(done=done, of=of)
        print(f"\r{line}", end="\n" if done == of else "", file=sys.stderr, flush=True)

    return told
