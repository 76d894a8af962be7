"""Records written in one form and read back from it: nothing is lost."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from phocap.faults import Place
from phocap.forms import FormIntake, read_records
from phocap.forms.write import FORMATS, written
from phocap.language.pack import Pack
from phocap.model.record import Record
from phocap.shipped import cases_root

Read = Callable[..., FormIntake]


def bare(value: Any) -> Any:
    """Return a value without the places in it."""
    if isinstance(value, Place):
        return None
    if is_dataclass(value):
        return {one.name: bare(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {key: bare(child) for key, child in value.items()}
    if isinstance(value, tuple):
        return [bare(child) for child in value]
    assert value is None or isinstance(value, str | int | bool | date | Fraction)
    return value


def in_order(records: Iterable[Record]) -> list[Any]:
    return sorted(map(bare, records), key=lambda one: str((one["unit"], one["as_of"])))


@pytest.fixture(scope="module")
def cases(pack: Pack) -> tuple[Record, ...]:
    return read_records([cases_root()], pack).records


@pytest.mark.parametrize("form", FORMATS)
def test_every_published_record_survives(form: str, cases: tuple[Record, ...], tmp_path: Path, read: Read) -> None:
    assert len(cases) > 10
    path = tmp_path / f"all.{form}"
    path.write_bytes(written(cases, form))
    assert in_order(read(path).records) == in_order(cases)


EVERYTHING = """
unit:
  {tier: commune, code: "0089", name: "Xã: Hòa; Lạc, \\"mới\\"", parent: {tier: district, name: huyện A, code: "012"}}
as_of: 2020-10-31
flags: {special_difficulty: false, mountain_or_difficult: true}
figures: {age_6: {ppc: 0, in_grade_1: 0}, age_11.ppc: 1234}
rates: {completion_11_14: "trên 98,2 %", completion_14: "209/210"}
findings:
  classrooms_safe: {value: true, by: "Đoàn: 1", on: 2020-10-01, evidence: ["a;b.pdf", "c.pdf"]}
  playground: false
recognised: {literacy: {level: 1, decision: 12/QĐ-UBND, on: 2019-12-01}}
years:
  2019: {figures: {age_6: {ppc: 5}}, rates: {completion_14: "98 %"}, findings: {playground: true}}
published:
  - {programme: primary, level: 3, met: true, basis: stated}
  - {programme: primary, met: false, basis: implied}
source: "https://example.org/?a=1,2;3"
note: |
  Hai
  dòng
"""


@pytest.mark.parametrize("form", FORMATS)
def test_every_part_of_a_record_survives(form: str, tmp_path: Path, read: Read) -> None:
    first = tmp_path / "first.yaml"
    first.write_text(EVERYTHING, encoding="utf-8")
    (record,) = read(first).records
    second = tmp_path / f"second.{form}"
    second.write_bytes(written([record], form))
    (again,) = read(second).records
    assert bare(again) == bare(record)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_records_make_the_same_bytes(form: str, cases: tuple[Record, ...]) -> None:
    assert written(cases, form) == written(cases, form)
