"""What two passes over the cells of a table tell, so that columns are not asked one after the other."""

from collections.abc import Sequence
from dataclasses import field
from functools import reduce
from operator import add

import polars as pl

from phocap.intake.known import Known
from phocap.intake.scalars import MOST
from phocap.model.vocabulary import Constraint
from phocap.value import dataclass

ALIKE = ("tier", "as_of")
"""Columns of which most tables hold one value only."""


@dataclass
class Scan:
    """What is known of all rows of a table."""

    doubtful: set[str] = field(default_factory=set)
    """The counts that may be out of range."""
    broken: list[Constraint] = field(default_factory=list)
    """The constraints that some row breaks, if no count is out of range."""
    least: dict[str, int] = field(default_factory=dict)
    """The least value of counts that are given in every row, as far as they are the whole of others."""
    alike: frozenset[str] = frozenset()
    """The columns that hold the same in every row."""
    ascending: bool = False
    """Each row has a code, above the one before it."""


def scan(frame: pl.DataFrame, known: Known) -> Scan:
    """Look at all cells.

    All the bits of a column together are no less than its largest value, and negative if one is. A part that is held
    against its whole without their signs is in range if that is: a negative one would be more.
    """
    counts = {name for name in frame.columns if name in known.counts}
    doubtful = {name for name in counts if frame.schema[name] != pl.Int64}
    plain = {name for name in counts - doubtful if frame[name].null_count() == 0}
    wrong: dict[str, pl.Expr] = {}
    vouched: dict[str, tuple[str, str]] = {}
    for number, constraint in enumerate(known.constraints):
        parts = [name for name in constraint.parts if name in counts]
        if constraint.whole in counts and parts:
            # No count is negative: what is more than the whole alone is more together.
            wrong[f"wrong {number}"] = unequal(frame, constraint, parts).any()
            if len(parts) == 1 and not constraint.exhaustive and {constraint.whole, *parts} <= plain:
                part, whole = (pl.col(name).reinterpret(signed=False) for name in (*parts, constraint.whole))
                wrong[f"wrong {number}"] = (part > whole).any()
                vouched[f"wrong {number}"] = parts[0], constraint.whole
    wholes = {constraint.whole for constraint in known.constraints} & plain
    sure = {part for part, _ in vouched.values()} - {whole for _, whole in vouched.values()}
    bits = {f"bits {name}": pl.col(name).bitwise_or() for name in sorted(counts - doubtful - sure)}
    least = {f"least {name}": pl.col(name).min() for name in sorted(wholes)}
    firsts = {name: frame[name][0] for name in ALIKE if frame.height and frame[name].null_count() == 0}
    alike = {f"alike {name}": (pl.col(name) == first).all() for name, first in firsts.items()}
    if not (wrong or bits or alike):
        return Scan(doubtful)
    found = frame.lazy().select(**wrong, **bits, **least, **alike).collect(engine="streaming").row(0, named=True)
    for name in counts - doubtful - sure:
        if (all_bits := found[f"bits {name}"]) is not None and not 0 <= all_bits <= MOST:
            doubtful.add(name)
    doubtful |= {part for asked, (part, whole) in vouched.items() if found[asked] or whole in doubtful}
    return Scan(
        doubtful,
        [known.constraints[int(asked.split()[1])] for asked in wrong if found[asked]],
        {name: found[f"least {name}"] for name in wholes if found[f"least {name}"] is not None},
        frozenset(name for name in firsts if found[f"alike {name}"]),
        _ascending(frame["code"]),
    )


def _ascending(codes: pl.Series) -> bool:
    """Whether each code is above the one before it."""
    if codes.null_count() or len(codes) < 2:
        return codes.null_count() == 0
    pairs = pl.DataFrame({"code": codes.slice(0, len(codes) - 1), "following": codes.slice(1)})
    above = (pl.col("following") > pl.col("code")).all()
    return bool(pairs.lazy().select(above).collect(engine="streaming").item())


def total(frame: pl.DataFrame, parts: Sequence[str]) -> pl.Expr:
    """Return what the parts that are given add up to."""

    def given(name: str) -> pl.Expr:
        count = pl.col(name)
        count = count if frame.schema[name] == pl.Int64 else count.cast(pl.Int64, strict=False)
        return count if frame[name].null_count() == 0 else count.fill_null(0)

    return reduce(add, map(given, parts))


def unequal(frame: pl.DataFrame, constraint: Constraint, parts: Sequence[str]) -> pl.Expr:
    """Return where the parts that are given are more than the whole, or all of them together are not it."""
    whole, found = pl.col(constraint.whole), total(frame, parts)
    if not constraint.exhaustive or len(parts) < len(constraint.parts):
        return found > whole
    missing = [pl.col(name).is_null() for name in parts if frame[name].null_count()]
    return (found > whole) | ((found != whole) & ~pl.any_horizontal(missing)) if missing else found != whole
