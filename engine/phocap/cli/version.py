"""``phocap --version``."""

import click

from phocap.cli import words
from phocap.cli.console import put
from phocap.cli.settings import settings
from phocap.text.language import Lang


def option(lang: Lang) -> click.Option:
    """Return the option, which prints and ends."""

    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            put(f"{_program()}\n{words.INFERENCE[lang]}: {_inference()}\n")
            # Last, so that a faulty pack does not keep the rest from a report about it.
            put(f"{words.RULE_PACK[lang]}: {_rules(context)}\n")
            context.exit()

    help_text = words.VERSION_HELP[lang]
    return click.Option(["--version"], is_flag=True, expose_value=False, callback=show, help=help_text)


def _program() -> str:
    import platform

    from phocap import __version__

    return f"phocap {__version__}\nPython {platform.python_version()}"


def _inference() -> str:
    from phocap.infer import choose

    return choose().name


def _rules(context: click.Context) -> str:
    from phocap.language.pack import distribution, pack_hash

    pack = settings(context).pack()
    return " ".join(filter(None, (pack.name, distribution(pack.root), pack_hash(pack))))
