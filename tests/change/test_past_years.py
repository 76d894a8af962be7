"""What other years hold is as it is: a level that fell short in one of them is not reached by this year's figures."""

from dataclasses import replace
from pathlib import Path

from phocap.change import Answers, Changed
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import verdicts
from phocap.explain.change import reach_sentences
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.model.change import Change
from phocap.model.record import Given
from phocap.shipped import vn_rules
from phocap.text.language import Lang

PACK = load_pack(vn_rules())
SCHOOL = Path(__file__).resolve().parents[2] / "cases" / "schools"
"""Its share of teachers rated good fell short of the third level in 2018 only."""


def changed(reading: str = "each_year", past: int | None = None, **figures: int) -> Changed:
    """Return what would change the school; ``past`` is how many teachers were rated good in earlier years."""
    (record,) = read_records([SCHOOL], PACK).records
    if past is not None:
        rated = {"teachers.good": Given(past, record.place)}
        before = {year: replace(told, figures={**told.figures, **rated}) for year, told in record.years.items()}
        record = replace(record, years=before)
    given = {name.replace("_", "."): Given(value, record.place) for name, value in figures.items()}
    record = replace(record, figures={**record.figures, **given})
    asked = {"five_years_share": reading}
    evaluation = evaluate([record], PACK, programmes=["national-standard-school"], readings=asked, alternatives=False)
    (verdict,) = verdicts(evaluation)
    return Answers(evaluation).of(verdict, 3)


def reach(reading: str = "each_year", past: int | None = None, **figures: int) -> Change | None:
    return changed(reading, past, **figures).reach


def test_a_year_that_fell_short_stays_in_the_way_and_nothing_else_is_named() -> None:
    change = reach()
    assert change is not None
    assert not change.possible
    assert [clause.node for clause in change.obstacles] == ["3/2.2-l3-b.2"]
    assert change.past == change.obstacles
    assert change.wanted == ()


def test_a_school_founded_after_that_year_has_nothing_to_mend() -> None:
    assert reach(school_age=2) is None


def test_this_year_can_be_mended() -> None:
    change = reach(school_age=2, teachers_good=1)
    assert change is not None
    assert change.possible
    assert change.wanted == ()
    assert [step.kind for step in change.steps] == ["figures"]


def good_teachers(change: Change | None) -> list[tuple[int, int]]:
    assert change is not None
    assert change.possible
    shifts = [shift for step in change.steps for shift in step.shifts]
    return [(shift.before, shift.after) for shift in shifts if shift.field == "teachers.good"]


def test_a_mean_is_mended_by_this_year_as_far_as_earlier_years_leave_it() -> None:
    """9/27 + 9/28 + 8/28 + 10/29 + x/29 is at least five times 30 % from x = 7 on."""
    assert good_teachers(reach("mean", teachers_good=2)) == [(2, 7)]
    assert reach("mean", teachers_good=7) is None


def test_a_mean_of_which_earlier_years_leave_too_little_cannot_be_mended() -> None:
    change = reach("mean", past=0, teachers_good=2)
    assert change is not None
    assert not change.possible
    assert [clause.node for clause in change.obstacles] == ["3/2.2-l3-b.2"]
    assert change.past == change.obstacles
    (sentence,) = reach_sentences(change, Lang.EN)
    assert "earlier years count too" in sentence
    assert "populations" not in sentence
