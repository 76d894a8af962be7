"""Tables in Parquet: the same record as from text; what is no such table is refused at a bounded cost."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from phocap.faults import Fault
from phocap.forms import FormIntake

Read = Callable[..., FormIntake]
Refused = Callable[..., dict[str, Fault]]

UNIT = {"Tên đơn vị": ["Xã An Bình", "Xã Bình Minh"], "Mã": ["00001", "00002"], "Ngày": [date(2025, 9, 30)] * 2}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def _write(columns: dict[str, Any], name: str = "a.parquet") -> Path:
        path = tmp_path / name
        pl.DataFrame(columns).write_parquet(path)
        return path

    return _write


def test_a_row_is_a_unit_as_in_text(write: Callable[..., Path], read: Read, tmp_path: Path) -> None:
    columns = {**UNIT, "PPC 6 tuổi": [120, None], "ĐBKK": [False, True], "rates.completion_14": ["98,5 %", "97 %"]}
    text = tmp_path / "a.csv"
    pl.DataFrame({**columns, "ĐBKK": ["không", "có"]}).write_csv(text)
    first, second = (read(path).records for path in (write(columns), text))
    assert len(first) == 2
    assert [r.figures.get("age_6.ppc") and r.figures["age_6.ppc"].value for r in first] == [120, None]
    for one, other in zip(first, second, strict=True):
        assert (one.unit, one.as_of, one.rates.keys()) == (other.unit, other.as_of, other.rates.keys())
        assert {name: given.value for name, given in one.figures.items()} == {
            name: given.value for name, given in other.figures.items()
        }
        assert one.flags["special_difficulty"].value is other.flags["special_difficulty"].value
    assert str(first[0].figures["age_6.ppc"].place).endswith("a.parquet:2:4")


@pytest.mark.parametrize("born", ["birth_year", "Năm sinh"])
def test_persons_are_sent_to_the_register(born: str, write: Callable[..., Path], refused: Refused) -> None:
    fault = refused(write({"commune": ["00001"], born: [2017], "Tên": ["An"]}))["parquet-persons"]
    assert fault.facts["column"] == "Năm sinh"


def test_what_would_unpack_too_far_is_not_unpacked(
    write: Callable[..., Path], refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = write({"PPC 6 tuổi": pl.repeat(1, 9_000_000, eager=True)})
    assert many.stat().st_size < 1_000_000
    assert "workbook-too-wide" in refused(many)
    monkeypatch.setattr("phocap.forms.parquet.MOST_UNPACKED", 1 << 20)
    long = write({"source": pl.repeat("x" * 4096, 1000, eager=True)})
    assert "workbook-bomb" in refused(long)


def test_a_broken_file_is_told_as_such(write: Callable[..., Path], refused: Refused) -> None:
    path = write({**UNIT, "PPC 6 tuổi": [1, 2]})
    whole = path.read_bytes()
    for damaged in (whole[:-40], whole[:60] + b"\xff" * 200 + whole[260:], b"PAR1"):
        path.write_bytes(damaged)
        assert "workbook-broken" in refused(path)


def test_a_code_that_is_a_number_has_lost_its_zeros(write: Callable[..., Path], refused: Refused) -> None:
    assert "table-code-as-number" in refused(write({**UNIT, "Mã": [1, 2], "PPC 6 tuổi": [1, 2]}))
