"""Verdicts as JSON Lines, one after another: nothing is kept, and units alike but for their numbers share a template.

A template is made from the verdict of one unit by the code that prints a single one; what differs from unit to unit
(its name, counts, rates, margins, row of the table) is left open and filled in from the columns.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import repeat
from operator import itemgetter
from typing import Any

import polars as pl

from phocap.evaluate.cells import quotient
from phocap.evaluate.evaluation import Evaluation
from phocap.evaluate.facts import fact_id
from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.evaluate.writer import Writer
from phocap.intake.table import TableRecords
from phocap.language.ruleset import Bound, Case, FindingTest, MeasureTest, Rule
from phocap.measure.amounts import Pair, measured
from phocap.measure.spans import Bounds
from phocap.model.nodes import unit_node
from phocap.model.result import UnitName
from phocap.report.serialise import Data, as_line, line, line_data
from phocap.value import dataclass

PIECE = 4096
"""Units for which columns are turned into text at a time."""

TEMPLATES = 4096
"""Kinds of units that have a template, the most frequent ones: it takes as much room as a line."""

ENDS = ("low", "high")

_CELL = re.compile(r"table:(.+):\d+", re.DOTALL)
_HOLE = re.compile(r'(?:"\\u0000|\\u0001)(\d+)(?:\\u0000"|\\u0001)')
"""What a template leaves open: a value, or part of a text."""

_json = json.JSONEncoder(ensure_ascii=False).encode

Template = tuple[list[str], Callable[[Any], tuple[str, ...]]]
"""What stands around the holes of a line, every other part, and how to choose what fills them."""


def lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the verdict of every unit asked for as one line of JSON, in the order of :attr:`Evaluation.rows`."""
    for evaluated in evaluation.programmes:
        for tier in reversed(list(evaluated.tiers)) if evaluated.asked else ():
            writer = Writer(evaluation.pack, evaluation.records, evaluated, tier)
            here = evaluated.tiers[tier]
            if isinstance(evaluation.records, TableRecords):
                yield from _Rows(evaluation.records, evaluated, tier, writer).lines()
            else:
                yield from (line(writer.verdict(row)) for row in range(len(here.units)))


