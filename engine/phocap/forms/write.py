"""Records written: as a tree, and from it as YAML, JSON, CSV or a workbook, so that reading them back loses nothing."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from phocap.forms.sheets import workbook
from phocap.intake.records import RECORD_KEYS
from phocap.model.record import Decision, Finding, Given, Interval, Record, Unit, UnitRef, UnitsBelow
from phocap.text.as_json import pretty

Tree = dict[str, Any]

FORMATS = ("yaml", "json", "csv", "xlsx")


def tree(record: Record) -> Tree:
    """Return a record as its file would say it; what is missing is left out."""
    unit: Tree = {**_reference(record.unit)}
    if record.unit.parent is not None:
        unit["parent"] = _reference(record.unit.parent)
    found: Tree = {"unit": unit, "as_of": record.as_of.isoformat()}
    found["flags"] = {name: given.value for name, given in record.flags.items()}
    found |= _evidence(record.figures, record.rates, record.findings)
    found["units"] = {tier: _below(below) for tier, below in record.units.items()}
    found["recognised"] = {name: _decision(given.value) for name, given in record.recognised.items()}
    found["years"] = {
        str(year): _without_empty(_evidence(before.figures, before.rates, before.findings))
        for year, before in record.years.items()
    }
    found["published"] = [
        _given(programme=one.programme, level=one.level, met=one.met, basis=one.basis) for one in record.published
    ]
    found |= _given(source=record.source, note=record.note)
    return {key: found[key] for key in RECORD_KEYS if key in found and found[key] not in ({}, [])}


def _without_empty(entries: Tree) -> Tree:
    return {key: value for key, value in entries.items() if value}


def _given(**values: Any) -> Tree:
    return {key: value for key, value in values.items() if value is not None}


def _reference(unit: Unit | UnitRef) -> Tree:
    return _given(tier=unit.tier, code=unit.code, name=unit.name)


def _evidence(
    figures: Mapping[str, Given[int]], rates: Mapping[str, Given[Interval]], findings: Mapping[str, Given[Finding]]
) -> Tree:
    return {
        "figures": {name: given.value for name, given in figures.items()},
        "rates": {name: given.value.printed for name, given in rates.items()},
        "findings": {name: _finding(given.value) for name, given in findings.items()},
    }


def _finding(finding: Finding) -> Tree:
    on = finding.on.isoformat() if finding.on else None
    told = _given(value=finding.value, by=finding.by, on=on)
    return {**told, "evidence": list(finding.evidence)} if finding.evidence else told


def _decision(decision: Decision) -> Tree:
    on = decision.on.isoformat() if decision.on else None
    return _given(level=decision.level, decision=decision.decision, on=on)


def _below(below: UnitsBelow) -> Tree:
    found: Tree = {} if below.total is None else {"total": below.total.value}
    for programme, levels in below.levels.items():
        found[programme] = {f"level_{level}": _counted(given.value) for level, given in levels.items()}
    return found


def _counted(value: int | Interval) -> int | str:
    return value.printed if isinstance(value, Interval) else value


def to_yaml(records: Sequence[Record]) -> str:
    """Return records as YAML, one document each; every text is in quotes, so that codes keep their zeros."""
    return "---\n".join("".join(f"{line}\n" for line in _lines(tree(record), 0)) for record in records)


def _lines(value: Tree, depth: int) -> Iterator[str]:
    for key, child in value.items():
        lead = "  " * depth + f"{key}:"
        if isinstance(child, dict):
            yield lead
            yield from _lines(child, depth + 1)
        elif isinstance(child, list) and child and isinstance(child[0], dict):
            yield lead
            for item in child:
                first, *rest = _lines(item, depth + 2)
                yield "  " * depth + f"  - {first.strip()}"
                yield from rest
        else:
            yield f"{lead} {json.dumps(child, ensure_ascii=False)}"


def to_json(records: Sequence[Record]) -> str:
    """Return records as a list in JSON."""
    return pretty([tree(record) for record in records])


def columns(records: Sequence[Record]) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the columns of a table with a row for every record, and the rows."""
    rows = [dict(_flat(tree(record), "")) for record in records]
    names = dict.fromkeys(name for row in rows for name in row)
    sections = {key: at for at, key in enumerate(RECORD_KEYS)}
    return sorted(names, key=lambda name: sections[name.partition(".")[0]]), rows


def _flat(value: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _flat(child, f"{prefix}{key}.")
    elif isinstance(value, list):
        for number, child in enumerate(value, 1):
            yield from _flat(child, f"{prefix}{number}.")
    else:
        yield prefix.removesuffix("."), value


def to_csv(records: Sequence[Record]) -> str:
    """Return records as a table of values set apart by commas; a mark at its start lets Excel read Vietnamese."""
    names, rows = columns(records)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_text(row.get(name)) for name in names] for row in rows)
    return "\ufeff" + stream.getvalue()


def _text(value: Any) -> Any:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value


def to_xlsx(records: Sequence[Record]) -> bytes:
    """Return records as a workbook with a row for every record."""
    names, rows = columns(records)
    with workbook() as (book, content):
        sheet = book.add_worksheet("phocap")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, names, bold)
        for at, row in enumerate(rows, 1):
            for column, name in enumerate(names):
                value = row.get(name)
                if isinstance(value, bool):
                    sheet.write_boolean(at, column, value)
                elif isinstance(value, int):
                    sheet.write_number(at, column, value)
                elif value is not None:
                    sheet.write_string(at, column, value)
        sheet.freeze_panes(1, 0)
        return content()


def written(records: Sequence[Record], form: str) -> bytes:
    """Return records in one of the formats."""
    match form:
        case "yaml":
            return to_yaml(records).encode()
        case "json":
            return to_json(records).encode()
        case "csv":
            return to_csv(records).encode()
        case _:
            return to_xlsx(records)
