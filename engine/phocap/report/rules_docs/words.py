"""What the pages about rules say themselves, in both languages."""

from typing import Final

from phocap.text.language import Bilingual

INDEX: Final = Bilingual("Các quy định", "The rules")
INDEX_ABOUT: Final = Bilingual(
    "Các trang này do phocap lập từ chính các tệp quy định, nên nói đúng điều chương trình xét. "
    "Văn bản có giá trị pháp lý là văn bản do cơ quan có thẩm quyền ban hành.",
    "phocap makes these pages from the rule files themselves, so they say what the program tests. "
    "Only the texts that the authorities have issued are law.",
)
PROGRAMME: Final = Bilingual("Nội dung", "Programme")
SHOWN: Final = Bilingual("Quy định ngày {date}, theo {number}.", "The rules of {date}, by {number}.")
AMENDED: Final = Bilingual("Có sửa đổi, bổ sung theo {numbers}.", "As amended by {numbers}.")

HISTORY: Final = Bilingual("Văn bản theo thời gian", "Legal texts by date")
FROM: Final = Bilingual("Từ ngày", "From")
UNTIL: Final = Bilingual("Đến ngày", "Until")
TEXT: Final = Bilingual("Văn bản", "Legal text")
WHAT: Final = Bilingual("Vai trò", "What it does")
SETS: Final = Bilingual("đặt ra tiêu chuẩn", "sets the standard")
AMENDS: Final = Bilingual("sửa đổi {number}", "amends {number}")
TARGET: Final = Bilingual("mục tiêu, không phải quy phạm", "a target, not law")
SURE: Final = Bilingual("Độ chắc chắn", "How sure")
CONFIRMED: Final = Bilingual("{n}/{total} ngưỡng đã xác nhận", "{n} of {total} thresholds confirmed")

BY_DATE: Final = Bilingual("Điều kiện thay đổi theo thời gian", "Conditions that changed over time")
BY_DATE_ABOUT: Final = Bilingual(
    "Theo các cách hiểu mặc định. "
    "Mỗi cột là một ngày mà từ đó có điều kiện thay đổi. "
    "{n} điều kiện khác không thay đổi trong suốt thời gian trên.",
    "By the default readings. Each column is a day from which some condition is another one. "
    "{n} other conditions are the same throughout.",
)
NO_CHANGE: Final = Bilingual(
    "Trong thời gian trên không điều kiện nào thay đổi.", "No condition has changed in that time."
)
ABSENT: Final = Bilingual("–", "–")
HOLDS: Final = Bilingual("có", "yes")
SUSPENDED: Final = Bilingual("{text} (ngưng hiệu lực)", "{text} (suspended)")

LEVELS: Final = Bilingual("Các mức độ và điều kiện", "Levels and conditions")
CONDITION: Final = Bilingual("Điều kiện", "Condition")
THRESHOLD: Final = Bilingual("Ngưỡng", "Threshold")
CLAUSE: Final = Bilingual("Căn cứ", "Clause")
SOURCE: Final = Bilingual("Nguồn", "Source")
CHECKED: Final = Bilingual("xem ngày {date}", "read on {date}")

READINGS: Final = Bilingual("Các cách hiểu", "Readings")
READINGS_ABOUT: Final = Bilingual(
    "Chỗ văn bản có thể hiểu khác nhau. Chương trình theo cách mặc định, tính cả các cách kia, "
    "và nói rõ khi kết quả thay đổi.",
    "Where the text can be read in different ways. The program follows the default, computes the others too, "
    "and says where they change a verdict.",
)
OPTION: Final = Bilingual("Phương án", "Option")
SAYS: Final = Bilingual("Nội dung", "What it says")
USED_BY: Final = Bilingual("Nơi dùng", "Used by")
CONCERNS: Final = Bilingual("Liên quan: ", "Concerns: ")

CLAUSES: Final = Bilingual("Các điều khoản", "Clauses")
KIND: Final = Bilingual("Loại", "Kind")
TESTED_BY: Final = Bilingual("Điều kiện, hoặc lý do", "Conditions, or why none")
SOURCES: Final = Bilingual("Nguồn tài liệu", "Sources")
SOURCES_ABOUT: Final = Bilingual(
    "Nơi đã đọc các quy định trên. “Đã xác nhận” là đã đọc lời văn; “nhớ lại” là chưa có văn bản, "
    "nên kết quả dựa vào đó chỉ là tạm tính.",
    "Where the rules above were read. “Confirmed”: the wording was read. “Recollected”: no text is at hand, "
    "so that verdicts resting on it are provisional.",
)
CONDITIONS: Final = Bilingual("Số điều kiện", "Conditions")
STATUS: Final = Bilingual("Tình trạng", "Status")
NO_ADDRESS: Final = Bilingual("không có địa chỉ", "no address")
