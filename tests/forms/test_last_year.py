"""This year against the last: the same children a year later, and the balance of those who came and went."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from phocap.faults import Fault
from phocap.forms.checks import check
from phocap.forms.layouts import Layouts
from phocap.forms.records import FormIntake, gather
from phocap.forms.survey import Survey
from phocap.forms.synth import as_survey, commune
from phocap.language.pack import Pack
from phocap.text.faults import say
from phocap.text.language import Lang

Write = Callable[..., FormIntake]


@pytest.fixture
def table(tmp_path: Path, pack: Pack) -> Write:
    """Read a table of one commune with these figures."""

    def _table(day: str, unit: str = "Xã Ba Chẽ", parent: str = "", **figures: int) -> FormIntake:
        cells = {"unit": unit, "tier": "commune", "as_of": day}
        if parent:
            cells |= {"unit.parent.tier": "province", "unit.parent.name": parent}
        cells |= {name.replace("__", "."): str(value) for name, value in figures.items()}
        path = tmp_path / f"{day}.csv"
        path.write_text(f"{','.join(cells)}\n{','.join(cells.values())}\n", encoding="utf-8")
        intake, faults = gather([path], pack)
        assert not faults, [say(fault, Lang.EN) for fault in faults]
        return intake

    return _table


def told(found: list[Fault]) -> set[str]:
    return {fault.id for fault in found if fault.id.startswith(("cohort-", "movement-"))}


@pytest.mark.parametrize(
    ("now", "ids"),
    [
        ({"age_12__ppc": 194}, set()),
        ({"age_12__ppc": 180}, set()),
        ({"age_12__ppc": 174}, {"cohort-size"}),
        ({"age_12__ppc": 214}, {"cohort-size"}),
        ({"age_13__ppc": 100}, set()),
        ({"age_12__ppc": 194, "age_12__completed_primary": 190}, set()),
        ({"age_12__ppc": 194, "age_12__completed_primary": 180}, {"cohort-completed"}),
        ({"age_12__completed_primary": 100}, set()),
    ],
)
def test_a_cohort_that_changed_much_is_told(now: dict[str, int], ids: set[str], table: Write, pack: Pack) -> None:
    last = table("2023-09-30", age_11__ppc=194, age_11__completed_primary=190)
    assert told(check(table("2024-09-30", **now), pack, last)) == ids


def test_a_few_children_more_or_less_are_no_surprise_in_a_small_commune(table: Write, pack: Pack) -> None:
    last = table("2023-09-30", age_11__ppc=12)
    assert told(check(table("2024-09-30", age_12__ppc=7), pack, last)) == set()
    assert told(check(table("2024-09-30", age_12__ppc=6), pack, last)) == {"cohort-size"}


def test_two_years_may_be_given_together_or_in_one_record(table: Write, pack: Pack) -> None:
    last = table("2023-09-30", age_11__ppc=194)
    now = table("2024-09-30", age_12__ppc=100)
    together = replace(now, records=(*last.records, *now.records))
    assert told(check(together, pack)) == {"cohort-size"}
    inside = table("2024-09-30", age_12__ppc=100, years__2023__figures__age_11__ppc=194)
    assert told(check(inside, pack)) == {"cohort-size"}
    other = replace(last, records=tuple(replace(r, as_of=date(2022, 9, 30)) for r in last.records))
    assert told(check(now, pack, other)) == set()


def test_namesakes_in_two_provinces_are_not_compared(table: Write, pack: Pack) -> None:
    last = table("2023-09-30", parent="Tỉnh Lạng Sơn", age_11__ppc=194)
    now = table("2024-09-30", parent="Tỉnh Cao Bằng", age_12__ppc=10)
    assert told(check(now, pack, last)) == set()


def test_a_commune_that_was_made_of_others_is_not_compared_with_itself(table: Write, pack: Pack) -> None:
    last = table("2024-09-30", unit="Phường Ba Đình", age_11__ppc=10)
    now = table("2025-09-30", unit="Phường Ba Đình", age_12__ppc=400)
    (fault,) = [one for one in check(now, pack, last) if one.id.startswith("cohort-")]
    assert fault.id == "cohort-boundaries"
    assert "changed after 30 September 2024" in say(fault, Lang.EN)


@pytest.fixture(scope="module")
def year_before(pack: Pack, known: Layouts) -> tuple[Survey, Survey]:
    """The same persons in two years: nobody came, left or died."""
    made = commune(known.synths[0], 0, 5, 2025, 400, ())
    staying = [person for person in made.persons if "residence_status" not in person]
    now = as_survey(pack, known.surveys[0], replace(made, persons=staying))
    return replace(now, year=2024), now


def counted(survey: Survey, **changes: Any) -> FormIntake:
    return FormIntake((), (), surveys=(replace(survey, **changes),))


def test_who_stayed_balances(year_before: tuple[Survey, Survey], pack: Pack) -> None:
    last, now = year_before
    assert told(check(counted(now), pack, counted(last))) == set()


@pytest.mark.parametrize(("status", "difference"), [("chuyen di", 0), ("chuyen den", -1), ("chet", 0), (None, 0)])
def test_who_came_left_or_died_is_in_the_balance(
    status: str | None, difference: int, year_before: tuple[Survey, Survey], pack: Pack
) -> None:
    import polars as pl

    last, now = year_before
    child = pl.col("birth_year") == 2015
    first = now.persons.with_row_index("n").filter(child)["n"][0]
    changed = now.persons.with_columns(
        pl.when(pl.int_range(pl.len()) == first)
        .then(pl.lit(status, pl.String))
        .otherwise(pl.col("residence_status"))
        .alias("residence_status")
    )
    found = [one for one in check(counted(now, persons=changed), pack, counted(last)) if one.id == "movement-balance"]
    assert [fault.facts["difference"] for fault in found] == [difference] * bool(difference)


def test_a_child_that_vanished_is_told_by_year_of_birth(year_before: tuple[Survey, Survey], pack: Pack) -> None:
    last, now = year_before
    children = (now.persons["birth_year"] == 2015).arg_true()
    persons = now.persons.with_row_index("n").filter(~(now.persons.with_row_index("n")["n"] == children[0])).drop("n")
    found = check(counted(now, persons=persons), pack, counted(last))
    (fault,) = [one for one in found if one.id == "movement-balance"]
    assert (fault.facts["year"], fault.facts["difference"]) == ("2015", -1)
    assert "born in 2015" in say(fault, Lang.EN)
