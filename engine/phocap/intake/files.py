"""Which files the records are read from: the files named, and all those in the folders named."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final

from phocap.faults import Fault, Place

ENDINGS: Final = (".yaml", ".yml", ".json")


def record_files(paths: Sequence[str | Path], faults: list[Fault], endings: Sequence[str] = ENDINGS) -> dict[str, Path]:
    """Return the files by the path under which they are shown, sorted; a file that is named twice is there once.

    What is shown is what the user gave, for a file in a folder the folder and the way from there.
    """
    by_file: dict[str, tuple[str, Path]] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = {(path / inside).as_posix(): path / inside for inside in _inside(path, endings)}
            if not found:
                faults.append(Fault("no-records", Place(str(given)), {"path": str(given)}))
        else:
            found = {str(given): path}
            # A missing file is told as missing, whatever its ending.
            if path.suffix.lower() not in endings and path.exists():
                faults.append(Fault("not-a-record-file", Place(str(given)), {"allowed": tuple(endings)}))
                found = {}
        for shown, file in found.items():
            real = os.path.realpath(file)
            by_file[real] = min(by_file.get(real, (shown, file)), (shown, file))
    return dict(sorted(by_file.values()))


def _inside(folder: Path, endings: Sequence[str]) -> Iterator[PurePath]:
    """Yield the record files below a folder; hidden ones and READMEs hold no records."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = PurePath(name)
            readable = path.suffix.lower() in endings and path.stem.casefold() != "readme"
            # Spreadsheets keep a file ~$… beside the one that is open.
            if readable and not name.startswith((".", "~$")):
                yield PurePath(parent).relative_to(folder) / name
