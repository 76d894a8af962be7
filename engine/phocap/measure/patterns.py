"""Which units show the same outcomes: every distinct pattern once, and the number of each unit's."""

from collections.abc import Iterable

import polars as pl

from phocap.measure.codes import Told, code
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
    """Return the distinct patterns of outcomes of some tests.

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
    codes = distinct.select(
        _code(f"key{key}", shift, test).alias(f"test{place}")
        for place, (test, (key, shift)) in enumerate(zip(tests, places, strict=True))
    )
    return Patterns(number, distinct.height, codes.get_columns())


def together(parts: Iterable[Patterns], most: int) -> Patterns:
    """Return the patterns of the same tests of units that were looked at in parts, in the order in which they appear.

    Raises:
        TooMany: there are more than ``most``.
    """
    found: Patterns | None = None
    for part in parts:
        found = part if found is None else _both(found, part)
        if found.count > most:
            raise TooMany(found.count)
    assert found is not None
    return found


def _both(found: Patterns, part: Patterns) -> Patterns:
    """Return the patterns of some units and of further ones; those that are known keep their numbers."""
    if not part.codes:
        return Patterns(pl.concat([found.number, part.number]), 1, [])
    before, after = (pl.DataFrame({f"test{n}": told for n, told in enumerate(p.codes)}) for p in (found, part))
    known, keys = _packed(before), _packed(after)
    new = keys.with_row_index("row").join(known, on=keys.columns, how="anti", maintain_order="left")["row"]
    every = pl.concat([known, keys[new]]).with_row_index("number")
    number = keys.join(every, on=keys.columns, how="left", maintain_order="left")["number"].gather(part.number)
    codes = pl.concat([before, after[new]], rechunk=True)
    return Patterns(pl.concat([found.number, number]), codes.height, codes.get_columns())


def _packed(codes: pl.DataFrame) -> pl.DataFrame:
    """Return outcome codes in a few keys, which are compared faster than a column a test."""
    most = LONGEST // 2
    groups = [codes.columns[start : start + most] for start in range(0, codes.width, most)]
    terms = [[pl.col(name).cast(pl.UInt64) * 4**place for place, name in enumerate(group)] for group in groups]
    return codes.select(_either(listed).alias(f"key{key}") for key, listed in enumerate(terms))


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
    keys = keys.rechunk()
    values = _values(keys.gather_every(SAMPLE), size)
    numbers = pl.Series([NONE], dtype=pl.UInt32).new_from_index(0, size).scatter(values, _numbers(0, values))
    # By rows of a frame, named by their own type: three times as fast as gather().
    number = pl.DataFrame({"number": numbers})[keys.cast(pl.UInt32)]["number"]
    if number.max() == NONE:
        left = (number == NONE).arg_true()
        rare = keys.gather(left)
        others = _values(rare, size)
        numbers = numbers.scatter(others, _numbers(len(values), others))
        number, values = number.scatter(left, numbers.gather(rare)), values.append(others).rechunk()
    return number, pl.DataFrame({"key0": values.cast(keys.dtype)})


def _values(keys: pl.Series, size: int) -> pl.Series:
    """Return the distinct keys in their order."""
    return pl.Series([False]).new_from_index(0, size).scatter(keys, True).arg_true()


def _numbers(start: int, values: pl.Series) -> pl.Series:
    return pl.Series(range(start, start + len(values)), dtype=pl.UInt32)


def _joined(keys: pl.DataFrame, most: int) -> tuple[pl.Series, pl.DataFrame]:
    """Number keys by hashing them; those of too many patterns get no number."""
    distinct = keys.unique().sort(keys.columns)
    if distinct.height > most:
        return pl.Series(dtype=pl.UInt32), distinct
    numbered = distinct.with_row_index("number")
    return keys.join(numbered, on=keys.columns, how="left", maintain_order="left")["number"], distinct


def _code(key: str, shift: int, test: Told) -> pl.Expr:
    """Return the outcome code of one test, from the key in which its bits stand."""
    found = (pl.col(key) // (1 << shift) % (1 << test.bits)).cast(pl.UInt8)
    return found + code(Outcome.NOT_MET) if test.binary else found
