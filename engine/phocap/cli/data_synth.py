"""``phocap data synth``: made-up communes as survey workbooks, forms and records."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from phocap.cli import options
from phocap.cli import words_forms as words
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty, Place
from phocap.text.language import Lang

KINDS = ("survey", "forms", "yaml", "register")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "synth",
        lang,
        words.SYNTH,
        _run,
        [
            options.option(
                lang,
                "--communes",
                text=words.COMMUNES_HELP,
                type=options.LevelNumber(),
                default=1,
                metavar=words.NUMBER,
            ),
            options.option(lang, "--seed", text=words.SEED_HELP, type=int, default=0, metavar=words.NUMBER),
            options.option(lang, "--persons", text=words.PERSONS_HELP, type=int, metavar=words.NUMBER),
            options.as_of(lang, words.SYNTH_AS_OF_HELP),
            options.option(
                lang,
                "--kind",
                "kinds",
                text=words.KIND_HELP,
                multiple=True,
                type=options.OneOf(KINDS),
                metavar="|".join(KINDS),
            ),
            options.option(lang, "--fault", "faults", text=words.FAULT_HELP, multiple=True, metavar=words.FAULT),
            options.option(lang, "-o", "--output", "target", text=words.SYNTH_OUTPUT_HELP, metavar=words.FOLDER),
        ],
        examples=("phocap data synth --communes 3 --seed 7 -o communes",),
    )


def _run(
    communes: int,
    seed: int,
    persons: int | None,
    as_of: date | None,
    kinds: Sequence[str],
    faults: Sequence[str],
    target: str | None,
) -> int:
    from phocap.cli.words import FILES_COUNTED
    from phocap.forms import synth
    from phocap.forms.layouts import layouts
    from phocap.source.files import write_whole
    from phocap.text.numbers import count

    found = settings()
    folder = Path(options.needed(target, "--output"))
    year = options.needed(as_of, "--as-of").year if as_of else synth.YEAR
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Faulty(Fault("folder-not-empty", Place(str(target))))
    synth.known_faults(tuple(faults))
    pack = found.pack()
    known = layouts(pack)
    if not known.synths or not known.surveys:
        raise Faulty(Fault("no-synth", Place(str(pack.root))))
    written = 0
    for number in range(communes):
        made = synth.commune(known.synths[0], number, seed, year, persons, tuple(faults))
        place = folder / f"commune-{number + 1:03}" if communes > 1 else folder
        place.mkdir(parents=True, exist_ok=True)
        for name, content in synth.files(pack, known, made, tuple(kinds) or ("survey",)):
            write_whole(place / name, content)
            written += 1
    files = FILES_COUNTED[written != 1][found.lang].format(n=count(written, found.lang))
    put(words.SYNTH_DONE[found.lang].format(files=files, folder=target) + "\n")
    return 0
