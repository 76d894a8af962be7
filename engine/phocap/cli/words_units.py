"""What the commands about units say."""

from typing import Final

from phocap.text.language import Bilingual

UNITS: Final = Bilingual(
    "Tra cứu đơn vị hành chính theo ngày: mã, tên, cấp trên, và đơn vị cũ thành đơn vị mới.",
    "Look up units by date: codes, names, what they lie in, and what became of them.",
)
SHOW: Final = Bilingual(
    "In các đơn vị có mã hoặc tên này, thời gian tồn tại, được lập từ đâu và nay là gì.\n"
    "Tên không phân biệt hoa thường, vị trí dấu thanh, khoảng trắng; có hoặc không có chữ xã, phường đều được.",
    "Show the units of a code or name: when they were so, what they were made of and what they became.\n"
    "Case, place of tone marks and spaces make no difference; the title (xã, phường) may be left out.",
)
CONVERT: Final = Bilingual(
    "In đơn vị mới của các mã hoặc tên cũ. Xã bị chia được đánh dấu.",
    "Show what old codes or names became. Communes that were divided are marked.",
)
LIST: Final = Bilingual(
    "In danh sách đơn vị vào một ngày, theo thứ tự mã hoặc theo thứ tự chữ cái tiếng Việt.",
    "List the units of a day, by code or in Vietnamese alphabetical order.",
)
NAME_OR_CODE: Final = Bilingual("MÃ_HOẶC_TÊN", "NAME_OR_CODE")
AS_OF_HELP: Final = Bilingual("Chỉ đơn vị có vào ngày này.", "Only units of this day.")
LIST_AS_OF_HELP: Final = Bilingual(
    "Ngày; mặc định: sau lần thay đổi cuối cùng trong danh mục.", "The day; by default after the last change listed."
)
WITHIN_HELP: Final = Bilingual("Chỉ đơn vị thuộc đơn vị này.", "Only units that lie in this one.")
TIER_HELP: Final = Bilingual("Cấp; mặc định: cấp thấp nhất.", "The tier; by default the lowest.")
BY_NAME_HELP: Final = Bilingual("Xếp theo tên, không theo mã.", "Order by name, not by code.")
