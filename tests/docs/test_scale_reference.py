"""The pages about registers and simulations name every fault and every column."""

import re
from pathlib import Path

import pytest

from phocap.forms.layouts import layouts
from phocap.language.load import load_pack
from phocap.shipped import vn_rules
from phocap.text.faults import MESSAGES
from phocap.text.messages_register import REGISTER
from phocap.text.messages_simulate import SIMULATE

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(("page", "faults"), [("register.md", REGISTER), ("simulate.md", SIMULATE)])
def test_every_fault_has_a_row(page: str, faults: dict[str, object]) -> None:
    section = (DOCS / page).read_text(encoding="utf-8").partition("\n## Faults\n")[2].partition("\n## ")[0]
    named = {key for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for key in re.findall(r"`(.+?)`", row)}
    assert faults.keys() - named == set()
    assert named - MESSAGES.keys() == set()


def test_every_column_of_a_register_has_a_row() -> None:
    database = layouts(load_pack(vn_rules())).surveys[0].database
    assert database is not None
    page = (DOCS / "register.md").read_text(encoding="utf-8")
    for names in (database.code, database.name, database.parent, database.year):
        assert f"| `{names[0]}` | " in page
        assert all(name in page for name in names)
