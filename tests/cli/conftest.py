"""Running the command in this process, and comparing what it prints with golden files."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from phocap.cli.main import main

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class Ran(NamedTuple):
    """What a command line came to."""

    arguments: tuple[str, ...]
    status: int
    out: str
    err: str


Run = Callable[..., Ran]
Golden = Callable[[str, Ran], None]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line from the root of the checkout, in English unless it says otherwise."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("LC_ALL", "LC_MESSAGES", "PHOCAP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    def _run(*arguments: object) -> Ran:
        capsys.readouterr()
        given = tuple(str(argument) for argument in arguments)
        status = main(given)
        return Ran(given, status, *capsys.readouterr())

    return _run


@pytest.fixture
def golden() -> Golden:
    """Compare a run with its golden file; PHOCAP_UPDATE_GOLDEN=1 writes the file instead."""

    def _golden(name: str, ran: Ran) -> None:
        path = HERE / "golden" / f"{name}.txt"
        shown = " ".join(f'"{a}"' if " " in a else a for a in ran.arguments)
        text = f"$ phocap {shown}\n{ran.out}--- stderr\n{ran.err}--- status {ran.status}\n"
        if os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1":
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"{path.name} is missing: PHOCAP_UPDATE_GOLDEN=1 writes it"
        assert text == path.read_bytes().decode("utf-8"), f"{path.name}: read what changed; PHOCAP_UPDATE_GOLDEN=1"

    return _golden
