"""Units from the command line, and what is odd about them in records, as it is printed in both languages."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
COMMANDS = {
    "units-show": ("units", "show", "Phường Ngọc Hà", "44"),
    "units-convert": ("units", "convert", "00001", "00016", "318", "08"),
    "units-list-provinces": ("units", "list", "--tier", "province", "--by-name"),
    "bad-units-unknown": ("units", "show", "Phường Ba Đìn"),
    "bad-units-day": ("units", "show", "Phường Phúc Xá", "--as-of", "2025-07-01"),
    "bad-units-several": ("units", "list", "--within", "Hoà Bình"),
    "bad-units-no-list": ("units", "show", "x", "--rules", "tests/packs/ruritania"),
    "data-check-odd": ("data", "check", "tests/cli/odd/2025.csv", "--last-year", "tests/cli/odd/2024.csv"),
    **{
        "-".join(("help", *command.split())): (*command.split(), "--help")
        for command in ("units", "units show", "units convert", "units list")
    },
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed(run: Run, golden: Callable[..., None], name: str, lang: str) -> None:
    ran = run(*COMMANDS[name], "--lang", lang)
    golden(f"{name}.{lang}", ran)
    assert ran.status == (2 if name.startswith("bad-") else 0)
    assert "(not given)" not in ran.out + ran.err
    assert "(không ghi)" not in ran.out + ran.err


def test_units_for_programs(run: Run) -> None:
    (unit,) = json.loads(run("units", "show", "00001", "--format", "json").out)
    assert unit["above"] == [
        {"code": "001", "tier": "district", "name": "Quận Ba Đình"},
        {"code": "01", "tier": "province", "name": "Thành phố Hà Nội"},
    ]
    assert (unit["valid_from"], unit["valid_to"]) == (None, "2025-06-30")
    assert unit["became"] == [{"code": "00097", "name": "Phường Hồng Hà", "part": False}]
    assert json.loads(run("units", "convert", "00016", "--format", "json").out)[0]["divided"] is True
    assert run("units", "show", "00001", "--format", "csv").out.splitlines() == [
        "code,tier,type,name,parent,valid_from,valid_to",
        "00001,commune,phường,Phường Phúc Xá,001,,2025-06-30",
    ]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_findings_lead_to_their_section(run: Run, form: str) -> None:
    ran = run("data", "check", "tests/cli/odd/2025.csv", "--format", form, "--select", "unit-split")
    assert '"docs/data-checks.md#unit-split"' in ran.out
    assert "unit-ended" not in ran.out


def test_to_judge_records_no_list_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from phocap.units import register

    def refused(*_: object) -> None:
        raise AssertionError("the lists were read")

    monkeypatch.setattr(register, "_read", refused)
    assert run("evaluate", "cases/quy-hop-2021", "--programme", "primary").status == 0
