"""Verdicts as JSON Lines, one after another: nothing is kept, and units alike but for their numbers share a template.

A template is made from the verdict of one unit by the code that prints a single one; what differs from unit to unit
(its name, counts, rates, margins, row of the table) is left open and filled in from the columns.
"""

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import field
from operator import itemgetter
from typing import Any

import polars as pl

from phocap.evaluate.evaluation import Evaluation
from phocap.evaluate.facts import fact_id
from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.evaluate.writer import Writer
from phocap.intake.table import TableRecords
from phocap.language.ruleset import Case, FindingTest, Measure, MeasureTest, Rule
from phocap.measure.amounts import MeasureColumns, measure_columns
from phocap.model.nodes import unit_node
from phocap.model.result import UnitName
from phocap.report.serialise import Data, as_line, line, line_data
from phocap.value import dataclass

PIECE = 4096
"""Units for which columns are turned into text at a time."""

_CELL = re.compile(r"table:(.+):\d+", re.DOTALL)
_HOLE = re.compile(r'"\\u0000(\d+)\\u0000"|\\u0000(\d+)\\u0000')

Template = tuple[str, Callable[[Any], Any]]


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
    bounds: dict[Measure, MeasureColumns] = field(default_factory=dict)
    names: list[object] = field(default_factory=list)
    """What a template may leave open, in the order of the texts of a piece."""

    def __post_init__(self) -> None:
        """Find the cases that conditions compare with, and their columns."""
        self.here = self.evaluated.tiers[self.tier]
        self.rules = [rule for rules in self.here.rules for rule in rules.walk()]  # facts are those of every reading
        tests = [rule.test for rule in self.rules if isinstance(rule.test, MeasureTest)]
        self.cases = list(dict.fromkeys(case for test in tests for case in test.cases))
        for case in self.cases:
            if case.measure not in self.bounds:
                self.bounds[case.measure] = measure_columns(self.here.columns, case.measure)

    def lines(self) -> Iterator[str]:
        """Yield each unit's line, from the template of those alike or, where there is none, one by one."""
        kinds = self._kinds()
        templates: dict[int, Template] = {}
        for start in range(0, len(kinds), PIECE):
            texts = self._texts(start) if kinds.slice(start, PIECE).count() else {}
            self.names = list(texts)
            values = zip(*texts.values(), strict=True) if texts else iter(((),) * PIECE)
            for row, (kind, filling) in enumerate(zip(kinds.slice(start, PIECE), values, strict=False), start):
                if kind is None:
                    yield line(self.writer.verdict(row))
                    continue
                if kind not in templates:
                    templates[kind] = self._template(row)
                text, chosen = templates[kind]
                yield text % chosen(filling)

    def _kinds(self) -> pl.Series:
        """Return a number for each unit, the same for units whose verdicts differ only in what templates leave open.

        It is null where a figure or flag is missing, and for all units where conditions look at more than figures,
        flags and findings.
        """
        here, frame = self.here, self.records.frame
        nobody = pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(here.units))
        if not all(rule.test is None or isinstance(rule.test, MeasureTest | FindingTest) for rule in self.rules):
            return nobody
        if not all(name in frame.columns for case in self.cases for name in case.measure.fields):
            return nobody
        if any(case.bound is None for case in self.cases):
            return nobody
        kinds = {"pattern": here.pattern}
        tests = dict.fromkeys(rule.test for rule in self.rules if rule.test is not None)
        kinds |= {f"test {n}": here.test_column(t) for n, t in enumerate(tests) if here.codes_of(t) is None}
        plain = [pl.lit(True)]
        for case in self.cases:
            if case.flag is not None:
                kinds[f"flag {case.flag}"] = here.columns.flag(case.flag)
                plain.append(pl.col(f"flag {case.flag}").is_not_null())
        figures = {name: here.columns.bounds(name) for case in self.cases for name in case.measure.fields}
        columns = {f"figure {name}": low for name, (low, high) in figures.items() if low is high}
        if len(columns) < len(figures):  # somewhere a figure is missing
            given = frame[list(here.units)].select(pl.all_horizontal(pl.col(list(figures)).is_not_null()))
            columns["given"] = given.to_series()
            plain.append(pl.col("given"))
        for index, (measure, bounds) in enumerate(self.bounds.items()):
            if bounds.d_low is not None:
                columns |= {f"n{index}": bounds.n_low, f"d{index}": bounds.d_low}
                kinds[f"somebody {index}"] = bounds.d_low > 0
                if measure.part:
                    plain.append(pl.col(f"n{index}") <= pl.col(f"d{index}"))
        keys = pl.DataFrame(kinds)
        numbered = keys.unique().with_row_index("kind")
        number = keys.join(numbered, on=keys.columns, how="left", nulls_equal=True, maintain_order="left")["kind"]
        alike = pl.DataFrame({"number of kind": number, **kinds, **columns})
        return alike.select(pl.when(pl.all_horizontal(plain)).then(pl.col("number of kind"))).to_series()

    def _texts(self, start: int) -> dict[object, list[str]]:
        """Return what templates leave open as JSON, for the units of a piece."""
        units = self.here.units[start : start + PIECE]
        named = self.records.frame.select("code", "name", "parent")[list(units)]
        found: dict[object, list[str]] = {
            name: [json.dumps(value, ensure_ascii=False) for value in named[name]] for name in named.columns
        }
        found["row"] = [str(unit + 1) for unit in units]
        found["node"] = [
            unit_node(UnitName(self.tier, code, name, parent, parent)) for code, name, parent in named.rows()
        ]
        for figure in dict.fromkeys(name for measure in self.bounds for name in measure.fields):
            found[figure] = _plain(self.here.columns.bounds(figure)[0].slice(start, PIECE).to_list())
        for measure, bounds in self.bounds.items():
            n = bounds.n_low.slice(start, PIECE).to_list()
            d = [1] * len(n) if bounds.d_low is None else bounds.d_low.slice(start, PIECE).to_list()
            found[measure, "n"], found[measure, "d"] = _plain(n), _plain(d)
            found[measure, "rate"] = [f'"{_ratio(above, below)}"' for above, below in zip(n, d, strict=True)]
            for case in self.cases:
                if case.measure == measure and case.bound is not None:
                    p, q = case.bound.value.numerator, case.bound.value.denominator
                    up = q - 1 if case.bound.sense == "at_least" else 0  # the least that reaches it, or the most
                    pairs = zip(n, d, strict=True)
                    found[case] = [str(abs(above - (p * below + up) // q)) for above, below in pairs]
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
            if fact["id"] in measures and fact["low"] is not None:
                fact["low"] = fact["high"] = self._hole((measures[fact["id"]], "rate"))
        for level, rules in zip(data["levels"], self.here.rules[0].levels, strict=True):
            for condition, rule in zip(level["conditions"], rules.rules, strict=True):
                self._open(condition, rule, row)
        escaped = as_line(data).replace("%", "%%")
        holes = [int(found[1] or found[2]) for found in _HOLE.finditer(escaped)]
        return _HOLE.sub("%s", escaped), itemgetter(*holes)

    def _open_nodes(self, data: Data, unit: str) -> None:
        """Leave the unit open in the ids of all nodes."""
        if data.get("node", "").startswith(unit):
            data["node"] = f"{self._hole('node')}{data['node'][len(unit) - 1 :]}"
        for name in ("levels", "conditions", "members"):
            for below in data.get(name, ()):
                self._open_nodes(below, unit)

    def _open(self, condition: Data, rule: Rule, row: int) -> None:
        condition["sources"] = [self._place(place) for place in condition["sources"]]
        for figure in condition["figures"]:
            figure["low"] = figure["high"] = self._hole(figure["field"])
            figure["place"] = self._place(figure["place"])
        if isinstance(rule.test, MeasureTest):
            case = self._case(rule.test, row)
            for end in ("low", "high"):
                condition["numerator"][end] = self._hole((case.measure, "n"))
                if condition[end] is not None:
                    condition[end] = self._hole((case.measure, "rate"))
                if condition["denominator"] is not None:
                    condition["denominator"][end] = self._hole((case.measure, "d"))
            for distance in ("margin", "shortfall"):
                if condition[distance] is not None:
                    condition[distance] = self._hole(case)
        for member, inner in zip(condition["members"], rule.members, strict=False):
            self._open(member, inner, row)

    def _case(self, test: MeasureTest, row: int) -> Case:
        return next(case for case in test.cases if case.flag is None or self.here.columns.flag(case.flag)[row])

    def _place(self, place: str) -> str:
        found = _CELL.fullmatch(place)
        assert found, f"{place} is no cell of a table"
        return f"table:{found[1]}:{self._hole('row')}"

    def _hole(self, name: object) -> str:
        return f"\0{self.names.index(name)}\0"


def _plain(values: list[int | None]) -> list[str]:
    return ["null" if value is None else str(value) for value in values]


def _ratio(above: int, below: int) -> str:
    common = math.gcd(above, below) or 1
    return f"{above // common}/{below // common}" if below != common else str(above // common)
