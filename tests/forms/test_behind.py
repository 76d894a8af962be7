"""From figures down to rows: every figure, every share, every hamlet; names on request only."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from workbooks import figures

from phocap.change import Answers
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.explain.behind import Rows
from phocap.explain.tree import explain_all
from phocap.forms import FormIntake
from phocap.forms.behind import Behind, spans
from phocap.forms.survey import Survey
from phocap.language.pack import Pack
from phocap.report.explanation import explanation_schema, to_json
from phocap.text.language import Lang

Changed = Callable[..., Path]
Read = Callable[..., FormIntake]


@pytest.fixture
def intake(changed: Changed, read: Read) -> FormIntake:
    """The commune with a child of six in no grade, and one of eleven who still is in grade 5."""

    def late(sheet: Any) -> None:
        (six, *_), (eleven, *_) = (list(_aged(sheet, age)) for age in (6, 11))
        sheet[f"R{six}"], sheet[f"C{six}"], sheet[f"D{six}"], sheet[f"N{six}"] = None, "Lê", "Muộn", "Thôn Hạ - 5"
        sheet[f"R{eleven}"], sheet[f"W{eleven}"] = 5, "MN"

    return read(changed("survey", late))


def _aged(sheet: Any, age: int) -> Iterator[int]:
    """Yield the rows of children of an age of whom nothing but school is told."""
    marks = ["AE", "Q", "AJ", "AL", "AO", "AP"]
    for row in range(5, sheet.max_row + 1):
        if sheet[f"G{row}"].value == 2025 - age and not any(sheet[f"{column}{row}"].value for column in marks):
            yield row


@pytest.fixture
def behind(intake: FormIntake) -> Behind:
    return Behind(intake.surveys[0])


def test_every_figure_has_as_many_rows_as_it_counts(intake: FormIntake, behind: Behind) -> None:
    found = figures(intake)
    assert {name: len(behind.rows(name)) for name in found} == found


def test_who_is_missing_in_a_share_is_found(behind: Behind, pack: Pack) -> None:
    ratio = pack.measures["enrolment_6"].ratio
    assert ratio is not None
    missing = behind.missing(ratio)
    assert missing is not None
    assert {*missing} == {*behind.rows("age_6.ppc")} - {*behind.rows("age_6.in_grade_1")}
    assert "Lê Muộn" in [behind.name(at) for at in missing]


def test_hamlets_come_to_the_whole(behind: Behind) -> None:
    rows = behind.rows("age_6.ppc")
    found = behind.by_hamlet(rows)
    assert sum(found.values()) == len(rows)
    assert {"Thôn Hạ", "Xóm Mới"} <= {*found}


def test_rows_of_several_files_keep_their_files(changed: Changed, read: Read) -> None:
    first = changed("survey", lambda sheet: sheet.delete_rows(305, 1000), name="a.xlsx")
    second = changed("survey", lambda sheet: sheet.delete_rows(5, 300), name="b.xlsx")
    survey: Survey = read(first, second).surveys[0]
    found = Behind(survey)
    paths = {Path(found.place(at).path).name for at in range(len(survey.persons))}
    assert paths == {"a.xlsx", "b.xlsx"}


@pytest.mark.parametrize("names", [False, True])
def test_explanations_tell_rows_and_names_on_request(names: bool, intake: FormIntake, pack: Pack) -> None:
    readings = {"support_binds": "province_only"}
    judged = evaluate(intake.records, pack, programmes=["primary"], readings=readings)
    outcome, answers = result(judged, intake.sources), Answers(judged)
    rows = Rows(intake.surveys, pack, names)
    for lang in Lang:
        text = explain_all(outcome, lang, whole=True, answers=answers, rows=rows)
        assert "Thôn Hạ" in text
        assert ("Lê Muộn" in text) is names
    found = json.loads(to_json(outcome, answers, rows=rows))
    Draft202012Validator(explanation_schema()).validate(found)
    told = found["explanations"][0]["rows"]
    enrolment = next(one for one in told if one["condition"].endswith("enrolment-6"))
    assert {figure["field"]: len(figure["rows"]) for figure in enrolment["figures"]} == {
        name: figures(intake)[name] for name in ("age_6.ppc", "age_6.in_grade_1")
    }
    assert any(one["hamlet"] == "Thôn Hạ" and (one.get("name") == "Lê Muộn") is names for one in enrolment["missing"])


def test_spans() -> None:
    assert spans([]) == []
    assert spans([9, 5, 6, 7, 12]) == ["5-7", "9", "12"]
