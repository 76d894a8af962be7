"""A result read back from JSON or JSON Lines, strictly: what is read prints the same bytes again."""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from phocap.faults import Fault, Faulty, Place
from phocap.model.base import Noun, Text
from phocap.model.law import Status
from phocap.model.outcome import Outcome
from phocap.model.result import (
    SCHEMA,
    Alternative,
    Attested,
    CaseTested,
    Caution,
    Comparison,
    ConditionResult,
    Fact,
    FigureUsed,
    FileHash,
    Label,
    LevelResult,
    PublishedVerdict,
    ReadingUsed,
    Result,
    UnitName,
    Verdict,
)
from phocap.model.rulefile import Effect
from phocap.report.schema import schema
from phocap.report.serialise import as_data, verdict_data
from phocap.report.shape import misfits
from phocap.source.files import Source, read_source

MOST_FAULTS = 10
"""After so many misfits the file is not what it is taken for."""

FAMILY = SCHEMA.rpartition("/")[0]

Data = Mapping[str, Any]


def read_result(path: str | Path) -> tuple[Result, Source]:
    """Return a result from a file that ``phocap evaluate`` wrote as JSON or JSON Lines, and the file.

    JSON Lines carry no labels and no hashes; those of the result are empty then.

    Raises:
        Faulty: the file is broken, foreign, of another version, or was changed by hand.
    """
    source = read_source(path)
    return parse_result(source), source


def read_both(old: str | Path, new: str | Path) -> tuple[tuple[Result, Source], tuple[Result, Source]]:
    """Return two results with their files.

    Raises:
        Faulty: what is wrong with either of them.
    """
    found: list[tuple[Result, Source]] = []
    faults: list[Fault] = []
    for path in (old, new):
        try:
            found.append(read_result(path))
        except Faulty as faulty:
            faults += faulty.faults
    if faults:
        raise Faulty(faults)
    return found[0], found[1]


def parse_result(source: Source) -> Result:
    """Return the result in a file that was read.

    Raises:
        Faulty: as :func:`read_result` says.
    """
    text = source.text
    if not text.strip():
        raise Faulty(Fault("empty-file", Place(source.path)))
    first = text.lstrip().partition("\n")[0]
    if first.rstrip().endswith("}") and len(first) > 2:
        return _lines(source)
    return _whole(source)


def result_data(source: Source) -> Data:
    """Return what a file in JSON says, of the right version and shape, whether or not it agrees with itself.

    Raises:
        Faulty: it is no whole result, or of another version.
    """
    data: Data = _json(source.text, source.path)
    _check_version(data, Place(source.path))
    _check_shape(data, schema(), Place(source.path))
    return data


def _whole(source: Source) -> Result:
    data = result_data(source)
    return _checked(_result(data), data, Place(source.path))


def _lines(source: Source) -> Result:
    """Return the verdicts of lines; a whole result on one line is one too."""
    whole = schema()
    found: list[Verdict] = []
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip():
            continue
        place = Place(source.path, number)
        data = _json(line, source.path, number)
        _check_version(data, place)
        if "verdicts" in data and not found:
            return _whole(source)
        _check_shape(data, {"$ref": "line", "$defs": whole["$defs"]}, place)
        verdict = _verdict(data)
        if {"schema": SCHEMA, **verdict_data(verdict)} != data:
            raise Faulty(Fault("result-changed", place))
        found.append(verdict)
    return Result(SCHEMA, "", (), (), tuple(found))


def _json(text: str, path: str, line: int = 1) -> Any:
    """Return the value of a JSON text that begins on a line of a file.

    Raises:
        Faulty: it is cut off, or no JSON.
    """
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        cut = not text[error.pos :].strip() or error.msg.startswith("Unterminated")
        place = Place(path, line + error.lineno - 1, error.colno, _excerpt(text, error.pos))
        raise Faulty(Fault("result-cut-off" if cut else "not-json", place)) from None
    except (ValueError, RecursionError):
        raise Faulty(Fault("not-json", Place(path, line))) from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _excerpt(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]


def _check_version(data: Any, place: Place) -> None:
    found = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(found, str) or not found.startswith(f"{FAMILY}/"):
        raise Faulty(Fault("not-a-result", place))
    if found != SCHEMA:
        raise Faulty(Fault("result-version", place, {"found_version": found, "expected_version": SCHEMA}))


def _check_shape(data: Any, wanted: Mapping[str, Any], place: Place) -> None:
    found = islice(misfits(data, wanted, wanted["$defs"]), MOST_FAULTS)
    faults = [Fault("result-shape", place, {"at": at, "misfit": problem}) for at, problem in found]
    if faults:
        raise Faulty(faults)


def _checked(result: Result, data: Data, place: Place) -> Result:
    """Return the result if it says again what was read: ids and what follows from the rest must agree."""
    if as_data(result) != data:
        raise Faulty(Fault("result-changed", place))
    return result


