"""What a good record becomes."""

import itertools
import time
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from phocap.faults import Faulty, Place
from phocap.intake import read_records
from phocap.language.pack import Pack
from phocap.model.record import Decision, Finding, Interval, Published, Record, UnitRef

UNIT = 'unit: {tier: commune, code: "03318", name: Xã Tiên Nội, parent: {tier: district, name: Duy Tiên}}\n'
DAY = date(2013, 10, 31)
WHOLE = """\
as_of: 2013-10-31
flags: {special_difficulty: false, mountain_or_difficult: null}
figures:
  age_6: {ppc: 210, in_grade_1: 209}
  age_11: {ppc: 190, completed_primary: 187, in_primary: null}
  age_14.ppc: 0
rates: {completion_14: "98,6 %", completion_11: null}
findings:
  classrooms_safe: {value: true, by: Đoàn kiểm tra huyện, on: 2013-10-20, evidence: [bien-ban-12.pdf]}
  playground: false
  classroom_light: null
  grounds_clean: {value: true, evidence: bien-ban-13.pdf}
recognised: {primary-right-age: {level: 1, decision: 1382/QĐ-UBND, on: 2013-11-26}}
published: [{programme: primary, level: 1, met: true, basis: stated}]
source: https://example.org/bao-cao
note: Biên bản kiểm tra
"""


def read(text: str, pack: Pack, folder: Path, as_of: date | None = None, name: str = "x.yaml") -> tuple[Record, ...]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_records([path], pack, as_of).records


def fault_ids(text: str, pack: Pack, folder: Path) -> list[str]:
    with pytest.raises(Faulty) as caught:
        read(text, pack, folder)
    return [fault.id for fault in caught.value.faults]


def test_a_whole_record(pack: Pack, tmp_path: Path) -> None:
    (record,) = read(UNIT + WHOLE, pack, tmp_path)
    assert (record.unit.tier, record.unit.code, record.unit.name) == ("commune", "03318", "Xã Tiên Nội")
    assert record.unit.parent == UnitRef("district", "Duy Tiên")
    assert record.as_of == DAY
    assert {name: given.value for name, given in record.flags.items()} == {"special_difficulty": False}
    assert {name: given.value for name, given in record.figures.items()} == {
        **{"age_6.ppc": 210, "age_6.in_grade_1": 209},
        **{"age_11.ppc": 190, "age_11.completed_primary": 187, "age_14.ppc": 0},
    }
    assert record.figures["age_6.in_grade_1"].place == Place(str(tmp_path / "x.yaml"), 5, 33)
    assert record.rates["completion_14"].value.printed == "98,6 %"
    assert record.rates.keys() == {"completion_14"}
    assert {name: given.value for name, given in record.findings.items()} == {
        "classrooms_safe": Finding(True, "Đoàn kiểm tra huyện", date(2013, 10, 20), ("bien-ban-12.pdf",)),
        "playground": Finding(False),
        "grounds_clean": Finding(True, evidence=("bien-ban-13.pdf",)),
    }
    assert record.recognised["primary-right-age"].value == Decision(1, "1382/QĐ-UBND", date(2013, 11, 26))
    assert record.published == (Published("primary", 1, True, "stated"),)
    assert (record.source, record.note) == ("https://example.org/bao-cao", "Biên bản kiểm tra")


def test_units_below_are_counts_or_printed_shares(pack: Pack, tmp_path: Path) -> None:
    text = (
        "unit: {tier: district, name: Bình Lục}\nas_of: 2013-10-31\n"
        "units: {commune: {total: 19, primary: {level_2: 18, level_1: 19}, primary-right-age: {level_2: '94,7 %'}}}\n"
    )
    (record,) = read(text, pack, tmp_path)
    below = record.units["commune"]
    assert below.total is not None
    assert below.total.value == 19
    assert [(level, given.value) for level, given in below.levels["primary"].items()] == [(1, 19), (2, 18)]
    share = below.levels["primary-right-age"][2].value
    assert isinstance(share, Interval)
    assert share.printed == "94,7 %"


