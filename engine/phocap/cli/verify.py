"""``phocap verify``: evaluate again, and say whether a stored result holds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from phocap.cli import options, words
from phocap.cli.console import put
from phocap.cli.parts import Command
from phocap.cli.settings import settings
from phocap.faults import Faulty
from phocap.text.language import Lang

if TYPE_CHECKING:
    from phocap.evaluate import Evaluation
    from phocap.language.pack import Pack
    from phocap.model.record import Record

Data = Mapping[str, Any]


def command(lang: Lang) -> click.Command:
    """Return the command."""
    return Command(
        "verify",
        lang,
        words.VERIFY,
        _run,
        [click.Argument(["stored"], metavar=words.RESULT_FILE[lang]), options.paths(lang), options.target(lang)],
        examples=(
            "phocap evaluate cases/ha-nam-2013 --format json -o ha-nam.json",
            "phocap verify ha-nam.json cases/ha-nam-2013",
        ),
    )


def _run(stored: str, paths: Sequence[str], target: str | None) -> int:
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
    pack = found.pack()
    intake = read(paths, pack, _day(data), found)
    again = result(_again(data, intake.records, pack), intake.sources, intake.layouts)
    parts = verified(data, as_data(again))
    put(view(parts, digest(data), found.lang), target, [stored, *(file.path for file in intake.sources)])
    return 0 if holds(parts) else 1


def _day(data: Data) -> date | None:
    """Return the day of the result, which records that give none had from the command line."""
    return date.fromisoformat(data["as_of"]) if data["as_of"] else None


def _again(data: Data, records: Sequence["Record"], pack: "Pack") -> "Evaluation":
    """Return the records evaluated as they were for the stored result.

    What was asked for then is not stored, but shows: the first way to ask that gives the same programmes under the
    same rules is it. Where none does, the default shows the difference.
    """
    from phocap.evaluate import evaluate

    wanted = {(verdict["programme"], verdict["rule_set"], verdict["as_of"]) for verdict in data["verdicts"]}
    known = {name: reading for file in pack.rule_files.values() for name, reading in file.model.readings.items()}
    used = dict(_readings(data["verdicts"]))
    readings = {name: option for name, option in used.items() if name in known and option in known[name].options}
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
