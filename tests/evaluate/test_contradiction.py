"""Figures that contradict each other: the fewest of them are shown, with what ties them."""

from phocap.evaluate.contradiction import conflict
from phocap.model.vocabulary import Constraint

TIES = [
    Constraint(id="a", parts=["a.one"], whole="a"),
    Constraint(id="b", parts=["b.one"], whole="b"),
]


def test_what_is_far_from_a_conflict_is_not_shown() -> None:
    figures = {"a.one": 7, "a": 8, "b": 3, "b.one": 5}
    assert conflict(figures, TIES) == (["b", "b.one"], [TIES[1]])
