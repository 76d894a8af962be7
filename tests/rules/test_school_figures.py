"""The thresholds of school standards, as the law states them, against those that the rule files set.

``national-standard-school.csv`` is typed from the law, not made from the rules: a row for each condition with a number
or a window of years. Items "nếu có" are there as all of those that there are. Figures of Circular 22/2024 are not
known, so its conditions have none; the questions that the texts leave open are numbered NS-01 to NS-50.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from phocap.faults import Faulty
from phocap.language.load import load_pack
from phocap.language.registry import Registry
from phocap.model.rulefile import Condition, RuleFile
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
LAW = list(csv.DictReader((Path(__file__).parent / "national-standard-school.csv").open(encoding="utf-8", newline="")))
FILES = {
    "school": "vn/circular-17-2018/national-standard-school",
    "accreditation": "vn/circular-17-2018/school-accreditation",
    "standard": "vn/circular-17-2018/national-standard",
    "standard-2026": "vn/circular-57-2026/national-standard",
}
AREAS = {"school_in_difficult_area": "A1", "special_difficulty": "A2"}
PERSONS = {"managers_fair_2_of_5": "2 of 5 a person", "managers_good_1_of_5": "1 of 5 a person"}
"""Windows that each person has."""

QUESTIONS = {f"NS-{number:02}" for number in range(1, 51)}
SCHOOL_TEXTS = ("17-2018", "22-2024", "29-2021", "57-2026", "59-2012")
MANDATORY = ("1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2")
OTHERS = ("1.1", "1.2", "2.3", "3.3", "3.4", "3.5", "4.3")
Row = tuple[str, ...]


def by_rules() -> Iterator[Row]:
    """Yield the rows that the rule files make; what a reading only words otherwise is one row."""
    for name, rule_id in FILES.items():
        model = PACK.rule_files[rule_id].model
        for number, level in model.levels.items():
            for condition in inside(level.tiers["school"]):
                if condition.years or condition.measure:
                    identity = condition.id.removesuffix("-required").removesuffix("-undetermined")
                    yield (name, str(number), identity, *figures(condition, model))


def inside(listed: list[Condition]) -> Iterator[Condition]:
    for condition in listed:
        members = [*(condition.all or ()), *(condition.any or ()), *(condition.of or ())]
        yield from inside(members) if members else [condition] * (condition.see is None)


def figures(condition: Condition, model: RuleFile) -> Row:
    measure = measure_of(condition, model)
    percent = bool(measure and (ratio := PACK.measures[measure].ratio) and ratio.part)
    sign = "=" if condition.finding else ">=" if condition.at_least is not None else "<="
    bound = condition.at_least if condition.at_least is not None else condition.at_most
    flags = [f"{AREAS[flag]} {shown(v.at_least, percent)}" for flag, v in condition.when.items()]
    source = condition.source.status.value if condition.source else ""
    ordinary = "yes" if condition.finding else shown(bound, percent)
    return sign, ordinary, " ".join(flags), window(condition, model) or PERSONS.get(measure, ""), source


def measure_of(condition: Condition, model: RuleFile) -> str:
    """Return the measure tested by default."""
    if condition.measure is None:
        return ""
    if condition.measure.reading is None:
        return str(condition.measure.name)
    reading = model.readings[condition.measure.reading]
    return str(reading.options[reading.default].measure)


def window(condition: Condition, model: RuleFile) -> str:
    """Return the window of years by default."""
    years = condition.years
    if years is not None and years.reading is not None:
        reading = model.readings[years.reading]
        years = reading.options[reading.default].years
    return f"{years.needs} of {years.length}" if years else ""


def shown(bound: Fraction | None, percent: bool) -> str:
    assert bound is not None
    return f"{bound * 100}%" if percent else str(bound)


def test_the_law_and_the_rules_have_the_same_figures() -> None:
    law = Counter(tuple(row.values()) for row in LAW)
    rules = Counter(set(by_rules()))
    differing = [f"law only:   {' | '.join(row)}" for row in (law - rules).elements()]
    differing += [f"rules only: {' | '.join(row)}" for row in (rules - law).elements()]
    assert not differing, "\n".join(["", *sorted(differing)])


def test_the_text_of_2024_has_no_figure() -> None:
    """From 25 January 2025 what Circular 22/2024 changes is open, but for the number of classes (30, or 31 to 40)."""
    (amendment,) = (a.model for a in PACK.amendments if a.model.instrument == "circular-22-2024")
    changed = [*amendment.replace.values(), *(c for level in amendment.add.values() for c in level.tiers["school"])]
    bounded = {c.id: c.at_most for c in inside(changed) if c.at_least is not None or c.at_most is not None}
    assert bounded == {"1.5-l2-a.30": 30, "1.5-l2-a.40": 40}


@pytest.mark.parametrize("level", [1, 2])
def test_the_quorum_of_2026(level: int) -> None:
    """8 criteria are mandatory, 5 of the 7 others are enough, and level 2 wants the rest at level 1."""
    listed = PACK.rule_files["vn/circular-57-2026/national-standard-school"].model.levels[level].tiers["school"]
    deciding = [c for c in listed if not c.not_established]
    assert tuple(c.id.split("-")[0] for c in deciding if c.finding) == MANDATORY
    (others,) = (c for c in deciding if c.of)
    assert others.at_least == 5
    assert tuple(m.id for m in others.of or ()) == tuple(f"{name}-l{level}" for name in OTHERS)
    if level == 2:
        (rest,) = (c for c in deciding if c.all)
        assert [m.id.split("-")[0] for m in rest.all or ()] == list(OTHERS)
        assert [c.requires.level for c in deciding if c.requires] == [1]


@pytest.mark.parametrize("day", [date(2026, 7, 7), date(2028, 12, 31), date(2029, 1, 1)])
def test_data_of_2026_never_decide(day: date) -> None:
    """Điều 27(4): until 31 December 2028 numbers only warn; they have no pass mark, so they never decide."""
    model = Registry(PACK).in_force("national-standard-school", day).model
    data = [c for level in model.levels.values() for c in inside(level.tiers["school"]) if c.measure]
    assert len(data) == 21
    assert {(c.effect.value, c.not_established) for c in data} == {("informs", True)}


def test_every_question_is_accounted_for() -> None:
    texts = [PACK.instruments[f"circular-{name}"] for name in SCHOOL_TEXTS]
    assert {question.id for text in texts for question in text.questions} == QUESTIONS


@pytest.mark.parametrize(
    ("day", "instrument", "amended_by"),
    [
        (date(2018, 10, 10), "circular-17-2018", ()),
        (date(2021, 10, 19), "circular-17-2018", ()),
        (date(2021, 10, 20), "circular-17-2018", ("circular-29-2021",)),
        (date(2025, 1, 24), "circular-17-2018", ("circular-29-2021",)),
        (date(2025, 1, 25), "circular-17-2018", ("circular-22-2024", "circular-29-2021")),
        (date(2026, 7, 6), "circular-17-2018", ("circular-22-2024", "circular-29-2021")),
        (date(2026, 7, 7), "circular-57-2026", ()),
    ],
)
def test_one_text_a_day(day: date, instrument: str, amended_by: tuple[str, ...]) -> None:
    """The day before a text changes and the day it does: which one judges a school, and what amends it."""
    registry = Registry(PACK)
    for programme in ("national-standard-school", "national-standard"):
        assert registry.in_force(programme, day).model.instrument == instrument
    found = registry.in_force("national-standard-school", day)
    assert tuple(sorted(a.model.instrument for a in found.amendments)) == amended_by


@pytest.mark.parametrize("programme", ["national-standard-school", "national-standard", "school-accreditation"])
def test_no_text_outside_its_days(programme: str) -> None:
    registry = Registry(PACK)
    with pytest.raises(Faulty):
        registry.in_force(programme, date(2018, 10, 9))
    for day in (date(2018, 10, 9), date(2026, 7, 7)):
        with pytest.raises(Faulty):
            registry.in_force(programme, day, "circular-17-2018")
    with pytest.raises(Faulty):
        registry.in_force("national-standard", date(2026, 7, 6), "circular-57-2026")


@pytest.mark.parametrize("name", SCHOOL_TEXTS)
def test_a_reading_answers_the_question_of_its_number(name: str) -> None:
    files = (*PACK.rule_files.values(), *PACK.amendments)
    answered = {(key, reading.law) for file in files for key, reading in file.model.readings.items()}
    for question in PACK.instruments[f"circular-{name}"].questions:
        assert question.where == "none" or (question.where, question.id) in answered


def test_readings_combine_to_less_than_the_limit() -> None:
    """With what they require, under every text of a day, fewer than 1,024 choices."""
    for day in (date(2020, 1, 1), date(2022, 1, 1), date(2025, 6, 1), date(2026, 8, 1)):
        registry = Registry(PACK)
        choices = 1
        for programme in ("national-standard", "national-standard-school"):
            for options in registry.in_force(programme, day).readings.values():
                choices *= len(options)
        # an ended suspension is chosen no more, so its options do not count after 24 January 2025
        assert choices // (2 if day.year == 2025 else 1) < 1024
