"""What the view of clauses says, in both languages."""

from typing import Final

from phocap.text.language import Bilingual

CLAUSE: Final = Bilingual("Điều, khoản", "Clause")
KIND: Final = Bilingual("Loại", "Kind")
RULES: Final = Bilingual("Điều kiện, hoặc lý do", "Conditions, or why none")
KINDS: Final[dict[str, Bilingual]] = {
    "encoded": Bilingual("đã đưa vào", "encoded"),
    "finding": Bilingual("xác nhận", "finding"),
    "definition": Bilingual("khái niệm", "definition"),
    "procedure": Bilingual("thủ tục", "procedure"),
    "not_encoded": Bilingual("chưa đưa vào", "not encoded"),
}
READING: Final = Bilingual("cách hiểu", "reading")
ANSWERED: Final = Bilingual("đã trả lời", "answered")
TAKEN: Final = Bilingual("chọn {option}:", "taken {option}:")
DEFAULT: Final = Bilingual("mặc định {option}:", "default {option}:")
OPTION: Final = Bilingual("phương án {option}:", "option {option}:")
NOT_OFFERED: Final = Bilingual("không dùng {option}:", "not used {option}:")
COUNTED: Final = Bilingual("{n} {kind}", "{n} {kind}")
NO_INDEX: Final = Bilingual("chưa có danh mục điều khoản", "no index of clauses")
IN_FORCE: Final = Bilingual("hiệu lực {start} – {end}", "in force {start} – {end}")
TOTAL: Final = Bilingual("Tổng số điều, khoản: {n} – {kinds}.", "Clauses in all: {n} – {kinds}.")
ALL_NAMED: Final = Bilingual(
    "Mọi điều kiện quyết định đều có điều khoản.", "Every condition that decides is named by a clause."
)
UNNAMED: Final = Bilingual("Điều kiện chưa có điều khoản nào nêu:", "Conditions that no clause names:")
