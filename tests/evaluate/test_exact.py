"""Undetermined is said only where the missing figures really decide: every completion of small records is tried."""

import itertools
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import BOUNDS, COUNTS, DAY, HERE, MEASURES, PARTS, TEXT, pack_of, source

from phocap.evaluate import evaluate
from phocap.infer import choose
from phocap.model.outcome import Outcome
from phocap.model.record import Given, Record, Unit

MOST = 5
"""The greatest whole that is tried; it is always given or follows from parts that are."""

PARTIAL = [name for name in MEASURES if name not in ("loose", "number")]


def completions(given_: dict[str, int]) -> Iterator[dict[str, int]]:
    """Yield every record of small figures that has the given ones and satisfies the constraints."""
    parts = {"a": PARTS["a.whole"], "b": PARTS["b.whole"]}
    groups = []
    for letter, names in parts.items():
        whole = f"{letter}.whole"
        found = []
        for values in itertools.product(range(MOST + 1), repeat=len(names)):
            least = sum(values)
            for total in [least] if letter == "b" else range(least, MOST + 1):
                figures = {**dict(zip(names, values, strict=True)), whole: total}
                if total <= MOST and all(figures[n] == v for n, v in given_.items() if n in figures):
                    found.append(figures)
        groups.append(found)
    for a, b in itertools.product(*groups):
        yield {**a, **b}


def truth(figures: dict[str, int], measure: str, sense: str, bound: str) -> Outcome:
    """Return what a whole record says, by the plainest arithmetic."""
    from fractions import Fraction

    from phocap.model.quantity import parse_share

    ratio = MEASURES[measure]["ratio"]

    def amount(expression: object) -> int:
        if isinstance(expression, str):
            return figures[expression]
        assert isinstance(expression, dict)
        if "sum" in expression:
            return sum(figures[name] for name in expression["sum"])
        first, *others = expression["difference"]
        return figures[first] - sum(figures[name] for name in others)

    below = amount(ratio["to"])
    if below == 0:
        return Outcome.NOT_APPLICABLE
    value = Fraction(amount(ratio["of"]), below)
    holds = value >= parse_share(bound) if sense == "at_least" else value <= parse_share(bound)
    return Outcome.MET if holds else Outcome.NOT_MET


@settings(max_examples=400)
@given(
    st.sampled_from(PARTIAL),
    st.sampled_from(["at_least", "at_most"]),
    st.sampled_from(BOUNDS),
    st.dictionaries(st.sampled_from([n for n in COUNTS if n != "free"]), st.integers(0, MOST), max_size=5),
    st.integers(0, MOST),
)
def test_open_means_open(measure: str, sense: str, bound: str, shown: dict[str, int], whole: int) -> None:
    shown = {**shown, f"{measure[0] if measure != 'rest' else 'a'}.whole": whole}
    possible = {truth(figures, measure, sense, bound) for figures in completions(shown)}
    if not possible:
        return  # nothing can be like that
    rules = {
        "programme": "trial",
        "title": TEXT,
        "instrument": "trial",
        "levels": {1: {"commune": [{"id": "c", "measure": measure, sense: bound, "source": source()}]}},
    }
    record = Record(Unit("commune", "c"), DAY, HERE, figures={k: Given(v, HERE) for k, v in shown.items()})
    evaluation = evaluate([record], pack_of(rules), inference=choose("reference"))
    found = evaluation.programmes[0].tiers["commune"].outcome(0, "1/c")
    if len(possible) == 1:
        assert found in possible
    else:
        assert found is Outcome.UNDETERMINED