@dataclass
class _Rows:
    """The rows of a table at one tier."""

    records: TableRecords
    evaluated: ProgrammeEvaluation
    tier: str
    writer: Writer
    names: dict[object, int] = field(default_factory=dict)
    """What a template may leave open, and its place among the texts of a piece."""

    def __post_init__(self) -> None:
        """Find what conditions show, and what the facts of every reading tell."""
        self.here = self.evaluated.tiers[self.tier]
        self.tests = list(dict.fromkeys(rule.test for rules in self.here.rules for rule in rules.walk() if rule.test))
        self.alike = all(isinstance(test, MeasureTest | FindingTest) for test in self.tests)
        self.shown = _cases(self.here.rules[0].tests.values())
        self.figures = list(dict.fromkeys(name for case in self.shown for name in case.measure.fields))
        measures = list(dict.fromkeys(case.measure for case in _cases(self.tests))) if self.alike else []
        self.bounds = dict(zip(measures, measured(self.here.columns, measures), strict=True))

    def lines(self) -> Iterator[str]:
        """Yield each unit's line, from the template of those alike or, where there is none, one by one."""
        kinds = self._kinds()
        templates: dict[int, Template] = {}
        for start in range(0, len(kinds), PIECE):
            texts = self._texts(start) if kinds.slice(start, PIECE).count() else {}
            self.names = {name: place for place, name in enumerate(texts)}
            values = zip(*texts.values(), strict=True) if texts else iter(((),) * PIECE)
            for row, (kind, filling) in enumerate(zip(kinds.slice(start, PIECE), values, strict=False), start):
                if kind is None:
                    yield line(self.writer.verdict(row))
                    continue
                if kind not in templates:
                    templates[kind] = self._template(row)
                parts, chosen = templates[kind]
                parts[1::2] = chosen(filling)
                yield "".join(parts)

    def _kinds(self) -> pl.Series:
        """Return a number for each unit, the same for units whose verdicts differ only in what templates leave open.

        It is null for a unit like few others, and for all units where conditions look at more than figures, flags and
        findings.
        """
        here = self.here
        if not self.alike:
            return pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(here.units))
        kinds = {"pattern": here.pattern}
        kinds |= {f"test {n}": here.test_column(t) for n, t in enumerate(self.tests) if here.codes_of(t) is None}
        flags = {case.flag for case in _cases(self.tests) if case.flag is not None}
        kinds |= {f"flag {flag}": here.columns.flag(flag) for flag in sorted(flags)}
        for name in self.figures:
            low, high = here.columns.bounds(name)
            if low is not high:
                kinds[f"open {name}"] = low.ne_missing(high)
        told = self.records.frame.select(name for name in self.figures if name in self.records.frame.columns)
        partly = told.select(series for series in told if 0 < series.null_count() < len(series))
        if partly.width:
            given = partly[list(here.units)].select(pl.all().is_not_null())
            kinds |= {f"given {series.name}": series for series in given}
        for n, found in enumerate(self.bounds.values()):
            if found.d_low is not None and found.d_high is not None:
                kinds |= {f"somebody {n}": found.d_low > 0, f"nobody {n}": found.d_high.eq_missing(0)}
        keys = pl.DataFrame(kinds)
        often = keys.group_by(keys.columns).len("units").filter(pl.col("units") > 1).top_k(TEMPLATES, by="units")
        numbered = often.drop("units").with_row_index("kind")
        return keys.join(numbered, on=keys.columns, how="left", nulls_equal=True, maintain_order="left")["kind"]

    def _texts(self, start: int) -> dict[object, Sequence[str]]:
        """Return what templates leave open as JSON, for the units of a piece."""
        units = self.here.units[start : start + PIECE]
        named = self.records.frame.select("code", "name", "parent")[list(units)]
        found: dict[object, Sequence[str]] = {name: list(map(_json, named[name])) for name in named.columns}
        found["row"] = [str(unit + 1) for unit in units]
        found["node"] = [
            unit_node(UnitName(self.tier, code, name, parent, parent)) for code, name, parent in named.rows()
        ]
        for figure in self.figures:
            low, high = self.here.columns.bounds(figure)
            found |= _ends(figure, (low.slice(start, PIECE).to_list(), high.slice(start, PIECE).to_list()))
        for measure, bounds in self.bounds.items():
            n, d, rest = bounds.parts(start, PIECE)
            known = (zip(*pair, strict=True) if pair else repeat(None) for pair in (n, d, rest))
            rates = map(_rate, *known, repeat(measure.part))
            found |= {
                ((measure, "rate"), end): texts for end, texts in zip(ENDS, zip(*rates, strict=True), strict=True)
            }
            cases = [case for case in self.shown if case.measure == measure]
            if cases:
                found |= _ends((measure, "n"), n) | (_ends((measure, "d"), d) if d else {})
            found |= {(case, distance): texts for case in cases for distance, texts in _distances(n, d, case.bound)}
        return found

    def _template(self, row: int) -> Template:
        """Return the line of a unit with what differs between units left open, and how to choose the filling."""
        verdict = self.writer.verdict(row)
        data = line_data(verdict)
        self._open_nodes(data, f"{unit_node(verdict.unit)}@")
        for name, given in {"code": "code", "name": "name", "parent": "parent", "parent_code": "parent"}.items():
            data["unit"][name] = self._hole(given)
        measures = {fact_id("measure", measure.id): measure for measure in self.bounds}
        for fact in data["facts"]:
            if fact["id"] in measures:
                self._open_ends(fact, (measures[fact["id"]], "rate"))
        for level, rules in zip(data["levels"], self.here.rules[0].levels, strict=True):
            for condition, rule in zip(level["conditions"], rules.rules, strict=True):
                self._open(condition, rule, row)
        parts = _HOLE.split(as_line(data))
        return parts, itemgetter(*map(int, parts[1::2]))

    def _open_nodes(self, data: Data, unit: str) -> None:
        """Leave the unit open in the ids of all nodes."""
        if data.get("node", "").startswith(unit):
            data["node"] = f"{self._within('node')}{data['node'][len(unit) - 1 :]}"
        for name in ("levels", "conditions", "members"):
            for below in data.get(name, ()):
                self._open_nodes(below, unit)

    def _open(self, condition: Data, rule: Rule, row: int) -> None:
        condition["sources"] = [self._place(place) for place in condition["sources"]]
        for figure in condition["figures"]:
            figure["place"] = self._place(figure["place"]) if figure["place"] else None
            self._open_ends(figure, figure["field"])
        if isinstance(rule.test, MeasureTest):
            case = self._case(rule.test, row)
            self._open_ends(condition, (case.measure, "rate"))
            self._open_ends(condition["numerator"], (case.measure, "n"))
            if condition["denominator"] is not None:
                self._open_ends(condition["denominator"], (case.measure, "d"))
            condition |= {distance: self._hole((case, distance)) for distance in ("margin", "shortfall")}
        for member, inner in zip(condition["members"], rule.members, strict=False):
            self._open(member, inner, row)

    def _open_ends(self, data: Data, name: object) -> None:
        data |= {end: self._hole((name, end)) for end in ENDS}

    def _case(self, test: MeasureTest, row: int) -> Case:
        return next(case for case in test.cases if case.flag is None or self.here.columns.flag(case.flag)[row])

    def _place(self, place: str) -> str:
        found = _CELL.fullmatch(place)
        assert found, f"{place} is no cell of a table"
        return f"table:{found[1]}:{self._within('row')}"

    def _hole(self, name: object) -> str:
        return f"\0{self.names[name]}\0"

    def _within(self, name: object) -> str:
        return f"\1{self.names[name]}\1"


