"""Margins against plain arithmetic: so many keep the condition and one more loses it, or so many reach it."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phocap.change.margins import margins
from phocap.model.base import Text
from phocap.model.outcome import Outcome
from phocap.model.result import Comparison, ConditionResult
from phocap.model.rulefile import Effect

TEXT = Text(vi="thử", en="trial")
MOST = 60
"""Steps tried for what is said never to happen."""

Counts = tuple[int, int]
Move = Callable[[int, int, int], Counts]

BOUNDS = st.builds(Fraction, st.integers(0, 7), st.integers(1, 7))


def condition(
    outcome: Outcome,
    kind: str = "measure",
    comparison: Comparison | None = None,
    needs: int | None = None,
    members: tuple[ConditionResult, ...] = (),
) -> ConditionResult:
    nothing: tuple[()] = ()
    return ConditionResult(
        "n", "c", TEXT, "", outcome, Effect.DECIDES, kind, None, comparison,
        nothing, nothing, nothing, nothing, None, None, None, needs, members,
    )  # fmt: skip


def comparison(n: int, d: int | None, sense: str, bound: Fraction, part: bool = False) -> Comparison:
    value, whole = Fraction(n, d or 1), None if d is None else (d, d)
    return Comparison(value, value, False, False, (n, n), whole, None, sense, bound, part, None, None)


def holds(counts: Counts, sense: str, bound: Fraction) -> bool:
    n, d = counts
    return n >= bound * d if sense == "at_least" else n <= bound * d


def ways(met: bool, sense: str) -> dict[str, Move]:
    """Return what moves in each way: for a met condition the wrong way, else the right way."""
    up = (sense == "at_least") is not met
    sign = 1 if up else -1
    return {
        "alone": lambda n, d, k: (n + sign * k, d),
        "both": lambda n, d, k: (n + sign * k, d + sign * k),
        "whole": lambda n, d, k: (n, d - sign * k),
    }


def possible(counts: Counts, part: bool) -> bool:
    n, d = counts
    return n >= 0 and d > 0 and (not part or n <= d)


@settings(max_examples=300)
@given(
    st.integers(0, 12),
    st.integers(1, 12),
    st.booleans(),
    st.sampled_from(["at_least", "at_most"]),
    BOUNDS,
    st.sampled_from(["measure", "share"]),
)
def test_a_share_is_kept_or_reached_by_so_many_and_no_fewer(
    n: int, d: int, part: bool, sense: str, bound: Fraction, kind: str
) -> None:
    n = min(n, d) if part or kind == "share" else n
    part = part or kind == "share"
    met = holds((n, d), sense, bound)
    found = margins(condition(Outcome.MET if met else Outcome.NOT_MET, kind, comparison(n, d, sense, bound, part)))
    assert found is not None
    assert found.met is met
    for way, moved in ways(met, sense).items():
        count = getattr(found, way)
        turns = [
            k
            for k in range(1, MOST)
            if possible(moved(n, d, k), part) and holds(moved(n, d, k), sense, bound) is not met
        ]
        first = turns[0] if turns else None
        assert count == (first if first is None or not met else first - 1), way


@given(
    st.integers(0, 12), st.sampled_from(["at_least", "at_most"]), st.builds(Fraction, st.integers(0, 24), st.just(2))
)
def test_a_number_is_kept_or_reached_by_so_many(n: int, sense: str, bound: Fraction) -> None:
    met = holds((n, 1), sense, bound)
    found = margins(condition(Outcome.MET if met else Outcome.NOT_MET, comparison=comparison(n, None, sense, bound)))
    assert found is not None
    turned = next(
        (k for k in range(1, MOST) if holds(ways(met, sense)["alone"](n, 1, k), sense, bound) is not met), None
    )
    assert turned is not None
    assert found.alone == (turned - 1 if met else turned)


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.integers(1, 6))
def test_a_quorum_bears_so_many_of_its_members(members: list[bool], needs: int) -> None:
    needs = min(needs, len(members))
    passing = sum(members)
    met = passing >= needs
    listed = tuple(condition(Outcome.MET if member else Outcome.NOT_MET) for member in members)
    found = margins(condition(Outcome.MET if met else Outcome.NOT_MET, "quorum", needs=needs, members=listed))
    assert found is not None
    assert found.alone is not None
    if met:
        assert passing - found.alone >= needs > passing - found.alone - 1
    else:
        assert passing + found.alone >= needs > passing + found.alone - 1


@pytest.mark.parametrize("outcome", [Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE])
def test_what_is_open_or_does_not_apply_has_none(outcome: Outcome) -> None:
    assert margins(condition(outcome)) is None
