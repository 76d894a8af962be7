"""A result as rows for a spreadsheet: a row for every unit, level and condition (RFC 4180)."""

import csv
import io
import math
import re
from collections.abc import Iterator
from fractions import Fraction

from phocap.model.nodes import level_node, nodes
from phocap.model.result import ConditionResult, LevelResult, Result, Verdict
from phocap.text.numbers import MOST_DECIMALS

UNIT = ("as_of", "tier", "code", "unit", "parent", "programme", "rule_set")
VERDICT = ("highest_level", "highest_possible_level", "verdict_provisional", "verdict_firm")
LEVEL = ("level", "level_outcome", "level_provisional")
CONDITION = ("condition", "title_vi", "title_en", "cite", "effect", "kind", "outcome")
FIGURES = ("numerator", "denominator", "low", "high", "low_open", "high_open", "printed")
BOUND = (
    "sense",
    "threshold",
    "flag",
    "open_flag",
    "margin",
    "shortfall",
    "readings",
    "missing",
    "law_status",
    "sources",
    "node",
)
COLUMNS = (*UNIT, *VERDICT, *LEVEL, *CONDITION, *FIGURES, *BOUND)

Cell = str | int | None

RUNNABLE = "=+-@\t\r\n"
"""A cell that begins with one of these would be run or broken by a spreadsheet."""

NUMBER = re.compile(r"-?[0-9]+([.][0-9]+)?")


def to_csv(result: Result) -> str:
    """Return the table with a header row; lines end with CR LF.

    ``numerator`` and ``denominator`` are exact and empty where a figure is missing. ``low``, ``high`` and
    ``threshold`` are decimals, never fractions: a spreadsheet would take 10/11 for a day in November. The exact
    fractions are in the JSON.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for verdict in result.verdicts:
        for level in verdict.levels:
            for node, condition in nodes(level_node(verdict, level), level.conditions):
                writer.writerow([safe(cell) for cell in (*_row(verdict, level, condition), node)])
    return text.getvalue()


def safe(cell: Cell) -> str:
    """Return a cell that no spreadsheet runs: what begins like a formula gets an apostrophe before it."""
    text = "" if cell is None else str(cell)
    if text[:1] and text[0] in RUNNABLE and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _row(verdict: Verdict, level: LevelResult, condition: ConditionResult) -> Iterator[Cell]:
    unit = verdict.unit
    yield from (verdict.as_of.isoformat(), unit.tier, unit.code, unit.name, unit.parent)
    yield from (verdict.programme, verdict.rule_set, verdict.highest_level, verdict.highest_possible_level)
    yield from (_yes(verdict.provisional), _yes(verdict.firm))
    yield from (level.level, level.outcome.value, _yes(level.provisional))
    yield from (condition.id, condition.title.vi, condition.title.en, condition.cite)
    yield from (condition.effect.value, condition.kind, condition.outcome.value)
    found = condition.comparison
    if found is None:
        yield from (None,) * (len(FIGURES) + 6)
    else:
        toward = found.threshold
        yield from (_exact(found.numerator), _exact(found.denominator))
        yield from (_decimal(found.low, toward), _decimal(found.high, toward))
        yield from (_yes(found.low_open), _yes(found.high_open), found.printed)
        yield from (found.sense, _decimal(toward, toward), found.flag, found.open_flag, found.margin, found.shortfall)
    yield "; ".join(f"{used.reading}={used.option}" for used in condition.readings)
    yield "; ".join(condition.missing)
    yield condition.status.value if condition.status else None
    yield "; ".join(dict.fromkeys(figure.place for figure in condition.figures if figure.place))


def _exact(bounds: tuple[int, int | None] | None) -> int | None:
    return bounds[0] if bounds is not None and bounds[0] == bounds[1] else None


def _yes(value: bool | None) -> str | None:
    if value is None:
        return None
    return "true" if value else "false"


def _decimal(value: Fraction | None, threshold: Fraction | None) -> str | None:
    """Return a decimal that lies on the same side of the threshold as the value."""
    if value is None:
        return None
    scaled = value * 10**MOST_DECIMALS
    units = math.ceil(scaled) if threshold is not None and value > threshold else math.floor(scaled)
    whole, rest = divmod(units, 10**MOST_DECIMALS)
    decimals = f"{rest:0{MOST_DECIMALS}}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)
