"""Inference over many patterns at once: quorum by quorum, in columns.

What a quorum comes to hangs on how many of its members have which outcome, not on what they are called or how they
stand; and it rests on all members of some outcomes. So the back end is asked once for every such count of a few
shapes (k of n), whatever the patterns; levels, readings, tiers, programmes and evaluations share them. What fired in
a pattern is put together when somebody asks for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache, reduce
from operator import add

import polars as pl

from phocap.infer.faults import InferenceError
from phocap.infer.port import Conclusion, Fired, Inference, Logic, Pattern, Quorum
from phocap.model.outcome import CODE, OUTCOMES, RESTS_ON, Outcome
from phocap.value import dataclass

SHAPE = "quorum"

UNASKED = 255
"""Stands for the outcome code of a count of which the back end was not asked yet."""

IN_TABLE = 63
"""Members of a quorum whose every count has a place in a table: a quarter of a megabyte."""


_RESTS = pl.Series([member in RESTS_ON[outcome] for outcome in OUTCOMES for member in OUTCOMES])
"""By the code of a quorum's outcome and that of a member's, whether one rests on the other."""


@dataclass(frozen=True, eq=False)
class Concluded:
    """What follows for one quorum in every pattern."""

    quorum: Quorum
    codes: pl.Series
    """Its outcome code in each pattern."""
    members: Sequence[pl.Series]
    """Those of its members."""

    def __getitem__(self, pattern: int) -> Fired:
        """Return what fired in a pattern."""
        outcome = OUTCOMES[self.codes[pattern]]
        named = zip(self.quorum.members, self.members, strict=True)
        because = tuple(name for name, codes in named if OUTCOMES[codes[pattern]] in RESTS_ON[outcome])
        return Fired(self.quorum.id, outcome, because)

    def rests_on(self, place: int) -> pl.Series:
        """Return whether it rests on the member in a place, in each pattern."""
        return _RESTS[self.codes * len(OUTCOMES) + self.members[place]]


@dataclass(frozen=True)
class Conclusions(Sequence[Conclusion]):
    """What follows from every pattern under one logic; the conclusion of one is put together when asked for."""

    quorums: Mapping[str, Concluded]
    """In the logic's order."""
    patterns: int

    def __len__(self) -> int:
        """Return the number of patterns."""
        return self.patterns

    def __getitem__(self, pattern: int) -> Conclusion:  # type: ignore[override]  # no slices
        """Return the conclusion of a pattern."""
        trace = tuple(quorum[pattern] for quorum in self.quorums.values())
        return Conclusion(outcomes={fired.node: fired.outcome for fired in trace}, trace=trace)


@dataclass
class Concluder:
    """Concludes logics over the same patterns; what several of them share is inferred once."""

    inference: Inference
    patterns: int
    _known: dict[object, Concluded] = field(default_factory=dict)
    _weighed: dict[tuple[int, int], pl.Series] = field(default_factory=dict)

    def conclude(self, logic: Logic, leaves: Mapping[str, pl.Series]) -> Conclusions:
        """Return what follows from the outcome codes of the leaves in each pattern.

        Columns that are the same object in several calls are taken for the same outcomes; they are to be kept.

        Raises:
            InferenceError: the back end broke off, left a quorum without exactly one outcome or cites other members
                than those that force it.
        """
        columns = dict(leaves)
        found: dict[str, Concluded] = {}
        for quorum in logic.quorums:
            members = [columns[member] for member in quorum.members]
            key = (quorum, *map(id, members))
            if key not in self._known:
                self._known[key] = self._concluded(quorum, members)
            found[quorum.id] = self._known[key]
            columns[quorum.id] = found[quorum.id].codes
        return Conclusions(found, self.patterns)

    def _concluded(self, quorum: Quorum, members: Sequence[pl.Series]) -> Concluded:
        shape = _shape(self.inference, len(members), quorum.needs)
        counts = reduce(add, [self._weigh(codes, shape) for codes in members])
        return Concluded(quorum, shape.codes(counts), members)

    def _weigh(self, codes: pl.Series, shape: "Shape") -> pl.Series:
        key = id(codes), shape.bits
        if key not in self._weighed:
            self._weighed[key] = shape.weighing[codes]
        return self._weighed[key]


class Shape:
    """Quorums of so many members of which so many are needed.

    A count is one number: so many bits for the members of each outcome but the last, of which are the rest.
    """

    def __init__(self, inference: Inference, members: int, needs: int) -> None:
        """Ask nothing yet."""
        names = tuple(f"member-{number}" for number in range(1, members + 1))
        self.logic = Logic(names, (Quorum(SHAPE, needs, names),))
        self.inference, self.bits = inference, members.bit_length()
        weights = [1 << self.bits * code for code in range(len(OUTCOMES) - 1)] + [0]
        room = self.bits * (len(OUTCOMES) - 1)
        kinds: dict[int, type[pl.DataType]] = {8: pl.UInt8, 16: pl.UInt16, 32: pl.UInt32, 64: pl.UInt64}
        self.weighing = pl.Series(weights, dtype=next(kind for size, kind in kinds.items() if room <= size))
        self._follows: dict[int, int] = {}
        """The outcome code of each count that was asked for; kept for good."""
        self._places = 1 << room if members <= IN_TABLE else 0
        self._table = pl.Series([UNASKED], dtype=pl.UInt8).new_from_index(0, self._places)

    def codes(self, counts: pl.Series) -> pl.Series:
        """Return the outcome code of each count."""
        if not self._places:
            self._ask(set(counts.to_list()))
            return counts.replace_strict(dict(self._follows), return_dtype=pl.UInt8)
        table = self._table
        found = table[counts]
        if found.max() == UNASKED:
            new = sorted(set(counts.filter(found == UNASKED).to_list()))
            self._ask(new)
            # Another one, as other threads may be looking at this one.
            self._table = table = table.clone().scatter(new, [self._follows[count] for count in new])
            found = table[counts]
        return found

    def _ask(self, counts: Iterable[int]) -> None:
        """Ask the back end for counts: of each one pattern that shows it, and whether it cites whom it ought to."""
        new = [count for count in sorted(counts) if count not in self._follows]
        asked: list[Pattern] = [dict(zip(self.logic.leaves, self._shows(count), strict=True)) for count in new]
        for count, pattern, conclusion in zip(new, asked, self.inference.conclude(self.logic, asked), strict=True):
            [fired] = conclusion.trace
            if fired.because != tuple(name for name, said in pattern.items() if said in RESTS_ON[fired.outcome]):
                raise InferenceError(f"other members are cited than those that force the outcome: {fired}")
            self._follows[count] = CODE[fired.outcome]

    def _shows(self, count: int) -> list[Outcome]:
        numbers = [count >> self.bits * place & (1 << self.bits) - 1 for place in range(len(OUTCOMES) - 1)]
        numbers.append(len(self.logic.leaves) - sum(numbers))
        return [outcome for outcome, number in zip(OUTCOMES, numbers, strict=True) for _ in range(number)]


@lru_cache(maxsize=256)
def _shape(inference: Inference, members: int, needs: int) -> Shape:
    """Return the same shape for as long as possible: what one evaluation asked the next one knows."""
    return Shape(inference, members, needs)
