"""The days and readings that are looked at are all on which the rules are others."""

import shutil
from datetime import date
from pathlib import Path

from phocap.check.proof.subjects import Law
from phocap.language.load import load_pack
from phocap.language.pack import Pack

RURITANIA = Path(__file__).resolve().parents[1] / "packs" / "ruritania"


def test_an_amendment_begins_a_day() -> None:
    law = Law(load_pack(RURITANIA))
    assert law.days("ruritania/school-law-1/good-school") == [date(1894, 1, 1), date(1901, 1, 1)]


def test_every_day_and_reading_is_a_subject_once() -> None:
    subjects = list(Law(load_pack(RURITANIA)).subjects("ruritania/school-law-1/good-school"))
    assert [(s.day.year, s.tier, s.readings) for s in subjects] == [
        (1901, "school", ()),
        (1901, "canton", ()),
        (1901, "school", (("of_whom", "enrolled"),)),
        (1894, "school", ()),
        (1894, "school", (("of_whom", "enrolled"),)),
    ]


def test_the_end_of_a_tier_begins_a_day(pack: Pack) -> None:
    law = Law(pack)
    assert date(2025, 7, 1) in law.days("vn/decree-20-2014/primary")
    tiers = {s.tier for s in law.subjects("vn/decree-20-2014/primary") if s.day >= date(2025, 7, 1)}
    assert tiers == {"commune", "province"}


def test_other_programmes_that_rules_ask_for_come_along(pack: Pack) -> None:
    subjects = list(Law(pack).subjects("vn/decree-20-2014/lower-secondary"))
    communes = [subject for subject in subjects if subject.tier == "commune"]
    assert all({name for name, _ in subject.others} == {"literacy", "primary"} for subject in communes)


def test_what_stands_inside_a_replacement_begins_days_too(tmp_path: Path) -> None:
    root = tmp_path / "pack"
    shutil.copytree(RURITANIA, root)
    path = root / "school-law-2" / "good-school.yaml"
    text = path.read_text("utf-8")
    source = "source: {status: confirmed, note: {vi: Hư cấu., en: Invented.}}"
    inside = [f"{{id: {name}, finding: bell, {source}{day}}}" for name, day in (("a", ""), ("b", ", from: 1905-03-01"))]
    path.write_text(text[: text.index("    measure:")] + f"    all: [{', '.join(inside)}]\n", "utf-8")
    days = Law(load_pack(root)).days("ruritania/school-law-1/good-school")
    assert days == [date(1894, 1, 1), date(1901, 1, 1), date(1905, 3, 1)]
