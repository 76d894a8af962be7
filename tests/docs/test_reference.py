"""The references name every key of the files, and nothing that is not there."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import BaseModel

from phocap.check.testfile import CASE_KEYS, FILE_KEYS
from phocap.compare.causes import Factor
from phocap.intake import attested, unit
from phocap.intake.records import RECORD_KEYS
from phocap.language.keys import keys as hover_texts
from phocap.model import law, rulefile, vocabulary
from phocap.model.quantity import parse_printed
from phocap.report.csv_ import COLUMNS
from phocap.report.schema import schema as result_schema
from phocap.text.faults import MESSAGES
from phocap.text.messages_intake import INTAKE
from phocap.text.messages_records import RECORDS as RECORD_FAULTS

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8")
RECORDS = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
PARTS = {
    "Rule file": rulefile.RuleFile,
    "Only unit": rulefile.OnlyUnit,
    "Validity": rulefile.Validity,
    "Level": rulefile.Level,
    "Condition": rulefile.Condition,
    "Variant": rulefile.Variant,
    "Requires": rulefile.Requires,
    "Years": rulefile.Years,
    "Suspended": rulefile.Suspended,
    "Reading": rulefile.Reading,
    "Option": rulefile.Option,
    "Source": law.Source,
    "Accepted": law.Accepted,
    "Amendment": rulefile.Amendment,
    "Instrument": law.Instrument,
    "Clause": law.Clause,
    "Authority": law.Authority,
    "Question": law.Question,
    "Country": law.Country,
    "Units": law.UnitLists,
    "Tier": law.Tier,
    "Vocabulary": vocabulary.Vocabulary,
    "Field": vocabulary.Field,
    "Flag": vocabulary.Flag,
    "Measure": vocabulary.Measure,
    "Ratio": vocabulary.RatioOf,
    "Constraint": vocabulary.Constraint,
}


def keys(text: str, heading: str) -> list[str]:
    """Return the keys in the first column of the table under a heading."""
    section = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#)", text + "\n#", re.MULTILINE | re.DOTALL)
    assert section, f"no heading {heading}"
    return [
        key for row in re.findall(r"^\| (`.+?) \|", section[1], re.MULTILINE) for key in re.findall(r"`(.+?)`", row)
    ]


@pytest.mark.parametrize("heading", PARTS)
def test_every_key_of_a_rule_pack_has_a_row(heading: str) -> None:
    model: type[BaseModel] = PARTS[heading]
    expected = {field.alias or name for name, field in model.model_fields.items()}
    assert sorted(keys(LANGUAGE, heading)) == sorted(expected)


@pytest.mark.parametrize("heading", PARTS)
def test_the_reference_says_what_editors_show(heading: str) -> None:
    """The texts are those of engine/phocap/language/keys.yaml."""
    said = {key: found.text.en for key, found in hover_texts()[PARTS[heading].__name__].items() if key != "this"}
    section = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#)", LANGUAGE + "\n#", re.MULTILINE | re.DOTALL)
    assert section
    rows = [[cell.strip() for cell in row.split("|")] for row in re.findall(r"^\| (`.+) \|$", section[1], re.MULTILINE)]
    assert {row[0].strip("`"): row[-1] for row in rows if row[0].strip("`") in said} == said


def test_every_key_of_a_test_file_has_a_row() -> None:
    assert sorted(keys(LANGUAGE, "Tests beside rules")) == sorted([*FILE_KEYS, *CASE_KEYS])


def test_the_reference_of_tests_says_what_editors_show() -> None:
    said = {(name, found.text.en) for part in ("Tests", "Case") for name, found in hover_texts()[part].items()}
    rows = re.findall(r"^\| `(\w+)` \|.*\| (.+) \|$", LANGUAGE.partition("\n## Tests beside rules\n")[2], re.MULTILINE)
    assert said - {*rows} == {one for one in said if one[0] == "this"}


def test_every_key_of_a_record_has_a_row() -> None:
    assert sorted(keys(RECORDS, "Keys of a record")) == sorted(RECORD_KEYS)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("`unit`", {*unit.UNIT_KEYS}),
        ("`findings`", {*attested.FINDING_KEYS}),
        ("`recognised`", {*attested.DECISION_KEYS}),
        ("`published`", {*attested.PUBLISHED_KEYS}),
    ],
)
def test_every_key_inside_a_record_has_a_row(heading: str, expected: set[str]) -> None:
    assert set(keys(RECORDS, heading)) == expected


def test_every_basis_is_told() -> None:
    assert all(f"`{basis}`" in RECORDS for basis in attested.BASES)


def faults(text: str) -> set[str]:
    """Return the faults named in the first column of the table of faults."""
    section = text.partition("\n## Faults\n")[2]
    rows = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(.+?)`", row)}


@pytest.mark.parametrize("text", [LANGUAGE, RECORDS], ids=["rule-language", "records"])
def test_every_fault_that_is_named_exists(text: str) -> None:
    assert faults(text)
    assert faults(text) - MESSAGES.keys() == set()


def test_every_fault_of_records_is_named() -> None:
    assert {*INTAKE, *RECORD_FAULTS} - faults(RECORDS) == set()


def bound(value: Fraction, percent: bool) -> str:
    """Return a bound as the table writes it."""
    if not percent and value.denominator in (209, 210):
        return str(value)
    shown = format(float(value * 100 if percent else value), ".10g")
    return f"{shown} %" if percent else shown


def rates() -> list[tuple[str, str]]:
    """Return the printed rates of the table and what they are said to stand for."""
    section = RECORDS.partition("#### Printed rates\n")[2].partition("\n#")[0]
    return re.findall(r"^\| `(.+?)` \| `(.+?)` \|", section, re.MULTILINE)


@pytest.mark.parametrize(("printed", "said"), rates())
def test_a_printed_rate_stands_for_what_is_said(printed: str, said: str) -> None:
    found = parse_printed(printed)
    percent = "%" in said
    assert found.high is not None
    left, right = "(" if found.low_open else "[", ")" if found.high_open else "]"
    assert said == f"{left}{bound(found.low, percent)}, {bound(found.high, percent)}{right}"


def test_the_rates_are_there() -> None:
    assert len(rates()) > 10


RESULTS = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
DEFINED = {
    "Verdict": "verdict",
    "Level": "level",
    "Condition": "condition",
    "Figure": "figure",
    "Case": "case",
    "Fact": "fact",
    "Caution": "caution",
    "Published": "published",
}


def test_every_key_of_a_result_has_a_row() -> None:
    whole = result_schema()
    assert sorted(keys(RESULTS, "Result")) == sorted(whole["properties"])
    for heading, name in DEFINED.items():
        assert sorted(keys(RESULTS, heading)) == sorted(whole["$defs"][name]["properties"]), heading


def test_small_objects_of_a_result_are_told() -> None:
    verdict, condition = (result_schema()["$defs"][name]["properties"] for name in ("verdict", "condition"))
    told = [
        verdict["unit"],
        verdict["alternatives"]["items"],
        *(condition[name]["anyOf"][0] for name in ("attested", "noun")),
        condition["law"],
    ]
    assert all(f"`{key}`" in RESULTS for part in told for key in part["properties"])


def test_every_column_of_the_csv_is_told() -> None:
    assert keys(RESULTS, "CSV") == list(COLUMNS)


def test_every_cause_is_told() -> None:
    section = RESULTS.partition("## Two results side by side")[2]
    assert [factor.value for factor in Factor] == re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
