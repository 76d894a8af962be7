"""Every check of data, said of a real file in which it is so, in both languages."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from phocap.faults import Fault, Place
from phocap.forms.checks import check
from phocap.forms.grid import index_of
from phocap.forms.layouts import Layouts
from phocap.forms.records import FormIntake, gather
from phocap.forms.synth import Commune
from phocap.language.pack import Pack
from phocap.text.faults import say
from phocap.text.language import Lang
from phocap.text.messages_checks import CHECKS
from phocap.units.checks import IDS as UNIT_IDS

HERE = Path(__file__).parent
PERSONS: list[dict[str, Any]] = [
    {},
    {"given_name": None},
    {"birth_day": 32},
    {"birth_month": 25, "birth_day": 3},
    {"birth_day": "mồng 5"},
    {"birth_month": 45930},
    {"residence_status": "đi làm xa"},
    {"school_code": "77777777"},
    {"school_code": None},
    {"school_code": 1000001},
    {"dropped_grade": 3},
    {"grade": 8},
    {"able": "X"},
    {"autism": "X"},
    {"last_name": "Le\u0302 Thi\u0323"},
    {"last_name": "NguyÔn ThÞ"},
    {"given_name": "Người 0", "form": 1, "birth_day": 1, "birth_month": 1},
    {"school": "Trường Tiểu học Hoà Bình"},
    {"school": "Trường Tiểu học Hoà Bình"},
    {"school": "TH  Hòa Bình"},
]
TABLE = """\
unit,unit.code,tier,unit.parent.tier,unit.parent.name,as_of,age_12.ppc,age_12.completed_primary,primary.pupils,\
primary.teachers,rates.completion_14,years.2024.figures.age_11.ppc,years.2024.figures.age_11.completed_primary
Xã A,,commune,,,2025-09-30,100,99,466,0,98.46 %,190,187
Xã Y,,commune,,,2025-09-30,187,160,,,"97,5 %",190,187
Phường Ba Đình,00004,commune,province,Hà Nội,2025-09-30,190,187,,,,190,187
"""
FUTURE = "unit,unit.code,tier,as_of,age_6.ppc\nNAME,CODE,commune,2025-06-30,12\n"


@pytest.fixture
def found(
    changed: Callable[..., Path],
    known: Layouts,
    made: Commune,
    pack: Pack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> list[Fault]:
    """All that is said of a survey, a form and tables that hold each oddity."""
    monkeypatch.chdir(tmp_path)
    columns = {name: index_of(column.at) + 1 for name, column in known.surveys[0].columns.items()}
    school = made.lists["local-schools"][0]

    def persons(sheet: Any) -> None:
        sheet.delete_rows(5, sheet.max_row)
        for number, person in enumerate(PERSONS):
            sound = {"last_name": "Lê Thị", "given_name": f"Người {number}", "form": number + 1}
            sound |= {"birth_year": 2017, "birth_month": 1 + number % 12, "birth_day": 1 + number, "grade": 3}
            for name, value in {**sound, "school_code": school, **person}.items():
                sheet.cell(number + 5, columns[name], value)

    def odd(sheet: Any) -> None:
        sheet["K7"], sheet["F7"] = 0, sheet["F6"].value + 1
        sheet["L28"] = sheet["L28"].value + 50
        for cell in ("P28", "L41", "P41", "F41", "F43", "L43", "F40", "F12"):
            sheet[cell] = None

    def said(*paths: Path, last: FormIntake | None = None) -> list[Fault]:
        intake, faults = gather([path.relative_to(tmp_path) for path in paths], pack)
        return [*faults, *check(intake, pack, last)]

    (tmp_path / "bang.csv").write_text(TABLE, encoding="utf-8")
    new = new_commune(pack)
    (tmp_path / "moi.csv").write_text(FUTURE.replace("NAME", new.name).replace("CODE", new.code), encoding="utf-8")
    survey = changed("survey", persons)

    def last_year(sheet: Any) -> None:
        persons(sheet)
        sheet["A2"] = 2024
        sheet.delete_rows(len(PERSONS) + 4)

    last, _ = gather([changed("survey", last_year, "survey-2024.xlsx").relative_to(tmp_path)], pack)
    found = [*said(survey, last=last), *said(changed("th-m1", odd)), *said(tmp_path / "bang.csv")]
    found += said(tmp_path / "moi.csv")
    return sorted(found, key=lambda fault: (fault.id, fault.place or Place("")))


def new_commune(pack: Pack) -> Any:
    from phocap.units.register import register

    lists = register(pack)
    assert lists is not None
    return next(u for u in lists.units if u.tier == "commune" and u.since and len(lists.coded(u.code)) == 1)


def test_every_check_is_said_of_a_file(found: list[Fault], tmp_path: Path) -> None:
    odd = (HERE.parent / "cli" / "golden" / "data-check-odd.en.txt").read_text(encoding="utf-8")
    ids = {fault.id for fault in found}
    assert CHECKS.keys() - ids == {"example", "cohort-boundaries"} - ids
    assert {id for id in (*CHECKS, *UNIT_IDS) if id not in ids and f"[{id}]" not in odd} == set()
    for lang in Lang:
        first = {fault.id: say(fault, lang) for fault in reversed(found)}
        text = "\n\n".join(first[id] for id in sorted(first)) + "\n"
        assert str(tmp_path) not in text
        path = HERE / "golden" / f"checks.{lang.value}.txt"
        if os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{path.name}: read what changed; PHOCAP_UPDATE_GOLDEN=1"