def _cases(tests: Iterable[object]) -> list[Case]:
    return list(dict.fromkeys(case for test in tests if isinstance(test, MeasureTest) for case in test.cases))


def _ends(name: object, bounds: Pair) -> dict[object, Sequence[str]]:
    low, high = bounds
    least = _plain(low)
    return {(name, "low"): least, (name, "high"): least if high == low else _plain(high)}


def _plain(values: Sequence[int | None]) -> list[str]:
    return ["null" if value is None else str(value) for value in values]


def _distances(n: Pair, d: Pair | None, bound: Bound | None) -> Iterator[tuple[str, list[str]]]:
    """Yield margin and shortfall of each unit, where everything is given."""
    found: list[int | None] = [None] * len(n[0])
    if bound is not None:
        p, q = bound.value.numerator, bound.value.denominator
        up = q - 1 if bound.sense == "at_least" else 0  # the least that reaches it, or the most
        found = [
            low - (p * least + up) // q if low == high and 0 < least == most else None
            for low, high, (least, most) in zip(*n, zip(*d, strict=True) if d else repeat((1, 1)), strict=False)
        ]
        if bound.sense == "at_most":
            found = [None if over is None else -over for over in found]
    yield "margin", ["null" if over is None or over < 0 else str(over) for over in found]
    yield "shortfall", ["null" if over is None or over >= 0 else str(-over) for over in found]


def _rate(n: Bounds, d: Bounds | None, rest: Bounds | None, part: bool) -> tuple[str, str]:
    """Return the least and the greatest value of a measure as JSON."""
    least, most = d or (1, 1)
    if n[0] == n[1] and 0 < least == most and (d is None or n[0] <= least or not part):
        common = math.gcd(n[0], least)
        value = f'"{n[0] // common}/{least // common}"' if least != common else f'"{n[0] // common}"'
        return value, value  # as it is below, in a tenth of the time
    span = quotient(n, d, rest, part)
    return (_fraction(span.low), _fraction(span.high)) if span else ("null", "null")


def _fraction(value: Fraction | None) -> str:
    return "null" if value is None else f'"{value}"'
