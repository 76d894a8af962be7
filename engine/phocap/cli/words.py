"""What the command line says: help texts and messages, in both languages."""

from typing import Final

from phocap.text.language import Bilingual

USAGE: Final = Bilingual("Cách dùng", "Usage")
OPTIONS: Final = Bilingual("Tùy chọn", "Options")
COMMANDS: Final = Bilingual("Lệnh", "Commands")
EXAMPLES: Final = Bilingual("Ví dụ", "Examples")
OPTIONS_METAVAR: Final = Bilingual("[TÙY_CHỌN]", "[OPTIONS]")
COMMAND_METAVAR: Final = Bilingual("LỆNH …", "COMMAND …")

RESULT_FILE: Final = Bilingual("KẾT_QUẢ.json", "RESULT.json")
PATHS: Final = Bilingual("ĐƯỜNG_DẪN…", "PATH…")
FOLDER: Final = Bilingual("THƯ_MỤC", "FOLDER")
PATH: Final = Bilingual("ĐƯỜNG_DẪN", "PATH")
FILE: Final = Bilingual("TỆP", "FILE")
DAY: Final = Bilingual("NĂM-THÁNG-NGÀY", "YEAR-MONTH-DAY")
PROGRAMME: Final = Bilingual("NỘI_DUNG", "PROGRAMME")
INSTRUMENT: Final = Bilingual("VĂN_BẢN", "INSTRUMENT")
READING: Final = Bilingual("CÁCH_HIỂU=PHƯƠNG_ÁN", "READING=OPTION")
LEVEL: Final = Bilingual("MỨC_ĐỘ", "LEVEL")
UNIT: Final = Bilingual("TÊN|MÃ", "NAME|CODE")
TIER: Final = Bilingual("CẤP", "TIER")

OLD_RESULT: Final = Bilingual("KẾT_QUẢ_TRƯỚC", "OLD_RESULT")
NEW_RESULT: Final = Bilingual("KẾT_QUẢ_SAU", "NEW_RESULT")

