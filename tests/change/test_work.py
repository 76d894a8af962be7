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
from phocap.change.least import Choice, Least
from phocap.change.moves import Ground
from phocap.change.ranges import Ties
from phocap.evaluate import asked, evaluate
from phocap.evaluate.verdict import result
from phocap.explain import blocks, tree, wrap
from phocap.explain.tree import explain_all
from phocap.faults import Place
from phocap.infer import choose
from phocap.language.load import load_pack
from phocap.model.change import Missing
from phocap.model.record import Given, Record, Unit
from phocap.model.result import Alternative, Caution, Comparison, ConditionResult
from phocap.shipped import vn_rules
from phocap.text.language import Lang

PACK = load_pack(vn_rules())
DAY = date(2021, 9, 30)
BEFORE = date(2015, 9, 30)
"""When the rates alone decided."""
FEW, MANY = 40, 120
TOLD = 9
"""So many conditions of the three levels look at figures that the records here give."""


def communes(number: int, day: date) -> list[Record]:
    """Return communes with rates that differ and no figure of staff, rooms and disabled children."""
    found = []
    for row in range(number):
        eleven, place = 100 + row % 5, Place("xa.yaml", row + 1)
        figures = {"age_6.ppc": eleven, "age_6.in_grade_1": eleven - row % 4}
        figures |= {"age_11.ppc": eleven, "age_11.completed_primary": eleven - 3 * (row % 6)}
        figures |= {"age_11.in_primary": 3 * (row % 6), "age_11_14.ppc": 400, "age_11_14.completed_primary": 380}
        record = Record(Unit("commune", f"C{row}"), day, place, {"special_difficulty": Given(False, place)})
        found.append(replace(record, figures={name: Given(value, place) for name, value in figures.items()}))
    return found


def work(number: int, monkeypatch: pytest.MonkeyPatch, day: date = DAY) -> Counter[str]:
    """Return how much is made when so many communes are explained."""
    count: Counter[str] = Counter()

    def counted(owner: Any, name: str) -> None:
        original: Callable[..., Any] = getattr(owner, name)

        def spy(*arguments: Any, **named: Any) -> Any:
            count[owner.__name__ if name.startswith("__") else name] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, spy)

    wrap.wrapped.cache_clear()
    with monkeypatch.context() as monkeypatch:
        counted(asked, "_looked_at")
        evaluation = evaluate(communes(number, day), PACK, inference=choose("reference"))
        for made in (ConditionResult, Comparison, Alternative, Caution, Group, Choice, Ground, Missing):
            counted(made, "__init__")
        counted(Fraction, "__new__")
        counted(Ties, "settle")
        counted(Least, "cheapest")
        counted(Ground, "gains")
        counted(Ties, "_sums")
        counted(tree, "level_sentence")
        counted(blocks, "cautions")
        found = result(evaluation)
        text = explain_all(found, Lang.VI, answers=Answers(evaluation))
    count["lines"], count["wrapped"] = text.count("\n"), wrap.wrapped.cache_info().misses
    return count


def more(monkeypatch: pytest.MonkeyPatch, day: date = DAY) -> Counter[str]:
    """Return how much is made for one commune more."""
    few, many = work(FEW, monkeypatch, day), work(MANY, monkeypatch, day)
    return Counter({name: (many[name] - few[name]) / (MANY - FEW) for name in many})  # type: ignore[misc]


def test_a_unit_more_costs_what_it_alone_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    each = more(monkeypatch)
    assert each["ConditionResult"] <= TOLD  # of more than sixty
    assert each["Comparison"] <= TOLD
    assert each["Alternative"] == each["Caution"] == each["Group"] == each["Missing"] == 0
    assert each["settle"] == 1  # of three levels
    assert each["_looked_at"] == each["_sums"] == each["level_sentence"] == each["cautions"] == 0
    assert each["Fraction"] <= 27
    assert each["wrapped"] <= 2  # of more than fifty lines: the rest stands in other explanations too


def test_the_ways_to_reach_and_to_lose_a_level_are_those_of_all_units(monkeypatch: pytest.MonkeyPatch) -> None:
    each = more(monkeypatch, BEFORE)
    assert each["cheapest"] >= 1
    assert each["Choice"] == each["Ground"] == each["gains"] == each["_sums"] == 0
