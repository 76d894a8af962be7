"""Figures that cannot all be true: found in the columns, and shown as the fewest that contradict each other."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import polars as pl

from phocap.faults import Fault, Faulty
from phocap.language.pack import Pack
from phocap.measure.columns import Columns, as_bounds, narrow
from phocap.model.record import Record
from phocap.model.vocabulary import Constraint, closure
from phocap.text.language import Bilingual, Lang
from phocap.text.numbers import count

_T = TypeVar("_T")


MOST_TOLD = 20
"""Units whose contradictions are explained, which is a search each; of more it is said how many there are."""


class Contradictions:
    """Units whose figures cannot all be true, since what is tied to them leaves no value."""

    def __init__(self, records: Sequence[Record], pack: Pack) -> None:
        """Nothing is found yet."""
        self.records, self.pack = records, pack
        self.found = 0
        self._told: list[tuple[int, list[Constraint]]] = []

    def look(self, columns: Columns, units: Sequence[int]) -> None:
        """Look for units of which some figure has no value left."""
        crossed = {}
        for name in columns.loaded:
            low, high = columns.bounds(name)
            if low is not high and (wrong := low > high).any():
                crossed[name] = wrong.fill_null(False)
        if not crossed:
            return
        rows = pl.DataFrame(crossed).select(pl.any_horizontal(pl.all())).to_series().arg_true()
        self.found += len(rows)
        for row in rows.head(MOST_TOLD - len(self._told)):
            tied = closure([next(name for name, wrong in crossed.items() if wrong[row])], columns.constraints)
            self._told.append((units[row], [tie for tie in columns.constraints if tie.whole in tied]))

    def refuse(self) -> None:
        """Refuse them.

        Raises:
            Faulty: for each unit the figures that contradict each other, with their places, and what ties them; of
                many units for the first.
        """
        if not self.found:
            return
        faults = [_fault(self.records[unit], constraints, self.pack) for unit, constraints in self._told]
        if self.found > len(faults):
            faults.append(Fault("contradictions-more", facts={"more": self.found - len(faults)}))
        raise Faulty(faults)


def conflict(figures: Mapping[str, int], constraints: Sequence[Constraint]) -> tuple[list[str], list[Constraint]]:
    """Return figures that contradict each other and the constraints by which they do; none of either can be spared."""
    kept = _needed(sorted(figures), lambda names: _contradict({n: figures[n] for n in names}, constraints))
    told = {name: figures[name] for name in kept}
    return kept, _needed(constraints, lambda ties: _contradict(told, ties))


def _needed(items: Sequence[_T], contradict: Callable[[Sequence[_T]], bool]) -> list[_T]:
    """Return the items without those that can be spared, tried from the first; many that can are spared at once."""
    kept = list(range(len(items)))

    def spare(chunk: Sequence[int]) -> None:
        nonlocal kept
        without = [n for n in kept if n not in chunk]
        if contradict([items[n] for n in without]):
            kept = without
        elif len(chunk) > 1:
            middle = len(chunk) // 2
            spare(chunk[:middle])
            spare(chunk[middle:])

    spare(range(len(items)))
    return [items[n] for n in kept]


def _contradict(figures: Mapping[str, int], constraints: Sequence[Constraint]) -> bool:
    names: Collection[str] = {name for c in constraints for name in (c.whole, *c.parts)} | figures.keys()
    # The empty name stands for something that nobody gave: where all is given, nothing would be narrowed.
    raw = {name: as_bounds(pl.Series([figures.get(name)], dtype=pl.Int64)) for name in sorted({*names, ""})}
    return any(high[0] is not None and low[0] > high[0] for low, high in narrow(raw, constraints).values())


def _fault(record: Record, constraints: Sequence[Constraint], pack: Pack) -> Fault:
    tied = {name for tie in constraints for name in (tie.whole, *tie.parts)}
    told = {name: figure.value for name, figure in record.figures.items() if name in tied}
    figures, ties = conflict(told, constraints)
    place = max(record.figures[name].place for name in figures)  # the one that completes it
    shown, why = (_figure(record, name, pack) for name in figures), (_tie(tie, pack) for tie in ties)
    return Fault("contradiction", place, {"unit": record.unit.name, "figures": _list(shown), "ties": _list(why)})


def _list(texts: Iterable[Bilingual]) -> Bilingual:
    vi, en = zip(*texts, strict=True)
    return Bilingual("; ".join(vi), "; ".join(en))


def _figure(record: Record, name: str, pack: Pack) -> Bilingual:
    """Return ``Trẻ 11 tuổi phải phổ cập (PPC) = 180 (xa.yaml:5:16)``."""
    label, figure = pack.words.fields[name].label, record.figures[name]
    vi, en = (f"{label[lang]} = {count(figure.value, lang)} ({figure.place})" for lang in (Lang.VI, Lang.EN))
    return Bilingual(vi, en)


def _tie(tie: Constraint, pack: Pack) -> Bilingual:
    """Return ``… + … = …`` for parts that make up a whole, ``… + … ≤ …`` for parts of it."""
    labels = [pack.words.fields[name].label for name in (*tie.parts, tie.whole)]
    sides = ([f"“{label[lang]}”" for label in labels] for lang in (Lang.VI, Lang.EN))
    vi, en = (f"{' + '.join(names[:-1])} {'=' if tie.exhaustive else '≤'} {names[-1]}" for names in sides)
    return Bilingual(vi, en)
