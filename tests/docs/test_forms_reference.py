"""The page about officers' files names every fault, check and key of a layout."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from phocap.forms.checks import ids
from phocap.forms.layouts import layouts
from phocap.language.load import load_pack
from phocap.model import form
from phocap.shipped import vn_rules
from phocap.text.messages_forms import FORMS
from phocap.text.messages_reconcile import RECONCILE

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
PARTS: dict[str, type[BaseModel]] = {
    "Form": form.Form,
    "Line": form.Line,
    "Survey": form.Survey,
    "Matching": form.Matching,
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


def test_every_fault_and_check_has_a_row() -> None:
    checks, faults = named("Checks"), named("Faults")
    assert checks | faults == {*FORMS, *RECONCILE}
    assert not checks & faults


def test_every_check_is_a_warning_of_the_page() -> None:
    pack = load_pack(vn_rules())
    assert {*ids(pack)} <= named("Checks")
    assert layouts(pack).forms
