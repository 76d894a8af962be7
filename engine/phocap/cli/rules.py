"""``phocap rules``: the commands about rules."""

import click

from phocap.cli import (
    rules_check,
    rules_coverage,
    rules_diff,
    rules_docs,
    rules_list,
    rules_new,
    rules_schema,
    rules_show,
    rules_test,
    words,
)
from phocap.cli.parts import Group
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the group."""
    parts = (
        *(rules_list, rules_show, rules_coverage),
        *(rules_new, rules_check, rules_test, rules_diff, rules_schema, rules_docs),
    )
    commands = [part.command(lang) for part in parts]
    return Group("rules", lang, words.RULES, commands)
