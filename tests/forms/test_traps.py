"""The traps of officers' files, each with the tests that fail without the code that handles it."""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from workbooks import figures

from phocap.faults import Fault
from phocap.forms import FormIntake
from phocap.forms.grid import index_of
from phocap.forms.layouts import Layouts
from phocap.forms.synth import grid_counts

TESTS = Path(__file__).resolve().parents[1]

TRAPS: dict[str, tuple[str, ...]] = {
    # ratios
    "1808/2009 and 179/200 against 90 %": ("evaluate/test_meaning.py::test_the_exact_rate_decides",),
    "denominator 0 is not applicable": ("explain/test_sentences.py::test_nobody_to_count_is_not_applicable",),
    "no remaining eleven-year-olds": ("evaluate/test_meaning.py::test_the_rest_in_primary_when_nobody_remains",),
    "age 14 against 11-14": ("evaluate/test_meaning.py::test_readings_that_disagree_make_a_verdict_not_firm",),
    # counts
    "from elsewhere in numerators": (
        "forms/test_forms.py::test_those_from_elsewhere_are_in_no_numerator",
        "forms/test_survey.py::test_those_from_elsewhere_are_nobodys",
    ),
    "a repeated pupil twice": ("forms/test_traps.py::test_who_repeats_a_grade_is_counted_once",),
    "a person twice": ("forms/test_checks.py::test_persons_that_may_be_one_are_told_with_a_score",),
    "studying and dropped out": ("forms/test_checks.py::test_each_oddity_is_said_at_its_cell",),
    "K is not F + … + J": ("forms/test_forms.py::test_sums_that_are_none_are_refused",),
    "girls over total, able over disabled": ("forms/test_forms.py::test_parts_over_their_whole_are_remarked",),
    "finished + in primary + out is not PPC": ("forms/test_traps.py::test_eleven_year_olds_are_as_many_as_there_are",),
    "blank against 0": (
        "forms/test_forms.py::test_blank_is_zero_only_where_a_total_proves_it",
        "forms/test_table.py::test_blank_is_missing_and_not_zero",
    ),
    # cells
    "lost leading zeros": (
        "forms/test_table.py::test_a_code_that_became_a_number_is_refused",
        "forms/test_checks.py::test_a_code_without_its_zeros_is_told_with_them",
    ),
    "dates as serial numbers": (
        "forms/test_forms.py::test_a_number_that_became_a_date_is_refused_and_told",
        "forms/test_reconcile.py::test_a_survey_is_laid_beside_the_roll_of_a_school",
    ),
    "dates in US order": ("forms/test_table.py::test_a_day_that_is_none_is_refused",),
    "trailing ! and *": (
        "forms/test_survey.py::test_completion",
        "forms/test_traps.py::test_who_repeats_a_grade_is_counted_once",
    ),
    "merged header cells": ("forms/test_forms.py::test_the_layout_may_differ",),
    "formulas without cached values": (
        "forms/test_workbook.py::test_formulas_without_a_value_and_errors_are_told_from_blank_cells",
        "forms/test_messages.py::test_what_is_said_of_files",
    ),
    "hidden sheets with metadata": ("forms/test_workbook.py::test_hidden_sheets_are_known_as_such",),
    "files of two survey years together": ("forms/test_survey.py::test_files_of_two_years_are_refused",),
    "whole numbers of .xls": ("forms/test_office.py::test_old_workbooks_are_read_as_new_ones",),
    # text
    "NFD": (
        "forms/test_forms.py::test_the_layout_may_differ",
        "forms/test_checks.py::test_each_oddity_is_said_at_its_cell",
    ),
    "Hoà and Hòa": (
        "text/test_nearest.py::test_spellings_of_one_name_have_one_key",
        "forms/test_forms.py::test_the_layout_may_differ",
    ),
    "TCVN3": (
        "forms/test_table.py::test_old_fonts_are_refused_by_name",
        "forms/test_checks.py::test_each_oddity_is_said_at_its_cell",
    ),
}


@cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_has_its_tests(trap: str) -> None:
    for test in TRAPS[trap]:
        path, _, name = test.partition("::")
        assert name in functions(path), test


@pytest.mark.parametrize(("marks", "repeats"), [("", 0), ("!", 1), ("!*", 1), ("*!", 1), ("*", 0)])
def test_who_repeats_a_grade_is_counted_once(
    marks: str, repeats: int, known: Layouts, changed: Callable[..., Path], read: Callable[..., FormIntake]
) -> None:
    columns = {name: index_of(column.at) + 1 for name, column in known.surveys[0].columns.items()}

    def two(sheet: Any) -> None:
        sheet.delete_rows(5, sheet.max_row)
        for row, given in enumerate(("1A" + marks, "1B"), 5):
            for name, value in {"given_name": "An", "birth_year": 2019, "grade": 1, "class": given}.items():
                sheet.cell(row, columns[name], value)

    intake = read(changed("survey", two))
    assert figures(intake)["age_6.in_grade_1"] == 2
    (form,) = (form for form in known.forms if form.form == "th-m1")
    counts = grid_counts(form, intake.surveys[0])
    assert counts["repeating.elsewhere", "age-6"] == (repeats or None)
    assert counts["grade-1.elsewhere", "age-6"] == 2


def test_eleven_year_olds_are_as_many_as_there_are(
    changed: Callable[..., Path], refused: Callable[..., dict[str, Fault]]
) -> None:
    def one_too_many(sheet: Any) -> None:
        for row in range(13, 28):
            sheet[f"L{row}"] = None
        sheet["F42"] = sheet["L12"].value - sheet["F41"].value + 1

    assert "parts-not-whole" in refused(changed("th-m1", one_too_many))
