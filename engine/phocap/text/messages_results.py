"""Messages about results that are read back."""

from phocap.text.language import Bilingual
from phocap.text.message import Message

_AGAIN = (
    "Chạy lại: phocap evaluate ĐƯỜNG_DẪN --format json -o TỆP.",
    "Run it again: phocap evaluate PATH --format json -o FILE.",
)

MISFITS = {
    "missing": Bilingual("thiếu mục này", "it is missing"),
    "surplus": Bilingual("mục này không có trong mẫu", "the schema does not know it"),
    "type": Bilingual("sai loại giá trị", "its value is of another kind"),
    "value": Bilingual("giá trị không hợp lệ", "its value is not allowed"),
}

RESULTS: dict[str, Message] = {
    "not-json": Message("tệp kết quả không phải là JSON hợp lệ", "the result is not valid JSON", *_AGAIN),
    "result-cut-off": Message(
        "tệp kết quả bị cắt cụt: nội dung chưa hết mà tệp đã hết",
        "the result is cut off: the file ends before its content does",
        *_AGAIN,
    ),
    "not-a-result": Message(
        "tệp này không phải là kết quả của phocap",
        "this is not a result of phocap",
        "Cần tệp do phocap evaluate ghi với --format json hoặc jsonl, không phải hồ sơ.",
        "What is needed is a file that phocap evaluate wrote with --format json or jsonl, not records.",
    ),
    "result-version": Message(
        "kết quả theo mẫu “{found_version}”, còn chương trình này chỉ đọc được “{expected_version}”",
        "the result follows “{found_version}”, and this program reads “{expected_version}” only",
        "Dùng cùng một phiên bản phocap để xét lại hồ sơ: phocap evaluate … --format json -o TỆP.",
        "Evaluate the records again with one version of phocap: phocap evaluate … --format json -o FILE.",
    ),
    "result-shape": Message(
        "kết quả không theo mẫu ở “{at}”: {misfit}",
        "the result does not fit its schema at “{at}”: {misfit}",
        "Tệp đã bị sửa, hoặc do một bản phocap khác ghi. " + _AGAIN[0],
        "The file was changed, or another build of phocap wrote it. " + _AGAIN[1],
    ),
    "result-changed": Message(
        "kết quả tự mâu thuẫn: những gì ghi trong tệp không khớp với nhau",
        "the result contradicts itself: what it says does not agree with what it rests on",
        "Tệp đã bị sửa bằng tay. " + _AGAIN[0],
        "The file was changed by hand. " + _AGAIN[1],
    ),
    "result-of-several-days": Message(
        "“{unit}” ({programme}) có kết luận của nhiều ngày trong cùng một tệp: {days}",
        "“{unit}” ({programme}) has verdicts of several days in one file: {days}",
        "Xét riêng hồ sơ của từng ngày, mỗi ngày một tệp kết quả, rồi so sánh từng cặp.",
        "Evaluate the records of each day by themselves, a result file a day, and compare them in pairs.",
    ),
}
