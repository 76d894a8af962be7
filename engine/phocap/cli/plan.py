"""``phocap plan``: the cheapest way for a district or province to reach a level through the units below it."""

from typing import Any

import click

from phocap.cli import options, words
from phocap.cli.console import put, width
from phocap.cli.explain import only
from phocap.cli.judge import Selection, check_level, examined
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.text.language import Lang

FORMATS = ("table", "json")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "plan",
        lang,
        words.PLAN,
        _run,
        [
            *options.judging(lang),
            options.option(
                lang, "--level", text=words.PLAN_LEVEL_HELP, type=options.LevelNumber(), metavar=words.LEVEL
            ),
            options.option(lang, "--unit", text=words.PLAN_UNIT_HELP, metavar=words.UNIT),
            options.file_format(lang, FORMATS, words.VIEW_FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap plan cases/duong-minh-chau-2016 --programme primary --level 3",
            "phocap plan cases/quy-hop-2021 --programme primary --level 3 --format json",
        ),
    )


def _run(
    level: int | None,
    unit: str | None,
    form: str | None,
    target: str | None,
    **selection: Any,
) -> int:
    from phocap.change import Answers
    from phocap.report.explanation import plans_to_json
    from phocap.report.plan_table import plan_text

    wanted: int = options.needed(level, "--level")
    found = settings()
    evaluation, outcome, _ = examined(Selection(**selection), found)
    check_level(wanted, outcome)
    if unit is not None:
        outcome = only(outcome, unit, evaluation.pack)
    plans = list(Answers(evaluation).plans(outcome.verdicts, wanted))
    if not plans:
        found.note(words.NO_PLAN, level=wanted)
    text = plans_to_json(outcome, plans) if form == "json" else plan_text(plans, found.lang, width())
    put(text, target, [source.path for source in outcome.inputs])
    return 0
