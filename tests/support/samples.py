"""Results to print: the cases that ship, and communes of which each tells one thing."""

import os
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.faults import Place
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.record import Finding, Given, Interval, Published, Record, Unit, UnitRef, UnitsBelow
from phocap.model.result import Result
from phocap.shipped import vn_rules

ROOT = Path(__file__).resolve().parents[2]
PLACE = Place("xa.yaml")
DAY = date(2020, 9, 30)
CASES = ("ha-nam-2013", "quy-hop-2021", "duong-minh-chau-2016")

SOUND = {
    "age_6.ppc": 200,
    "age_6.in_grade_1": 199,
    "age_11.ppc": 180,
    "age_11.completed_primary": 175,
    "age_11.in_primary": 5,
    "age_11_14.ppc": 700,
    "age_11_14.completed_primary": 690,
}
"""A commune at level 3."""


@cache
def pack() -> Pack:
    return load_pack(vn_rules())


def commune(
    name: str,
    figures: Mapping[str, int],
    *,
    special: bool | None = False,
    rates: Mapping[str, Interval] | None = None,
    findings: Mapping[str, bool | None] | None = None,
    day: date = DAY,
    published: tuple[Published, ...] = (),
    code: str | None = None,
) -> Record:
    return Record(
        unit=Unit("commune", name, code, UnitRef("district", "Quỳ Hợp")),
        as_of=day,
        place=PLACE,
        flags={} if special is None else {"special_difficulty": Given(special, PLACE)},
        figures={field: Given(n, Place("xa.yaml", line)) for line, (field, n) in enumerate(figures.items(), 3)},
        rates={measure: Given(rate, PLACE) for measure, rate in (rates or {}).items()},
        findings={field: Given(Finding(value), PLACE) for field, value in (findings or {}).items()},
        published=published,
    )


def judged(*records: Record, programme: str = "primary") -> Result:
    return result(evaluate(records, pack(), programmes=[programme]))


def case(name: str) -> Result:
    """Judge a folder of cases/; paths are shown as they are from the root of the checkout."""
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        intake = read_records([f"cases/{name}"], pack())
    finally:
        os.chdir(here)
    return result(evaluate(intake.records, pack()), intake.sources)


def without(*names: str) -> dict[str, int]:
    return {field: n for field, n in SOUND.items() if field not in names}


def just_below() -> Result:
    """1808/2009 rounds to the threshold and does not reach it."""
    return judged(commune("Xã Sát Ngưỡng", SOUND | {"age_6.ppc": 2009, "age_6.in_grade_1": 1808}, code="00004"))


def flag_open() -> Result:
    """The rate lies between the threshold and that of special difficulty, and the flag is not given."""
    return judged(commune("Xã Chưa Rõ Diện", SOUND | {"age_11_14.completed_primary": 520}, special=None))


def flag_used() -> Result:
    return judged(commune("Xã Đặc Biệt Khó Khăn", SOUND | {"age_11_14.completed_primary": 520}, special=True))


def printed_rate() -> Result:
    """A rate printed as the threshold may lie below it."""
    rates = {"enrolment_6": Interval(Fraction(1959, 2000), Fraction(981, 1000), False, True, "98,0 %")}
    return judged(commune("Xã Làm Tròn", without("age_6.ppc", "age_6.in_grade_1"), rates=rates))


def nobody() -> Result:
    figures = {"age_11.ppc": 0, "age_11.completed_primary": 0, "age_11.in_primary": 0}
    return judged(commune("Xã Không Có Trẻ 11 Tuổi", SOUND | figures))


def missing_14() -> Result:
    """Nothing is said of the children up to 14; someone published level 3."""
    published = (Published("primary", 3, True, "reported"), Published("primary", None, False, "implied"))
    lacking = without("age_11_14.ppc", "age_11_14.completed_primary")
    return judged(commune("Xã Thiếu Số Liệu", lacking, published=published))


def right_age() -> Result:
    """Every threshold is recollected."""
    findings = {"classrooms_safe": True, "playground": True, "classroom_boards": None}
    lacking = commune("Xã Đúng Độ Tuổi", SOUND, day=date(2013, 9, 30), findings=findings)
    failing = commune("Xã Chưa Đúng Độ Tuổi", SOUND | {"age_6.in_grade_1": 150}, day=date(2013, 9, 30))
    return judged(lacking, failing, programme="primary-right-age")


def district() -> Result:
    """A district of which some communes are open, and its record gives their number."""
    unit = Unit("district", "Quỳ Hợp", None, UnitRef("province", "Nghệ An"))
    units = {"commune": UnitsBelow(Given(4, PLACE), {})}
    return judged(
        Record(unit, DAY, PLACE, units=units),
        commune("Xã A", SOUND),
        commune("Xã B", SOUND | {"age_6.in_grade_1": 150}),
        commune("Xã C", without("age_6.in_grade_1")),
    )


def readings_differ() -> Result:
    """The reading of "children up to 14" decides."""
    figures = {"age_14.ppc": 170, "age_14.completed_primary": 120, "age_11_14.completed_primary": 640}
    return judged(commune("Xã Tùy Cách Hiểu", SOUND | figures))


def hostile() -> Result:
    """Names that a spreadsheet would run, a terminal would obey or a table would take for markup."""
    return judged(commune("=cmd|'/c calc'!A1 [red]x[/red] \x1b[31m", SOUND, code="+84"))


SAMPLES = {
    found.__name__: found
    for found in (
        just_below,
        flag_open,
        flag_used,
        printed_rate,
        nobody,
        missing_14,
        right_age,
        district,
        readings_differ,
        hostile,
    )
}


@cache
def sample(name: str) -> Result:
    return SAMPLES[name]() if name in SAMPLES else case(name)


NAMES = (*SAMPLES, *CASES)


def check(path: Path, text: str) -> None:
    """Compare a text with its golden file; PHOCAP_UPDATE_GOLDEN=1 writes it instead."""
    if os.environ.get("PHOCAP_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode("utf-8") == text, f"{path.name}: see the difference, or PHOCAP_UPDATE_GOLDEN=1"
