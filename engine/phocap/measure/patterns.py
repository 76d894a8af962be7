"""Which units show the same outcomes: every distinct pattern once, and the number of each unit's."""

from collections.abc import Iterable

import polars as pl

from phocap.measure.codes import CODE, Told
from phocap.measure.steps import Steps
from phocap.model.outcome import Outcome
from phocap.value import dataclass

LONGEST = 62
"""Bits of a key: what shifts and divides it stays a signed 64-bit number."""

NONE = 2**32 - 1
"""The number of what has none yet."""

SAMPLE = 16
"""One unit of so many is looked at for patterns first."""

SMALL = 2**12
"""Keys of so many values are counted in a table, as are those of not many more values than there are units."""


@dataclass(frozen=True)
class Patterns:
    """The number of each unit's pattern, and the outcome code of every test in each pattern."""

    number: pl.Series
    count: int
    codes: list[pl.Series]


class TooMany(Exception):
    """More patterns than are wanted; says how many there are at least."""

    def __init__(self, found: int) -> None:
        """There are at least ``found``."""
        super().__init__(f"{found} patterns")
        self.found = found


def patterns(steps: Steps, tests: list[Told], most: int) -> Patterns:
    """Return the distinct patterns of outcomes of some tests, in the order of their keys.

    Raises:
        TooMany: there are more than ``most``.
    """
    if not tests:
        return Patterns(pl.zeros(steps.height, pl.UInt32, eager=True), 1, [])
    places, width = _places(tests)
    size = 1 << width[0] if len(width) == 1 else None
    in_table = size is not None and size <= max(SMALL, 2 * steps.height)
    kinds = [_kind(bits) for bits in width]
    terms: list[list[pl.Expr]] = [[] for _ in width]
    for test, (key, shift) in zip(tests, places, strict=True):
        terms[key].append(test.shifted(shift, kinds[key]))
    keys = steps.collect({f"key{i}": _either(listed) for i, listed in enumerate(terms)})
    number, distinct = _table(keys["key0"], size) if in_table and size else _joined(keys, most)
    if distinct.height > most:
        raise TooMany(distinct.height)
    codes = [_codes(distinct.to_series(key), shift, test) for test, (key, shift) in zip(tests, places, strict=True)]
    return Patterns(number, distinct.height, codes)


def together(parts: Iterable[Patterns], most: int) -> Patterns:
    """Return the patterns of the same tests of units that were looked at in parts, in the order in which they appear.

    Raises:
        TooMany: there are more than ``most``.
    """
    known: pl.DataFrame | None = None
    numbers: list[pl.Series] = []
    for part in parts:
        codes = pl.DataFrame({f"test{number}": column for number, column in enumerate(part.codes)})
        if known is None or not codes.width:
            known = codes
            numbers.append(part.number)
            continue
        known = pl.concat([known, codes]).unique(maintain_order=True)
        if known.height > most:
            raise TooMany(known.height)
        placed = codes.join(known.with_row_index("number"), on=codes.columns, how="left", maintain_order="left")
        numbers.append(placed["number"].gather(part.number))
    assert known is not None
    return Patterns(pl.concat(numbers), known.height if known.width else 1, known.get_columns())


def _places(tests: list[Told]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the key and shift of each test, and the bits that each key uses, at most :data:`LONGEST`."""
    places, width = [], [0]
    for test in tests:
        if width[-1] + test.bits > LONGEST:
            width.append(0)
        places.append((len(width) - 1, width[-1]))
        width[-1] += test.bits
    return places, width


def _kind(bits: int) -> type[pl.DataType]:
    kinds: dict[int, type[pl.DataType]] = {8: pl.UInt8, 16: pl.UInt16, 32: pl.UInt32, 64: pl.UInt64}
    return next(kind for size, kind in kinds.items() if bits <= size)


def _either(terms: list[pl.Expr]) -> pl.Expr:
    first, *others = terms
    for term in others:
        first = first | term
    return first


def _table(keys: pl.Series, size: int) -> tuple[pl.Series, pl.DataFrame]:
    """Number keys by a table of all values: a step a unit, whatever they are.

    Most values show in a sample; then only units that got no number are looked at for others.
    """
    seen, looked = pl.zeros(size, pl.Boolean, eager=True), keys.gather_every(SAMPLE)
    while True:
        seen = seen.scatter(looked, True)
        found = seen.arg_true()
        numbers = pl.repeat(NONE, size, dtype=pl.UInt32, eager=True).scatter(
            found, pl.int_range(len(found), dtype=pl.UInt32, eager=True)
        )
        # By rows of a frame: twice as fast as gather().
        number = pl.DataFrame({"number": numbers})[keys]["number"]
        if number.max() != NONE:
            return number, pl.DataFrame({"key0": found.cast(keys.dtype)})
        looked = keys.filter(number == NONE)


def _joined(keys: pl.DataFrame, most: int) -> tuple[pl.Series, pl.DataFrame]:
    """Number keys by hashing them; those of too many patterns get no number."""
    distinct = keys.unique().sort(keys.columns)
    if distinct.height > most:
        return pl.Series(dtype=pl.UInt32), distinct
    numbered = distinct.with_row_index("number")
    return keys.join(numbered, on=keys.columns, how="left", maintain_order="left")["number"], distinct


def _codes(keys: pl.Series, shift: int, test: Told) -> pl.Series:
    """Return the outcome codes of one test in every distinct pattern."""
    bits = keys // (1 << shift) % (1 << test.bits)
    found = bits.cast(pl.UInt8)
    return found + CODE[Outcome.NOT_MET] if test.binary else found
