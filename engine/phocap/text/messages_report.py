"""Messages about reports and about results that are verified."""

from phocap.text.message import Message

REPORT: dict[str, Message] = {
    "unknown-report-form": Message(
        "không có dạng báo cáo nào có đuôi “{ending}”",
        "there is no form of report that ends with “{ending}”",
        "Đặt tên tệp sau -o theo một trong các đuôi trên.",
        "Let the name after -o end with one of these.",
    ),
    "extra-not-installed": Message(
        "báo cáo dạng {form} cần phần mở rộng “{extra}”, máy này chưa cài",
        "a {form} report needs the extra “{extra}”, which is not installed here",
        'Cài bằng lệnh: pip install "phocap[{extra}]".',
        'Install it: pip install "phocap[{extra}]".',
    ),
}
