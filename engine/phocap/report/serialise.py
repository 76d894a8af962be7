"""A result as data: ``json`` (the contract phocap/result/1), ``jsonl`` and ``csv``; the same in every language."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any

from phocap.model.base import Noun, Text
from phocap.model.nodes import condition_node, level_node, verdict_node
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
    LevelResult,
    PublishedVerdict,
    ReadingUsed,
    Result,
    Verdict,
    walk,
)
from phocap.report.csv_ import to_csv
from phocap.report.schema import schema
from phocap.text.as_json import compact, pretty

__all__ = ["as_data", "digest", "schema", "to_csv", "to_json", "to_jsonl", "verdict_data"]

Data = dict[str, Any]


def to_json(result: Result) -> str:
    """Return the whole result as one JSON object, ending with a line break."""
    return pretty(as_data(result))


def digest(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a result's data without any space: what paper and a JSON file have in common."""
    return hashlib.sha256(compact(data)).hexdigest()


def to_jsonl(result: Result) -> Iterator[str]:
    """Yield one verdict a line with the schema that it follows, each ending with a line break."""
    for verdict in result.verdicts:
        yield line(verdict)


def line(verdict: Verdict) -> str:
    """Return a verdict as one line of JSON with the schema that it follows, ending with a line break."""
    return as_line(line_data(verdict))


def line_data(verdict: Verdict) -> Data:
    """Return what a line says of a verdict."""
    return {"schema": SCHEMA, **verdict_data(verdict)}


def as_line(data: Data) -> str:
    """Return data as one line of JSON, ending with a line break."""
    return compact(data).decode() + "\n"


def as_data(result: Result) -> Data:
    """Return the result as plain data, keys in a fixed order."""
    days = {verdict.as_of for verdict in result.verdicts}
    return {
        "schema": result.schema,
        "as_of": days.pop().isoformat() if len(days) == 1 else None,
        "engine": result.engine,
        "inputs": [{"path": file.path, "sha256": file.sha256} for file in result.inputs],
        "rules": [{"id": file.path, "sha256": file.sha256} for file in result.rules],
        "labels": [{"kind": label.kind, "id": label.id, "text": _text(label.text)} for label in result.labels],
        "verdicts": [verdict_data(verdict) for verdict in result.verdicts],
    }


def verdict_data(verdict: Verdict) -> Data:
    """Return a verdict as plain data."""
    return {
        "node": verdict_node(verdict),
        "unit": {field.name: getattr(verdict.unit, field.name) for field in fields(verdict.unit)},
        "programme": verdict.programme,
        "title": _text(verdict.title),
        "rule_set": verdict.rule_set,
        "instrument": verdict.instrument,
        "as_of": verdict.as_of.isoformat(),
        "highest_level": verdict.highest_level,
        "highest_possible_level": verdict.highest_possible_level,
        "provisional": verdict.provisional,
        "firm": verdict.firm,
        "cautions": _cautions(verdict.cautions),
        "readings": _readings(verdict.readings),
        "deciding_readings": list(verdict.deciding_readings),
        "alternatives": [_alternative(found, verdict) for found in verdict.alternatives],
        "published": [_published(published) for published in verdict.published],
        "facts": [_fact(fact) for fact in verdict.facts],
        "levels": [_level(level, level_node(verdict, level)) for level in verdict.levels],
    }


def _alternative(found: Alternative, verdict: Verdict) -> Data:
    levels = zip(verdict.levels, found.outcomes, strict=True)
    return {
        "readings": _readings(found.readings),
        "highest_level": found.highest_level,
        "levels": [{"level": level.level, "outcome": outcome.value} for level, outcome in levels],
    }


def _fact(fact: Fact) -> Data:
    return {
        "id": fact.id,
        "outcome": _outcome(fact.outcome),
        "low": _fraction(fact.low),
        "high": _fraction(fact.high),
        "low_open": fact.low_open,
        "high_open": fact.high_open,
        "nobody": fact.nobody,
        "basis": list(fact.basis),
    }