@pytest.mark.parametrize("text", ["units: {commune: {total: null, primary: {level_1: null}}}", "units: {}", "units:"])
def test_units_of_which_nothing_is_said_are_missing(text: str, pack: Pack, tmp_path: Path) -> None:
    (record,) = read(f"unit: {{tier: district, name: Bình Lục}}\nas_of: 2013-10-31\n{text}\n", pack, tmp_path)
    assert record.units == {}


def test_the_day_of_the_call_serves_records_without_one(pack: Pack, tmp_path: Path) -> None:
    (record,) = read(UNIT, pack, tmp_path, as_of=DAY)
    assert record.as_of == DAY
    (record,) = read(UNIT + "as_of: 2014-10-31\n", pack, tmp_path, as_of=DAY)
    assert record.as_of == date(2014, 10, 31)


def test_a_code_stands_for_a_name_that_is_not_given(pack: Pack, tmp_path: Path) -> None:
    (record,) = read('unit: {tier: commune, code: "03318"}\nas_of: 2013-10-31\n', pack, tmp_path)
    assert (record.unit.name, record.unit.code) == ("03318", "03318")


def test_lists_streams_and_json(pack: Pack, tmp_path: Path) -> None:
    one = "{unit: {tier: commune, name: %s}, as_of: 2013-10-31}"
    stream = f"- {one % 'A'}\n- {one % 'B'}\n---\n{one % 'C'}\n"
    assert [record.unit.name for record in read(stream, pack, tmp_path)] == ["A", "B", "C"]
    json = '[{"unit": {"tier": "commune", "name": "A"}, "as_of": "2013-10-31"}]'
    assert [record.unit.name for record in read(json, pack, tmp_path, name="x.json")] == ["A"]


@pytest.mark.parametrize(
    ("rate", "low", "high"),
    [("1", Fraction(1, 2), 1), ("0.99", Fraction(197, 200), Fraction(1)), ("trên 94 %", Fraction(94, 100), 1)],
)
def test_a_rate_of_a_part_stays_within_the_whole(
    rate: str, low: Fraction, high: Fraction, pack: Pack, tmp_path: Path
) -> None:
    (record,) = read(UNIT + f"as_of: 2013-10-31\nrates: {{completion_11: {rate}}}\n", pack, tmp_path)
    interval = record.rates["completion_11"].value
    assert (interval.low, interval.high) == (low, high)


@pytest.mark.parametrize("rate", ["1,53", "1.53", "trên 1"])
def test_a_ratio_of_two_populations_may_exceed_the_whole(rate: str, pack: Pack, tmp_path: Path) -> None:
    text = UNIT + f'as_of: 2013-10-31\nrates: {{teachers_per_class: "{rate}"}}\n'
    (record,) = read(text, pack, tmp_path)
    high = record.rates["teachers_per_class"].value.high
    assert high is None or high > 1


@pytest.mark.parametrize("printed", ["98,4 %", "98,42 %", "98 %", "187/190", "trên 98 %"])
def test_a_rate_that_agrees_with_the_counts_is_kept(printed: str, pack: Pack, tmp_path: Path) -> None:
    figures = "figures: {age_11: {ppc: 190, completed_primary: 187}}"
    text = f'as_of: 2013-10-31\n{figures}\nrates: {{completion_11: "{printed}"}}\n'
    (record,) = read(UNIT + text, pack, tmp_path)
    assert record.rates["completion_11"].value.printed == printed


def test_nobody_to_count_contradicts_no_rate(pack: Pack, tmp_path: Path) -> None:
    text = "as_of: 2013-10-31\nfigures: {age_6: {ppc: 0, in_grade_1: 0}}\nrates: {enrolment_6: 100 %}\n"
    assert len(read(UNIT + text, pack, tmp_path)) == 1


def test_figures_that_are_not_all_given_are_not_added_up(pack: Pack, tmp_path: Path) -> None:
    text = "as_of: 2013-10-31\nfigures: {age_11: {ppc: 190, completed_primary: 100, in_primary: 3}}\n"
    assert len(read(UNIT + text, pack, tmp_path)) == 1


