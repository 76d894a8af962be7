"""How much work explaining many units is, counted and not timed: what they share is made once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from phocap.change import Answers
from phocap.change.deciding import Group
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.explain import wrap
from phocap.explain.tree import explain_all
from phocap.faults import Place
from phocap.infer import choose
from phocap.language.load import load_pack
from phocap.model.record import Given, Record, Unit
from phocap.model.result import Alternative, Caution, Comparison, ConditionResult
from phocap.shipped import vn_rules
from phocap.text.language import Lang

PACK = load_pack(vn_rules())
DAY = date(2021, 9, 30)
FEW, MANY = 40, 120
TOLD = 9
"""So many conditions of the three levels look at figures that the records here give."""


def communes(number: int) -> list[Record]:
    """Return communes after 2016 with rates that differ and no figure of staff, rooms and disabled children."""
    found = []
    for row in range(number):
        eleven, place = 100 + row % 5, Place("xa.yaml", row + 1)
        figures = {"age_6.ppc": eleven, "age_6.in_grade_1": eleven - row % 4}
        figures |= {"age_11.ppc": eleven, "age_11.completed_primary": eleven - 3 * (row % 6)}
        figures |= {"age_11.in_primary": 3 * (row % 6), "age_11_14.ppc": 400, "age_11_14.completed_primary": 380}
        record = Record(Unit("commune", f"C{row}"), DAY, place, {"special_difficulty": Given(False, place)})
        found.append(replace(record, figures={name: Given(value, place) for name, value in figures.items()}))
    return found


def work(number: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return how much is made when so many communes are explained."""
    count: Counter[str] = Counter()

    def counted(owner: Any, name: str) -> None:
        original: Callable[..., Any] = getattr(owner, name)

        def spy(*arguments: Any, **named: Any) -> Any:
            count[owner.__name__] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, spy)

    wrap.wrapped.cache_clear()
    evaluation = evaluate(communes(number), PACK, programmes=["primary"], inference=choose("reference"))
    with monkeypatch.context() as monkeypatch:
        for made in (ConditionResult, Comparison, Alternative, Caution, Group):
            counted(made, "__init__")
        counted(Fraction, "__new__")
        found = result(evaluation)
        text = explain_all(found, Lang.VI, answers=Answers(evaluation))
    count["lines"], count["wrapped"] = text.count("\n"), wrap.wrapped.cache_info().misses
    return count


def test_a_unit_more_costs_what_it_alone_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = work(FEW, monkeypatch), work(MANY, monkeypatch)
    more = {name: (many[name] - few[name]) / (MANY - FEW) for name in many}
    assert more["ConditionResult"] <= TOLD  # of more than sixty
    assert more["Comparison"] <= TOLD
    assert more["Alternative"] == more["Caution"] == more["Group"] == 0
    assert more["Fraction"] <= 40
    assert more["wrapped"] <= 2  # of more than fifty lines: the rest stands in other explanations too
