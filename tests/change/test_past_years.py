"""What other years hold is as it is: a level that fell short in one of them is not reached by this year's figures."""

from dataclasses import replace
from pathlib import Path

from phocap.change import Answers
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import verdicts
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.model.change import Change
from phocap.model.record import Given
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
SCHOOL = Path(__file__).resolve().parents[2] / "cases" / "schools"
"""Its share of teachers rated good fell short of the third level in 2018 only."""


def reach(**figures: int) -> Change | None:
    (record,) = read_records([SCHOOL], PACK).records
    given = {name.replace("_", "."): Given(value, record.place) for name, value in figures.items()}
    record = replace(record, figures={**record.figures, **given})
    evaluation = evaluate([record], PACK, programmes=["national-standard-school"], alternatives=False)
    (verdict,) = verdicts(evaluation)
    return Answers(evaluation).of(verdict, 3).reach if verdict.highest_level < 3 else None


def test_a_year_that_fell_short_stays_in_the_way_and_nothing_else_is_named() -> None:
    change = reach()
    assert change is not None
    assert not change.possible
    assert [clause.node for clause in change.obstacles] == ["3/2.2-l3-b.2"]
    assert change.wanted == ()


def test_a_school_founded_after_that_year_has_nothing_to_mend() -> None:
    assert reach(school_age=2) is None


def test_this_year_can_be_mended() -> None:
    change = reach(school_age=2, teachers_good=1)
    assert change is not None
    assert change.possible
    assert change.wanted == ()
    assert [step.kind for step in change.steps] == ["figures"]
