"""The words of tables that are ours, in both languages."""

from phocap.text.language import Bilingual as B

UNIT = B("Đơn vị", "Unit")
RESULT = B("Kết quả", "Result")
POSSIBLE = B("Có thể đạt", "May reach")
FIRM = B("Cách hiểu khác", "Other readings")
PROVISIONAL = B("Tạm tính", "Provisional")
PUBLISHED = B("Đã công bố", "Published")

SAME = B("như nhau", "same")
MAY_DIFFER = B("có thể khác", "may differ")
NOT_TRIED = B("chưa xét", "not tried")
YES = B("có", "yes")
NO = B("không", "no")
AT_LEVEL = B("mức độ {level}", "level {level}")
PUBLISHED_CELL = B("{level} ({basis}): {agrees}", "{level} ({basis}): {agrees}")

CONDITION = B("Điều kiện", "Condition")
FIGURES = B("Số liệu", "Figures")
RATE = B("Tỉ lệ", "Rate")
BOUND = B("Ngưỡng", "Threshold")
DISTANCE = B("Dư/thiếu", "Margin")
OUTCOME = B("Kết quả", "Outcome")
CLAUSE = B("Khoản", "Clause")

PRINTED = B("“{text}”", "“{text}”")
AS_PRINTED = B("“…”: tỉ lệ như đã in, chưa có số đếm", "“…”: the rate as printed, without counts")
BETWEEN = B("{low} – {high}", "{low} – {high}")
UNDER = B("<{high}", "<{high}")
OVER = B(">{low}", ">{low}")
AT_MOST = B("≤ {bound}", "≤ {bound}")
AT_LEAST = B("≥ {bound}", "≥ {bound}")
EITHER = B("{bound} hoặc {other}", "{bound} or {other}")
QUORUM = B("{passed}/{members}, cần {needs}", "{passed}/{members}, {needs} needed")

RECOLLECTED = B("* chưa được xác nhận (nhớ lại)", "* not confirmed (recollected)")
SECONDARY = B("† theo nguồn thứ cấp", "† from a secondary source")
WANTED = B("Cần bổ sung: {names}.", "Needed: {names}.")
TITLE = B("{title} – {instrument} – ngày {date}", "{title} – {instrument} – {date}")
NONE = B("Không có đơn vị nào.", "No units.")
EXPLAINED = B("Từng điều kiện của mỗi đơn vị: phocap explain.", "Every condition of each unit: phocap explain.")
