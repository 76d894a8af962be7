"""The page about reports names every key of a document's form and every block."""

import re
from pathlib import Path

import pytest

from phocap.language.load import load_pack
from phocap.model.document import Annex, Block, Form, Item, Regime, Signature
from phocap.report.docx.forms import documents
from phocap.shipped import vn_rules

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    """Return what stands under a heading."""
    found = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#)", PAGE + "\n#", re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def named(heading: str) -> set[str]:
    """Return what the first column of the table under a heading names."""
    rows = re.findall(r"^\| (`.+?) \|", section(heading), re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(.+?)`", row)}


def test_every_key_of_a_form_has_a_row() -> None:
    assert named("Keys of a document") == set(Form.model_fields)


@pytest.mark.parametrize("model", [Item, Annex, Signature, Regime])
def test_every_key_within_a_form_is_named(model: type[Item]) -> None:
    said = set(re.findall(r"`(\w+)`", section("Keys of a document")))
    assert set(model.model_fields) - {"source"} <= said


def test_every_block_has_a_row() -> None:
    assert named("Blocks") == {block.value for block in Block}


def test_every_document_has_a_row() -> None:
    assert named("Documents") == set(documents(load_pack(vn_rules())).forms)
