"""The page about officers' files names every fault, check and key of a layout."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from phocap.forms.checks import ids
from phocap.forms.layouts import layouts
from phocap.language.load import load_pack
from phocap.model import form
from phocap.report.data_findings import page_of
from phocap.shipped import vn_rules
from phocap.text.faults import MESSAGES
from phocap.text.messages_checks import CHECKS
from phocap.text.messages_forms import FORMS
from phocap.text.messages_reconcile import RECONCILE
from phocap.text.messages_units import UNITS
from phocap.units.checks import IDS as UNIT_CHECKS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "forms.md").read_text(encoding="utf-8")
CHECK_PAGE = (DOCS / "data-checks.md").read_text(encoding="utf-8")
UNIT_PAGE = (DOCS / "units.md").read_text(encoding="utf-8")
PARTS: dict[str, type[BaseModel]] = {
    "Form": form.Form,
    "Line": form.Line,
    "Survey": form.Survey,
    "Duplicates": form.Duplicates,
    "Matching": form.Matching,
    "Sample": form.Sample,
    "Roll": form.Roll,
}


def named(heading: str) -> set[str]:
    """Return what the first column of the table under a heading names."""
    section = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#)", PAGE + "\n#", re.MULTILINE | re.DOTALL)
    assert section, heading
    rows = re.findall(r"^\| (`.+?) \|", section[1], re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(.+?)`", row)}


@pytest.mark.parametrize("heading", PARTS)
def test_every_key_of_a_layout_has_a_row(heading: str) -> None:
    assert named(heading) == set(PARTS[heading].model_fields)


def test_every_fault_has_a_row() -> None:
    assert named("Faults") == {*FORMS, *RECONCILE}
    assert set(re.findall(r"`(units?-[a-z-]+)`", UNIT_PAGE)) == UNITS.keys() - {*UNIT_CHECKS}


def test_every_check_has_a_section_that_says_something() -> None:
    sections = dict(re.findall(r"^### ([a-z-]+)\n\n(\S.*?)(?=^#)", CHECK_PAGE + "#", re.MULTILINE | re.DOTALL))
    assert sections.keys() == {*CHECKS, *UNIT_CHECKS}
    pack = load_pack(vn_rules())
    assert {*ids(pack)} <= sections.keys()
    assert layouts(pack).forms


@pytest.mark.parametrize("id", sorted(MESSAGES))
def test_every_finding_of_data_leads_to_a_place_in_the_documents(id: str) -> None:
    path, _, anchor = page_of(id).partition("#")
    headings = re.findall(r"^#+ (.+)$", (DOCS.parent / path).read_text(encoding="utf-8"), re.MULTILINE)
    assert anchor in {heading.lower() for heading in headings}
