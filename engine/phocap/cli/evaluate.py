"""``phocap evaluate``: the verdict of every unit."""

from typing import TYPE_CHECKING, Any

import click

from phocap.cli import options, words
from phocap.cli.console import colour, put, put_pieces, width
from phocap.cli.judge import Selection, check_level, decided, judged
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.model.result import Result

FORMATS = ("table", "json", "jsonl", "csv")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "evaluate",
        lang,
        words.EVALUATE,
        _run,
        [
            *options.judging(lang),
            options.option(
                lang, "--require-level", text=words.REQUIRE_HELP, type=options.LevelNumber(), metavar=words.LEVEL
            ),
            options.option(lang, "--accept-provisional", text=words.ACCEPT_HELP, is_flag=True),
            options.file_format(lang, FORMATS, words.FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap evaluate cases/ha-nam-2013 --programme primary-right-age",
            "phocap evaluate cases/quy-hop-2021 --require-level 3 --format json -o quy-hop.json",
        ),
    )


def _run(
    require_level: int | None,
    accept_provisional: bool,
    form: str | None,
    target: str | None,
    **selection: Any,
) -> int:
    found = settings()
    form = form or options.form_of(target, FORMATS)
    if form == "jsonl" and require_level is None:
        from phocap.report.lines import lines

        evaluation, intake = decided(Selection(**selection), found)
        put_pieces(lines(evaluation), target, [source.path for source in intake.sources])
        return 0
    outcome, _ = judged(Selection(**selection), found)
    if require_level is not None:
        check_level(require_level, outcome)
    text = _text(outcome, form, found.lang, target)
    put(text, target, [source.path for source in outcome.inputs])
    if require_level is None:
        return 0
    from phocap.cli.require import holds

    return 0 if holds(outcome, require_level, accept_provisional, found) else 1


def _text(outcome: "Result", form: str, lang: Lang, target: str | None) -> str:
    if form == "table":
        from phocap.report.table import table

        return table(outcome, lang, width=width(), colour=colour(target))
    if form == "csv":
        from phocap.report.csv_ import to_csv

        return to_csv(outcome)
    from phocap.report.serialise import to_json, to_jsonl

    return to_json(outcome) if form == "json" else "".join(to_jsonl(outcome))
