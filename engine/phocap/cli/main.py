"""The command ``phocap``: the tree of commands, and the one place where faults become messages and a status."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from phocap.cli import version, words
from phocap.cli.console import complain_of, forget_stdout, language, prepare_streams
from phocap.cli.parts import Group, usage_fault
from phocap.cli.settings import Settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Lang

WRONG = 2
"""The status when usage or input is wrong; nothing was written."""

_OBJECTS = 200_000
"""New objects after which they are searched for garbage."""

_ROOM = 8_000
"""Places in the frame of a command: it gets a chunk of 128 KiB, half of which is left for the calls below it."""

COMMANDS = (
    *("evaluate", "explain", "plan", "report", "compare", "simulate", "sign", "verify"),
    *("register", "rules", "data", "units"),
)
"""The commands, in order of use; each has a module of its name."""

_SIGNALLED = 128
_INTERRUPTED, _PIPE_CLOSED = _SIGNALLED + 2, _SIGNALLED + 13


def run() -> NoReturn:
    """Run the command of this process, and leave.

    A command is short and holds much: searching what it made for garbage, and freeing it piece by piece at the end,
    would take longer than many a command itself.
    """
    gc.set_threshold(_OBJECTS)
    status = main()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(status)


# Python keeps calls in chunks of 16 KiB and gives an empty one back at once: a loop that happens to run at the end of a
# chunk pays for a new one with each call. Below a frame that is too large for such a chunk there is room for all.
run.__code__ = run.__code__.replace(co_stacksize=_ROOM)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; no exception leaves, unless PHOCAP_DEBUG is set."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = language(given, os.environ)
    settings = Settings(lang)
    try:
        prepare_streams()
        return _run(given, settings)
    except Faulty as faulty:
        complain_of(faulty.faults, lang, settings.tiers)
        return WRONG
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except BrokenPipeError:
        forget_stdout()
        return _PIPE_CLOSED
    except Exception as error:
        if os.environ.get("PHOCAP_DEBUG"):
            raise
        text = f"{type(error).__name__}: {error}"
        complain_of([Fault("internal-error", facts={"error": text})], lang)
        return WRONG


def tree(lang: Lang) -> Group:
    """Return the command with all its commands, in a language."""
    return Group(
        "phocap",
        lang,
        words.PHOCAP,
        COMMANDS,
        params=[version.option(lang)],
        examples=(
            "phocap evaluate cases/ha-nam-2013 --programme primary-right-age",
            "phocap explain cases/duong-minh-chau-2016 --programme primary --level 3",
            "phocap rules show primary --as-of 2021-10-31",
        ),
    )


def _run(arguments: list[str], settings: Settings) -> int:
    command = tree(settings.lang)
    try:
        # Not click's own main(): that one prints, translates and exits in its own way.
        with command.make_context("phocap", arguments, obj=settings) as context:
            status = command.invoke(context)
            return status if isinstance(status, int) else 0
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.UsageError as error:
        raise Faulty(usage_fault(error)) from None