def _level(level: LevelResult, node: str) -> Data:
    ids = {condition.node: condition.id for condition in walk(level.conditions)}
    return {
        "node": node,
        "level": level.level,
        "cite": level.cite,
        "outcome": level.outcome.value,
        "provisional": level.provisional,
        "firm": level.firm,
        "because": [ids.get(node, node) for node in level.because],
        "cautions": _cautions(level.cautions),
        "conditions": [_condition(condition, node) for condition in level.conditions],
    }


NOTHING = Comparison(None, None, False, False, (0, None), None, None, None, None, False, None, None)
"""What stands for the comparison of a condition that compares nothing; its keys are all null."""


def _condition(condition: ConditionResult, above: str) -> Data:
    node = condition_node(above, condition)
    found = condition.comparison or NOTHING
    readings = _readings(condition.readings)
    return {
        "node": node,
        "id": condition.id,
        "title": _text(condition.title),
        "cite": condition.cite,
        "outcome": condition.outcome.value,
        "effect": condition.effect.value,
        "kind": condition.kind,
        "subject": condition.subject,
        "measure": condition.subject if condition.kind == "measure" else None,
        "numerator": _bounds(found.numerator) if condition.comparison else None,
        "denominator": _bounds(found.denominator),
        "low": _fraction(found.low),
        "high": _fraction(found.high),
        "low_open": found.low_open if condition.comparison else None,
        "high_open": found.high_open if condition.comparison else None,
        "printed": found.printed,
        "percent": found.percent if condition.comparison else None,
        "sense": found.sense,
        "threshold": _fraction(found.threshold),
        "flag": found.flag,
        "open_flag": found.open_flag,
        "open_threshold": _fraction(found.open_threshold),
        "noun": _noun(found.noun),
        "margin": found.margin,
        "shortfall": found.shortfall,
        "reading": readings[0] if len(readings) == 1 else None,
        "readings": readings,
        "figures": [_figure(figure) for figure in condition.figures],
        "missing": list(condition.missing),
        "evidence": list(condition.evidence),
        "sources": list(dict.fromkeys([*(f.place for f in condition.figures if f.place), *condition.places])),
        "attested": _attested(condition.attested),
        "law": {
            "status": condition.status.value if condition.status else None,
            "url": condition.source,
            "note": _text(condition.note) if condition.note else None,
        },
        "cases": [_case(case) for case in condition.cases],
        "empty": _outcome(condition.empty),
        "needs": condition.needs,
        "members": [_condition(member, node) for member in condition.members],
    }


def _case(case: CaseTested) -> Data:
    return {"flag": case.flag, "fact": case.fact, "sense": case.sense, "threshold": _fraction(case.threshold)}


def _figure(figure: FigureUsed) -> Data:
    return {
        "field": figure.field,
        "label": _text(figure.label),
        "low": figure.low,
        "high": figure.high,
        "place": figure.place,
    }


def _attested(attested: Attested | None) -> Data | None:
    if attested is None:
        return None
    return {"by": attested.by, "on": _plain(attested.on), "evidence": list(attested.evidence)}


def _published(published: PublishedVerdict) -> Data:
    return {field.name: _plain(getattr(published, field.name)) for field in fields(published)}


def _cautions(cautions: Iterable[Caution]) -> list[Data]:
    return [{field.name: getattr(caution, field.name) for field in fields(caution)} for caution in cautions]


def _readings(readings: Iterable[ReadingUsed]) -> list[Data]:
    return [{"id": used.reading, "option": used.option} for used in readings]


def _text(text: Text) -> Data:
    return {"vi": text.vi, "en": text.en}


def _noun(noun: Noun | None) -> Data | None:
    return None if noun is None else {"vi": noun.vi, "en": noun.en, "en_many": noun.en_many}


def _bounds(bounds: tuple[int, int | None] | None) -> Data | None:
    return None if bounds is None else {"low": bounds[0], "high": bounds[1]}


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _outcome(outcome: Outcome | None) -> str | None:
    return None if outcome is None else outcome.value


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
