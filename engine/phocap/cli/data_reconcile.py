"""``phocap data reconcile``: two sources side by side, and what they tell differently."""

from datetime import date
from pathlib import Path

import click

from phocap.cli import options, words, words_forms
from phocap.cli.console import put, put_bytes, width
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Lang

FORMATS = ("table", "json", "xlsx")


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "reconcile",
        lang,
        words_forms.RECONCILE,
        _run,
        [
            click.Argument(["first"], metavar=words_forms.FIRST[lang]),
            click.Argument(["second"], metavar=words_forms.SECOND[lang]),
            options.as_of(lang, words.AS_OF_HELP),
            options.option(lang, "--names", text=words_forms.NAMES_HELP, is_flag=True),
            options.file_format(lang, FORMATS, words.FORMAT_HELP),
            options.target(lang),
        ],
        examples=(
            "phocap data reconcile nguoi-nhap-1.xlsx nguoi-nhap-2.xlsx",
            "phocap data reconcile khao-sat.xlsx th-m1.xlsx -o doi-chieu.xlsx",
        ),
    )


def _run(first: str, second: str, as_of: date | None, names: bool, form: str | None, target: str | None) -> int:
    from phocap.cli.intake import tell
    from phocap.forms.reconcile import read_side, reconcile
    from phocap.report import differences

    found = settings()
    form = form or _form_of(target)
    if form == "xlsx" and target is None:
        raise Faulty(Fault("missing-option", facts={"option": "--output"}))
    pack = found.pack()
    one, other = (read_side([path], pack, as_of) for path in (first, second))
    sides = (one, other)
    for side in sides:
        tell(side, pack, found)
    compared = reconcile(one, other, pack, names=names)
    read = [source.path for side in sides for source in side.sources]
    if form == "xlsx":
        assert target is not None
        put_bytes(differences.to_xlsx(compared, found.lang), target, read)
    elif form == "json":
        put(differences.to_json(compared, [side.sources for side in sides]), target, read)
    else:
        put(differences.to_text(compared, found.lang, width()), target, read)
    return 1 if compared.differences else 0


def _form_of(target: str | None) -> str:
    ending = Path(target or "").suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "table"
