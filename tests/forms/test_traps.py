"""Traps that officers' figures, cells and names set, and the tests that fall into them without the code for it."""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from phocap.faults import Severity
from phocap.forms.layouts import Layouts
from phocap.forms.records import gather
from phocap.forms.synth import as_survey, commune
from phocap.language.pack import Pack
from phocap.text.faults import say
from phocap.text.language import Lang

TESTS = Path(__file__).resolve().parents[1]
TRAPS = {
    "1808/2009 and 179/200 print as 90 %": ["evaluate/test_meaning.py::test_the_exact_rate_decides"],
    "nobody to count": ["evaluate/test_meaning.py::test_the_exact_rate_decides"],
    "no remaining 11-year-olds": ["evaluate/test_meaning.py::test_the_rest_in_primary_when_nobody_remains"],
    "age 14 or 11 to 14": ["evaluate/test_meaning.py::test_readings_that_disagree_make_a_verdict_not_firm"],
    "those from elsewhere in numerators": [
        "forms/test_forms.py::test_those_from_elsewhere_are_in_no_numerator",
        "forms/test_survey.py::test_those_from_elsewhere_are_nobodys",
    ],
    "a pupil who repeats counted twice": ["forms/test_traps.py::test_who_repeats_is_one_pupil"],
    "a pupil written twice": ["forms/test_checks.py::test_persons_that_may_be_one_are_told_with_a_score_and_reasons"],
    "studying and dropped out": ["forms/test_checks.py::test_each_oddity_is_said_at_its_cell"],
    "a total that is not the sum": ["forms/test_forms.py::test_sums_that_are_none_are_refused"],
    "girls over all, able over disabled": ["forms/test_forms.py::test_parts_over_their_whole_are_remarked"],
    "finished, in primary and out against PPC": ["forms/test_traps.py::test_lines_that_do_not_come_to_ppc_are_told"],
    "last year, in, out, dead against this year": [
        "forms/test_last_year.py::test_who_came_left_or_died_is_in_the_balance",
        "forms/test_last_year.py::test_a_cohort_that_changed_much_is_told",
    ],
    "blank against 0": [
        "forms/test_forms.py::test_blank_is_zero_only_where_a_total_proves_it",
        "forms/test_table.py::test_blank_is_missing_and_not_zero",
        "forms/test_checks.py::test_a_blank_cell_is_noted_as_missing_and_is_no_zero",
        "forms/test_checks.py::test_a_zero_that_somebody_wrote_is_told_and_a_blank_is_not",
    ],
    "lost leading zeros": [
        "forms/test_table.py::test_a_code_that_became_a_number_is_refused",
        "forms/test_checks.py::test_a_code_without_its_zeros_is_told_with_them",
        "units/test_unit_checks.py::test_each_oddity_is_told",
    ],
    "dates as serial numbers": [
        "forms/test_reconcile.py::test_a_survey_is_laid_beside_the_roll_of_a_school",
        "forms/test_table.py::test_a_day_that_was_mangled_is_refused_with_what_it_was",
        "forms/test_forms.py::test_a_number_that_became_a_date_is_refused_and_told",
        "forms/test_checks.py::test_cells_that_hold_no_number_are_told_once_a_column",
    ],
    "dates in American order": [
        "forms/test_table.py::test_a_day_that_was_mangled_is_refused_with_what_it_was",
        "forms/test_checks.py::test_day_and_month_in_each_others_place_are_seen",
        "forms/test_checks.py::test_each_oddity_is_said_at_its_cell",
    ],
    "trailing ! and *": ["forms/test_traps.py::test_marks_after_a_class_are_no_part_of_its_name"],
    "merged header cells": [
        "forms/test_forms.py::test_a_header_that_is_merged_down_from_above_the_others_stands_above_its_column",
        "forms/test_forms.py::test_columns_merged_into_one_are_told_together",
    ],
    "formulas without a stored value": [
        "forms/test_workbook.py::test_formulas_without_a_value_and_errors_are_told_from_blank_cells",
        "forms/test_workbook.py::test_errors_and_bare_formulas_of_an_open_document_are_told_from_blank_cells",
        "forms/test_workbook.py::test_errors_of_an_old_workbook_are_told_from_blank_cells",
        "forms/test_forms.py::test_what_is_no_count_is_refused_at_its_cell",
        "forms/test_checks.py::test_a_formula_without_a_value_is_no_blank",
    ],
    "hidden sheets with metadata": [
        "forms/test_workbook.py::test_hidden_sheets_are_known_as_such",
        "forms/test_messages.py::test_what_is_said_of_files",
    ],
    "whole numbers of .xls": ["forms/test_office.py::test_old_workbooks_are_read_as_new_ones"],
    "files of two survey years": ["forms/test_survey.py::test_files_of_two_years_are_refused"],
    "decimal comma and point": [
        "forms/test_checks.py::test_decimal_comma_and_point_in_one_table_are_told",
        "forms/test_checks.py::test_thousands_and_decimals_that_agree_are_not_mixed",
    ],
    "examples left in a form": ["forms/test_checks.py::test_what_was_typed_in_tables_is_looked_at"],
    "NFD": [
        "forms/test_workbook.py::test_text_is_composed",
        "text/test_nearest.py::test_spellings_of_one_name_have_one_key",
        "forms/test_checks.py::test_what_was_typed_in_tables_is_looked_at",
        "units/test_register.py::test_names_are_found_however_the_tone_is_placed",
    ],
    "Hoà and Hòa": [
        "text/test_nearest.py::test_spellings_of_one_name_have_one_key",
        "units/test_register.py::test_names_are_found_however_the_tone_is_placed",
        "units/test_unit_checks.py::test_each_oddity_is_told",
    ],
    "TCVN3 and VNI": [
        "forms/test_table.py::test_old_fonts_are_refused_by_name",
        "forms/test_checks.py::test_each_oddity_is_said_at_its_cell",
        "forms/test_checks.py::test_what_was_typed_in_tables_is_looked_at",
    ],
    "a school spelt in two ways": [
        "forms/test_schools.py::test_one_name_in_two_ways_is_told_with_rows_and_the_usual_way"
    ],
    "schools that a number tells apart": ["forms/test_schools.py::test_schools_of_other_names_are_not"],
    "several sources that contradict": [
        "forms/test_together.py::test_what_a_table_and_a_record_tell_differently_is_refused_with_both_places",
    ],
    "namesakes in two provinces": ["forms/test_together.py::test_namesakes_in_two_provinces_are_two"],
    "a commune that was divided": [
        "units/test_unit_checks.py::test_each_oddity_is_told",
        "units/test_unit_checks.py::test_older_figures_of_a_commune_with_a_part_of_a_divided_one_are_questioned",
        "forms/test_last_year.py::test_a_commune_that_was_made_of_others_is_not_compared_with_itself",
    ],
    "a code that serves another commune now": [
        "units/test_register.py::test_a_code_serves_other_units_at_other_times",
        "units/test_unit_checks.py::test_each_oddity_is_told",
    ],
    "đ after d": ["text/test_collation.py::test_words_are_ordered", "text/test_collation.py::test_names_are_ordered"],
}


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_has_its_tests(trap: str) -> None:
    for name in TRAPS[trap]:
        path, _, function = name.partition("::")
        tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


