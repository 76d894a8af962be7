"""``phocap rules``: the commands about rules."""

import click

from phocap.cli import words
from phocap.cli.parts import Group
from phocap.text.language import Lang

COMMANDS = ("list", "show", "coverage", "new", "check", "test", "diff", "schema", "docs")
"""Each has a module of its name, ``rules_…``."""


def command(lang: Lang) -> click.Command:
    """Return the group."""
    return Group("rules", lang, words.RULES, COMMANDS, prefix="rules_")
