"""``phocap explain``: why every unit has the verdict that it has."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from phocap.cli import options, words, words_forms
from phocap.cli.console import complain, put, width
from phocap.cli.judge import Selection, check_level, examined
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.language.pack import Pack
    from phocap.model.record import Record
    from phocap.model.result import Result, Verdict


FORMATS = ("table", "json")

WRONG = 2
"""The status where no record tells anything of its unit: there is nothing to explain, and nothing is written."""


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "explain",
        lang,
        words.EXPLAIN,
        _run,
        [
            *options.judging(lang),
            options.option(lang, "--level", text=words.LEVEL_HELP, type=options.LevelNumber(), metavar=words.LEVEL),
            options.option(lang, "--unit", text=words.UNIT_HELP, metavar=words.UNIT),
            options.option(lang, "--whole", text=words.WHOLE_HELP, is_flag=True),
            options.option(lang, "--ids", text=words.IDS_HELP, is_flag=True),
            options.option(lang, "--rows", text=words_forms.BEHIND_HELP, is_flag=True),
            options.option(lang, "--names", text=words_forms.NAMES_HELP, is_flag=True),
            options.file_format(lang, FORMATS, words.VIEW_FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap explain cases/duong-minh-chau-2016 --programme primary --level 3",
            'phocap explain cases/ha-nam-2013 --unit "Phủ Lý" --whole',
            "phocap explain khao-sat.xlsx --programme primary --level 3 --rows",
        ),
    )


def _run(
    level: int | None,
    unit: str | None,
    whole: bool,
    ids: bool,
    rows: bool,
    names: bool,
    form: str | None,
    target: str | None,
    **selection: Any,
) -> int:
    from phocap.change import Answers
    from phocap.evaluate.writer import unit_name
    from phocap.explain.behind import Rows
    from phocap.explain.blank import is_blank
    from phocap.explain.tree import explain_all
    from phocap.report.explanation import to_json

    found = settings()
    if names and not rows:
        raise Faulty(Fault("missing-option", facts={"option": "--rows"}))
    evaluation, outcome, intake = examined(Selection(**selection), found)
    if level is not None:
        check_level(level, outcome)
    if unit is not None:
        outcome = only(outcome, unit, evaluation.pack)
    telling = {unit_name(record) for record in evaluation.records if tells(record)}
    if not whole and outcome.verdicts and all(is_blank(v) and v.unit not in telling for v in outcome.verdicts):
        complain(explain_all(outcome, found.lang, width=width()).removesuffix("\n"))  # and what to give
        return WRONG
    answers = Answers(evaluation)
    if rows and not intake.surveys:
        raise Faulty(Fault("no-survey"))
    behind = Rows(intake.surveys, evaluation.pack, names) if rows else None
    if form == "json":
        text = to_json(outcome, answers, level, behind)
    else:
        shown: Any = {"level": level, "whole": whole, "ids": ids, "width": width()}
        text = explain_all(outcome, found.lang, **shown, answers=answers, rows=behind)
    put(text if text.endswith("\n") else f"{text}\n", target, [source.path for source in outcome.inputs])
    return 0


def tells(record: "Record") -> bool:
    """Whether a record tells anything of its unit besides who it is."""
    known = (record.figures, record.rates, record.findings, record.units, record.years, record.recognised)
    return any(known) or bool(record.published)


def only(outcome: "Result", wanted: str, pack: "Pack") -> "Result":
    """Return the result with the verdicts of one unit: by code, else by name, with or without its title.

    Raises:
        Faulty: no unit is named so.
    """
    from phocap.evaluate.hierarchy import unit_key
    from phocap.text.nearest import name_key, nearest

    def bare(verdict: "Verdict") -> str:
        return unit_key(pack, verdict.unit.tier, verdict.unit.name)

    everyone = outcome.verdicts
    by_code = [v for v in everyone if v.unit.code == wanted]
    by_name = [v for v in everyone if name_key(v.unit.name) == name_key(wanted)]
    by_bare_name = [v for v in everyone if bare(v) == unit_key(pack, v.unit.tier, wanted)]
    verdicts = by_code or by_name or by_bare_name
    if not verdicts:
        names = {bare(verdict): verdict.unit.name for verdict in everyone}
        near = [names[key] for key in nearest(wanted, names)] or nearest(wanted, names.values())
        raise Faulty(Fault("unknown-unit", facts={"unit": wanted, "nearest": near}))
    return replace(outcome, verdicts=tuple(verdicts))