LANG_HELP: Final = Bilingual(
    "Ngôn ngữ; mặc định theo hệ thống, nếu không phải tiếng Việt thì là en.",
    "The language; by default that of the system if it is Vietnamese, else en.",
)
RULES_HELP: Final = Bilingual(
    "Bộ quy định khác: một thư mục, hoặc tên một bộ đã cài đặt (mặc định: vn).",
    "Other rules: a folder, or the name of an installed rule pack (by default vn).",
)
QUIET_HELP: Final = Bilingual("Chỉ báo lỗi, không báo gì thêm.", "Report errors and nothing else.")
HELP_HELP: Final = Bilingual("In hướng dẫn này.", "Show this help.")
VERSION_HELP: Final = Bilingual(
    "In phiên bản của chương trình, bộ suy luận và bộ quy định đang dùng.",
    "Show the versions of the program, its inference and the rules in use.",
)
OUTPUT_HELP: Final = Bilingual(
    "Ghi kết quả vào tệp: ghi trọn vẹn hoặc không ghi gì.", "Write to a file, wholly or not at all."
)
FORMAT_HELP: Final = Bilingual(
    "Dạng kết quả; mặc định theo đuôi tên tệp sau -o, nếu không thì là table.",
    "The form of the results; by default what the name after -o ends with, else table.",
)
VIEW_FORMAT_HELP: Final = Bilingual("Dạng kết quả; mặc định: table.", "The form of what is shown; by default table.")
PROGRAMME_HELP: Final = Bilingual(
    "Nội dung được công nhận, ví dụ primary; ghi được nhiều lần. Mặc định: những nội dung mà hồ sơ có số liệu.",
    "What is recognised, such as primary; may be repeated. By default all of which the records say something.",
)
INSTRUMENT_HELP: Final = Bilingual(
    "Văn bản áp dụng, khi có nhiều văn bản cùng hiệu lực; mặc định: văn bản có hiệu lực sau cùng.",
    "The legal text to judge by where several are in force; by default the latest.",
)
AS_OF_HELP: Final = Bilingual(
    "Ngày của số liệu, cho các hồ sơ không ghi ngày.", "The day of the figures, for records that give none."
)
READING_HELP: Final = Bilingual(
    "Chọn một cách hiểu khác mặc định; ghi được nhiều lần.", "Follow another reading of the law; may be repeated."
)
INFERENCE_HELP: Final = Bilingual(
    "Bộ suy luận; kết quả như nhau.", "The inference that is used; the results are the same."
)
REQUIRE_HELP: Final = Bilingual(
    "Kết thúc với mã 1 nếu có đơn vị chưa đạt mức độ này.",
    "End with status 1 unless every unit is at this level.",
)
ACCEPT_HELP: Final = Bilingual(
    "Với --require-level: chấp nhận cả kết quả tạm tính.", "With --require-level: accept provisional results too."
)
LEVEL_HELP: Final = Bilingual("Chỉ giải thích mức độ này.", "Explain this level only.")
UNIT_HELP: Final = Bilingual("Chỉ giải thích đơn vị này.", "Explain this unit only.")
WHOLE_HELP: Final = Bilingual(
    "Giải thích mọi điều kiện, kể cả những điều kiện không quyết định kết quả.",
    "Explain every condition, also those that decided nothing.",
)
IDS_HELP: Final = Bilingual(
    "In kèm mã của từng mức độ và điều kiện, như trong JSON.", "Show the id of every level and condition, as in JSON."
)
EXIT_CODE_HELP: Final = Bilingual("Kết thúc với mã 1 nếu có gì thay đổi.", "End with status 1 if anything changed.")
TIER_HELP: Final = Bilingual("Chỉ một cấp: school, commune, district, province.", "One tier only.")
SHOW_AS_OF_HELP: Final = Bilingual(
    "Ngày xét; nếu không ghi thì là quy định mới nhất.", "The day; without it the latest rules are shown."
)
SHOW_INSTRUMENT_HELP: Final = Bilingual("Theo văn bản này.", "By this legal text.")
SCHEMA_HELP: Final = Bilingual("Loại tệp: {kinds}; mặc định: rules.", "The kind of file: {kinds}; by default rules.")
KIND: Final = Bilingual("LOẠI", "KIND")
SCHEMA_PACK_HELP: Final = Bilingual(
    "Kèm tên các chỉ tiêu, đại lượng, cách hiểu, cấp, cờ của bộ quy định (--rules) để trình soạn thảo gợi ý.",
    "With the names of fields, measures, readings, tiers and flags of the pack (--rules), for editors to offer.",
)
SCHEMA_EDITOR_HELP: Final = Bilingual(
    "Ghi vào bộ quy định (--rules) mọi lược đồ như vậy và thiết lập cho phần mở rộng YAML của VS Code.",
    "Write all such schemas into the pack (--rules), with settings for the YAML extension of VS Code.",
)
SCHEMA_SETTINGS_KEPT: Final = Bilingual(
    "{path} có thiết lập khác nên được giữ nguyên; hãy tự thêm:\n{settings}",
    "{path} has other settings and stays as it is; add these by hand:\n{settings}",
)
TEMPLATE_PROGRAMME_HELP: Final = Bilingual("Nội dung được công nhận (bắt buộc).", "What is recognised (needed).")
TEMPLATE_TIER_HELP: Final = Bilingual(
    "Cấp của đơn vị: school, commune, district, province (bắt buộc).",
    "The tier of the unit: school, commune, district, province (needed).",
)
TEMPLATE_AS_OF_HELP: Final = Bilingual("Ngày của số liệu (bắt buộc).", "The day of the figures (needed).")

