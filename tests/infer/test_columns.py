"""Quorums over many patterns in columns: as the back ends conclude them one by one, with little asked of these."""

from collections import Counter
from itertools import product
from math import comb
from random import Random

import polars as pl
import pytest

from phocap.infer import Conclusion, Fired, Inference, InferenceError, Logic, Pattern, Quorum, choose
from phocap.infer.columns import IN_TABLE, Concluder
from phocap.model.outcome import OUTCOMES, RESTS_ON, Outcome


class Counting:
    """A back end that counts the patterns it is asked for."""

    name = "counting"

    def __init__(self) -> None:
        self.asked = 0

    def conclude(self, logic: Logic, patterns: list[Pattern]) -> list[Conclusion]:
        self.asked += len(patterns)
        return choose("reference").conclude(logic, patterns)


def names(number: int) -> tuple[str, ...]:
    return tuple(f"c{n}" for n in range(number))


def leaves(rows: list[tuple[Outcome, ...]]) -> dict[str, pl.Series]:
    columns = [pl.Series([OUTCOMES.index(said) for said in told], dtype=pl.UInt8) for told in zip(*rows, strict=True)]
    return dict(zip(names(len(columns)), columns, strict=True))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_an_outcome_hangs_on_how_many_members_have_which(back_end: Inference, number: int) -> None:
    """Of every row of outcomes and every k: not on their order, and what forces it is all members of some outcomes."""
    rows = list(product(Outcome, repeat=number))
    for needs in range(1, number + 1):
        logic = Logic(names(number), (Quorum("q", needs, names(number)),))
        concluded = back_end.conclude(logic, [dict(zip(logic.leaves, row, strict=True)) for row in rows])
        found: dict[frozenset[tuple[Outcome, int]], set[Outcome]] = {}
        for row, conclusion in zip(rows, concluded, strict=True):
            [fired] = conclusion.trace
            forcing = RESTS_ON[fired.outcome]
            assert fired.because == tuple(name for name, said in zip(logic.leaves, row, strict=True) if said in forcing)
            found.setdefault(frozenset(Counter(row).items()), set()).add(fired.outcome)
        assert {len(outcomes) for outcomes in found.values()} == {1}


def test_columns_conclude_as_the_back_end_does_one_by_one(back_end: Inference) -> None:
    logic = Logic(
        names(7),
        (
            Quorum("few", 1, ("c0", "c3")),
            Quorum("most", 3, ("c1", "few", "c2", "c4", "c5")),
            Quorum("all", 3, ("most", "few", "c6")),
            Quorum("again", 3, ("c6", "most", "c1")),
        ),
    )
    made = Random(3)
    rows = [tuple(made.choices(OUTCOMES, (1, 2, 4, 1), k=7)) for _ in range(60)]
    expected = back_end.conclude(logic, [dict(zip(logic.leaves, row, strict=True)) for row in rows])
    found = Concluder(back_end, len(rows)).conclude(logic, leaves(rows))
    assert list(found) == expected
    assert {OUTCOMES[code] for concluded in found.quorums.values() for code in concluded.codes} == set(OUTCOMES)


@pytest.mark.parametrize("number", [IN_TABLE, IN_TABLE + 1, 300])
@pytest.mark.parametrize("lean", OUTCOMES)
def test_quorums_of_many_members(number: int, lean: Outcome) -> None:
    made, inference = Random(number), choose("reference")
    members = names(number)
    logic = Logic(members, tuple(Quorum(f"{needs}", needs, members) for needs in (1, number // 2, number)))
    rows = [(lean,) * number, *(tuple(made.choices((lean, *OUTCOMES), (9, 1, 1, 1, 1), k=number)) for _ in range(20))]
    expected = inference.conclude(logic, [dict(zip(members, row, strict=True)) for row in rows])
    concluder = Concluder(inference, len(rows))
    assert list(concluder.conclude(logic, leaves(rows))) == expected
    assert list(concluder.conclude(logic, leaves(rows[::-1]))) == expected[::-1]


@pytest.mark.parametrize("number", [5, 6])
def test_the_back_end_is_asked_once_for_every_count(number: int) -> None:
    """Whatever the patterns, and however many quorums and evaluations there are of a shape."""
    inference = Counting()
    logic = Logic(names(number), tuple(Quorum(name, 3, names(number)) for name in ("level-1", "level-2")))
    rows = list(product(Outcome, repeat=number))
    for _ in range(2):
        found = Concluder(inference, len(rows)).conclude(logic, leaves(rows))
        assert inference.asked == comb(number + 3, 3)
        assert found.quorums["level-1"].codes.equals(found.quorums["level-2"].codes)


def test_a_back_end_that_cites_others_is_not_believed() -> None:
    class Partial(Counting):
        def conclude(self, logic: Logic, patterns: list[Pattern]) -> list[Conclusion]:
            told = [conclusion.trace[0] for conclusion in super().conclude(logic, patterns)]
            cut = [Fired(fired.node, fired.outcome, fired.because[:1]) for fired in told]
            return [Conclusion({fired.node: fired.outcome}, (fired,)) for fired in cut]

    logic = Logic(names(2), (Quorum("q", 2, names(2)),))
    with pytest.raises(InferenceError):
        Concluder(Partial(), 1).conclude(logic, leaves([(Outcome.MET, Outcome.MET)]))


def test_no_pattern_is_no_conclusion() -> None:
    logic = Logic(names(1), (Quorum("q", 1, names(1)),))
    assert list(Concluder(Counting(), 0).conclude(logic, {"c0": pl.Series([], dtype=pl.UInt8)})) == []
