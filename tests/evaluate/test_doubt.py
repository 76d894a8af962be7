"""Verdicts that rest on doubt: of all patterns in columns as of each unit by its cautions, wherever the doubt is."""

from random import Random
from typing import Any

import polars as pl
import pytest

from phocap.evaluate import cautions, evaluate
from phocap.evaluate.writer import Writer
from phocap.language.load import load_pack
from phocap.language.ruleset import Rule
from phocap.model.result import Caution
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())


def communes(made: Random, number: int = 150) -> pl.DataFrame:
    def given(least: int, whole: int) -> list[int | None]:
        return [made.choice([None, whole, made.randint(least, whole)]) for _ in range(number)]

    code = [f"{n}" for n in range(number)]
    wholes = {"age_6.ppc": 40, "age_11.ppc": 40, "age_11_14.ppc": 160}
    parts = {
        "age_6.in_grade_1": given(30, 40),
        "age_11.completed_primary": given(30, 40),
        "age_11_14.completed_primary": given(120, 160),
    }
    frame = pl.DataFrame({"tier": ["commune"] * number, "code": code, "name": code, **parts})
    return frame.with_columns(as_of=pl.date(2015, 9, 30), **{name: pl.lit(told) for name, told in wholes.items()})


def schools(made: Random, number: int = 40) -> pl.DataFrame:
    code = [f"{n}" for n in range(number)]
    findings = {name: [made.random() < 0.97 for _ in range(number)] for name in PACK.words.findings}
    frame = {"tier": ["school"] * number, "code": code, "name": code, **findings}
    return pl.DataFrame(frame).with_columns(as_of=pl.date(2025, 5, 31))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("programme", "units"), [("primary", communes), ("national-standard-school", schools)])
def test_doubt_in_columns(monkeypatch: pytest.MonkeyPatch, programme: str, units: Any, seed: int) -> None:
    made = Random(seed)
    doubted: dict[str, bool] = {}

    def own(rule: Rule, tier: str) -> frozenset[Caution]:
        doubt = doubted.setdefault(rule.node, made.random() < (0.5, 0.8, 0.95)[seed % 3])
        return frozenset({Caution("recollected", tier, int(rule.node[0]), rule.id, True)} if doubt else ())

    monkeypatch.setattr(cautions, "_own", own)
    evaluation = evaluate(units(made), PACK, programmes=[programme], alternatives=False)
    [evaluated] = evaluation.programmes
    [tier] = evaluated.tiers
    writer = Writer(PACK, evaluation.records, evaluated, tier)
    expected = [writer.verdict(row).provisional for row in range(evaluation.verdicts.height)]
    assert evaluation.verdicts["provisional"].to_list() == expected
    assert any(expected)
