"""``phocap rules``: the commands about rules."""

import click

from phocap.cli import rules_list, rules_schema, rules_show, words
from phocap.cli.parts import Group
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the group."""
    commands = [rules_list.command(lang), rules_show.command(lang), rules_schema.command(lang)]
    return Group("rules", lang, words.RULES, commands)
