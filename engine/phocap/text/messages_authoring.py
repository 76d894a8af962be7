"""Messages of the commands for authors of rules."""

from phocap.text.message import Message

AUTHORING: dict[str, Message] = {
    "no-such-finding": Message(
        "{option}: không có loại phát hiện nào bắt đầu bằng “{value}”",
        "{option}: no kind of finding begins with “{value}”",
    ),
    "unknown-rules": Message(
        "không có nội dung hay tệp quy định “{rules}”",
        "there is no programme and no rule file “{rules}”",
        "Ghi nội dung (primary) hoặc văn bản và nội dung (decree-20-2014/primary).",
        "Write a programme (primary) or an instrument and a programme (decree-20-2014/primary).",
    ),
    "what-if-form": Message(
        "“{value}” không theo mẫu ĐIỀU_KIỆN.at_least=GIÁ_TRỊ, hoặc điều kiện không có mức so sánh này",
        "“{value}” is not of the form CONDITION.at_least=VALUE, or the condition has no such bound",
    ),
    "what-if-no-variant": Message(
        "điều kiện {condition} không có ngưỡng riêng cho đơn vị “{flag}”",
        "the condition {condition} has no figure of its own for units with “{flag}”",
        "Ghi ĐIỀU_KIỆN.when.ĐẶC_ĐIỂM.at_least, ví dụ 3/completion-11.when.special_difficulty.at_least.",
        "Write CONDITION.when.FLAG.at_least, as 3/completion-11.when.special_difficulty.at_least.",
    ),
    "what-if-ambiguous": Message(
        "có nhiều điều kiện tên “{condition}”",
        "several conditions are called “{condition}”",
        "Ghi cả mức độ, ví dụ 3/enrolment-6, hoặc mức/cấp/mã.",
        "Write the level too, as 3/enrolment-6, or level/tier/id.",
    ),
    "scaffold-in-the-way": Message(
        "tệp này đã có, nên chưa có gì được tạo",
        "this file is there already, so nothing was written",
        "Chọn mã khác cho văn bản hay nội dung, hoặc thư mục khác sau --into.",
        "Choose another id for the text or the programme, or another folder after --into.",
    ),
}
