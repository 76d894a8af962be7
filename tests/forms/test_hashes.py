"""What a result rests on: the layouts by which its files were read are hashed, and verified, like the rules."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from phocap.cli.main import main
from phocap.forms import FormIntake
from phocap.shipped import vn_rules

Changed = Callable[..., Path]
READ_BY = {
    "survey": ["vn/forms/survey.yaml"],
    "th-m1": ["vn/forms/th-m1.yaml"],
    "th-02": ["vn/forms/th-02.yaml"],
    "th-01-gv": ["vn/forms/th-01-gv.yaml"],
    "th-01-csvc": ["vn/forms/th-01-csvc.yaml"],
}


@pytest.mark.parametrize("form", READ_BY)
def test_the_layout_is_told(form: str, changed: Changed, read: Callable[..., FormIntake]) -> None:
    assert [file.path for file in read(changed(form)).layouts] == READ_BY[form]


def test_of_a_table_the_headings_are_told_and_of_yaml_nothing(
    changed: Changed, read: Callable[..., FormIntake], tmp_path: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("unit,tier,as_of,age_6.ppc\nXã A,commune,2025-09-30,12\n", encoding="utf-8")
    assert [file.path for file in read(table).layouts] == ["vn/forms/tables.yaml"]
    assert read(changed("record", name="record.yaml")).layouts == ()


def test_a_result_from_a_form_holds_until_its_layout_changes(
    changed: Changed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, stored = changed("th-m1"), tmp_path / "result.json"
    assert main(["evaluate", str(form), "--programme", "primary", "--format", "json", "-o", str(stored)]) == 0
    rules = [file["id"] for file in json.loads(stored.read_text(encoding="utf-8"))["rules"]]
    assert "vn/forms/th-m1.yaml" in rules
    assert "vn/forms/th-02.yaml" not in rules
    moved = tmp_path / "elsewhere" / "th-m1: bản sao.xlsx"
    moved.parent.mkdir()
    shutil.copy(form, moved)
    assert main(["verify", str(stored), str(moved)]) == 0, capsys.readouterr().out
    pack = tmp_path / "vn"
    shutil.copytree(vn_rules(), pack)
    with (pack / "forms" / "th-m1.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    capsys.readouterr()
    assert main(["verify", str(stored), str(form), "--rules", str(pack), "--lang", "en"]) == 1
    assert "vn/forms/th-m1.yaml" in capsys.readouterr().out
