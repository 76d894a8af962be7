"""Messages about the shape of records: what stands in the wrong place or is not of the right kind."""

from phocap.text.message import Message

INTAKE: dict[str, Message] = {
    "code-not-text": Message(
        "mã đơn vị {value} ghi như một số",
        "the code {value} is written as a number",
        'Đặt mã trong dấu nháy kép, ví dụ "{value}": mã ghi như số sẽ mất các chữ số 0 ở đầu.',
        'Put the code in quotes, as "{value}": a number loses the zeros it begins with.',
    ),
    "misplaced": Message(
        "“{name}” không ghi trong mục {here}",
        "“{name}” does not belong in {here}",
        "Chuyển sang mục {where}.",
        "Move it to {where}.",
    ),
    "field-not-for-tier": Message(
        "hồ sơ {tier} không có chỉ tiêu “{field}”",
        "the record of a {tier} does not hold “{field}”",
    ),
    "rate-of-count": Message(
        "“{name}” là một số đếm, không phải tỷ lệ",
        "“{name}” is a count, not a rate",
        "Ghi các số đếm của nó trong mục figures.",
        "Give its counts in figures.",
    ),
    "share-over-100": Message(
        "“{value}” lớn hơn 100 %, một phần không thể lớn hơn tổng",
        "“{value}” is more than 100%, which no part of a whole can be",
        'Nếu là phần trăm thì ghi cả dấu %, ví dụ "98,6 %".',
        'If it is a percentage, write the percent sign, as "98.6%".',
    ),
    "share-of-no-count": Message(
        "không có số nguyên nào trong tổng số {total} cho tỷ lệ {printed}",
        "no whole number out of {total} makes {printed}",
        "Rà soát lại tỷ lệ và tổng số đơn vị.",
        "Check the share and the total number of units.",
    ),
    "parent-not-above": Message(
        "{tier} không thể trực thuộc {of}",
        "a {tier} cannot belong to a {of}",
        "Sửa mục tier của đơn vị cấp trên.",
        "Correct the tier of the parent.",
    ),
    "not-below": Message(
        "{tier} không phải là đơn vị cấp dưới của {of}",
        "a {tier} is not a unit below a {of}",
    ),
    "not-a-record-file": Message(
        "không đọc được hồ sơ từ loại tệp này",
        "records cannot be read from a file of this kind",
        "Ghi hồ sơ theo mẫu: phocap data template.",
        "Write the record after the form: phocap data template.",
    ),
}
