"""``phocap simulate``: how many units hold each level when thresholds, readings or rule sets are other ones."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from phocap.cli import options, words
from phocap.cli import words_scale as more
from phocap.cli.console import put, put_bytes
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.evaluate import Evaluation
    from phocap.language.pack import Pack
    from phocap.model.record import Record
    from phocap.report.simulation_chart import Words
    from phocap.simulate.scenarios import Simulation

FORMATS = ("csv", "json", "parquet", "html", "svg")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    reading = options.ReadingChoice()
    return Command(
        "simulate",
        lang,
        more.SIMULATE,
        _run,
        [
            options.paths(lang),
            options.option(lang, "--programme", text=more.SIMULATE_PROGRAMME_HELP, metavar=words.PROGRAMME),
            options.option(lang, "--vary", text=more.VARY_HELP, multiple=True, metavar=more.VARY),
            options.option(
                lang,
                "--readings",
                "which",
                text=more.READINGS_HELP,
                type=options.OneOf(("asked", "all")),
                metavar="asked|all",
            ),
            options.option(
                lang, "--reading", "chosen", text=words.READING_HELP, multiple=True, type=reading, metavar=words.READING
            ),
            options.option(
                lang,
                *("--instrument", "instruments"),
                text=more.SIMULATE_INSTRUMENT_HELP,
                multiple=True,
                metavar=words.INSTRUMENT,
            ),
            options.as_of(lang, words.AS_OF_HELP),
            options.file_format(lang, FORMATS, more.SIMULATE_FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap simulate tinh.csv --programme primary --vary 3/enrolment-6.at_least=91%..99%/1% -o m3.html",
            "phocap simulate tinh.csv --programme primary --readings all -o cach-hieu.csv",
        ),
    )


def _run(
    paths: Sequence[str],
    programme: str | None,
    vary: Sequence[str],
    which: str | None,
    chosen: Sequence[tuple[str, str]],
    instruments: Sequence[str],
    as_of: date | None,
    form: str | None,
    target: str | None,
) -> int:
    from phocap.cli.intake import read
    from phocap.report.simulation_chart import Words
    from phocap.simulate.scenarios import simulate
    from phocap.text.numbers import count

    found = settings()
    programme = options.needed(programme, "--programme")
    form = form or options.form_of(target, FORMATS)
    if form == "parquet" and target is None:
        raise Faulty(Fault("missing-option", facts={"option": "--output"}))
    pack = found.pack()
    intake = read(paths, pack, as_of, found)
    whole = which == "all"
    made = _evaluations(pack, intake.records, str(programme), instruments, dict(chosen), whole)
    simulation = simulate(made, vary, all_readings=whole)
    content = _content(simulation, form, Words(found.lang, found.tiers))
    if simulation.left_out:
        told = ", ".join(found.tiers[tier][found.lang] for tier in simulation.left_out)
        found.note(more.LEFT_OUT, tiers=told)
    if target is None:
        put(content.decode("utf-8-sig"))
    else:
        put_bytes(content, target, [source.path for source in intake.sources])
    units = max(scenario.units for scenario in simulation.scenarios)
    number = count(len(simulation.scenarios), found.lang)
    found.note(more.SIMULATED, scenarios=number, units=count(units, found.lang))
    return 0


def _evaluations(
    pack: "Pack",
    records: Sequence["Record"],
    programme: str,
    instruments: Sequence[str],
    readings: dict[str, str],
    whole: bool,
) -> list["Evaluation"]:
    """Return the records judged as the law is: by the rules in force, or by each of the instruments named."""
    from phocap.cli.judge import evaluated, instrument_id

    judged = {"programmes": [programme], "readings": readings, "alternatives": whole}
    if not instruments:
        return [evaluated(records, pack, **judged)]
    from phocap.check.compare.sides import side

    sides = [side(pack, f"{instrument_id(name, pack)}/{programme}") for name in dict.fromkeys(instruments)]
    rules = [(one.pack, one.pack.rule_files[one.rule_id].model.instrument) for one in sides]
    return [evaluated(records, alone, instrument=instrument, **judged) for alone, instrument in rules]


def _content(simulation: "Simulation", form: str, words: "Words") -> bytes:
    from phocap.report import simulation as tables
    from phocap.report import simulation_chart as chart

    match form:
        case "json":
            return tables.to_json(simulation)
        case "parquet":
            return tables.to_parquet(simulation)
        case "html":
            return chart.to_html(simulation, words).encode()
        case "svg":
            return chart.to_svg(simulation, words).encode()
        case _:
            return tables.to_csv(simulation)
