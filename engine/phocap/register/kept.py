"""Pieces of a count that are kept until all are there, so that a count that was broken off goes on where it stopped."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from phocap.faults import Fault, Faulty, Place
from phocap.source.files import write_whole


class Kept:
    """A folder with a file for every piece, named after all that it depends on: what changed is counted anew."""

    def __init__(self, folder: str) -> None:
        """Use a folder, which is made where it is not there.

        Raises:
            Faulty: ``target-unwritable``.
        """
        self.folder = Path(folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            facts = {"reason": error.strerror or str(error)}
            raise Faulty(Fault("target-unwritable", Place(folder), facts)) from None

    def get(self, label: str) -> list[dict[str, Any]] | None:
        """Return the rows of a piece, or None when it has not been counted."""
        try:
            rows = json.loads((self.folder / f"{label}.json").read_text(encoding="utf-8"))
            return [{**row, "as_of": date.fromisoformat(row["as_of"])} for row in rows]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, label: str, rows: Sequence[dict[str, Any]]) -> None:
        """Keep the rows of a piece."""
        text = json.dumps([{**row, "as_of": row["as_of"].isoformat()} for row in rows], ensure_ascii=False)
        write_whole(self.folder / f"{label}.json", text.encode())
