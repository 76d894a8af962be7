"""The tutorial is followed as it is written: files are written, commands run, and they print what is shown.

PHOCAP_UPDATE_GOLDEN=1 writes what commands print into the pages; read what changed before keeping it.
"""

import os
import re
import shlex
from pathlib import Path

import pytest

from phocap.cli.main import main

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "tutorial"
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
UPDATE = os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1"


def run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a command prints, and its status where it is not 0."""
    program, *arguments = shlex.split(line)
    assert program == "phocap"
    status = main(arguments)
    said = capsys.readouterr()
    return said.err + said.out + (f"$ echo $?\n{status}\n" if status else "")


@pytest.mark.parametrize("name", ["en.md", "vi.md"])
def test_the_tutorial_does_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for variable in ("LC_ALL", "LC_MESSAGES", "PHOCAP_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    whole = (FOLDER / name).read_text(encoding="utf-8")
    ran, text, end = 0, "", 0
    for block in FENCE.finditer(whole):
        file = re.match(r"# file: (\S+)\n", block["body"])
        if file:
            path = tmp_path / file[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["body"], encoding="utf-8")
        elif block["info"] == "console":
            lines = re.findall(r"^\$ (phocap .*)$", block["body"], re.MULTILINE)
            printed = "".join(f"$ {line}\n{run(line, capsys)}" for line in lines)
            ran += len(lines)
            if UPDATE:
                text += whole[end : block.start()] + f"```console\n{printed}```"
                end = block.end()
            else:
                assert block["body"] == printed
    if UPDATE:
        (FOLDER / name).write_text(text + whole[end:], encoding="utf-8")
    assert ran > 5


def test_both_languages_teach_the_same_files() -> None:
    pages = [(FOLDER / name).read_text(encoding="utf-8") for name in ("en.md", "vi.md")]
    files = [[b["body"] for b in FENCE.finditer(page) if b["info"] == "yaml"] for page in pages]
    assert files[0] == files[1]
