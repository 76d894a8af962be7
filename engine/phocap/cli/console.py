"""The terminal: the language of the user, the streams, and how results and messages leave the program."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from phocap.faults import Fault, Faulty, Place
from phocap.text.language import Bilingual, Lang

_NARROWEST = 60
_USUAL = 100
_MOST_FAULTS = 100
"""Faults that are told one by one; with more the file is not what it is taken for."""


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language asked for with ``--lang``, else that of the locale, else English."""
    found = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and position + 1 < len(arguments):
            found = arguments[position + 1]
        elif argument.startswith("--lang="):
            found = argument.partition("=")[2]
    if found in tuple(Lang):
        return Lang(found)
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    return Lang.VI if locale.casefold().startswith("vi") else Lang.EN


def prepare_streams() -> None:
    """Let any letter pass: UTF-8 into files and pipes, a stand-in for what a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace", newline="\n")


def width() -> int:
    """Return the columns to fill: those of the terminal or of COLUMNS, else 100."""
    return max(_NARROWEST, shutil.get_terminal_size((_USUAL, 24)).columns)


def colour(target: str | None) -> bool:
    """Return whether colours may be used: only on a terminal whose user has not said no."""
    return target is None and sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def put(text: str, target: str | None = None, inputs: Sequence[str] = ()) -> None:
    """Print a result, or write it whole to the file ``target``, which must not be one of the inputs.

    Raises:
        Faulty: it cannot be written; a file that was there before stays as it was.
        BrokenPipeError: the reader of standard output has gone.
    """
    put_pieces([text], target, inputs)


def put_pieces(pieces: Iterable[str], target: str | None = None, inputs: Sequence[str] = ()) -> None:
    """Print or write a result that comes in pieces, none of which is kept.

    Raises:
        Faulty: it cannot be written; a file that was there before stays as it was.
        BrokenPipeError: the reader of standard output has gone.
    """
    if target is not None:
        put_bytes((piece.encode("utf-8", "replace") for piece in pieces), target, inputs)
        return
    if sys.stdout is None:
        raise Faulty(Fault("stdout-unwritable", facts={"reason": "stdout"}))
    try:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        raise Faulty(Fault("stdout-unwritable", facts={"reason": error.strerror or str(error)})) from None


def put_bytes(data: bytes | Iterable[bytes], target: str, inputs: Sequence[str] = ()) -> None:
    """Write a result whole to a file, which must not be one of the inputs.

    Raises:
        Faulty: it cannot be written; a file that was there before stays as it was.
    """
    from phocap.source.files import printable, write_whole

    if printable(os.path.realpath(target)) in {os.path.realpath(path) for path in inputs}:
        raise Faulty(Fault("target-is-input", Place(target)))
    write_whole(Path(target), data)


def forget_stdout() -> None:
    """Leave nothing to be flushed at the end to where nothing can be written."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def complain(text: str) -> None:
    """Say something on standard error, if there is anybody to hear it."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(text, file=sys.stderr, flush=True)


def complain_of(faults: Sequence[Fault], lang: Lang, tiers: Mapping[str, Bilingual] | None = None) -> None:
    """Say every fault, and with several how many there are."""
    from phocap.cli.words import FAULT_COUNT, MORE_FAULTS
    from phocap.text.faults import say
    from phocap.text.numbers import count

    for fault in faults[:_MOST_FAULTS]:
        complain(say(fault, lang, tiers or {}))
    if len(faults) > _MOST_FAULTS:
        complain(MORE_FAULTS[lang].format(n=count(len(faults) - _MOST_FAULTS, lang)))
    if len(faults) > 1:
        complain(FAULT_COUNT[lang].format(n=count(len(faults), lang)))
