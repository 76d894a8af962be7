"""What the views of rules say, in both languages."""

from typing import Final

from phocap.text.language import Bilingual

LEVEL: Final = Bilingual("Mức độ {level}", "Level {level}")
SHARE: Final = Bilingual("Số {tier} đạt chuẩn mức độ {level}", "{tier} at level {level}")
NEEDS_LEVEL: Final = Bilingual("Bảo đảm tiêu chuẩn mức độ {level}", "Meets the standard of level {level}")
NEEDS_PROGRAMME: Final = Bilingual("Đạt chuẩn {title}, mức độ {level}", "{title}, level {level}")
YEARS: Final = Bilingual("ít nhất {needs} trong {n} năm", "in at least {needs} of {n} years")
MEAN_OF: Final = Bilingual("bình quân {n} năm", "mean of {n} years")
AGE: Final = Bilingual("không quá: {field}", "not more than: {field}")
SUSPENDED: Final = Bilingual("đang ngưng hiệu lực theo {by}", "suspended by {by}")
WARNS_UNTIL: Final = Bilingual("chỉ cảnh báo đến hết ngày {date}", "warns only until {date}")
ALL: Final = Bilingual("Tất cả các điều kiện sau", "All of the following")
ANY: Final = Bilingual("Một trong các điều kiện sau", "One of the following")
AT_LEAST_OF: Final = Bilingual("Ít nhất {needs} trong {n} điều kiện sau", "At least {needs} of the following {n}")
COPY: Final = Bilingual(
    "Các điều kiện của {tier}, tính trên số liệu của chính đơn vị",
    "The conditions of a {tier}, computed on the unit's own figures",
)
VALID: Final = Bilingual("Hạn", "Valid")
VALID_YEARS: Final = Bilingual("{n} năm", "{n} y")
VALIDITY: Final = Bilingual("Công nhận có giá trị {n} năm", "A recognition is valid for {n} years")
ONLY_UNIT: Final = Bilingual("Chỉ xét {name}", "About {name} only")
INDEPENDENT: Final = Bilingual(
    "Các mức độ xét riêng: đạt mức cao không có nghĩa là đạt mức thấp",
    "Levels are independent: a unit at one need not be at the lower ones",
)
NOT_ESTABLISHED: Final = Bilingual("chưa rõ ngưỡng, chỉ hiển thị", "threshold not established, shown only")
FINDING: Final = Bilingual("phải được xác nhận", "to be attested")

STATUS: Final[dict[str, Bilingual]] = {
    "confirmed": Bilingual("đã xác nhận", "confirmed"),
    "secondary": Bilingual("theo nguồn thứ cấp", "from a secondary source"),
    "recollected": Bilingual("chưa được xác nhận (nhớ lại)", "not confirmed (recollected)"),
}
NO_SOURCE: Final = Bilingual("chưa ghi căn cứ", "no source given")
PROVISIONAL: Final = Bilingual("kết quả là tạm tính", "verdicts are provisional")
EFFECT: Final[dict[str, Bilingual]] = {
    "warns": Bilingual("chỉ cảnh báo", "warns only"),
    "informs": Bilingual("chỉ để biết, không quyết định", "for information, does not decide"),
}
EMPTY: Final[dict[str, Bilingual]] = {
    "met": Bilingual("không có ai để tính: đạt", "met when there is nobody to count"),
    "not_met": Bilingual("không có ai để tính: chưa đạt", "not met when there is nobody to count"),
    "undetermined": Bilingual("không có ai để tính: chưa xác định", "undetermined when there is nobody to count"),
}
BY_READING: Final = Bilingual("tùy cách hiểu {reading}", "depends on the reading {reading}")
ONLY: Final = Bilingual("chỉ khi chọn {choice}", "only under {choice}")
SINCE: Final = Bilingual("từ {date}", "from {date}")
UNTIL: Final = Bilingual("đến {date}", "until {date}")

READINGS: Final = Bilingual("Các cách hiểu", "Readings")
DEFAULT: Final = Bilingual("mặc định", "default")
USED_BY: Final = Bilingual("dùng trong: {text}", "used by {text}")
WHY: Final = Bilingual("Lý do: {text}", "Why: {text}")
NOTE: Final = Bilingual("Ghi chú: {text}", "Note: {text}")
IN_FORCE: Final = Bilingual("hiệu lực {period}", "in force {period}")
AS_OF: Final = Bilingual("quy định ngày {date}", "rules of {date}")
OPEN_END: Final = Bilingual("từ {start}", "from {start}")
PERIOD: Final = Bilingual("{start} – {end}", "{start} – {end}")

INSTRUMENT: Final = Bilingual("Văn bản", "Legal text")
FROM: Final = Bilingual("Từ ngày", "From")
TO: Final = Bilingual("Đến ngày", "Until")
LEVELS: Final = Bilingual("Mức độ", "Levels")
TIERS: Final = Bilingual("Cấp", "Tiers")
CONFIRMED: Final = Bilingual("Ngưỡng xác nhận", "Confirmed")
READING_COUNT: Final = Bilingual("Cách hiểu", "Readings")
