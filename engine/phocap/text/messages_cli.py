"""Messages about the command line itself."""

from phocap.text.message import Message

_SEE_HELP = ("Xem các lệnh và tùy chọn: thêm --help.", "See --help for commands and options.")

CLI: dict[str, Message] = {
    "no-such-command": Message("không có lệnh “{command}”", "there is no command “{command}”", *_SEE_HELP),
    "missing-command": Message("thiếu tên lệnh sau “{command}”", "a command is missing after “{command}”", *_SEE_HELP),
    "no-such-option": Message("không có tùy chọn “{option}”", "there is no option “{option}”", *_SEE_HELP),
    "option-needs-value": Message("tùy chọn {option} cần một giá trị đi sau", "the option {option} needs a value"),
    "option-takes-no-value": Message("tùy chọn {option} không có giá trị", "the option {option} takes no value"),
    "missing-option": Message("thiếu tùy chọn {option}", "the option {option} is missing", *_SEE_HELP),
    "missing-argument": Message("thiếu {argument}", "{argument} is missing", *_SEE_HELP),
    "extra-argument": Message("thừa “{argument}” trên dòng lệnh", "“{argument}” is one word too many", *_SEE_HELP),
    "bad-choice": Message("{option} không nhận “{value}”", "{option} cannot be “{value}”"),
    "option-not-a-date": Message(
        "{option}: “{value}” không phải là ngày có trong lịch",
        "{option}: “{value}” is not a date of the calendar",
        "Ghi theo mẫu năm-tháng-ngày: --as-of 2021-10-31.",
        "Write it as year-month-day: --as-of 2021-10-31.",
    ),
    "not-a-level": Message(
        "{option} cần một mức độ (1, 2, 3 …), không phải “{value}”",
        "{option} needs a level (1, 2, 3 …), not “{value}”",
    ),
    "no-such-level": Message(
        "{programme} không có mức độ {level} vào ngày {date} theo {number}",
        "{programme} has no level {level} on {date} by {number}",
        "Xem các mức độ của từng thời kỳ: phocap rules list.",
        "See the levels of every period: phocap rules list.",
    ),
    "reading-form": Message(
        "--reading “{value}” không theo mẫu CÁCH_HIỂU=PHƯƠNG_ÁN",
        "--reading “{value}” is not of the form READING=OPTION",
        "Xem các cách hiểu và phương án: phocap rules show.",
        "See readings and their options: phocap rules show.",
    ),
    "reading-twice": Message(
        "cách hiểu “{reading}” được chọn hai lần: “{first}” và “{option}”",
        "the reading “{reading}” is chosen twice: “{first}” and “{option}”",
    ),
    "unknown-unit": Message("không có đơn vị “{unit}” trong các hồ sơ", "there is no unit “{unit}” in the records"),
    "inference-not-installed": Message(
        "bộ suy luận “{inference}” chưa được cài đặt trên máy này",
        "the inference “{inference}” is not installed here",
        "Bỏ --inference, hoặc dùng --inference reference; kết quả như nhau.",
        "Leave out --inference, or say --inference reference; the results are the same.",
    ),
    "target-is-input": Message(
        "tệp kết quả trùng với tệp hồ sơ; chưa có gì được ghi",
        "the output file is one of the records; nothing was written",
        "Chọn tên khác sau -o.",
        "Choose another name after -o.",
    ),
    "stdout-unwritable": Message(
        "không in được kết quả: {reason}",
        "the results cannot be printed: {reason}",
    ),
    "internal-error": Message(
        "lỗi bên trong chương trình: {error}",
        "an error inside the program: {error}",
        "Xin báo lại lỗi này kèm kết quả của phocap --version; đặt PHOCAP_DEBUG=1 để xem chi tiết.",
        "Please report it with the output of phocap --version; set PHOCAP_DEBUG=1 to see the details.",
    ),
}
