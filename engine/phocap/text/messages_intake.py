"""Messages about the shape of records: what stands in the wrong place or is not of the right kind."""

from phocap.text.message import Message

INTAKE: dict[str, Message] = {
    "code-not-text": Message(
        "mã đơn vị {value} ghi như một số",
        "the code {value} is written as a number",
        'Đặt mã trong dấu nháy kép, ví dụ "{value}": mã ghi như số sẽ mất các chữ số 0 ở đầu.',
        'Put the code in quotes, as "{value}": a number loses the zeros it begins with.',
    ),
    "quoted-value": Message(
        "“{value}” đặt trong dấu nháy nên bị hiểu là chữ",
        "“{value}” is in quotes and so is read as text",
        "Bỏ dấu nháy.",
        "Remove the quotes.",
    ),
    "text-not-quoted": Message(
        "“{value}” ở đây phải là chữ, nhưng ghi như {found}",
        "“{value}” must be text here, but is written as {found}",
        'Đặt trong dấu nháy kép: "{value}".',
        'Put it in quotes: "{value}".',
    ),
    "outside-section": Message(
        "“{name}” phải nằm trong mục {where}",
        "“{name}” belongs inside {where}",
        "Chuyển xuống dưới dòng “{where}:” và thụt lề hai dấu cách.",
        "Put it below “{where}:” and indent it by two spaces.",
    ),
    "misplaced": Message(
        "“{name}” không ghi trong mục {here}",
        "“{name}” does not belong in {here}",
        "Chuyển sang mục {where}.",
        "Move it to {where}.",
    ),
    "field-not-for-tier": Message(
        "hồ sơ {tier} không có chỉ tiêu “{field}”, chỉ hồ sơ {of} mới có",
        "the record of a {tier} does not hold “{field}”, only that of a {of}",
        "Bỏ chỉ tiêu này, hoặc chuyển sang hồ sơ {of}.",
        "Leave it out, or move it to the record of the {of}.",
    ),
    "rate-of-count": Message(
        "“{name}” là một số đếm, không phải tỉ lệ",
        "“{name}” is a count, not a rate",
        "Ghi các số đếm của nó trong mục figures.",
        "Give its counts in figures.",
    ),
    "no-percent-sign": Message(
        "“{value}” không có dấu % nên bị hiểu là lớn hơn 100 %",
        "“{value}” has no percent sign and so means more than 100%",
        'Nếu là phần trăm thì ghi cả dấu %, ví dụ "98,6 %".',
        'If it is a percentage, write the percent sign, as "98.6%".',
    ),
    "share-over-100": Message(
        "“{value}” lớn hơn 100 %, một phần không thể lớn hơn tổng",
        "“{value}” is more than 100%, which no part of a whole can be",
        "Rà soát lại tỉ lệ.",
        "Check the rate.",
    ),
    "share-of-no-count": Message(
        "với tổng số đơn vị là {total}, không có số đơn vị nào cho tỉ lệ “{printed}”",
        "no number of units out of {total} makes “{printed}”",
        "Rà soát lại tỉ lệ và tổng số đơn vị.",
        "Check the share and the total number of units.",
    ),
    "parent-not-above": Message(
        "{tier} không thể trực thuộc {of}",
        "a {tier} cannot belong to a {of}",
        "Sửa mục tier của đơn vị hoặc của parent; không có đơn vị cấp trên thì bỏ mục parent.",
        "Correct the tier of the unit or of its parent; leave out parent if there is no unit above.",
    ),
    "not-below": Message(
        "{tier} không phải là đơn vị cấp dưới của {of}",
        "a {tier} is not a unit below a {of}",
        "Trong mục units chỉ ghi số đơn vị cấp dưới.",
        "Give only units of lower tiers in units.",
    ),
    "result-not-record": Message(
        "tệp này là kết quả do phocap ghi ({schema}), không phải hồ sơ",
        "this is a result that phocap wrote ({schema}), not a record",
        "Ghi đường dẫn của hồ sơ; kiểm tra một kết quả bằng: phocap verify KẾT_QUẢ HỒ_SƠ.",
        "Name the records; a result is checked by: phocap verify RESULT RECORDS.",
    ),
    "not-a-record-file": Message(
        "không đọc được hồ sơ từ loại tệp này",
        "records cannot be read from a file of this kind",
        "Ghi hồ sơ theo mẫu: phocap data template.",
        "Write the record after the form: phocap data template.",
    ),
    "not-a-year-before": Message(
        "“{value}” không phải là một năm trước năm của hồ sơ",
        "“{value}” is not a year before the record's own",
        "Ghi năm bằng bốn chữ số; số liệu của chính năm báo cáo ghi ở phần ngoài.",
        "Write a year of four digits; figures of the record's own year stand outside years.",
    ),
}
