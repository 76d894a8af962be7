"""Messages about the tests beside the rules, and how their outcomes are said."""

from phocap.text.language import Bilingual
from phocap.text.message import Message

OUTCOMES: dict[str, Bilingual] = {
    "met": Bilingual("met (đạt)", "met"),
    "not_met": Bilingual("not_met (chưa đạt)", "not_met"),
    "undetermined": Bilingual("undetermined (chưa đủ dữ liệu)", "undetermined (not enough data)"),
    "not_applicable": Bilingual("not_applicable (không áp dụng)", "not_applicable"),
}
"""The outcomes as tests write them, with what they mean."""

CHANGES: dict[str, Bilingual] = {
    "threshold": Bilingual("ngưỡng {old} → {new}", "threshold {old} → {new}"),
    "more": Bilingual("{sense} {old} → lớn hơn {old}", "{sense} {old} → more than {old}"),
    "less": Bilingual("{sense} {old} → nhỏ hơn {old}", "{sense} {old} → less than {old}"),
    "turned": Bilingual("{sense} {old} → {new} {old}", "{sense} {old} → {new} {old}"),
    "quorum": Bilingual("số điều kiện phải đạt {old} → {new}", "quorum {old} → {new}"),
    "years": Bilingual("số năm phải đạt {old} → {new}", "years {old} → {new}"),
    "without": Bilingual("bỏ {old}", "without {old}"),
    "without-when": Bilingual("bỏ when {old}", "without when {old}"),
    "of-flag": Bilingual("{change} (khi {flag})", "{change} (when {flag})"),
}
"""What a test of the tests changes in rules."""


def change(kind: str, **facts: object) -> Bilingual:
    """Return one of :data:`CHANGES` filled in."""
    return Bilingual(CHANGES[kind].vi.format(**facts), CHANGES[kind].en.format(**facts))


CHECK: dict[str, Message] = {
    "unknown-rule-file": Message(
        "không có tệp quy định “{rules}”",
        "there is no rule file “{rules}”",
        "Ghi văn bản và nội dung công nhận, ví dụ tests: decree-20-2014/primary.",
        "Write the instrument and the programme, as tests: decree-20-2014/primary.",
    ),
    "unknown-node": Message(
        "{tier} không có mức độ hay điều kiện “{node}”",
        "a {tier} has no level or condition “{node}”",
        "Ghi “level 1” cho mức độ 1, “1/enrolment-6” cho một điều kiện của mức độ 1.",
        "Write “level 1” for level 1, “1/enrolment-6” for a condition of level 1.",
    ),
    "node-not-in-force": Message(
        "điều kiện “{node}” không áp dụng cho {tier} vào ngày {date} theo các cách hiểu đã chọn",
        "the condition “{node}” does not apply to a {tier} on {date} under the readings chosen",
        "Kiểm tra as_of và readings của trường hợp này.",
        "Check as_of and readings of this case.",
    ),
    "unknown-outcome": Message(
        "“{outcome}” không phải là một kết quả",
        "“{outcome}” is not an outcome",
        "Ghi met (đạt), not_met (chưa đạt), undetermined (chưa đủ dữ liệu) hoặc not_applicable (không áp dụng).",
        "Write met, not_met, undetermined (not enough data) or not_applicable.",
    ),
    "unknown-column": Message(
        "không có cột nào tên là “{column}”",
        "there is no column “{column}”",
        "Cột là tên một chỉ tiêu (age_6.ppc), một nhóm đơn vị cấp dưới (below.…) hoặc một kết quả (level 1).",
        "A column names a figure (age_6.ppc), a group of units below (below.…) or an outcome (level 1).",
    ),
    "duplicate-column": Message("cột “{column}” có hai lần trong bảng", "the column “{column}” is there twice"),
    "row-length": Message(
        "hàng này có {cells} ô, nhưng bảng có {columns} cột",
        "this row has {cells} cells, but the table has {columns} columns",
        "Ô để trống thì ghi dấu ~.",
        "Write ~ for an empty cell.",
    ),
    "duplicate-case": Message(
        "tên “{name}” đã dùng cho trường hợp ở {first}",
        "the name “{name}” is already that of the case at {first}",
        "Đặt cho mỗi trường hợp một tên riêng.",
        "Give every case a name of its own.",
    ),
    "nothing-expected": Message(
        "trường hợp “{name}” không nêu kết quả mong đợi",
        "the case “{name}” says no outcome that is expected",
        "Bổ sung mục expected, hoặc một cột kết quả trong bảng.",
        "Add expected, or a column of outcomes to the table.",
    ),
    "outcome-differs": Message(
        "“{name}”: {node} là {result}, mong đợi {wanted}",
        "“{name}”: {node} is {result}, expected {wanted}",
        "Xem lại số liệu và căn cứ của trường hợp; nếu đúng thì tệp quy định sai.",
        "Check the figures and the reason of the case; if they are right, the rule file is wrong.",
    ),
}
