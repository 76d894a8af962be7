"""An evaluation as tables: outcomes are looked up by pattern, so that no unit is touched one by one."""

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from phocap.evaluate.cautions import Cautions
from phocap.evaluate.evidence import Evidence
from phocap.evaluate.programme import ProgrammeEvaluation
from phocap.evaluate.tier import TierEvaluation, shown_column
from phocap.model.outcome import OUTCOMES, Outcome

OUTCOME = pl.Enum([outcome.value for outcome in OUTCOMES])
"""The type of a column of outcomes."""

Told = Callable[[ProgrammeEvaluation, TierEvaluation], pl.DataFrame]


def verdict_table(programmes: Sequence[ProgrammeEvaluation], evidence: Evidence) -> pl.DataFrame:
    """Return a row for every unit and programme that was asked for, in the order of days, programmes and tiers.

    Columns: ``tier``, ``code``, ``name``, ``parent``, ``as_of``, ``programme``, ``rule_set``; ``level_1`` and so on,
    the outcome of each level (null where a programme has no such level); ``highest_level``,
    ``highest_possible_level``, ``firm`` and ``provisional``, as in a verdict.
    """
    return _table(programmes, evidence, _verdicts)


def condition_table(programmes: Sequence[ProgrammeEvaluation], evidence: Evidence) -> pl.DataFrame:
    """Return the same rows with the outcome of every condition, a column each by its node (``2/enrolment-6``)."""
    return _table(programmes, evidence, _conditions)


def _table(programmes: Sequence[ProgrammeEvaluation], evidence: Evidence, told: Told) -> pl.DataFrame:
    found = []
    for evaluated in programmes:
        for here in reversed(list(evaluated.tiers.values())) if evaluated.asked else ():
            named = evidence.names(here.units)
            named = named.with_columns(programme=pl.lit(evaluated.programme), rule_set=pl.lit(evaluated.in_force.id))
            found.append(named.hstack(told(evaluated, here)))
    return pl.concat(found, how="diagonal") if len(found) > 1 else found[0] if found else pl.DataFrame()


def _spread(by_pattern: dict[str, pl.Series], here: TierEvaluation) -> dict[str, pl.Series]:
    """Return for each unit what holds of its pattern: the rows of a small table, all columns at once.

    Bytes are spread faster than bits; what two columns say alike once, and what holds of every pattern not at all.
    """
    small: dict[str, pl.Series] = {}
    same: dict[str, str] = {}
    for name, column in by_pattern.items():
        if column.n_unique() > 1:
            column = column.cast(pl.UInt8) if column.dtype == pl.Boolean else column
            same[name] = next((n for n, c in small.items() if c.dtype == column.dtype and c.equals(column)), name)
            small.setdefault(same[name], column)
    spread = pl.DataFrame(small)[here.pattern] if small else pl.DataFrame()

    def told(name: str, column: pl.Series) -> pl.Series:
        if name not in same:
            return column.new_from_index(0, len(here.pattern))
        found = spread[same[name]]
        return found.cast(pl.Boolean) if column.dtype == pl.Boolean else found

    return {name: told(name, column) for name, column in by_pattern.items()}


def _verdicts(evaluated: ProgrammeEvaluation, here: TierEvaluation) -> pl.DataFrame:
    codes = {rules.level: here.conclusions[0].quorums[rules.node].codes for rules in here.rules[0].levels}
    columns = _named({f"level_{level}": found for level, found in codes.items()})
    columns["highest_level"] = _highest(codes, (Outcome.MET,))
    columns["highest_possible_level"] = _highest(codes, (Outcome.MET, Outcome.UNDETERMINED))
    columns["firm"] = _firm(here, evaluated.tried)
    cautions = Cautions(evaluated, here.tier)
    if cautions.by_unit:
        return pl.DataFrame({**_spread(columns, here), "provisional": _provisional(cautions, here)})
    columns["provisional"] = cautions.doubtful()
    return pl.DataFrame(_spread(columns, here))


def _highest(codes: Mapping[int, pl.Series], counting: tuple[Outcome, ...]) -> pl.Series:
    """Return the highest level with one of these outcomes, 0 for none."""
    counts = {
        f"{level}": pl.Series([level if outcome in counting else 0 for outcome in OUTCOMES], dtype=pl.UInt8)[found]
        for level, found in codes.items()
    }
    return pl.DataFrame(counts).max_horizontal()


def _firm(here: TierEvaluation, tried: bool) -> pl.Series:
    """Return whether all choices come to the same; hundreds of them share a few columns."""
    firm = pl.Series([True if tried else None], dtype=pl.Boolean).new_from_index(0, len(here.conclusions[0]))
    for rules in here.rules[0].levels if tried else ():
        told = [choice.quorums[rules.node].codes for choice in here.conclusions]
        asked, *others = {id(codes): codes for codes in told}.values()
        for other in others:
            firm &= asked == other
    return firm


def _provisional(cautions: Cautions, here: TierEvaluation) -> pl.Series:
    """Return whether verdicts rest on doubt, unit by unit: what a share of units rests on differs."""

    def rests_on_doubt(row: int, pattern: int) -> bool:
        fired = {found.node: found for found in here.conclusions[0][pattern].trace}
        return any(
            caution.provisional
            for rules in here.rules[0].levels
            if fired[rules.node].outcome in (Outcome.MET, Outcome.NOT_MET)
            for caution in cautions.of_level(row, rules, fired)
        )

    return pl.Series([rests_on_doubt(*unit) for unit in enumerate(here.numbers)], dtype=pl.Boolean)


def _conditions(_: ProgrammeEvaluation, here: TierEvaluation) -> pl.DataFrame:
    by_pattern: dict[str, pl.Series] = {}
    by_unit: dict[str, pl.Series] = {}
    quorums = here.conclusions[0].quorums
    for rule in here.rules[0].walk():
        codes = here.codes_of(rule.test) if rule.test is not None else None
        if codes is not None:
            by_pattern[rule.node] = codes
        elif rule.node in quorums:
            by_pattern[rule.node] = quorums[rule.node].codes
        elif rule.level_ref is None:
            by_unit[rule.node] = shown_column(here, rule)
    spread = _spread(_named(by_pattern), here) if by_pattern else {}
    columns = {**spread, **_named(by_unit)}
    return pl.DataFrame({rule.node: columns[rule.node] for rule in here.rules[0].walk() if rule.node in columns})


def _named(codes: dict[str, pl.Series]) -> dict[str, pl.Series]:
    return pl.DataFrame(codes).select(pl.all().cat.to(OUTCOME)).to_dict()
