"""``phocap compare``: two results side by side."""

import click

from phocap.cli import options, words
from phocap.cli.console import colour, put, width
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.text.language import Lang

FORMATS = ("table", "json", "csv")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "compare",
        lang,
        words.COMPARE,
        _run,
        [
            click.Argument(["old"], metavar=words.OLD_RESULT[lang]),
            click.Argument(["new"], metavar=words.NEW_RESULT[lang]),
            options.option(lang, "--exit-code", text=words.EXIT_CODE_HELP, is_flag=True),
            options.file_format(lang, FORMATS, words.FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap evaluate 2020/ --format json -o 2020.json",
            "phocap evaluate 2021/ --format json -o 2021.json",
            "phocap compare 2020.json 2021.json",
        ),
    )


def _run(old: str, new: str, exit_code: bool, form: str | None, target: str | None) -> int:
    from phocap.compare.comparison import compare
    from phocap.compare.match import check_single
    from phocap.report.read import read_both

    lang = settings().lang
    before, after = read_both(old, new)
    for result, source in (before, after):
        check_single(result, source.path)
    found = compare(before[0], after[0])
    form = form or options.form_of(target, FORMATS)
    if form == "table":
        from phocap.compare.view import text

        shown = text(found, lang, width(), colour(target))
    else:
        from phocap.compare.data import to_csv, to_json

        shown = to_json(found, before[1], after[1]) if form == "json" else to_csv(found)
    put(shown, target, [old, new])
    return 1 if exit_code and found.changed else 0
