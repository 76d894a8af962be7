"""From all persons to those who count, line by line, and back to the rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from workbooks import figures

from phocap.faults import Faulty
from phocap.forms import FormIntake
from phocap.forms.behind import Behind
from phocap.forms.bridge import bridges
from phocap.forms.layouts import Layouts
from phocap.forms.survey import Survey


@pytest.fixture
def survey(changed: Callable[..., Path], read: Callable[..., FormIntake]) -> Survey:
    (found,) = read(changed("survey")).surveys
    return found


OPTIONS = ["guidance-2025", "not-disabled", "able-included"]


@pytest.mark.parametrize("option", OPTIONS)
def test_the_lines_add_up(option: str, survey: Survey, known: Layouts) -> None:
    assert [*known.surveys[0].definitions["ppc"].options] == OPTIONS
    (way,) = bridges(survey, {"ppc": option})
    for age in way.ages:
        assert way.first[age] - sum(step.counts[age] for step in way.taken) == way.left[age]
    assert way.option == option
    part = survey.parts({"ppc": option})[0].figures
    assert part["age_6.ppc"].value == way.left[6]
    assert part["age_11_14.ppc"].value == sum(way.left[age] for age in (11, 12, 13, 14))


def test_definitions_differ(changed: Callable[..., Path], read: Callable[..., FormIntake]) -> None:
    def two_more(sheet: Any) -> None:
        able, moved = [row for row in range(5, sheet.max_row) if sheet[f"G{row}"].value == 2019][:2]
        for row in (able, moved):
            for column in ("AJ", "AL", "AO", "AP", "AS", "Q"):
                sheet[f"{column}{row}"] = None
        sheet[f"AP{able}"] = sheet[f"AS{able}"] = "X"
        sheet[f"Q{moved}"] = "Chuyển đi"

    (survey,) = read(changed("survey", two_more)).surveys
    ppc = {option: bridges(survey, {"ppc": option})[0].left[6] for option in OPTIONS}
    assert ppc["not-disabled"] == ppc["guidance-2025"] + 1
    assert ppc["able-included"] == ppc["guidance-2025"] + 1


def test_there_is_a_row_for_everybody_who_counts(
    survey: Survey, changed: Callable[..., Path], read: Callable[..., FormIntake]
) -> None:
    for name, value in figures(read(changed("survey"))).items():
        behind = Behind(survey)
        places = [behind.place(at) for at in behind.rows(name)]
        assert len(places) == len({*places}) == value
        assert all(place.cell.partition(":")[0].isdecimal() for place in places)


def test_what_is_unknown_is_refused(survey: Survey) -> None:
    for call in (
        lambda: Behind(survey).rows("age_17.ppc"),
        lambda: bridges(survey, {"ppc": "all"}),
        lambda: bridges(survey, {"pcp": "not-disabled"}),
    ):
        with pytest.raises(Faulty):
            call()


def test_every_filter_that_is_taken_off_has_a_name(known: Layouts) -> None:
    for layout in known.surveys:
        for definition in layout.definitions.values():
            for option in definition.options.values():
                assert {*option.less} <= {*layout.names}
