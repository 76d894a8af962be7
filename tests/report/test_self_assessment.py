"""The skeleton of a school's self-assessment: criteria, codes of evidence as the regime writes them, places to fill."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import wordfiles

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.faults import Faulty
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.report.docx.document import to_docx
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[2]
SCHOOL = """\
unit: {{tier: school, name: {name}, parent: {{tier: commune, name: xã Ví Dụ}}}}
as_of: {day}
findings:
{findings}
"""
OLD = """\
  strategy.fits_aims: {value: true, by: Hiệu trưởng, on: 2020-05-04, evidence: [Kế hoạch chiến lược 2016-2020.pdf]}
  strategy.approved: {value: false, evidence: [Tờ trình 05.pdf, Kế hoạch chiến lược 2016-2020.pdf]}
  councils.set_up: {value: true, evidence: [Kế hoạch chiến lược 2016-2020.pdf, Quyết định 12.pdf]}
"""
NEW = """\
  assurance.information_level_1: {value: true, evidence: [Sổ theo dõi.pdf]}
  assurance.vision_level_1: {value: true, evidence: [Kế hoạch năm học.pdf, Sổ theo dõi.pdf]}
"""
Record = tuple[str, str, str]
Make = Callable[..., str]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(ROOT / "rules" / "vn")


@pytest.fixture(scope="module")
def make(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Make:
    @cache
    def _make(*records: Record) -> str:
        path = tmp_path_factory.mktemp("records") / "records.yaml"
        texts = (SCHOOL.format(name=name, day=day, findings=findings) for name, day, findings in records)
        path.write_text("---\n".join(texts), encoding="utf-8")
        intake = read_records([path], pack)
        found = result(evaluate(intake.records, pack, programmes=["national-standard-school"]), intake.sources)
        return wordfiles.text(to_docx(found, Lang.VI, pack, "self-assessment", records=intake.records))

    return _make


def criterion(said: str, number: str) -> str:
    """Return what stands under the heading of a criterion."""
    return said.split(f"[Heading 3] Tiêu chí {number}: ")[1].split("[Heading")[0]


def criterion_57(said: str, number: str) -> str:
    """Return what stands under the heading of a criterion of the other regime."""
    return said.split(f"[Heading 3] {number} ")[1].split("[Heading")[0]


def test_evidence_has_one_code_wherever_it_is_used(make: Make) -> None:
    said = make(("Trường A", "2020-05-31", OLD))
    first, second = criterion(said, "1.1"), criterion(said, "1.2")
    assert "được xác nhận; người xác nhận: Hiệu trưởng; ngày xác nhận: 04/05/2020 | đạt | [H…-1.1-01] |" in first
    assert "| được xác nhận là chưa đạt | chưa đạt | [H…-1.1-02]; [H…-1.1-01] |" in first
    assert "[H…-1.1-01]; [H…-1.2-01] |" in second
    listed = said.split("DANH MỤC MINH CHỨNG")[1].split("===")[0]
    assert "| 1 | [H…-1.1-01] | Kế hoạch chiến lược 2016-2020.pdf |  |  |  |" in listed
    assert "| 3 | [H…-1.2-01] | Quyết định 12.pdf |  |  |  |" in listed
    assert "| [H…-1.3-…] | … |" in listed, "criteria without evidence have a place for it"
    assert listed.count("Kế hoạch chiến lược") == 1


def test_a_level_is_described_when_the_one_before_is_not_failed(make: Make) -> None:
    said = make(("Trường A", "2020-05-31", OLD))
    first = criterion(said, "1.1")
    assert "- Mức 1: chưa đạt." in first
    assert "- Mức 2: không mô tả, vì mức trước chưa đạt." in first
    assert "giám sát" not in first
    second = criterion(said, "1.2")
    assert "- Mức 1: chưa đủ dữ liệu." in second
    assert "- Mức 2: chưa đủ dữ liệu." in second


def test_places_for_the_school_in_every_criterion(make: Make) -> None:
    said = make(("Trường A", "2020-05-31", OLD))
    for lead in ("Mô tả hiện trạng", "Điểm mạnh", "Điểm yếu", "Kế hoạch cải tiến chất lượng", "Tự đánh giá"):
        assert lead in criterion(said, "5.5")


def test_the_other_regime_has_its_own_style_and_parts(make: Make) -> None:
    said = make(("Trường A", "2026-10-31", NEW))
    assert "[H…" not in said
    assert "(MC.1.1.01), (MC.1.1.02)" in said, "joined by a comma"
    assert said.index("[Heading 3] 1.1 Tầm nhìn") < said.index("[Heading 3] 1.3 Quản lý kế hoạch")
    assert "[Heading 3] 1.3 Quản lý kế hoạch, nguồn lực, thông tin và dữ liệu\n" in said
    assert "Điểm yếu" not in said
    assert criterion_57(said, "1.1").count("(mức 1)") == 1, "level 2 does not describe level 1 again"
    assert said.count("Hạn chế và nguyên nhân") == 4, "once a standard"
    assert "| TT | Mã | Tên minh chứng | Định dạng, vị trí lưu trữ hoặc đường dẫn | Ghi chú |" in said


def lines(said: str, title: str) -> list[str]:
    """Return the lines of the annex with a title."""
    return said.split(title)[-1].split("===")[0].splitlines()


def test_tables_hold_what_the_record_gives_year_by_year(make: Make) -> None:
    more = (
        "figures: {primary.classes: 19, primary.teachers: 1029, primary.teachers_above_standard: 0}\n"
        "years: {2018: {figures: {primary.teachers: 28}}, 2014: {figures: {primary.teachers: 27}}}\n"
    )
    told = lines(make(("Trường A", "2020-05-31", OLD + more)), "CƠ SỞ DỮ LIỆU")
    assert "| Số liệu | 2015-2016 | 2016-2017 | 2017-2018 | 2018-2019 | 2019-2020 |" in told
    assert "| Tổng số giáo viên |  |  | 28 |  | 1.029 |" in told, (
        "what is missing stays blank, older years have no column"
    )
    assert "| Cộng |  |  |  |  | 19 |" in told
    assert "| Giáo viên | 1.029 |  |  |  |  | 0 |  |" in told
    assert "| Tổng số học sinh |  |  |  |  |  |" in told
    assert "| Tên trường | Trường A |" in told

    told = lines(make(("Trường A", "2026-10-31", NEW + more)), "CƠ SỞ DỮ LIỆU")
    assert "| Số liệu | 2024-2025 | 2025-2026 | 2026-2027 |" in told
    assert "| Tổng số giáo viên |  |  | 1.029 |" in told


def test_front_pages_and_the_form_of_a_plan_are_places_to_fill(make: Make) -> None:
    old, new = make(("Trường A", "2020-05-31", OLD)), make(("Trường A", "2026-10-31", NEW))
    for said, members in ((old, 7), (new, 5)):
        assert said.index("BÁO CÁO TỰ ĐÁNH GIÁ") < said.index("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (
            "the cover is first"
        )
        council = said.split("DANH SÁCH THÀNH VIÊN HỘI ĐỒNG")[1].split("DANH MỤC CHỮ VIẾT TẮT")[0]
        assert council.count("Hội đồng |") + council.count("Thư ký |") + council.count("Ủy viên |") == members
    assert "BIỂU MẪU 2" not in old
    plan = new.split("(BIỂU MẪU 2)")[1].split("===")[0]
    assert "| TT | Tiêu chuẩn | Tiêu chí | Hiện trạng | Hạn chế | Nguyên nhân |" in plan
    assert "| Cuối học kỳ I |  |" in plan


def test_only_one_school(make: Make) -> None:
    with pytest.raises(Faulty) as raised:
        make(("Trường A", "2020-05-31", OLD), ("Trường B", "2020-05-31", OLD))
    assert [fault.id for fault in raised.value.faults] == ["document-of-one-unit"]
    assert raised.value.faults[0].facts["units"] == ["Trường A", "Trường B"]


def test_of_several_years_the_last(make: Make) -> None:
    said = make(("Trường A", "2020-05-31", OLD), ("Trường A", "2019-05-31", OLD))
    assert "ngày 31/05/2020" in said
    assert "ngày 31/05/2019" not in said