def _result(data: Data) -> Result:
    return Result(
        schema=data["schema"],
        engine=data["engine"],
        inputs=tuple(FileHash(file["path"], file["sha256"]) for file in data["inputs"]),
        rules=tuple(FileHash(file["id"], file["sha256"]) for file in data["rules"]),
        verdicts=tuple(_verdict(verdict) for verdict in data["verdicts"]),
        labels=tuple(Label(label["kind"], label["id"], _text(label["text"])) for label in data["labels"]),
    )


def _verdict(data: Data) -> Verdict:
    return Verdict(
        unit=UnitName(**data["unit"]),
        programme=data["programme"],
        title=_text(data["title"]),
        rule_set=data["rule_set"],
        instrument=data["instrument"],
        as_of=date.fromisoformat(data["as_of"]),
        levels=tuple(_level(level) for level in data["levels"]),
        highest_level=data["highest_level"],
        highest_possible_level=data["highest_possible_level"],
        provisional=data["provisional"],
        firm=data["firm"],
        readings=_readings(data["readings"]),
        deciding_readings=tuple(data["deciding_readings"]),
        cautions=_cautions(data["cautions"]),
        published=tuple(PublishedVerdict(**{**found, "on": _day(found["on"])}) for found in data["published"]),
        alternatives=tuple(
            Alternative(
                _readings(found["readings"]),
                tuple(Outcome(level["outcome"]) for level in found["levels"]),
                found["highest_level"],
            )
            for found in data["alternatives"]
        ),
        facts=tuple(_fact(fact) for fact in data["facts"]),
    )


def _fact(data: Data) -> Fact:
    return Fact(
        data["id"],
        _outcome(data["outcome"]),
        _fraction(data["low"]),
        _fraction(data["high"]),
        data["low_open"],
        data["high_open"],
        data["nobody"],
        tuple(data["basis"]),
    )


def _level(data: Data) -> LevelResult:
    number = data["level"]
    return LevelResult(
        level=number,
        node=f"level-{number}",
        cite=data["cite"],
        outcome=Outcome(data["outcome"]),
        because=tuple(f"{number}/{name}" for name in data["because"]),
        conditions=tuple(_condition(condition, number) for condition in data["conditions"]),
        cautions=_cautions(data["cautions"]),
        provisional=data["provisional"],
        firm=data["firm"],
    )


def _condition(data: Data, level: int) -> ConditionResult:
    attested, law = data["attested"], data["law"]
    return ConditionResult(
        node=f"{level}/{data['id']}",
        id=data["id"],
        title=_text(data["title"]),
        cite=data["cite"],
        outcome=Outcome(data["outcome"]),
        effect=Effect(data["effect"]),
        kind=data["kind"],
        subject=data["subject"],
        comparison=_comparison(data),
        figures=tuple(FigureUsed(**{**figure, "label": _text(figure["label"])}) for figure in data["figures"]),
        missing=tuple(data["missing"]),
        evidence=tuple(data["evidence"]),
        readings=_readings(data["readings"]),
        status=Status(law["status"]) if law["status"] else None,
        source=law["url"],
        note=_text(law["note"]) if law["note"] else None,
        needs=data["needs"],
        members=tuple(_condition(member, level) for member in data["members"]),
        places=tuple(place for place in data["sources"] if place not in {f["place"] for f in data["figures"]}),
        attested=Attested(attested["by"], _day(attested["on"]), tuple(attested["evidence"])) if attested else None,
        cases=tuple(
            CaseTested(case["flag"], case["fact"], case["sense"], _fraction(case["threshold"]))
            for case in data["cases"]
        ),
        empty=_outcome(data["empty"]),
    )


def _comparison(data: Data) -> Comparison | None:
    numerator = _bounds(data["numerator"])
    if numerator is None:
        return None
    return Comparison(
        low=_fraction(data["low"]),
        high=_fraction(data["high"]),
        low_open=bool(data["low_open"]),
        high_open=bool(data["high_open"]),
        numerator=numerator,
        denominator=_bounds(data["denominator"]),
        printed=data["printed"],
        sense=data["sense"],
        threshold=_fraction(data["threshold"]),
        percent=bool(data["percent"]),
        margin=data["margin"],
        shortfall=data["shortfall"],
        flag=data["flag"],
        open_flag=data["open_flag"],
        open_threshold=_fraction(data["open_threshold"]),
        noun=Noun(**data["noun"]) if data["noun"] else None,
    )


def _readings(listed: list[Data]) -> tuple[ReadingUsed, ...]:
    return tuple(ReadingUsed(used["id"], used["option"]) for used in listed)


def _cautions(listed: list[Data]) -> tuple[Caution, ...]:
    return tuple(Caution(**caution) for caution in listed)


def _text(data: Data) -> Text:
    return Text(vi=data["vi"], en=data["en"])


def _bounds(data: Data | None) -> tuple[int, int | None] | None:
    return None if data is None else (data["low"], data["high"])


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _outcome(text: str | None) -> Outcome | None:
    return None if text is None else Outcome(text)
