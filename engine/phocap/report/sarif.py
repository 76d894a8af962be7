"""SARIF 2.1.0, which editors and code hosts show beside files."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def log(version: str, rules: Sequence[Any], results: Sequence[Any]) -> dict[str, Any]:
    """Return a log of one run of this program: the kinds of findings, and the findings."""
    driver = {"name": "phocap", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def uri(path: str) -> str:
    """Return a path as SARIF wants it: a relative one with its letters encoded, an absolute one as ``file:``."""
    found = PurePath(path)
    return found.as_uri() if found.is_absolute() else quote(found.as_posix())