@pytest.mark.parametrize(
    "parents",
    [
        ("{tier: district, name: Duy Tiên}", "{tier: district, name: Kim Bảng}"),
        ("{tier: district, code: '1'}", "{tier: district, code: '2'}"),
    ],
)
def test_one_name_in_two_districts_is_two_units(parents: tuple[str, str], pack: Pack, tmp_path: Path) -> None:
    text = "".join(f"- {{unit: {{tier: commune, name: Xã A, parent: {p}}}, as_of: 2013-10-31}}\n" for p in parents)
    assert len(read(text, pack, tmp_path)) == 2


def test_one_unit_on_two_days_is_two_records(pack: Pack, tmp_path: Path) -> None:
    text = f"{UNIT}as_of: 2013-10-31\n---\n{UNIT}as_of: 2014-10-31\n"
    assert len(read(text, pack, tmp_path)) == 2


def test_faults_of_a_record_do_not_hide_each_other(pack: Pack, tmp_path: Path) -> None:
    text = "unit: {tier: comune}\nfigures: {age_6: {ppc: -1}}\nflags: {x: true}\n"
    assert set(fault_ids(text, pack, tmp_path)) == {
        *("unknown-tier", "missing-key", "negative-count", "unknown-flag"),
    }


def write_province(folder: Path) -> list[Path]:
    (folder / "b").mkdir()
    (folder / ".hidden").mkdir()
    one = "{unit: {tier: commune, name: %s}, as_of: 2013-10-31}\n"
    for name in ("a.yaml", "b/c.yml", "b/D.JSON"):
        (folder / name).write_text(one % Path(name).stem, encoding="utf-8")
    for name in (".hidden/x.yaml", ".y.yaml", "README.yaml", "readme.md", "b/notes.txt"):
        (folder / name).write_text("not: a record\n", encoding="utf-8")
    return [folder / "b/c.yml", folder, folder / "a.yaml", folder / "b"]


def test_a_folder_is_read_with_all_below_it(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tỉnh").mkdir()
    write_province(tmp_path / "tỉnh")
    monkeypatch.chdir(tmp_path)
    intake = read_records(["tỉnh"], pack)
    assert [source.path for source in intake.sources] == ["tỉnh/a.yaml", "tỉnh/b/D.JSON", "tỉnh/b/c.yml"]
    assert [record.unit.name for record in intake.records] == ["a", "D", "c"]


def test_the_order_of_paths_makes_no_difference(pack: Pack, tmp_path: Path) -> None:
    paths = write_province(tmp_path)
    results = [read_records(order, pack) for order in itertools.permutations(paths)]
    assert all(result == results[0] for result in results)
    assert len(results[0].records) == 3


def test_the_order_of_paths_makes_no_difference_to_faults(pack: Pack, tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        (tmp_path / name).write_text(UNIT + "as_of: 2013-10-31\n", encoding="utf-8")
    seen = []
    for order in itertools.permutations(sorted(tmp_path.iterdir())):
        with pytest.raises(Faulty) as caught:
            read_records(order, pack)
        seen.append(caught.value.faults)
    assert all(faults == seen[0] for faults in seen)


def test_a_register_of_the_country_is_read_in_seconds(pack: Pack, tmp_path: Path) -> None:
    unit = '- unit: {{tier: commune, code: "{0:05}", name: Xã {0}, parent: {{tier: province, name: Tỉnh}}}}\n'
    rest = "  as_of: 2025-10-31\n  figures:\n" + "".join(
        f"    age_{age}: {{ppc: 190, completed_primary: 187}}\n" for age in (11, 12, 13, 14)
    )
    began = time.perf_counter()
    records = read("".join(unit.format(n) + rest for n in range(3321)), pack, tmp_path)
    assert len(records) == 3321
    # About one second; a machine under load takes longer, a quadratic step minutes.
    assert time.perf_counter() - began < 20
