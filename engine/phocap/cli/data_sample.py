"""``phocap data sample``: whom an inspection team visits, and the sheet on which it writes what it finds."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words
from phocap.cli import words_forms as more
from phocap.cli.console import put, put_bytes
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.forms.sample import Drawn
    from phocap.forms.sheets import Slip
    from phocap.forms.survey import Survey
    from phocap.source.files import Source

KINDS = ("persons", "households")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "sample",
        lang,
        more.SAMPLE,
        _run,
        [
            options.paths(lang),
            options.as_of(lang, words.AS_OF_HELP),
            options.option(lang, "--sample", "size", text=more.SAMPLE_HELP, type=options.LevelNumber(), metavar="N"),
            options.option(lang, "--seed", text=more.SAMPLE_SEED_HELP, metavar="S"),
            options.option(
                lang,
                *("--of", "kind"),
                text=more.SAMPLE_OF_HELP,
                type=options.OneOf(KINDS),
                default=KINDS[0],
                metavar="|".join(KINDS),
            ),
            options.option(lang, "--names", text=more.SAMPLE_NAMES_HELP, is_flag=True),
            options.target(lang),
        ],
        examples=(
            "phocap data sample khao-sat.xlsx --sample 15 --seed 2025-10-20",
            "phocap data sample khao-sat.xlsx --seed 2025-10-20 --of households --names -o phieu.xlsx",
        ),
    )


def _run(
    paths: Sequence[str],
    as_of: date | None,
    size: int | None,
    seed: str | None,
    kind: str,
    names: bool,
    target: str | None,
) -> int:
    from phocap.cli.intake import read
    from phocap.forms.sample import draw
    from phocap.forms.sheets import slip_book

    found, seed = settings(), options.needed(seed, "--seed")
    ending = PurePath(target or "").suffix.lower()
    intake = read(paths, found.pack(), as_of, found)
    if not intake.surveys:
        raise Faulty(Fault("no-survey"))
    slips = [
        _slip(survey, draw(survey, intake.sources, size, seed, kind, names=names), intake.sources, found.lang)
        for survey in intake.surveys
    ]
    inputs = [source.path for source in intake.sources]
    if ending == ".xlsx":
        assert target is not None
        put_bytes(slip_book(slips), target, inputs)
    else:
        put("\n".join(_printed(slip) for slip in slips), target, inputs)
    return 0


def _slip(survey: "Survey", drawn: "Drawn", sources: "Sequence[Source]", lang: Lang) -> "Slip":
    """Return the sheet of one commune as texts."""
    from phocap.forms.sheets import Slip
    from phocap.text.numbers import count, date_text

    facts = {
        "unit": survey.unit.name if survey.unit else more.NOT_SAID[lang],
        "date": date_text(survey.day, lang),
        "population": count(drawn.population, lang),
        "seed": drawn.seed,
    }
    files = {place.path for place in survey.places}
    hashes = [more.SAMPLE_INPUT[lang].format(path=s.path, sha256=s.sha256) for s in sources if s.path in files]
    several = len(files) > 1
    rows = [
        (str(m.number), f"{PurePath(m.place.path).name}:{m.place.line}" if several else str(m.place.line), *m.cells)
        for m in drawn.members
    ]
    return Slip(
        facts["unit"],
        more.SAMPLE_TITLE[drawn.kind][lang].format(n=count(drawn.size, lang)),
        (more.SAMPLE_ABOUT[lang].format(**facts), *hashes),
        (more.SAMPLE_NUMBER[lang], more.SAMPLE_ROW[lang], *drawn.headings),
        tuple(heading[lang] for heading in more.SAMPLE_RESULTS),
        tuple(rows),
        tuple(signed[lang] for signed in more.SAMPLE_SIGNED),
    )


def _printed(slip: "Slip") -> str:
    return "".join(f"{line}\n" for line in _lines(slip))


def _lines(slip: "Slip") -> Iterator[str]:
    table = [slip.headings, *slip.rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(slip.headings))]
    yield slip.title
    yield from slip.about
    for row in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
