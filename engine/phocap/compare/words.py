"""The words of comparisons, in both languages."""

from collections.abc import Mapping

from phocap.compare.causes import Factor
from phocap.compare.comparison import Change
from phocap.text.language import Bilingual as B

SIDE = B("{word}: {date}, {instrument}", "{word}: {date}, {instrument}")
OLD = B("Trước", "Before")
NEW = B("Sau", "After")

PROGRAMME = B("Nội dung", "Programme")
CHANGE: Mapping[Change, B] = {
    Change.UP: B("Lên mức", "Up"),
    Change.DOWN: B("Xuống mức", "Down"),
    Change.OTHER: B("Đổi khác", "Otherwise"),
    Change.SAME: B("Không đổi", "Same"),
    Change.NEW: B("Mới có", "New"),
    Change.GONE: B("Không còn", "Gone"),
}
DIRECTION: Mapping[Change, B] = {
    Change.UP: B(", lên mức", ", up"),
    Change.DOWN: B(", xuống mức", ", down"),
    Change.OTHER: B("", ""),
}
NOTHING = B("Không có kết luận nào thay đổi.", "No verdict changed.")

FROM_TO = B("{name}: {old} → {new}{how}.", "{name}: {old} → {new}{how}.")
AS_BEFORE = B("{name}: vẫn {new}, nhưng có thay đổi.", "{name}: still {new}, but not as before.")
FRESH = B("{name}: chỉ có trong kết quả sau, {said}.", "{name}: only in the later result, {said}.")
GONE = B("{name}: chỉ có trong kết quả trước, {said}.", "{name}: only in the earlier result, {said}.")
MOVED = B("Đơn vị cấp trên: {old} → {new}.", "Unit above: {old} → {new}.")
ABSENT = B("không xét", "not judged")

LEVEL_CHANGED = B("{level}: {old} → {new}, {causes}.", "{level}: {old} → {new}, {causes}.")
ALONE: Mapping[Factor, B] = {
    Factor.DATA: B("số liệu", "the data"),
    Factor.UNITS: B("kết quả của các đơn vị cấp dưới", "the results of the units below"),
    Factor.PROGRAMMES: B("kết quả ở nội dung khác", "the result in another programme"),
    Factor.RULES: B("quy định thay đổi", "the rules"),
    Factor.TIERS: B("cấp xét thay đổi", "the tiers"),
    Factor.READINGS: B("cách hiểu khác", "another reading"),
}
BECAUSE = B("do {causes}", "because of {causes}")
ALSO = B("{causes}; riêng {other} cũng đủ làm thay đổi", "{causes}; {other} alone would do too")
TOGETHER = B("{causes} cùng lúc (riêng từng thứ thì không đổi)", "{causes} together (neither alone changes it)")
PERHAPS = B(
    "{causes}, có thể cùng với {perhaps} (kết quả đã lưu không đủ để xét riêng)",
    "{causes}, perhaps together with {perhaps} (the results do not hold enough to tell)",
)
UNKNOWN = B(
    "chưa tách được giữa {perhaps} (kết quả đã lưu không đủ để xét riêng)",
    "by {perhaps}; which of them, the results do not hold enough to tell",
)
AND = B(" và ", " and ")

ARROW = " → "
BOUND = B("{said}, ngưỡng {bound}", "{said}, threshold {bound}")
ADDED = B("điều kiện mới – {text}", "new condition – {text}")
REMOVED = B("điều kiện đã bỏ – {text}", "condition dropped – {text}")
TIERS = B("xét theo số {new} thay cho số {old}", "judged by {new} instead of {old}")
BELOW = B("Đơn vị cấp dưới có thay đổi: {names}.", "Units below that changed: {names}.")
BELOW_MORE = B("{names}; và {n} đơn vị khác", "{names}; and {n} more")
READING_CHANGED = B("Cách hiểu: {question} {old} → {new}.", "Reading: {question} {old} → {new}.")
FIRM = B("Cách hiểu khác của văn bản: {old} → {new}, {causes}.", "Under other readings: {old} → {new}, {causes}.")
FIRMNESS: Mapping[bool | None, B] = {
    True: B("kết quả như nhau", "the same result"),
    False: B("kết quả có thể khác", "the result may differ"),
    None: B("chưa xét", "not tried"),
}
PROVISIONAL = B(
    "Tạm tính (ngưỡng chưa xác nhận): {old} → {new}, {causes}.",
    "Provisional (bounds not confirmed): {old} → {new}, {causes}.",
)
YES_NO: Mapping[bool | None, B] = {True: B("có", "yes"), False: B("không", "no")}
