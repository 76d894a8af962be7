"""From files of any kind to records: what is recognised is told, faults of all files are told together."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from phocap.faults import Fault, Faulty, Place, Severity
from phocap.forms.kinds import TABLES, WORKBOOKS, Recognised
from phocap.intake.files import ENDINGS as RECORDS
from phocap.intake.files import record_files
from phocap.intake.known import Known
from phocap.intake.reading import Reading
from phocap.intake.records import Intake, read_nodes, records_of
from phocap.language.pack import Pack
from phocap.model.result import FileHash
from phocap.source.files import Source, read_source
from phocap.source.yaml import Node
from phocap.value import dataclass

if TYPE_CHECKING:
    from phocap.forms.form import Part
    from phocap.forms.gathered import Gathered
    from phocap.forms.roll import School
    from phocap.forms.survey import Survey
    from phocap.forms.workbook import Sheet

ENDINGS: Final = (*RECORDS, *WORKBOOKS, *TABLES)


@dataclass(frozen=True)
class FormIntake(Intake):
    """Records and files, with what was recognised in workbooks and tables and what is to be remarked in them."""

    recognised: tuple[Recognised, ...] = ()
    warnings: tuple[Fault, ...] = ()
    surveys: "tuple[Survey, ...]" = ()
    sheets: "tuple[Sheet, ...]" = ()
    """The forms and tables as they stand, for remarks about what was typed."""
    parts: "tuple[Part, ...]" = ()
    """What sheets with official forms tell, before it became records."""
    rolls: "tuple[School, ...]" = ()
    layouts: tuple[FileHash, ...] = ()
    """The files of the rule pack by which workbooks and tables were read."""


def read_records(paths: Sequence[str | Path], pack: Pack, as_of: date | None = None) -> FormIntake:
    """Return the records of files and folders of every kind; ``as_of`` is the day of those that give none.

    The result does not depend on the order of ``paths``.

    Raises:
        Faulty: with the faults of all files together.
    """
    intake, faults = gather(paths, pack, as_of)
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    if errors:
        raise Faulty(errors)
    return intake


def gather(paths: Sequence[str | Path], pack: Pack, as_of: date | None = None) -> tuple[FormIntake, tuple[Fault, ...]]:
    """Return what could be read of files, and everything that is wrong or odd about them, in the order of places."""
    reading = Reading(Known(pack))
    sources: list[Source] = []
    nodes: list[Node] = []
    gathered: Gathered | None = None
    for shown, path in record_files(paths, reading.faults, ENDINGS).items():
        ending = path.suffix.lower()
        if ending in RECORDS:
            nodes += read_nodes(reading, path, shown, sources)
        else:
            gathered = gathered or _gathered(reading, pack, as_of, nodes)
            try:
                source = read_source(path, shown=shown)
                sources.append(source)
                gathered.take(source, ending)
            except Faulty as faulty:
                reading.faults += faulty.faults
    records = records_of(reading, gathered.finished() if gathered else nodes, as_of)
    faults = tuple(sorted(reading.faults, key=lambda fault: (fault.place or Place(""), fault.id)))
    warnings = tuple(fault for fault in faults if fault.severity is Severity.WARNING)
    if gathered is None:
        return FormIntake(records, tuple(sources), warnings=warnings), faults
    found = FormIntake(
        records,
        tuple(sources),
        tuple(gathered.recognised),
        warnings,
        tuple(gathered.surveys),
        tuple(gathered.sheets),
        tuple(gathered.parts),
        tuple(gathered.rolls),
        tuple(dict.fromkeys(gathered.layouts.hashes[one.form] for one in gathered.recognised)),
    )
    return found, faults


def _gathered(reading: Reading, pack: Pack, as_of: date | None, nodes: list[Node]) -> "Gathered":
    from phocap.forms.gathered import Gathered  # with all that reads sheets, which YAML does not need
    from phocap.forms.layouts import layouts

    return Gathered(reading, layouts(pack), as_of, nodes)
