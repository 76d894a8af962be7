"""A record that shows something of the rules, written as a case of the tests beside them."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from phocap.model.base import Text
from phocap.model.outcome import Outcome
from phocap.value import dataclass

_WIDEST = 96

Given = Mapping[str, Any]
"""Sections of a record: plain mappings, whole numbers, yes and no."""


@dataclass(frozen=True)
class Witness:
    """A record and the outcomes that the rules give it."""

    rule_id: str
    day: date
    tier: str
    readings: tuple[tuple[str, str], ...]
    given: Given
    expected: tuple[tuple[str, Outcome], ...]
    """Levels and conditions as tests name them."""


def case_text(witness: Witness, name: Text, because: Text) -> str:
    """Return the record as an entry of ``cases``, ready to be kept."""
    lines = [f"  - name: {_text(name)}", f"    because: {_text(because)}", f"    as_of: {witness.day.isoformat()}"]
    lines.append(f"    tier: {witness.tier}")
    if witness.readings:
        lines.append(f"    readings: {_flow(dict(witness.readings))}")
    if witness.given:
        lines.append("    given:")
        lines += [f"      {section}: {_flow(entries)}" for section, entries in witness.given.items()]
    lines.append(f"    expected: {_flow({node: outcome.value for node, outcome in witness.expected})}")
    return "".join(f"{part}\n" for line in lines for part in _folded(line))


def _folded(line: str) -> list[str]:
    """Return a line cut at spaces: YAML joins what is in quotes or brackets again."""
    indent = " " * (len(line) - len(line.lstrip(" -")) + 2)
    return textwrap.wrap(line, _WIDEST, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def file_text(rule_id: str, cases: Sequence[str]) -> str:
    """Return a whole file of tests."""
    return f"tests: {rule_id.split('/', 1)[1]}\ncases:\n{''.join(cases)}"


def _text(text: Text) -> str:
    return f"{{vi: {json.dumps(text.vi, ensure_ascii=False)}, en: {json.dumps(text.en, ensure_ascii=False)}}}"


def _flow(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case Mapping():
            return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case _:
            return str(value)
