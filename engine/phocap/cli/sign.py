"""``phocap sign``: sign a stored result, or make the key to sign with."""

import os
import sys
from functools import partial
from getpass import getpass

import click

from phocap.cli import options, words
from phocap.cli import words_report as more
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty, Place
from phocap.text.language import Lang


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "sign",
        lang,
        more.SIGN,
        _run,
        [
            click.Argument(["stored"], metavar=words.RESULT_FILE[lang], required=False),
            options.option(lang, "--key", text=more.KEY_HELP, metavar=words.FILE),
            options.option(lang, "--new-key", text=more.NEW_KEY_HELP, metavar=words.FILE),
            options.option(lang, "--password-file", text=more.PASSWORD_HELP, metavar=words.FILE),
            options.option(lang, "-o", "--output", "target", text=more.SIGN_OUTPUT_HELP, metavar=words.FILE),
        ],
        examples=(
            "phocap sign --new-key so-gddt.pem",
            "phocap sign ha-nam.json --key so-gddt.pem",
            "phocap verify ha-nam.json cases/ha-nam-2013 --public-key so-gddt.pem.pub",
        ),
    )


def _run(
    stored: str | None, key: str | None, new_key: str | None, password_file: str | None, target: str | None
) -> int:
    if new_key is not None:
        return _make(new_key, password_file)
    from phocap.report.read import result_data
    from phocap.report.serialise import digest
    from phocap.report.signature import ENDING, fingerprint, read_signature, sign
    from phocap.source.files import Source, read_source

    if stored is None:
        raise Faulty(Fault("missing-argument", facts={"argument": words.RESULT_FILE[settings().lang]}))
    key = options.needed(key, "--key")
    source = read_source(stored)
    mark = digest(result_data(source))
    made = sign(mark, read_source(key), partial(_password, password_file, key))
    target = target or stored + ENDING
    put(made, target, [stored, key])
    by = fingerprint(read_signature(Source(target, made.encode())).public_key)
    settings().note(more.SIGNED, digest=mark, key=by, file=target)
    return 0


def _password(file: str | None, key: str) -> bytes:
    """Return the password in the first line of a file, else what is typed; nothing where there is nobody to ask.

    It never stands on the command line, which other users of the machine can read.

    Raises:
        Faulty: ``no-password``: the line is empty.
    """
    from phocap.source.files import read_source

    if file is not None:
        password = read_source(file).text.partition("\n")[0].removesuffix("\r")
        if not password:
            raise Faulty(Fault("no-password", Place(file)))
    elif sys.stdin is not None and sys.stdin.isatty():
        password = getpass(more.PASSWORD_ASKED[settings().lang].format(file=key))
    else:
        password = ""
    return password.encode()


def _make(path: str, password_file: str | None) -> int:
    """Write a new key; neither half may be there already, and only the owner may read the private one."""
    from phocap.report.signature import fingerprint_of, new_key
    from phocap.source.files import write_whole

    private, public = new_key(_password(password_file, path) if password_file is not None else None)
    beside = f"{path}.pub"
    for one in (path, beside):
        if os.path.lexists(one):
            raise Faulty(Fault("key-exists", Place(one)))
    write_whole(beside, public)
    try:
        write_whole(path, private, private=True)
    except Faulty:
        os.unlink(beside)
        raise
    settings().note(more.KEY_MADE, key=fingerprint_of(public), private=path, public=beside)
    return 0
