"""Outcome codes in columns: what tests say of every unit."""

from functools import lru_cache

import polars as pl

from phocap.model.outcome import CODE, Outcome
from phocap.value import dataclass


@lru_cache(maxsize=1024)
def literal(number: int, kind: type[pl.DataType] = pl.Int64) -> pl.Expr:
    """Return a whole number as a literal: making one takes ten times as long as using it."""
    return pl.lit(number, kind)


def code(outcome: Outcome) -> pl.Expr:
    """Return an outcome as a literal of the code's type."""
    return literal(CODE[outcome], pl.UInt8)


@dataclass(frozen=True)
class Told:
    """What a test says of every unit: met or not where nothing else can be, else an outcome code."""

    expr: pl.Expr
    binary: bool = False
    """The expression is true where met and false where not met; else it holds codes."""

    @property
    def bits(self) -> int:
        """How many bits a pattern needs for it."""
        return 1 if self.binary else 2

    @property
    def codes(self) -> pl.Expr:
        """The outcome codes."""
        return pl.when(self.expr).then(code(Outcome.MET)).otherwise(code(Outcome.NOT_MET)) if self.binary else self.expr

    def shifted(self, places: int, kind: type[pl.DataType]) -> pl.Expr:
        """Return it as so many bits of a key, moved left."""
        if self.binary:
            return pl.when(self.expr).then(literal(1 << places, kind)).otherwise(literal(0, kind))
        return self.expr.cast(kind) * literal(1 << places, kind)


def choose(surely_empty: pl.Expr | None, met: pl.Expr, fails: pl.Expr | None, empty: Outcome) -> Told:
    """Return the outcome where nobody is there, else met, not met or, where neither is sure, undetermined.

    ``surely_empty is None`` tells that somebody is always there, ``fails is None`` that what is not met fails.
    """
    if fails is None:
        if surely_empty is None:
            return Told(met, True)
        rest = Told(met, True).codes
    else:
        rest = (
            pl.when(met)
            .then(code(Outcome.MET))
            .when(fails)
            .then(code(Outcome.NOT_MET))
            .otherwise(code(Outcome.UNDETERMINED))
        )
    return Told(rest if surely_empty is None else pl.when(surely_empty).then(code(empty)).otherwise(rest))


def by_flags(cases: list[tuple[pl.Expr | None, bool, Told]]) -> Told:
    """Return the outcome of the first case whose flag holds; the ordinary case, without a flag, comes last.

    Each case has its flag and whether that is given for every unit. Where it is not both ways stay open: the
    outcome is theirs when they agree, else undetermined.
    """
    *variants, (_, _, found) = cases
    for flag, known, told in reversed(variants):
        assert flag is not None
        if known and told.binary and found.binary:
            found = Told(pl.when(flag).then(told.expr).otherwise(found.expr), True)
            continue
        column, rest = told.codes, found.codes
        if known:
            found = Told(pl.when(flag).then(column).otherwise(rest))
        else:
            either = pl.when(column == rest).then(rest).otherwise(code(Outcome.UNDETERMINED))
            found = Told(pl.when(flag).then(column).when(~flag).then(rest).otherwise(either))
    return found


def quorum(members: list[Told], needs: int) -> Told:
    """Return the outcome of at least ``needs`` of some members: tests, or years of one test."""
    if all(told.binary for told in members):
        return Told(pl.sum_horizontal(told.expr.cast(pl.Int32) for told in members) >= needs, True)
    codes = [told.codes for told in members]
    idle = pl.all_horizontal(column == code(Outcome.NOT_APPLICABLE) for column in codes)
    passing = pl.sum_horizontal((column >= code(Outcome.MET)).cast(pl.Int32) for column in codes)
    open_ = pl.sum_horizontal((column == code(Outcome.UNDETERMINED)).cast(pl.Int32) for column in codes)
    return choose(idle, passing >= needs, passing + open_ < needs, Outcome.NOT_APPLICABLE)
