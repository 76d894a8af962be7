"""``phocap data``: the commands about records."""

import click

from phocap.cli import words
from phocap.cli.parts import Group
from phocap.text.language import Lang

COMMANDS = ("template", "check", "convert", "figures", "sample", "reconcile", "synth")
"""Each has a module of its name, ``data_…``."""


def command(lang: Lang) -> click.Command:
    """Return the group."""
    return Group("data", lang, words.DATA, COMMANDS, prefix="data_")
