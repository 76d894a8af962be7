"""A made-up school of real size: 27 criteria, five years, and what keeps it from the next level.

Set PHOCAP_UPDATE_GOLDEN=1 to write the explanations anew, and read what changed before keeping it.
"""

import os
from pathlib import Path

import pytest

from phocap.cli.main import main
from phocap.text.language import Lang

HERE = Path(__file__).parent / "example-school"
UPDATE = os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1"
SAID = {
    Lang.EN: (
        "MEETS THE STANDARD at level 2",
        "Level 3: not met, because this condition does not hold: Criterion 2.2: Teachers.",
    ),
    Lang.VI: ("ĐẠT CHUẨN mức độ 2", "Mức độ 3: chưa đạt, chưa bảo đảm điều kiện: Tiêu chí 2.2: Đối với giáo viên."),
}


@pytest.mark.parametrize("lang", list(Lang))
def test_the_criterion_that_blocks_the_next_level_is_named(
    lang: Lang, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(HERE)
    monkeypatch.setenv("COLUMNS", "100")
    assert main(("explain", "record.yaml", "--programme", "national-standard-school", "--lang", lang)) == 0
    said = capsys.readouterr().out
    golden = HERE / f"explain.{lang}.txt"
    if UPDATE:
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert said == golden.read_text(encoding="utf-8")
    result, blocked = SAID[lang]
    assert result in said
    assert blocked in said.splitlines()
