"""One tier under one programme: test columns, distinct patterns, and what follows from each under every reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from phocap.evaluate.below import Below, judge
from phocap.infer.port import Conclusion, Inference, Pattern
from phocap.language.ruleset import (
    BelowKey,
    FindingTest,
    MeasureTest,
    ProgrammeTest,
    ShareTest,
    Test,
    TierRules,
    WindowTest,
)
from phocap.measure.codes import CODE, OUTCOMES, PER_KEY
from phocap.measure.columns import Columns
from phocap.measure.tests import by_flags, outcomes, over_years
from phocap.model.outcome import Outcome


@dataclass
class TierEvaluation:
    """The units of one tier, judged under every choice of readings; choice 0 is the one asked for."""

    tier: str
    units: list[int]
    """Indices of the records, in order; every column has their height."""
    columns: Columns
    rules: Sequence[TierRules]
    """One for each choice."""
    below: Sequence[Mapping[BelowKey, Sequence[Below]]]
    """For each choice, the units below each unit."""
    pattern: pl.Series = field(default_factory=pl.Series)
    """The number of each unit's pattern."""
    conclusions: list[list[Conclusion]] = field(default_factory=list)
    """For each choice, what follows from each pattern."""
    tests: dict[object, pl.Series] = field(default_factory=dict)
    """The outcome code of every distinct test; a test that depends on a choice is keyed with its number."""
    _patterns: list[int] = field(default_factory=list, repr=False)
    _codes: dict[object, list[int]] = field(default_factory=dict, repr=False)

    def outcome(self, row: int, node: str, choice: int = 0) -> Outcome:
        """Return the outcome of a level, criterion or tested condition for the unit in ``row``."""
        if len(self._patterns) != len(self.pattern):
            self._patterns = self.pattern.to_list()
        pattern = self._patterns[row]
        found = self.conclusions[choice][pattern].outcomes.get(node)
        if found is not None:
            return found
        test = self.rules[choice].tests[node]
        key = key_of(test, choice)
        if key not in self._codes:
            self._codes[key] = self.tests[key].to_list()
        return OUTCOMES[self._codes[key][row]]

    def level_column(self, node: str, choice: int) -> pl.Series:
        """Return the outcome code of a level for every unit."""
        by_pattern = [CODE[c.outcomes[node]] for c in self.conclusions[choice]]
        return pl.Series(by_pattern, dtype=pl.UInt8).gather(self.pattern)


def key_of(test: Test, choice: int) -> object:
    """Return the key of a test's column: what rests on other verdicts differs from choice to choice."""
    return (test, choice) if isinstance(test, ShareTest | ProgrammeTest) else test


def evaluate_tier(
    evaluation: TierEvaluation, own: Sequence[Mapping[tuple[str, int], pl.Series]], inference: Inference
) -> None:
    """Fill in tests, patterns and conclusions.

    ``own`` gives for each choice the outcome codes of the units' levels in other programmes.
    """
    for choice, rules in enumerate(evaluation.rules):
        for test in rules.tests.values():
            key = key_of(test, choice)
            if key not in evaluation.tests:
                evaluation.tests[key] = _column(evaluation, test, choice, own[choice])
    _patterns(evaluation, inference)


def _column(evaluation: TierEvaluation, test: Test, choice: int, own: Mapping[tuple[str, int], pl.Series]) -> pl.Series:
    if isinstance(test, WindowTest):
        years = [outcomes(evaluation.columns.year(back), test.test) for back in range(test.years)]
        return over_years(years, test.needs)
    if isinstance(test, MeasureTest | FindingTest):
        return outcomes(evaluation.columns, test)
    if isinstance(test, ProgrammeTest):
        unknown = pl.zeros(evaluation.columns.height, pl.UInt8, eager=True)
        return own.get((test.programme, test.level), unknown)
    listed = evaluation.below[choice][test.key]
    frame = pl.DataFrame(
        {
            f"case{number}": pl.Series([CODE[judge(b, case.bound, test.empty)] for b in listed], dtype=pl.UInt8)
            for number, case in enumerate(test.cases)
        }
    )
    for number, case in enumerate(test.cases):
        if case.flag is not None:
            frame = frame.with_columns(evaluation.columns.flag(case.flag).alias(f"flag{number}"))
    cases = [(case.flag and f"flag{i}", f"case{i}") for i, case in enumerate(test.cases)]
    return frame.select(by_flags(cases)).to_series()


def _deciding(rules: TierRules, choice: int) -> dict[str, object]:
    """Return the leaves of the logic with the keys of their columns."""
    tests = rules.tests
    return {leaf: key_of(tests[leaf], choice) for leaf in rules.logic.leaves}


def _patterns(evaluation: TierEvaluation, inference: Inference) -> None:
    leaves = [_deciding(rules, choice) for choice, rules in enumerate(evaluation.rules)]
    keys = list(dict.fromkeys(key for names in leaves for key in names.values()))
    packed = _pack([evaluation.tests[key] for key in keys], evaluation.columns.height)
    names = packed.columns
    distinct = packed.unique(maintain_order=True).with_row_index("pattern")
    joined = packed.join(distinct, on=names, how="left", maintain_order="left") if names else packed
    evaluation.pattern = joined["pattern"] if names else pl.zeros(evaluation.columns.height, pl.UInt32, eager=True)
    rows = [_unpack(row, len(keys)) for row in distinct.select(names).iter_rows()] if names else [[]]
    codes = [dict(zip(keys, row, strict=True)) for row in rows]
    for choice, rules in enumerate(evaluation.rules):
        patterns: list[Pattern] = [{leaf: OUTCOMES[row[key]] for leaf, key in leaves[choice].items()} for row in codes]
        evaluation.conclusions.append(inference.conclude(rules.logic, patterns))


def _pack(columns: Sequence[pl.Series], height: int) -> pl.DataFrame:
    """Pack outcome codes, two bits each, into as few 64-bit keys as hold them."""
    keys: dict[str, pl.Expr] = {}
    frame = pl.DataFrame({f"c{i}": column for i, column in enumerate(columns)})
    for start in range(0, len(columns), PER_KEY):
        terms = [
            pl.col(f"c{i}").cast(pl.Int64) * 4 ** (i - start) for i in range(start, min(start + PER_KEY, len(columns)))
        ]
        keys[f"key{start}"] = pl.sum_horizontal(terms)
    return frame.select(**keys)


def _unpack(row: Sequence[int], count: int) -> list[int]:
    return [row[i // PER_KEY] >> (2 * (i % PER_KEY)) & 3 for i in range(count)]
