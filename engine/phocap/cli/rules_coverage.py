"""``phocap rules coverage``: clause by clause, what of a legal text is encoded and what is not."""

import click

from phocap.cli import options, words
from phocap.cli.console import put, width
from phocap.cli.judge import instrument_id
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.as_json import pretty
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "coverage",
        lang,
        words.RULES_COVERAGE,
        _run,
        [
            click.Argument(["instrument"], metavar=f"[{words.INSTRUMENT[lang]}]", required=False),
            options.file_format(lang, ("table", "json"), words.VIEW_FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap rules coverage",
            "phocap rules coverage 20/2014/NĐ-CP",
            "phocap rules coverage --format json",
        ),
    )


def _run(instrument: str | None, form: str | None, target: str | None) -> int:
    from phocap.report.rules_coverage import as_data, as_table

    found = settings()
    pack = found.pack()
    instrument = instrument_id(instrument, pack)
    if instrument is not None and instrument not in pack.instruments:
        from phocap.text.nearest import nearest

        known = [*pack.instruments, *(text.number for text in pack.instruments.values())]
        facts = {"instrument": instrument, "nearest": nearest(instrument, known)}
        raise Faulty(Fault("unknown-instrument", facts=facts))
    if form == "json":
        put(pretty(as_data(pack, instrument)), target)
    else:
        put(as_table(pack, found.lang, width(), instrument), target)
    return 0
