"""Workbooks made on the spot: forms of a made-up commune, changed cell by cell."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from phocap.faults import Fault, Faulty
from phocap.forms import FormIntake, read_records
from phocap.forms.layouts import Layouts, layouts
from phocap.forms.synth import Commune, commune, files
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.shipped import vn_rules

Change = Callable[[Any], object]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(vn_rules())


@pytest.fixture(scope="session")
def known(pack: Pack) -> Layouts:
    return layouts(pack)


@pytest.fixture(scope="session")
def made(known: Layouts) -> Commune:
    return commune(known.synths[0], 0, 5, 2025, 600, ())


@pytest.fixture(scope="session")
def contents(pack: Pack, known: Layouts, made: Commune) -> dict[str, bytes]:
    """The files of the made-up commune, by the name of the form."""
    kinds = ("survey", "forms", "yaml")
    return {name.partition("-2025")[0]: content for name, content in files(pack, known, made, kinds)}


@pytest.fixture
def changed(contents: dict[str, bytes], tmp_path: Path) -> Callable[..., Path]:
    """Write a form of the commune after changing its sheet, and return the file."""

    def _changed(form: str, change: Change | None = None, name: str = "") -> Path:
        path = tmp_path / (name or f"{form}.xlsx")
        content = contents[form]
        if change is not None:
            book = openpyxl.load_workbook(io.BytesIO(content))
            change(book.worksheets[0])
            stream = io.BytesIO()
            book.save(stream)
            content = stream.getvalue()
        path.write_bytes(content)
        return path

    return _changed


@pytest.fixture
def read(pack: Pack) -> Callable[..., FormIntake]:
    def _read(*paths: Path, **rest: Any) -> FormIntake:
        return read_records(paths, pack, **rest)

    return _read


@pytest.fixture
def refused(pack: Pack) -> Callable[..., dict[str, Fault]]:
    """Read files that must be refused; return the faults by id."""

    def _refused(*paths: Path, **rest: Any) -> dict[str, Fault]:
        with pytest.raises(Faulty) as caught:
            read_records(paths, pack, **rest)
        return {fault.id: fault for fault in caught.value.faults}

    return _refused
