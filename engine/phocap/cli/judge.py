"""From the options of a command to the result: read, evaluate, and keep what the user asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from phocap.cli import words
from phocap.cli.settings import Settings
from phocap.faults import Fault, Faulty, Place
from phocap.value import dataclass

if TYPE_CHECKING:
    from phocap.evaluate import Evaluation
    from phocap.forms import FormIntake
    from phocap.infer import Inference
    from phocap.language.pack import Pack
    from phocap.model.record import Record
    from phocap.model.result import Result


@dataclass(frozen=True)
class Selection:
    """What the shared options say."""

    paths: Sequence[str]
    programmes: Sequence[str]
    instrument: str | None
    as_of: date | None
    readings: Sequence[tuple[str, str]]
    inference: str | None


def judged(selection: Selection, found: Settings) -> tuple["Result", "Pack"]:
    """Return the result for the records named, and the rule pack by which they were judged.

    Raises:
        Faulty: anything is wrong with the rules, the records or what was asked for.
    """
    evaluation, outcome, _ = examined(selection, found)
    return outcome, evaluation.pack


def examined(selection: Selection, found: Settings) -> tuple["Evaluation", "Result", "FormIntake"]:
    """Return the evaluation of the records named, its result, and what was read.

    Raises:
        Faulty: anything is wrong with the rules, the records or what was asked for.
    """
    from phocap.evaluate.verdict import result

    evaluation, intake = decided(selection, found)
    return evaluation, result(evaluation, intake.sources, intake.layouts), intake


def decided(selection: Selection, found: Settings) -> tuple["Evaluation", "FormIntake"]:
    """Return the evaluation of the records named, and what was read; no verdict is written yet.

    Raises:
        Faulty: anything is wrong with the rules, the records or what was asked for.
    """
    from phocap.cli.intake import read

    readings = _readings(selection.readings)
    inference = _inference(selection.inference)
    pack = found.pack()
    _check_programmes(selection.programmes, pack)
    intake = read(selection.paths, pack, selection.as_of, found)
    other = sum(selection.as_of is not None and record.as_of != selection.as_of for record in intake.records)
    if other:
        found.note(words.AS_OF_UNUSED, n=other)
    evaluation = evaluated(
        intake.records,
        pack,
        programmes=selection.programmes,
        instrument=instrument_id(selection.instrument, pack),
        readings=readings,
        inference=inference,
    )
    if not evaluation.rows:
        found.note(words.NOTHING_JUDGED)
    return evaluation, intake


def evaluated(records: Sequence["Record"], pack: "Pack", **rest: Any) -> "Evaluation":
    """Return the evaluation of records.

    Raises:
        Faulty: a fault about a day or a tier stands at the first record of that day or tier.
    """
    from phocap.evaluate import evaluate

    try:
        return evaluate(records, pack, **rest)
    except Faulty as faulty:
        raise Faulty(replace(fault, place=_place(fault, records)) for fault in faulty.faults) from None


def _place(fault: Fault, records: Sequence["Record"]) -> Place | None:
    if fault.place is not None or not {"date", "tier"} & fault.facts.keys():
        return fault.place
    for record in records:
        about = {"date": str(record.as_of), "tier": record.unit.tier}
        if all(str(fault.facts.get(key, value)) == value for key, value in about.items()):
            return record.place
    return None


def instrument_id(name: str | None, pack: "Pack") -> str | None:
    """Return the id of an instrument that is named by its id or by its number."""
    by_number = {found.number.casefold(): known for known, found in pack.instruments.items()}
    return None if name is None else by_number.get(name.strip().casefold(), name)


def check_level(level: int, outcome: "Result") -> None:
    """Refuse a level that none of the programmes judged has.

    Raises:
        Faulty: naming for each programme and day the levels that there are.
    """
    found = {(v.programme, v.as_of, v.instrument): [x.level for x in v.levels] for v in outcome.verdicts}
    if found and not any(level in known for known in found.values()):
        raise Faulty(
            Fault(
                "no-such-level",
                facts={"level": level, "programme": programme, "date": day, "number": number, "allowed": known},
            )
            for (programme, day, number), known in found.items()
        )


def _check_programmes(programmes: Sequence[str], pack: "Pack") -> None:
    """Refuse an unknown programme before any file is read."""
    from phocap.text.nearest import nearest

    faults = [
        Fault("unknown-programme", facts={"programme": name, "nearest": nearest(name, pack.programmes)})
        for name in dict.fromkeys(programmes)
        if name not in pack.programmes
    ]
    if faults:
        raise Faulty(faults)


def _readings(given: Sequence[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for reading, option in given:
        if found.setdefault(reading, option) != option:
            facts = {"reading": reading, "first": found[reading], "option": option}
            raise Faulty(Fault("reading-twice", facts=facts))
    return found


def _inference(name: str | None) -> "Inference | None":
    from phocap.infer import choose

    try:
        return choose(name)
    except ImportError:
        raise Faulty(Fault("inference-not-installed", facts={"inference": name})) from None
