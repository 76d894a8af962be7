"""``phocap verify``: evaluate again, and say whether a stored result holds."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from phocap.cli import options, words
from phocap.cli import words_report as more
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.cli.settings import Settings, settings
from phocap.faults import Faulty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.evaluate import Evaluation
    from phocap.language.pack import Pack
    from phocap.model.record import Record
    from phocap.report.verify import Part
    from phocap.report.verify_view import Signed

Data = Mapping[str, Any]


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "verify",
        lang,
        words.VERIFY,
        _run,
        [
            click.Argument(["stored"], metavar=words.RESULT_FILE[lang]),
            options.paths(lang),
            options.option(lang, "--public-key", text=more.PUBLIC_KEY_HELP, metavar=words.FILE),
            options.option(lang, "--signature", text=more.SIGNATURE_HELP, metavar=words.FILE),
            options.option(lang, "--whole", text=more.WHOLE_HELP, is_flag=True),
            options.target(lang),
        ],
        examples=(
            "phocap evaluate cases/ha-nam-2013 --format json -o ha-nam.json",
            "phocap verify ha-nam.json cases/ha-nam-2013",
            "phocap verify ha-nam.json cases/ha-nam-2013 --public-key so-gddt.pem.pub",
        ),
    )


def _run(
    stored: str,
    paths: Sequence[str],
    public_key: str | None,
    signature: str | None,
    whole: bool,
    target: str | None,
) -> int:
    from phocap.cli.intake import read
    from phocap.evaluate.verdict import result
    from phocap.report.read import result_data
    from phocap.report.serialise import as_data, digest
    from phocap.report.verify import verified
    from phocap.report.verify_view import holds, view
    from phocap.source.files import read_source

    found = settings()
    source = read_source(stored)
    data = result_data(source)
    signed = _signed(stored, digest(data), public_key, signature, found)
    pack = found.pack()
    intake = read(paths, pack, _day(data), found)

    def compared(unseen: Mapping[str, str]) -> "list[Part]":
        again = result(_again(data, intake.records, pack, unseen), intake.sources, intake.layouts)
        return verified(data, as_data(again))

    parts = compared({})
    for unseen in _unseen(data, parts, pack):
        if holds(tried := compared(unseen)):
            parts = tried
            break
    told = view(parts, digest(data), found.lang, signed, whole=whole)
    put(told, target, [stored, *(file.path for file in intake.sources)])
    return 0 if holds(parts, signed) else 1


def _signed(
    stored: str, digest: str, public_key: str | None, signature: str | None, found: Settings
) -> "Signed | None":
    """Return what there is to say of the signature; None when it was not asked for, which is told where there is one.

    Raises:
        Faulty: the key or the signature cannot be read.
    """
    from phocap.report.signature import ENDING, fingerprint, flaw, read_signature
    from phocap.report.verify_view import Signed
    from phocap.source.files import read_source

    path = signature or stored + ENDING
    if public_key is None:
        if signature is not None:
            options.needed(None, "--public-key")
        if os.path.isfile(path):
            by = fingerprint(read_signature(read_source(path)).public_key)
            found.note(more.UNCHECKED, file=path, key=by)
        return None
    key, told = read_source(public_key), read_signature(read_source(path))
    return Signed(fingerprint(told.public_key), flaw(told, digest, key))


def _day(data: Data) -> date | None:
    """Return the day of the result, which records that give none had from the command line."""
    return date.fromisoformat(data["as_of"]) if data["as_of"] else None


def _unseen(data: Data, parts: "Sequence[Part]", pack: "Pack") -> Iterator[dict[str, str]]:
    """Yield readings that may have been asked for without any verdict saying that it followed them.

    That is so where an option leaves conditions out that would only have informed. It shows in the labels: they are
    those of the readings that came up.
    """
    from phocap.report.verify import STEP

    labels = next(part for part in parts if part.name == "labels")
    named = {found.at.partition(STEP)[0].partition(" ")[::2] for found in labels.differences}
    come_up = {name for kind, name in named if kind == "reading"}
    seen = {name for name, _ in _readings(data["verdicts"])}
    for name, reading in pack.readings:
        if name in come_up - seen:
            yield from ({name: option} for option in reading.options if option != reading.default)


def _again(data: Data, records: Sequence["Record"], pack: "Pack", unseen: Mapping[str, str]) -> "Evaluation":
    """Return the records evaluated as they were for the stored result.

    What was asked for then is not stored, but shows: the first way to ask that gives the same programmes under the
    same rules is it. Where none does, the default shows the difference.
    """
    from phocap.evaluate import evaluate

    wanted = {(verdict["programme"], verdict["rule_set"], verdict["as_of"]) for verdict in data["verdicts"]}
    known = {(name, option) for name, reading in pack.readings for option in reading.options}
    readings = dict(used for used in _readings(data["verdicts"]) if used in known) | dict(unseen)
    first: Evaluation | None = None
    fault: Faulty | None = None
    for programmes, instrument in _ways(data):
        try:
            found = evaluate(records, pack, programmes=programmes, instrument=instrument, readings=readings)
        except Faulty as faulty:
            fault = fault or faulty
            continue
        given = {(p.programme, p.in_force.id, p.in_force.as_of.isoformat()) for p, _, _ in found.rows}
        if given == wanted:
            return found
        first = first or found
    if first is None:
        assert fault is not None
        raise fault
    return first


def _readings(listed: Sequence[Data]) -> Iterator[tuple[str, str]]:
    """Yield the readings that verdicts, or the conditions in them, follow."""
    for item in listed:
        yield from ((used["id"], used["option"]) for used in item.get("readings", ()))
        for key in ("levels", "conditions", "members"):
            yield from _readings(item.get(key, ()))


def _ways(data: Data) -> Iterator[tuple[list[str], str | None]]:
    """Yield programmes and instruments that may have been asked for."""
    programmes = list(dict.fromkeys(verdict["programme"] for verdict in data["verdicts"]))
    instruments = {verdict["rule_set"].split("/")[1] for verdict in data["verdicts"] if "/" in verdict["rule_set"]}
    yield [], None
    yield programmes, None
    if len(instruments) == 1:
        yield programmes, next(iter(instruments))
