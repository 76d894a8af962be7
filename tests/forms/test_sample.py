"""Persons and households drawn for a visit: anyone draws the same, whatever the machine and the order of rows."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phocap.cli.main import main
from phocap.faults import Faulty
from phocap.forms import FormIntake
from phocap.forms.sample import Drawn, draw, shares

Changed = Callable[..., Path]
Read = Callable[..., FormIntake]


@pytest.fixture
def drawn(changed: Changed, read: Read) -> Callable[..., Drawn]:
    def _drawn(change: Any = None, seed: str = "2025", size: int | None = 15, **rest: Any) -> Drawn:
        intake = read(changed("survey", change))
        return draw(intake.surveys[0], intake.sources, size, seed, rest.get("kind", "persons"), names=True)

    return _drawn


def people(found: Drawn) -> list[tuple[str, ...]]:
    return [member.cells for member in found.members]


def test_the_same_seed_draws_the_same_and_another_one_others(drawn: Callable[..., Drawn]) -> None:
    first, again, other = drawn(), drawn(), drawn(seed="2026")
    assert first == again
    assert people(first) != people(other)
    assert len(first.members) == 15
    assert drawn(size=None).size == 15  # what the layout says


def test_it_is_this_sample_on_every_machine(drawn: Callable[..., Drawn]) -> None:
    """Ranks are SHA-256 and nothing else: these rows must never change."""
    rows = [member.place.line for member in drawn(seed="phocap", size=5).members]
    assert rows == [212, 260, 284, 301, 329]


def test_every_age_has_its_share(drawn: Callable[..., Drawn]) -> None:
    ages = Counter(member.age for member in drawn().members)
    assert set(ages) == set(range(6, 15))
    assert max(ages.values()) - min(ages.values()) <= 1


def test_the_order_of_rows_does_not_matter(drawn: Callable[..., Drawn]) -> None:
    def turned(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
        for at, row in enumerate(reversed(rows), 5):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value

    assert sorted(people(drawn())) == sorted(people(drawn(turned)))


def test_one_person_more_displaces_one_at_most(drawn: Callable[..., Drawn]) -> None:
    def one_more(sheet: Any) -> None:
        row = [cell.value for cell in sheet[300]]
        row[3] = "Mới Đến"
        sheet.append(row)

    before, after = drawn(), drawn(one_more)
    assert after.population == before.population + 1
    assert len(set(people(before)) - set(people(after))) <= 1


def test_who_has_left_or_is_too_old_is_not_drawn(drawn: Callable[..., Drawn]) -> None:
    def gone(sheet: Any) -> None:
        for row in range(5, sheet.max_row + 1):
            if row % 2:
                sheet[f"Q{row}"] = "Chuyển đi"

    found = drawn(gone, size=60)
    assert all(member.place.line % 2 == 0 for member in found.members)
    assert {member.age for member in found.members} <= set(range(6, 15))


def test_of_a_household_everybody_is_there(drawn: Callable[..., Drawn], changed: Changed) -> None:
    found = drawn(size=8, kind="households")
    assert [*dict.fromkeys(member.number for member in found.members)] == [*range(1, 9)]
    at = found.headings.index("Số phiếu")
    forms = {member.cells[at] for member in found.members}
    assert len(forms) == 8
    sheet = openpyxl.load_workbook(changed("survey")).worksheets[0]
    rows = {row for row in range(5, sheet.max_row + 1) if str(sheet[f"O{row}"].value) in forms}
    assert {member.place.line for member in found.members} == rows


def test_more_than_there_are_is_refused(drawn: Callable[..., Drawn]) -> None:
    with pytest.raises(Faulty) as caught:
        drawn(size=999)
    assert [fault.id for fault in caught.value.faults] == ["sample-too-large"]


@given(st.dictionaries(st.integers(6, 14), st.integers(1, 50), min_size=1), st.integers(1, 60))
def test_shares_add_up_and_stay_near_the_exact_ones(counts: dict[int, int], size: int) -> None:
    total = sum(counts.values())
    size = min(size, total)
    found = shares(counts, size)
    assert sum(found.values()) == size
    for age, n in found.items():
        assert 0 <= n <= counts[age]
        assert size < len(counts) or n >= 1


def test_the_sheet_says_how_it_was_drawn_and_no_name_unless_asked(
    changed: Changed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = str(changed("survey"))
    run = ["data", "sample", survey, "--sample", "3", "--seed", "=1+1", "--lang", "vi", "--quiet"]
    assert main(run) == 0
    told = capsys.readouterr().out
    assert "“=1+1”" in told
    assert "SHA-256" in told
    assert "Họ đệm" not in told
    assert main([*run, "--names"]) == 0
    assert "Họ đệm" in capsys.readouterr().out

    first, second = tmp_path / "a" / "s.xlsx", tmp_path / "b" / "s.xlsx"
    for target in (first, second):
        target.parent.mkdir()
        assert main([*run, "-o", str(target)]) == 0
    assert first.read_bytes() == second.read_bytes()
    sheet = openpyxl.load_workbook(first).worksheets[0]
    assert sheet.print_title_rows
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert "Gặp (có/không)" in {cell.value for cell in cells}


def test_a_seed_is_needed(changed: Changed, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "sample", str(changed("survey")), "--lang", "en"]) == 2
    assert "--seed" in capsys.readouterr().err


def test_it_does_not_hang_on_the_hash_seed(changed: Changed) -> None:
    survey = str(changed("survey"))
    command = [sys.executable, "-m", "phocap", "data", "sample", survey, "--seed", "x", "--quiet"]
    said = {
        subprocess.run(command, capture_output=True, check=True, env={**environment(), "PYTHONHASHSEED": n}).stdout
        for n in ("1", "2")
    }
    assert len(said) == 1


def environment() -> dict[str, str]:
    import os

    import phocap

    root = str(Path(next(iter(phocap.__path__))).parent)
    return {**os.environ, "PYTHONPATH": root}