Counted = Callable[..., dict[str, int]]


@pytest.fixture
def lines(pack: Pack, known: Layouts) -> Counted:
    """Count one pupil of eight years into the lines of the form."""
    made = commune(known.synths[0], 0, 5, 2025, 60, ())
    school = made.lists["local-schools"][0]

    def _lines(**given: Any) -> dict[str, int]:
        pupil = {"given_name": "An", "birth_year": 2017, "school_code": school, **given}
        survey = as_survey(pack, known.surveys[0], replace(made, persons=[pupil]))
        conditions = survey.conditions()
        counts = {name: conditions.all_of(where).sum() for name, where in survey.layout.lines.items()}
        return {name: number for name, number in survey.persons.select(**counts).row(0, named=True).items() if number}

    return _lines


def test_who_repeats_is_one_pupil(lines: Counted) -> None:
    assert lines(grade=2, **{"class": "2A!"}) == {"total": 1, "ppc": 1, "grade-2.here": 1, "repeating.here": 1}


@pytest.mark.parametrize("written", ["3A", "3A!", "3A*", "3A!*", "3a !"])
def test_marks_after_a_class_are_no_part_of_its_name(written: str, lines: Counted) -> None:
    found = lines(grade=3, **{"class": written})
    assert found.pop("repeating.here", 0) == ("!" in written)
    assert found == {"total": 1, "ppc": 1, "grade-3.here": 1}


@pytest.mark.parametrize("change", [5, -9])
def test_lines_that_do_not_come_to_ppc_are_told(change: int, changed: Callable[..., Path], pack: Pack) -> None:
    def one_line(sheet: Any) -> None:
        sheet["L28"] = sheet["L28"].value + change
        sheet["P28"] = sheet["L41"] = sheet["P41"] = sheet["F41"] = sheet["F43"] = None

    _, faults = gather([changed("th-m1", one_line)], pack)
    found = [fault for fault in faults if fault.id == "form-apart"]
    assert [str(fault.place)[-3:] for fault in found] == ["L12", "P12"]
    assert found[0].severity is Severity.WARNING
    assert "but its lines" in say(found[0], Lang.EN)