PHOCAP: Final = Bilingual(
    "Xét công nhận phổ cập giáo dục theo đúng quy định, và giải thích từng kết luận.",
    "Decide the recognition of universal education by the rules of the law, and say why.",
)
EVALUATE: Final = Bilingual(
    "Xét các hồ sơ và in kết luận cho từng đơn vị.\n"
    "ĐƯỜNG_DẪN là tệp hồ sơ hoặc thư mục. Mã kết thúc: 0 đã xét xong; 1 không đạt --require-level; "
    "2 sai cách dùng hoặc số liệu có lỗi, chưa ghi gì.",
    "Decide records and print the verdict of every unit.\n"
    "PATH is a file of records or a folder. Exit status: 0 done; 1 --require-level does not hold; "
    "2 wrong usage or faulty input, nothing written.",
)
EXPLAIN: Final = Bilingual(
    "Giải thích vì sao từng đơn vị đạt, chưa đạt hoặc chưa đủ dữ liệu.",
    "Explain why each unit is recognised, is not, or cannot be decided yet.",
)
COMPARE: Final = Bilingual(
    "So sánh hai kết quả đã lưu: kết luận nào thay đổi, và do đâu.\n"
    "KẾT_QUẢ là tệp do phocap evaluate ghi với --format json hoặc jsonl. Mã kết thúc: 0 đã so sánh xong; "
    "1 có thay đổi (với --exit-code); 2 sai cách dùng hoặc tệp không đọc được, chưa ghi gì.",
    "Compare two stored results: which verdicts changed, and why.\n"
    "A RESULT is a file that phocap evaluate wrote with --format json or jsonl. Exit status: 0 done; "
    "1 something changed (with --exit-code); 2 wrong usage or a file that cannot be read, nothing written.",
)
PLAN: Final = Bilingual(
    "Tính cách ít tốn nhất để huyện hoặc tỉnh đạt một mức độ: nâng những đơn vị cấp dưới nào, mỗi đơn vị cần gì.",
    "Work out the cheapest way for a district or province to reach a level: which units below to lift, and how.",
)
PLAN_LEVEL_HELP: Final = Bilingual("Mức độ phải đạt (bắt buộc).", "The level to reach (needed).")
PLAN_UNIT_HELP: Final = Bilingual("Chỉ đơn vị này.", "This unit only.")
NO_PLAN: Final = Bilingual(
    "Lưu ý: không có đơn vị nào được xét theo đơn vị cấp dưới ở mức độ {level}.",
    "Note: no unit here is judged by units below it at level {level}.",
)
REPORT: Final = Bilingual(
    "Lập báo cáo xét công nhận để đọc, in và lưu.\n"
    "Tên tệp sau -o quyết định dạng: {endings}. Tệp .html có cả hai ngôn ngữ và mở bằng ngôn ngữ của --lang.",
    "Make a report to read, print and keep.\n"
    "The name after -o says the form: {endings}. An .html file holds both languages and opens in that of --lang.",
)
VERIFY: Final = Bilingual(
    "Kiểm tra lại một kết quả đã lưu.\n"
    "Xét lại các hồ sơ và cho biết hồ sơ, quy định, chương trình và từng kết luận có khớp không.\n"
    "Mã kết thúc: 0 khớp hoàn toàn; 1 có chỗ không khớp; 2 sai cách dùng hoặc tệp không đọc được.",
    "Check a stored result.\n"
    "The records are evaluated again; it is said whether records, rules, program and every verdict agree.\n"
    "Exit status: 0 everything agrees; 1 something differs; 2 wrong usage or a file that cannot be read.",
)
REPORT_OUTPUT_HELP: Final = Bilingual(
    "Tệp báo cáo (bắt buộc): ghi trọn vẹn hoặc không ghi gì.", "The report (needed), written wholly or not at all."
)
DOCUMENT: Final = Bilingual("VĂN_BẢN", "DOCUMENT")
DOCUMENT_HELP: Final = Bilingual(
    "Văn bản .docx theo thể thức hành chính: report (báo cáo, mặc định), minutes (biên bản kiểm tra), self-minutes "
    "(biên bản tự kiểm tra), submission (tờ trình), decision (dự thảo quyết định), "
    "self-assessment (khung tự đánh giá trường).",
    "The .docx in official form: report (the default), minutes, self-minutes, submission, decision, self-assessment.",
)
REPORT_FORM_HELP: Final = Bilingual(
    "Điền biểu mẫu chính thức này (th-m1, th-02 …), cả mức độ đạt và kết quả từng phần; ghi ra .xlsx.",
    "Fill this official form (th-m1, th-02 …), also with the level and what its parts came to; written as .xlsx.",
)
PROPOSE_HELP: Final = Bilingual(
    "Với submission, decision và --form: lấy cả kết quả tạm tính; văn bản có đánh dấu.",
    "With submission, decision and --form: take provisional results too; documents mark them.",
)
RULES: Final = Bilingual("Xem các quy định đang dùng.", "Look at the rules.")
RULES_LIST: Final = Bilingual(
    "Liệt kê các nội dung, văn bản và thời kỳ có hiệu lực.", "List the programmes, their legal texts and periods."
)
RULES_SHOW: Final = Bilingual(
    "In quy định của một nội dung: mức độ, điều kiện, ngưỡng, căn cứ và cách hiểu.",
    "Show the rules of a programme: levels, conditions, thresholds, sources and readings.",
)
RULES_COVERAGE: Final = Bilingual(
    "In từng điều, khoản của văn bản: điều kiện nào thể hiện, hoặc vì sao chưa có điều kiện nào.\n"
    "Không ghi văn bản thì in tất cả.",
    "Show legal texts clause by clause: which conditions test it, or why none does.\nWithout a text all are shown.",
)
RULES_SCHEMA: Final = Bilingual(
    "In JSON Schema của tệp quy định hoặc của kết quả.", "Print the JSON Schema of rule files or of results."
)
DATA: Final = Bilingual("Chuẩn bị và kiểm tra hồ sơ.", "Prepare and check records.")
DATA_TEMPLATE: Final = Bilingual("In mẫu hồ sơ để điền số liệu.", "Print an empty record to fill in.")
DATA_CHECK: Final = Bilingual(
    "Đọc và kiểm tra hồ sơ, không xét công nhận.\n"
    "Mã kết thúc: 0 hồ sơ hợp lệ; 1 số liệu có lỗi; 2 sai cách dùng hoặc không đọc được đường dẫn.",
    "Read and check records without printing verdicts.\n"
    "Exit status: 0 they are sound; 1 the data have faults; 2 wrong usage or a path that cannot be read.",
)

