"""What the commands for authors of rules say: help texts, in both languages."""

from typing import Final

from phocap.text.language import Bilingual

RULES: Final = Bilingual("QUY_ĐỊNH", "RULES")
FINDING: Final = Bilingual("MÃ", "ID")
DAYS: Final = Bilingual("SỐ_NGÀY", "DAYS")

RULES_CHECK: Final = Bilingual(
    "Kiểm tra quy định: thiếu sót, và những gì chứng minh được là sai.\n"
    "QUY_ĐỊNH là nội dung (primary) hoặc văn bản/nội dung; không ghi thì kiểm tra tất cả. "
    "Mã kết thúc: 0 không có lỗi; 1 có phát hiện mức lỗi; 2 sai cách dùng.",
    "Check rules: what is missing, and what is proven to be wrong.\n"
    "RULES is a programme (primary) or instrument/programme; without it everything is checked. "
    "Exit status: 0 no errors; 1 a finding is an error; 2 wrong usage.",
)
CHECK_AS_OF_HELP: Final = Bilingual(
    "Ngày xét xem căn cứ có quá cũ không (PC106).", "The day on which sources are looked at for age (PC106)."
)
STALE_HELP: Final = Bilingual(
    "Sau bao nhiêu ngày thì căn cứ phải đọc lại; mặc định 365.",
    "After how many days a source should be read again; by default 365.",
)
SELECT_HELP: Final = Bilingual(
    "Chỉ những phát hiện có mã bắt đầu như vậy, ví dụ PC2; ghi được nhiều lần.",
    "Only findings whose id begins so, such as PC2; may be repeated.",
)
IGNORE_HELP: Final = Bilingual(
    "Bỏ qua những phát hiện có mã bắt đầu như vậy.", "Leave out findings whose id begins so."
)
ACCEPTED_HELP: Final = Bilingual(
    "Kể cả những phát hiện mà quy định giữ lại có lý do.", "List also the findings that the rules keep for a reason."
)
FORMAT_HELP: Final = Bilingual("Dạng kết quả; mặc định: table.", "The form of the findings; by default table.")
NO_DAY: Final = Bilingual(
    "Lưu ý: không có --as-of nên không kiểm tra độ cũ của căn cứ (PC106).",
    "Note: without --as-of the age of sources is not looked at (PC106).",
)

RULES_TEST: Final = Bilingual(
    "Chạy các trường hợp kiểm tra đi kèm quy định, và xem chúng đã đủ chưa.\n"
    "Mã kết thúc: 0 tất cả đúng và đủ như yêu cầu; 1 có sai khác hoặc còn thiếu; 2 sai cách dùng.",
    "Run the tests beside rules, and see whether they are enough.\n"
    "Exit status: 0 all is right and as full as asked for; 1 something differs or is missing; 2 wrong usage.",
)
COVERAGE_HELP: Final = Bilingual(
    "Kể những gì chưa trường hợp nào thử: hai phía của mỗi ngưỡng, mỗi cách hiểu, mỗi kết quả.",
    "Tell what no case has seen: both sides of every threshold, every reading, every outcome.",
)
GENERATE_HELP: Final = Bilingual(
    "In các trường hợp còn thiếu, do bộ giải tìm, để dán vào tệp kiểm tra.",
    "Print the cases that are missing, found by the solver, ready to be pasted.",
)
MUTATE_HELP: Final = Bilingual(
    "Đổi lần lượt từng ngưỡng, phép so sánh, số điều kiện; mỗi thay đổi phải làm một trường hợp sai.",
    "Change every threshold, comparison and quorum in turn; each change must fail a test.",
)
PROPOSED: Final = Bilingual("{rules}: đề xuất {n} trường hợp.", "{rules}: {n} cases proposed.")

