"""Options that several commands share, and the kinds of their values."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from phocap.cli import words
from phocap.faults import Fault, Faulty
from phocap.text.language import Bilingual, Lang

if TYPE_CHECKING:
    _Kind = click.ParamType[Any]
else:
    _Kind = click.ParamType
    """Generic since click 8.4 only."""


class OneOf(_Kind):
    """One of a few names."""

    name = "one-of"

    def __init__(self, allowed: Sequence[str]) -> None:
        """Allow these names."""
        self.allowed = tuple(allowed)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name as it is."""
        if value in self.allowed:
            return value
        from phocap.text.nearest import nearest

        facts = {"option": _name(param), "value": value, "nearest": nearest(value, self.allowed)}
        raise Faulty(Fault("bad-choice", facts={**facts, "allowed": list(self.allowed)}))


class Day(_Kind):
    """A day, written 2021-10-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the day."""
        if isinstance(value, date):
            return value
        try:
            if len(value) == len("2021-10-31"):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise Faulty(Fault("option-not-a-date", facts={"option": _name(param), "value": value}))


class LevelNumber(_Kind):
    """A level: 1 or more."""

    name = "level"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number."""
        if isinstance(value, int):
            return value
        if value.isascii() and value.isdigit() and len(value) < 4 and int(value) > 0:
            return int(value)
        raise Faulty(Fault("not-a-level", facts={"option": _name(param), "value": value}))


class ReadingChoice(_Kind):
    """A reading and its option, written READING=OPTION."""

    name = "reading"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the two names."""
        if isinstance(value, tuple):
            return value
        reading, equals, option = (part.strip() for part in value.partition("="))
        if not (reading and equals and option):
            raise Faulty(Fault("reading-form", facts={"value": value}))
        return reading, option


def _name(param: click.Parameter | None) -> str:
    return param.opts[0] if param is not None else ""


def option(
    lang: Lang, *names: str, text: Bilingual, metavar: Bilingual | str | None = None, **rest: Any
) -> click.Option:
    """Return an option with its help and the name of its value in a language."""
    shown = metavar[lang] if isinstance(metavar, Bilingual) else metavar
    return click.Option(list(names), help=text[lang], metavar=shown, **rest)


def paths(lang: Lang) -> click.Argument:
    """Return the argument that names files and folders of records."""
    return click.Argument(["paths"], nargs=-1, required=True, metavar=words.PATHS[lang])


def target(lang: Lang) -> click.Option:
    """Return ``-o``."""
    return option(lang, "-o", "--output", "target", text=words.OUTPUT_HELP, metavar=words.FILE)


def file_format(lang: Lang, allowed: Sequence[str], text: Bilingual) -> click.Option:
    """Return ``--format``."""
    return option(lang, "--format", "form", text=text, type=OneOf(allowed), metavar="|".join(allowed))


def form_of(target: str | None, allowed: Sequence[str]) -> str:
    """Return the form that the name of the output file asks for, else the first one allowed."""
    ending = PurePath(target or "").suffix.lower().removeprefix(".")
    return ending if ending in allowed else allowed[0]


def as_of(lang: Lang, text: Bilingual) -> click.Option:
    """Return ``--as-of``."""
    return option(lang, "--as-of", text=text, type=Day(), metavar=words.DAY)


def judging(lang: Lang) -> list[click.Parameter]:
    """Return what a command that judges records takes: them, and by what; see :class:`phocap.cli.judge.Selection`."""
    return [
        paths(lang),
        option(lang, "--programme", "programmes", text=words.PROGRAMME_HELP, multiple=True, metavar=words.PROGRAMME),
        option(lang, "--instrument", text=words.INSTRUMENT_HELP, metavar=words.INSTRUMENT),
        as_of(lang, words.AS_OF_HELP),
        option(
            lang,
            *("--reading", "readings"),
            text=words.READING_HELP,
            multiple=True,
            type=ReadingChoice(),
            metavar=words.READING,
        ),
        option(
            lang,
            "--inference",
            text=words.INFERENCE_HELP,
            type=OneOf(("durable", "reference")),
            metavar="durable|reference",
        ),
    ]


def needed(value: Any, name: str) -> Any:
    """Return the value of an option that must be given.

    Raises:
        Faulty: it was not given.
    """
    if value is None:
        raise Faulty(Fault("missing-option", facts={"option": name}))
    return value
