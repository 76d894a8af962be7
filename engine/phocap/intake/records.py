"""From files to records: every fault of every file is gathered and told together."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from phocap.faults import Fault, Faulty, Place
from phocap.intake import scalars
from phocap.intake.attested import read_findings, read_published, read_recognised
from phocap.intake.below import read_units
from phocap.intake.checks import check_constraints, check_rates
from phocap.intake.figures import read_figures, read_flags, read_rates
from phocap.intake.files import record_files
from phocap.intake.known import Known
from phocap.intake.reading import Reading
from phocap.intake.unit import UnitRead, read_unit
from phocap.intake.years import read_years
from phocap.language.pack import Pack
from phocap.model.record import Record, Unit
from phocap.source.files import Source, read_source
from phocap.source.yaml import Node, read_documents
from phocap.text.nearest import name_key
from phocap.value import dataclass

RECORD_KEYS = (
    *("unit", "as_of", "flags", "figures", "rates", "findings"),
    *("units", "recognised", "years", "published", "source", "note"),
)


@dataclass(frozen=True)
class Intake:
    """The records of a call in the order of their files, and the files."""

    records: tuple[Record, ...]
    sources: tuple[Source, ...]


def read_records(paths: Sequence[str | Path], pack: Pack, as_of: date | None = None) -> Intake:
    """Return the records of files and folders; ``as_of`` is the day of records that give none.

    The result does not depend on the order of ``paths``.

    Raises:
        Faulty: with the faults of all files together.
    """
    reading = Reading(Known(pack))
    sources: list[Source] = []
    nodes = [
        node
        for shown, path in record_files(paths, reading.faults).items()
        for node in read_nodes(reading, path, shown, sources)
    ]
    records = records_of(reading, nodes, as_of)
    if reading.faults:
        raise Faulty(reading.faults)
    return Intake(records, tuple(sources))


def read_nodes(reading: Reading, path: Path, shown: str, sources: list[Source]) -> list[Node]:
    """Return the records of a YAML or JSON file as trees; the file itself is added to ``sources``."""
    try:
        source = read_source(path, shown=shown)
        sources.append(source)
        documents = read_documents(source)
    except Faulty as faulty:
        reading.faults += faulty.faults
        return []
    for document in documents:
        schema = document.value["schema"] if isinstance(document.value, dict) and "schema" in document.value else None
        if schema is not None and schema.raw.startswith("phocap/"):
            reading.fault("result-not-record", schema.place, schema=schema.raw)
            return []
    nodes = [node for document in documents for node in _items(document)]
    if not nodes:
        reading.fault("no-records", Place(shown), path=shown)
    return nodes


def records_of(reading: Reading, nodes: Iterable[Node], as_of: date | None) -> tuple[Record, ...]:
    """Return the records that trees make; what is wrong with them, or with two of one unit and day, is reported."""
    records = [record for node in nodes if (record := read_record(reading, node, as_of)) is not None]
    reading.faults += _duplicates(records)
    return tuple(records)


def _items(document: Node) -> Iterator[Node]:
    """Yield the records of a document: itself, or those that it lists."""
    if isinstance(document.value, tuple):
        yield from document.value
    else:
        yield document


def read_record(reading: Reading, node: Node, as_of: date | None) -> Record | None:
    """Return a record, or None when it is not known whose and of which day it is; all else is checked still."""
    if not isinstance(node.value, dict):
        reading.fault("wrong-type", node.place, expected="mapping", found=node.kind)
        return None
    entries = reading.closed(node, RECORD_KEYS)
    day = _day(reading, node, entries, as_of)
    read = UnitRead()
    if "unit" in entries and entries["unit"].value is not None:
        read = read_unit(reading, entries["unit"], day)
    else:
        reading.missing(node, "unit")
    tier = read.tier
    figures = read_figures(reading, entries["figures"], tier) if "figures" in entries else {}
    rates = read_rates(reading, entries["rates"]) if "rates" in entries else {}
    check_constraints(reading, figures)
    check_rates(reading, figures, rates)
    flags = read_flags(reading, entries["flags"]) if "flags" in entries else {}
    findings = read_findings(reading, entries["findings"], tier) if "findings" in entries else {}
    units = read_units(reading, entries["units"], tier, day) if "units" in entries else {}
    recognised = read_recognised(reading, entries["recognised"]) if "recognised" in entries else {}
    published = read_published(reading, entries["published"]) if "published" in entries else ()
    source = scalars.text(reading, entries["source"]) if "source" in entries else None
    note = scalars.text(reading, entries["note"]) if "note" in entries else None
    years = read_years(reading, entries["years"], tier, day) if "years" in entries else {}
    if read.unit is None or day is None:
        return None
    return Record(
        unit=read.unit,
        as_of=day,
        place=node.place,
        flags=flags,
        figures=figures,
        rates=rates,
        findings=findings,
        units=units,
        recognised=recognised,
        years=years,
        published=published,
        source=source,
        note=note,
    )


def _day(reading: Reading, node: Node, entries: dict[str, Node], as_of: date | None) -> date | None:
    if "as_of" in entries and entries["as_of"].value is not None:
        return scalars.day(reading, entries["as_of"])
    if as_of is None:
        reading.missing(node, "as_of")
    return as_of


def _duplicates(records: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for every record of a unit and day that has one already."""
    first: dict[object, Place] = {}
    for record in records:
        unit = record.unit
        place = first.setdefault((record.as_of, *_identity(unit)), record.place)
        if place is not record.place:
            shown = f"{unit.name} ({unit.code})" if unit.code and unit.code != unit.name else unit.name
            facts = {"unit": shown, "date": record.as_of, "first": str(place)}
            yield Fault("duplicate-unit", record.place, facts)


def _identity(unit: Unit) -> tuple[object, ...]:
    """Return what tells one unit of a tier from another: its code, else its name and where it lies."""
    if unit.code is not None:
        return unit.tier, "code", unit.code
    parent = unit.parent
    above = (parent.tier, parent.code, name_key(parent.name or "")) if parent else None
    return unit.tier, "name", name_key(unit.name), above