PATH: Final = Bilingual("ĐƯỜNG_DẪN", "PATH")
CHANGE: Final = Bilingual("ĐIỀU_KIỆN.at_least=GIÁ_TRỊ", "CONDITION.at_least=VALUE")
RULES_DOCS: Final = Bilingual(
    "Lập trang về từng nội dung công nhận: mức độ, ngưỡng, điều khoản, nguồn, cách hiểu, thay đổi theo thời gian.\n"
    "Không ghi NỘI_DUNG thì lập tất cả, kèm trang mục lục. Ngôn ngữ của trang theo --lang.",
    "Write a page about each programme: levels, thresholds, clauses, sources, readings, history by date.\n"
    "Without PROGRAMME all are written, with an index. The pages are in the language of --lang.",
)
DOCS_AS_OF_HELP: Final = Bilingual(
    "Quy định của ngày nào; mặc định: quy định mới nhất của từng nội dung.",
    "The day whose rules are shown; by default the newest of each programme.",
)
DOCS_FORMAT_HELP: Final = Bilingual("Dạng trang; mặc định: html.", "The form of the pages; by default html.")
DOCS_INTO_HELP: Final = Bilingual("Thư mục nhận các trang.", "The folder for the pages.")
RULES_DIFF: Final = Bilingual(
    "So sánh hai bộ quy định: điều kiện nào khác, có tương đương không, và đơn vị nào có kết luận khác.\n"
    "Một bộ quy định là văn bản/nội dung, văn bản/nội dung@NGÀY, hoặc đường dẫn một tệp quy định.",
    "Compare two rule sets: which conditions differ, whether they are equivalent, and whose verdict is another one.\n"
    "A rule set is instrument/programme, instrument/programme@DAY, or the path of a rule file.",
)
ON_HELP: Final = Bilingual(
    "Xét các hồ sơ này theo cả hai; ghi được nhiều lần.", "Judge these records by both; may be repeated."
)
WHAT_IF_HELP: Final = Bilingual(
    "Đổi một ngưỡng, ví dụ 3/enrolment-6.at_least=99%; ghi được nhiều lần.",
    "Change a threshold, such as 3/enrolment-6.at_least=99%; may be repeated.",
)
NO_PROOF_HELP: Final = Bilingual("Không chứng minh, không cần bộ giải.", "Prove nothing; needs no solver.")
EXIT_CODE_HELP: Final = Bilingual("Kết thúc với mã 1 nếu có khác nhau.", "End with status 1 when they differ.")

TITLE: Final = Bilingual("TÊN", "TITLE")
NUMBER: Final = Bilingual("SỐ_HIỆU", "NUMBER")
RULES_NEW: Final = Bilingual(
    "Tạo các tệp đầu tiên của một bộ quy định: từ vựng, văn bản, quy định và trường hợp kiểm tra, có chú thích.\n"
    "Tạo cả gói quy định nếu thư mục chưa có. Không bao giờ ghi đè.",
    "Make the first files of a rule set, with comments: vocabulary, legal text, rules and tests.\n"
    "A rule pack is made too where the folder has none. Nothing is ever overwritten.",
)
INTO_HELP: Final = Bilingual("Thư mục của gói quy định (bắt buộc).", "The folder of the rule pack (needed).")
NEW_INSTRUMENT_HELP: Final = Bilingual(
    "Mã của văn bản, cũng là tên thư mục (bắt buộc).", "The id of the legal text, also its folder (needed)."
)
NUMBER_HELP: Final = Bilingual("Số hiệu của văn bản.", "The number of the legal text, as it is cited.")
NEW_TIER_HELP: Final = Bilingual("Cấp được xét.", "The tier that is judged.")
FROM_HELP: Final = Bilingual("Ngày có hiệu lực (bắt buộc).", "The first day in force (needed).")
TITLE_VI_HELP: Final = Bilingual("Tên nội dung bằng tiếng Việt.", "The title in Vietnamese.")
TITLE_EN_HELP: Final = Bilingual("Tên nội dung bằng tiếng Anh.", "The title in English.")
NEXT: Final = Bilingual(
    "Tiếp theo: phocap rules test {rules} --rules {folder}", "Next: phocap rules test {rules} --rules {folder}"
)
