"""Results to print: the cases that ship, and communes of which each tells one thing."""

import os
from collections.abc import Mapping, Sequence
from contextlib import chdir
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from phocap.evaluate import Evaluation, evaluate
from phocap.evaluate.verdict import result
from phocap.faults import Place
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.record import Finding, Given, Interval, Published, Record, Unit, UnitRef, UnitsBelow
from phocap.model.result import Result
from phocap.shipped import vn_rules
from phocap.source.files import Source

ROOT = Path(__file__).resolve().parents[2]
PLACE = Place("xa.yaml")
DAY = date(2015, 9, 30)
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

SUPPORT = {
    "age_6_14.disabled_able": 4,
    "age_6_14.disabled_with_access": 4,
    "primary.teachers": 30,
    "primary.teachers_professional": 30,
    "primary.schools": 2,
    "primary.schools_rooms_enough": 2,
}
ATTESTED = ("staff_enough", "monitor", "rooms_standard", "furniture", "library", "medical_room", "staff_room")
"""With these a commune also has the supporting conditions that are asked for after 2016."""


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


EVALUATED: dict[int, Evaluation] = {}
"""The evaluation behind every result made here that still lives, by the id of the result."""


def judged(*records: Record, programme: str = "primary") -> Result:
    return told(evaluate(records, pack(), programmes=[programme]))


def told(evaluation: Evaluation, sources: Sequence[Source] = ()) -> Result:
    outcome = result(evaluation, sources)
    EVALUATED[id(outcome)] = evaluation
    return outcome


def case(*paths: str, programme: str | None = None) -> Result:
    """Judge files or folders of cases/; paths are shown as they are from the root of the checkout."""
    with chdir(ROOT):
        intake = read_records([f"cases/{path}" for path in paths], pack())
    wanted = [programme] if programme else None
    return told(evaluate(intake.records, pack(), programmes=wanted), intake.sources)


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


def small_margin() -> Result:
    """Level 3 with nothing or little to spare."""
    figures = {"age_6.in_grade_1": 197, "age_11.completed_primary": 162, "age_11.in_primary": 18}
    return judged(commune("Xã Vừa Đủ", SOUND | figures, code="17056"))


def two_short() -> Result:
    """Two eleven-year-olds keep a commune from level 3."""
    figures = {"age_11.completed_primary": 160, "age_11.in_primary": 20, "age_14.ppc": 170}
    more = figures | {"age_14.completed_primary": 168, "age_11_14.completed_primary": 676}
    return judged(commune("Xã Thiếu Hai Em", SOUND | more, code="17059"))


def prerequisite() -> Result:
    """Lower-secondary figures suffice, and literacy, which the decree requires, does not."""
    figures = {
        "age_15_18.ppc": 400,
        "age_15_18.graduated_lower_secondary": 392,
        "age_15_18.studying": 390,
        "age_15_35.people": 900,
        "age_15_35.literate_l1": 800,
        "age_15_35.not_literate_l1": 100,
    }
    return judged(commune("Xã Vướng Xóa Mù Chữ", SOUND | figures), programme="lower-secondary")


def blocked_criterion() -> Result:
    """A school that fails a criterion by one finding and another by one figure."""
    with chdir(ROOT):
        [record] = read_records(["cases/schools"], pack()).records
    findings = {**record.findings, "safety.plans": replace(record.findings["safety.plans"], value=Finding(False))}
    figures = {
        name: replace(record.figures[name], value=n) for name, n in (("teachers.pass", 27), ("teachers.fair", 20))
    }
    blocked = replace(record, findings=findings, figures={**record.figures, **figures}, published=())
    return judged(blocked, programme="national-standard-school")


def hostile() -> Result:
    """Names that a spreadsheet would run, a terminal would obey or a table would take for markup."""
    return judged(commune("=cmd|'/c calc'!A1 [red]x[/red] \x1b[31m", SOUND, code="+84"))


def tay_ninh_2016() -> Result:
    """A published province with records of some of its districts, and counts of their communes."""
    names = ("tay-ninh", "chau-thanh-tay-ninh", "go-dau", "hoa-thanh")
    return case(*(f"published/{name}-2016-primary.yaml" for name in names), programme="primary")


def province_of_districts() -> Result:
    """A province before 1 July 2025: one district short by one commune, one open, one at level 3."""
    return judged(*province(date(2025, 6, 30)))


def province_of_communes() -> Result:
    """The same communes after 1 July 2025: the province is judged by them."""
    return judged(*province(date(2025, 7, 1)))


def province(day: date) -> list[Record]:
    """Return a province with nine communes, and its three districts while there are any."""
    name = "tỉnh Nghệ An"
    failing, open_ = SOUND | {"age_6.in_grade_1": 190}, without("age_6.in_grade_1")
    places = {"Con Cuông": (SOUND, SOUND, failing), "Kỳ Sơn": (SOUND, open_, open_), "Quỳ Hợp": (SOUND, SOUND, SOUND)}
    tiers = ("district", "commune") if day < date(2025, 7, 1) else ("commune",)
    counts = {"district": 3, "commune": 9}
    units = {tier: UnitsBelow(Given(counts[tier], PLACE), {}) for tier in tiers}
    found = [Record(Unit("province", name), day, PLACE, units=units)]
    for district_, communes in places.items():
        if "district" in tiers:
            unit = Unit("district", f"huyện {district_}", None, UnitRef("province", name))
            found.append(Record(unit, day, PLACE, units={"commune": UnitsBelow(Given(3, PLACE), {})}))
        parent = UnitRef("district", f"huyện {district_}") if "district" in tiers else UnitRef("province", name)
        for number, figures in enumerate(communes, 1):
            found_ = {f"primary.{name}": True for name in ATTESTED}
            made = commune(f"Xã {district_} {number}", figures | SUPPORT, day=day, findings=found_)
            found.append(replace(made, unit=replace(made.unit, parent=parent)))
    return found


def no_figures() -> Result:
    return judged(commune("Xã Chưa Có Gì", {}, day=date(2022, 9, 30)))


def rates_only() -> Result:
    """A commune after 2016 of which nobody has said anything on teachers, buildings and equipment."""
    return judged(commune("Xã Chỉ Có Tỉ Lệ", SOUND, day=date(2022, 9, 30)))


def only_14_missing() -> Result:
    """Everything is given but how many fourteen-year-olds completed primary: the group 11-14 hangs on them."""
    ages = {"age_12.ppc": 170, "age_12.completed_primary": 150, "age_13.ppc": 175, "age_13.completed_primary": 140}
    lacking = without("age_11_14.ppc", "age_11_14.completed_primary")
    return judged(commune("Xã Thiếu Một Số", lacking | ages | {"age_14.ppc": 190}))


STORIES = {
    found.__name__: found
    for found in (tay_ninh_2016, province_of_districts, province_of_communes, no_figures, rates_only, only_14_missing)
}
"""What is explained besides the samples: they say more of it than reports do."""

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
        small_margin,
        two_short,
        prerequisite,
        blocked_criterion,
        hostile,
    )
}


@cache
def sample(name: str) -> Result:
    made = SAMPLES.get(name) or STORIES.get(name)
    return made() if made else case(name)


NAMES = (*SAMPLES, *CASES)


def check(path: Path, text: str) -> None:
    """Compare a text with its golden file; PHOCAP_UPDATE_GOLDEN=1 writes it instead."""
    if os.environ.get("PHOCAP_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode("utf-8") == text, f"{path.name}: see the difference, or PHOCAP_UPDATE_GOLDEN=1"