FAULT_COUNT: Final = Bilingual("Tất cả {n} lỗi.", "{n} faults in all.")
MORE_FAULTS: Final = Bilingual("… và {n} lỗi nữa.", "… and {n} more.")
NOTHING_JUDGED: Final = Bilingual(
    "Lưu ý: không có quy định nào cho các đơn vị này, nên không có kết luận nào.",
    "Note: there are no rules for these units, so there are no verdicts.",
)
AS_OF_UNUSED: Final = Bilingual(
    "Lưu ý: --as-of không thay ngày đã ghi trong hồ sơ ({n} hồ sơ ghi ngày khác).",
    "Note: --as-of does not change the day that a record gives ({n} give another).",
)
SHOWN_LATEST: Final = Bilingual(
    "Lưu ý: không có --as-of nên in quy định của {number} theo ngày {date}.",
    "Note: without --as-of, the rules of {number} are shown as of {date}.",
)
REQUIRE_FAILED: Final = Bilingual(
    "{n} trên {total} kết luận không bảo đảm mức độ {level}:",
    "{n} of {total} verdicts do not hold level {level}:",
)
REQUIRE_NONE: Final = Bilingual(
    "Không có kết luận nào để bảo đảm mức độ {level}.", "There is no verdict to hold level {level}."
)
REQUIRE_MORE: Final = Bilingual("  … và {n} kết luận nữa", "  … and {n} more")
REQUIRE_WHY: Final[dict[str, Bilingual]] = {
    "not_met": Bilingual("chưa đạt", "not met"),
    "undetermined": Bilingual("chưa đủ dữ liệu", "cannot be decided yet"),
    "not_applicable": Bilingual("không áp dụng", "not applicable"),
    "no-level": Bilingual("nội dung này không có mức độ {level}", "this programme has no level {level}"),
    "provisional": Bilingual("đạt, nhưng chỉ là tạm tính", "met, but only provisionally"),
}
REQUIRE_HINT: Final = Bilingual(
    "Chấp nhận kết quả tạm tính bằng --accept-provisional.", "--accept-provisional accepts provisional verdicts."
)
HIGHEST: Final = Bilingual("cao nhất: mức độ {level}", "highest: level {level}")

CHECKED: Final = Bilingual("{files}, {records} hồ sơ, không có lỗi.", "{files}, {records}, no faults.")
CHECKED_DAY: Final = Bilingual("{date}: {units}", "{date}: {units}")
FILES_COUNTED: Final = (Bilingual("{n} tệp", "{n} file"), Bilingual("{n} tệp", "{n} files"))
RECORDS_COUNTED: Final = (Bilingual("{n}", "{n} record"), Bilingual("{n}", "{n} records"))

INFERENCE: Final = Bilingual("suy luận", "inference")
RULE_PACK: Final = Bilingual("quy định", "rules")
