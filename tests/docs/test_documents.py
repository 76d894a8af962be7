"""What the documents show is what happens: commands, programs, excerpts of files and links.

``console`` blocks hold commands after ``$`` and what they print; a line ``…`` stands for any lines left out, and
``$ echo $?`` for the exit status where it is not 0. ``yaml`` blocks that name a file of the project are excerpts of
it; ``yaml`` blocks that begin with ``# file: NAME`` are written to NAME for the commands below them. What a
``python`` block prints stands in the ``text`` block after it.
"""

import contextlib
import io
import os
import re
import shlex
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from phocap.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SHIPPED = ("cases", "rules")
ELISION = "…"

FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")

Run = Callable[[str], tuple[int, str]]


class Block(NamedTuple):
    """A fenced block of a document."""

    document: Path
    line: int
    info: str
    body: str

    @property
    def id(self) -> str:
        """Where it stands."""
        return f"{self.document.name}:{self.line}"


class Command(NamedTuple):
    """A command line, the lines below it, and the exit status that is told."""

    line: str
    shown: list[str]
    status: int


def blocks(*kinds: str) -> list[Block]:
    """Return the blocks whose info string begins with one of these words."""
    found = []
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            block = Block(document, text.count("\n", 0, match.start()) + 1, match["info"].strip(), match["body"])
            if block.info.split(" ")[0] in kinds:
                found.append(block)
    return found


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of a console block."""
    pieces = re.split(r"^\$ ", block.body, flags=re.MULTILINE)
    assert not pieces[0].strip(), f"{block.id}: a console block begins with a command"
    found: list[Command] = []
    for piece in pieces[1:]:
        line, *shown = piece.rstrip("\n").split("\n")
        if line == "echo $?":
            found[-1] = found[-1]._replace(status=int(shown[0]))
        else:
            found.append(Command(line, shown, 0))
    yield from found


def pattern(shown: list[str]) -> str:
    """Return what a command must print: the lines shown, anything where lines are left out."""
    return "".join("(?:.*\n)*?" if line.strip() == ELISION else re.escape(f"{line}\n") for line in shown)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command line in a folder with the cases and rules of the project, 100 columns wide, in English."""
    for name in SHIPPED:
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "PHOCAP_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def _run(line: str) -> tuple[int, str]:
        program, *arguments = shlex.split(line)
        assert program == "phocap", f"only phocap is run here: {line}"
        capsys.readouterr()
        status = main(arguments)
        said = capsys.readouterr()
        return status, said.err + said.out

    return _run


def write_files(document: Path) -> None:
    """Write the example files of a document into the current folder."""
    for block in blocks("yaml"):
        name = re.match(r"# file: (\S+)\n", block.body)
        if block.document == document and name:
            Path(name[1]).write_text(block.body, encoding="utf-8")


@pytest.mark.parametrize("block", blocks("console"), ids=lambda block: block.id)
def test_a_command_prints_what_is_shown(block: Block, run: Run) -> None:
    write_files(block.document)
    for command in commands(block):
        status, printed = run(command.line)
        assert status == command.status, f"{block.id}: {command.line}: {printed}"
        if not command.shown or re.fullmatch(pattern(command.shown), printed):
            continue
        if os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1" and not any(s.strip() == ELISION for s in command.shown):
            text = block.document.read_text(encoding="utf-8")
            old = "".join(f"{line}\n" for line in [f"$ {command.line}", *command.shown])
            block.document.write_text(text.replace(old, f"$ {command.line}\n{printed}"), encoding="utf-8")
            continue
        pytest.fail(f"{block.id}: {command.line} now prints:\n{printed}", pytrace=False)


def test_every_command_is_shown_somewhere(run: Run) -> None:
    shown = "\n".join(block.body for block in blocks("console"))
    for name in ("evaluate", "explain", "rules list", "rules show", "rules schema", "data template", "data check"):
        assert f"$ phocap {name}" in shown


@pytest.mark.parametrize("block", blocks("python"), ids=lambda block: block.id)
def test_a_program_prints_what_is_shown(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    following = next(b for b in blocks("text") if b.document == block.document and b.line > block.line)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block.body, block.id, "exec"), {"__name__": "__main__"})
    assert printed.getvalue() == following.body


@pytest.mark.parametrize("block", [b for b in blocks("yaml") if " " in b.info], ids=lambda block: block.id)
def test_an_excerpt_stands_in_its_file(block: Block) -> None:
    """Whatever its indentation; a line ``…`` stands for lines left out."""
    whole = (ROOT / block.info.split(" ")[1]).read_text(encoding="utf-8")
    indents = {len(line) - len(line.lstrip()) for line in whole.splitlines()}
    lines = textwrap.dedent(block.body).splitlines()
    forms = [[f"{' ' * by}{line}" if line else "" for line in lines] for by in sorted(indents)]
    assert any(re.search(f"^{pattern(form)}", whole, re.MULTILINE) for form in forms)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_lead_to_files_and_headings(document: Path) -> None:
    for match in LINK.finditer(FENCE.sub("", document.read_text(encoding="utf-8"))):
        target, _, heading = match["target"].partition("#")
        if target.startswith(("http://", "https://")):
            continue
        path = (document.parent / target).resolve() if target else document
        assert path.exists(), f"{document.name}: {match['target']}"
        if heading:
            assert heading in anchors(path), f"{document.name}: {match['target']}"


def anchors(path: Path) -> set[str]:
    """Return the anchors of the headings of a document, made as hosts of Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
