"""Messages about tables that are evaluated, and about how much can be."""

from phocap.text.message import Message

TABLE: dict[str, Message] = {
    "no-such-column": Message(
        "bảng có cột “{column}” mà hệ thống không biết",
        "the table has a column “{column}” that nothing is known of",
        "Tên cột là tên chỉ tiêu, đặc điểm, nội dung xác nhận, hoặc tier, code, name, parent, as_of.",
        "A column is named after a figure, a flag, a finding, or tier, code, name, parent, as_of.",
    ),
    "column-missing": Message("bảng thiếu cột “{column}”", "the table lacks the column “{column}”"),
    "column-type": Message(
        "cột “{column}” phải có kiểu {wanted}, không phải {found}",
        "the column “{column}” must be of type {wanted}, not {found}",
        "Chuyển kiểu dữ liệu của cột trước; chưa có số liệu thì để null.",
        "Convert the column first; what is not known is null.",
    ),
    "parent-not-in-table": Message(
        "không có đơn vị cấp trên nào có mã “{parent}” trong bảng",
        "no unit above has the code “{parent}” in the table",
        "Cột parent ghi mã của dòng đơn vị cấp trên cùng ngày; không có dòng đó thì để null.",
        "The column parent holds the code of the row of the unit above on the same day; null where there is none.",
    ),
    "too-many-patterns": Message(
        "các đơn vị có {found} kiểu kết quả khác nhau, nhiều hơn mức xử lý được ({limit})",
        "the units show {found} different combinations of outcomes, more than can be inferred ({limit})",
        "Chia dữ liệu thành nhiều phần và xử lý từng phần.",
        "Divide the units into parts and evaluate one after another.",
    ),
}
