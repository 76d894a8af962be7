"""``phocap rules test``: the tests beside rules, and whether they are enough."""

from collections.abc import Sequence

import click

from phocap.cli import options
from phocap.cli import words_check as words
from phocap.cli.console import put, width
from phocap.cli.parts import Command
from phocap.cli.rules_check import rule_ids
from phocap.cli.settings import settings
from phocap.text.as_json import pretty
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "test",
        lang,
        words.RULES_TEST,
        _run,
        [
            click.Argument(["which"], nargs=-1, metavar=f"[{words.RULES[lang]}…]"),
            options.option(lang, "--coverage", text=words.COVERAGE_HELP, is_flag=True),
            options.option(lang, "--generate", text=words.GENERATE_HELP, is_flag=True),
            options.option(lang, "--mutate", text=words.MUTATE_HELP, is_flag=True),
            options.file_format(lang, ("table", "json"), words.FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap rules test",
            "phocap rules test primary --coverage --mutate",
            "phocap rules test decree-20-2014/primary --generate -o more.tests.yaml",
        ),
    )


def _run(
    which: Sequence[str], coverage: bool, generate: bool, mutate: bool, form: str | None, target: str | None
) -> int:
    from phocap.check.run import require_solver

    found = settings()
    pack = found.pack()
    listed = rule_ids(which, pack) or list(pack.rule_files)
    if coverage or generate or mutate:
        require_solver()
    from phocap.check.proof.subjects import Law
    from phocap.check.testrun import proposed, run_beside, telling
    from phocap.report import rules_tests

    law = Law(pack)
    runs = [run_beside(law, rule_id, coverage=coverage or generate, mutate=mutate) for rule_id in listed]
    if generate:
        from phocap.check.witness import file_text

        texts = []
        for run in runs:
            gaps = run.coverage.gaps if run.coverage else ()
            cases = proposed(law, run.rule_id, gaps, rules_tests.goal_name)
            survivors = run.score.survivors if run.score else []
            cases += telling(law, run.rule_id, survivors, rules_tests.change_name)
            texts += [file_text(run.rule_id, cases)] if cases else []
            found.note(words.PROPOSED, rules=run.rule_id, n=len(cases))
        put("---\n".join(texts), target)
        return 0
    if form == "json":
        put(pretty(rules_tests.as_data(runs)), target)
    else:
        put(rules_tests.as_text(runs, found.lang, width()), target)
    return int(
        any(
            run.differences
            or not run.cases
            or (run.coverage is not None and run.coverage.gaps)
            or (run.score is not None and run.score.killed < run.score.total)
            for run in runs
        )
    )
