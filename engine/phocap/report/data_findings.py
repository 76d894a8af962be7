"""What is wrong or odd in files, for other programs: JSON, SARIF, and a workbook with a row for every finding."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from phocap.faults import Fault, Place
from phocap.forms.sheets import workbook
from phocap.report.sarif import log, uri
from phocap.source.files import Source
from phocap.text.as_json import pretty
from phocap.text.faults import MESSAGES, SEVERITIES, Words, advice, sentence
from phocap.text.language import Bilingual, Lang
from phocap.text.messages_checks import CHECKS
from phocap.text.messages_forms import FORMS
from phocap.units.checks import IDS as UNIT_CHECKS

_GAP: Final = re.compile(r"\{\w+\}")
SCHEMA: Final = "phocap/data-findings/1"

_SHEET: Final = Bilingual("SoatLoi", "Findings")
_COLUMNS: Final = (
    (Bilingual("Mức độ", "Severity"), 10),
    (Bilingual("Mã", "Id"), 26),
    (Bilingual("File nguồn", "File"), 40),
    (Bilingual("Trang", "Sheet"), 16),
    (Bilingual("Ô", "Cell"), 8),
    (Bilingual("Dòng", "Row"), 8),
    (Bilingual("Nội dung", "What is wrong"), 80),
    (Bilingual("Gợi ý", "What to do"), 60),
    (Bilingual("Giải thích", "See"), 44),
)
"""The headings of the workbook, and how wide the columns are."""


def page_of(id: str) -> str:
    """Return where in the documents a finding is explained."""
    if id in CHECKS or id in UNIT_CHECKS:
        return f"docs/data-checks.md#{id}"
    return "docs/forms.md#faults" if id in FORMS else "docs/records.md#faults"


def to_json(faults: Sequence[Fault], sources: Iterable[Source], tiers: Words) -> str:
    """Return the findings with the hashes of the files, in both languages."""
    inputs = [{"path": source.path, "sha256": source.sha256} for source in sources]
    found = {"schema": SCHEMA, "inputs": inputs, "findings": [_entry(fault, tiers) for fault in faults]}
    return pretty(found)


def _entry(fault: Fault, tiers: Words) -> dict[str, Any]:
    place = fault.place or Place("")
    return {
        "id": fault.id,
        "severity": fault.severity.value,
        "path": place.path or None,
        "sheet": place.sheet or None,
        "cell": place.cell if place.sheet and place.cell else None,
        "line": place.line or None,
        "column": place.column or None,
        "message": {lang.value: sentence(fault, lang, tiers) for lang in Lang},
        "suggestion": {lang.value: advice(fault, lang, tiers) for lang in Lang},
        "page": page_of(fault.id),
    }


def to_sarif(faults: Sequence[Fault], version: str, lang: Lang, tiers: Words) -> str:
    """Return the findings as SARIF 2.1.0, which editors and code hosts show beside files."""
    ids = sorted({fault.id for fault in faults})
    severities = {fault.id: fault.severity.value for fault in faults}
    rules = [
        {
            "id": id,
            "shortDescription": {"text": _general(id, lang)},
            "fullDescription": {"text": _general(id, lang)},
            "help": {"text": " ".join(filter(None, (_general(id, lang, to_do=True), page_of(id))))},
            "helpUri": page_of(id),
            "defaultConfiguration": {"level": severities[id]},
        }
        for id in ids
    ]
    results = [
        {
            "ruleId": fault.id,
            "ruleIndex": ids.index(fault.id),
            "level": fault.severity.value,
            "message": {"text": " ".join(filter(None, (sentence(fault, lang, tiers), advice(fault, lang, tiers))))},
            "locations": [_location(fault.place)] if fault.place else [],
        }
        for fault in faults
    ]
    return pretty(log(version, rules, results))


def _general(id: str, lang: Lang, *, to_do: bool = False) -> str:
    """Return what every finding of a kind says, or what to do about it; particulars are left out."""
    message = MESSAGES[id]
    said = (message.do_vi, message.do_en) if to_do else (message.vi, message.en)
    return _GAP.sub("…", said[lang is not Lang.VI])


def _location(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri(place.path)}}}
    if place.line:
        region = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
        found["physicalLocation"]["region"] = region
    if place.sheet:
        name = f"{place.sheet}!{place.cell}" if place.cell else place.sheet
        found["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "element"}]
    return found


def to_xlsx(faults: Sequence[Fault], lang: Lang, tiers: Words) -> bytes:
    """Return a workbook with a row for every finding, under the headings that officers know."""
    with workbook() as (book, content):
        sheet = book.add_worksheet(_SHEET[lang])
        bold, wrapped = (
            book.add_format({"bold": True, "border": 1}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        for column, (heading, width) in enumerate(_COLUMNS):
            sheet.write(0, column, heading[lang], bold)
            sheet.set_column(column, column, width, wrapped)
        for row, fault in enumerate(faults, 1):
            place = fault.place or Place("")
            cell = place.cell if place.sheet else ""
            told = (SEVERITIES[fault.severity][lang], fault.id, place.path, place.sheet, cell)
            said = sentence(fault, lang, tiers), advice(fault, lang, tiers), page_of(fault.id)
            sheet.write_row(row, 0, [*told, place.line or "", *said], wrapped)
        sheet.autofilter(0, 0, max(len(faults), 1), len(_COLUMNS) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return content()
