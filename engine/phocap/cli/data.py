"""``phocap data``: the commands about records."""

import click

from phocap.cli import data_check, data_convert, data_figures, data_reconcile, data_synth, data_template, words
from phocap.cli.parts import Group
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the group."""
    return Group(
        "data",
        lang,
        words.DATA,
        [
            data_template.command(lang),
            data_check.command(lang),
            data_convert.command(lang),
            data_figures.command(lang),
            data_reconcile.command(lang),
            data_synth.command(lang),
        ],
    )
