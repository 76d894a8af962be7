"""The words of the blocks of documents that are ours, in both languages."""

from phocap.model.outcome import Outcome
from phocap.text.language import Bilingual as B

NUMBER = B("TT", "No.")
LEVEL = B("Mức độ", "Level")
AT_LEVEL = B("mức độ {level}", "level {level}")
AT_STANDARD = B("đạt chuẩn", "meets the standard")
MET_PROVISIONALLY = B("{level} (tạm tính)", "{level} (provisional)")
GROUP = B("{title} ({instrument}), số liệu ngày {day}", "{title} ({instrument}), figures of {day}")
UNIT_SAID = B("{unit}: {text}", "{unit}: {text}")
SHARE = B("{n} {result}", "{n} {result}")
TIER_RESULTS = B("{tier} ({total} đơn vị): {shares}.", "{tier} ({total} units): {shares}.")
UNITS_LACKING = B("Số đơn vị thiếu", "Units lacking it")
READING = B("Cách hiểu", "Reading")
NO_FIGURES = B("chưa có số liệu", "no figures")
FIGURES_OF = B("Số liệu quyết định, {tier}", "Deciding figures, {tier}")
NOBODY = B(
    "(Theo số liệu đã xét, không có đơn vị nào đủ cơ sở để công nhận; lý do ở phụ lục.)",
    "(By these figures there is no unit that can be recognised; the annex says why.)",
)
AUTHORITY = B("Thẩm quyền công nhận {tier}{what}: {by} ({source}).", "Recognises {tier}{what}: {by} ({source}).")
AUTHORITY_OPEN = B(
    "Thẩm quyền công nhận {tier} ({instrument}): chưa có trong bộ quy tắc; người soạn thảo xác định.",
    "Who recognises {tier} ({instrument}): not in the rules; the drafter determines it.",
)
AUTHORITY_MARK = {
    "confirmed": B("đã xác nhận", "confirmed"),
    "secondary": B("theo nguồn thứ cấp", "by a secondary source"),
    "recollected": B("nhớ lại, chưa xác nhận", "recollected, not confirmed"),
}
LEFT_OUT = B(
    "Đơn vị không đưa vào danh sách, hoặc đưa vào với mức thấp hơn:", "Units left out, or listed at a lower level:"
)
NOT_FIRM = B("Kết quả có thể khác theo cách hiểu khác của văn bản:", "The result may differ under another reading:")
PROVISIONAL_IN = B(
    "Kết quả tạm tính có trong danh sách, đánh dấu “tạm tính”: dựa vào ngưỡng chưa có nguồn.",
    "Provisional results are listed and marked: they rest on figures without a source.",
)
TARGET = B("mục tiêu, không phải văn bản pháp luật", "a target, not law")
EARLIER = B("Chỉ xét kỳ số liệu mới nhất của từng nội dung.", "Only the latest figures of each programme count.")

INFORMS = B("tham khảo", "for information")
THRESHOLD_IS = B("ngưỡng {bound}", "threshold {bound}")
ATTESTED = {
    Outcome.MET: B("được xác nhận", "attested"),
    Outcome.NOT_MET: B("được xác nhận là chưa đạt", "attested as not met"),
    Outcome.UNDETERMINED: B("chưa xác nhận", "not attested"),
    Outcome.NOT_APPLICABLE: B("không có trường hợp này", "the case does not arise"),
}
CRITERION = B("Tiêu chí", "Criterion")
CRITERION_NUMBER = B("Tiêu chí {number}", "Criterion {number}")
STANDARD = B("Tiêu chuẩn {standard}", "Standard {standard}")
SITUATION = B("Mô tả hiện trạng", "Situation")
OWN = B("Tự đánh giá", "Own assessment")
OWN_AT = B("{level}: {outcome}.", "{level}: {outcome}.")
INDICATOR = B("Chỉ báo, nội hàm", "Indicator")
RECORD_SAYS = B("Theo hồ sơ", "By the record")
CODES = B("Minh chứng", "Evidence")
NOT_DESCRIBED = B(
    "{level}: không mô tả, vì mức trước chưa đạt.", "{level}: not described, as the level before is not met."
)
WHOLE_SCHOOL = B("{level}: yêu cầu đối với cả trường", "{level}: requirements on the school as a whole")
