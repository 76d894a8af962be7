"""The words of explanations that are ours, in both languages; the words of the law come with the result."""

from collections.abc import Mapping

from phocap.model.outcome import Outcome
from phocap.text.language import Bilingual as B

OUTCOME: Mapping[Outcome, B] = {
    Outcome.MET: B("đạt", "met"),
    Outcome.NOT_MET: B("chưa đạt", "not met"),
    Outcome.UNDETERMINED: B("chưa đủ dữ liệu", "not enough data"),
    Outcome.NOT_APPLICABLE: B("không áp dụng", "not applicable"),
}

MARK: Mapping[Outcome, str] = {
    Outcome.MET: "✓",
    Outcome.NOT_MET: "✗",
    Outcome.UNDETERMINED: "?",
    Outcome.NOT_APPLICABLE: "–",
}
SHOWN_ONLY = "·"
"""The mark of what is compared with nothing."""

FINDING: Mapping[Outcome, B] = {
    Outcome.MET: B("đạt", "met"),
    Outcome.NOT_MET: B("chưa đạt", "not met"),
    Outcome.UNDETERMINED: B("chưa xác nhận", "not confirmed"),
    Outcome.NOT_APPLICABLE: B("không áp dụng", "not applicable"),
}

# How a quantity stands to its bound.
BELOW = B("thấp hơn {bound}", "below {bound}")
ABOVE = B("cao hơn {bound}", "above {bound}")
EQUAL = B("đúng bằng ngưỡng", "exactly the threshold")
NOT_BELOW = B("không thấp hơn {bound}", "at least {bound}")
NOT_ABOVE = B("không cao hơn {bound}", "at most {bound}")

# How far it is from its bound, in whole units.
SPARE = B("dư {n}", "{n} to spare")
NO_SPARE = B("vừa đủ, không dư", "none to spare")
SHORT = B("thiếu {n}", "short by {n}")
ROOM = B("còn được thêm {n}", "room for another {n}")
NO_ROOM = B("vừa đủ, không thêm được nữa", "no room for more")
OVER = B("vượt {n}", "over by {n}")

ROUNDED = B(
    "{said} (làm tròn thành {rounded}, nhưng tỉ lệ chính xác mới quyết định)",
    "{said} (rounded it would read {rounded}, but the exact rate decides)",
)

# Intervals.
FROM_TO = B("từ {low} đến {high}", "from {low} to {high}")
FROM_TO_UNDER = B("từ {low} đến dưới {high}", "from {low} to below {high}")
OVER_TO = B("trên {low} đến {high}", "above {low}, up to {high}")
OVER_TO_UNDER = B("trên {low} đến dưới {high}", "above {low}, below {high}")
FROM = B("từ {low} trở lên", "{low} or more")
MORE_THAN = B("trên {low}", "above {low}")
UP_TO = B("không quá {high}", "at most {high}")
UNDER = B("dưới {high}", "below {high}")

PRINTED = B("in là “{text}”", "printed as “{text}”")
PRINTED_MEANS = B("in là “{text}” ({interval})", "printed as “{text}” ({interval})")
PRINTED_SHARES = B("theo tỉ lệ đã in: {interval}", "by printed shares: {interval}")
PARTLY_KNOWN = B("đã biết {interval}", "known so far: {interval}")
COUNTS_KNOWN = B("{counts} ({interval})", "{counts} ({interval})")
NO_DATA = B("chưa có số liệu", "no figures")
BOUND = B("ngưỡng {bound}", "threshold {bound}")
NOBODY = B("không có đối tượng", "nobody to count")
NOT_APPLIED = B(
    "không có đối tượng nên không áp dụng, không cản trở kết quả",
    "nobody to count, so not applicable; it stands in no one's way",
)
NO_BOUND = B("chưa xác định được ngưỡng, chỉ để tham khảo", "no threshold is established, shown only")

FLAG_USED = B("ngưỡng dành cho: {flag}", "threshold for: {flag}")
FLAG_OPEN = B("cũng chưa ghi có thuộc diện này không: {flag}", "nor is it said whether this holds: {flag}")
FLAG_DECIDES = B("còn tùy có thuộc diện này không: {flag}", "it depends on whether this holds: {flag}")
FLAG_WANTED = B("Có thuộc diện này không: {flag}", "Whether this holds: {flag}")
EITHER_BOUND = B("ngưỡng {bound}, hoặc {other} nếu thuộc diện giảm", "threshold {bound}, or {other} if the flag holds")
QUORUM = B(
    "{passed} trong {members} điều kiện đạt{open}, cần {needs}",
    "{passed} of {members} conditions met{open}, {needs} needed",
)
MEAN = B("bình quân {n} năm {interval}", "mean of {n} years {interval}")
QUORUM_ALL = B(
    "{passed} trong {members} điều kiện đạt{open}, cần đủ cả", "{passed} of {members} conditions met{open}, all needed"
)
OPEN_MEMBERS = B(", {n} chưa rõ", ", {n} open")
WINDOW = B(
    "đạt {passed} trong {members} năm{open}, cần {needs} năm",
    "met in {passed} of {members} years{open}, {needs} needed",
)
WINDOW_ALL = B(
    "đạt {passed} trong {members} năm{open}, cần đủ cả", "met in {passed} of {members} years{open}, all needed"
)
SEE_PROGRAMME = B("{outcome} (xem riêng nội dung {programme})", "{outcome} (see the programme {programme})")
RECOGNITION = B("số liệu hoặc quyết định công nhận: {title}", "figures or a decision of recognition: {title}")
MISSING = B("thiếu số liệu: {names}", "missing: {names}")
TOTAL_BELOW = B("tổng số {units}", "total number of {units}")
COUNT_BELOW = B("số {units} đạt mức độ {level}", "number of {units} at level {level}")
UNITS_BELOW = B("đơn vị cấp dưới", "units below")

STATUS_BOUND: Mapping[str, B] = {
    "recollected": B("ngưỡng chưa được xác nhận (nhớ lại)", "threshold not confirmed (recollected)"),
    "secondary": B("ngưỡng theo nguồn thứ cấp", "threshold from a secondary source"),
}
STATUS_RULE: Mapping[str, B] = {
    "recollected": B("điều kiện chưa được xác nhận (nhớ lại)", "condition not confirmed (recollected)"),
    "secondary": B("điều kiện theo nguồn thứ cấp", "condition from a secondary source"),
}
READING = B("cách hiểu: {question} – {option}", "reading: {question} – {option}")

# Levels and verdicts.
LEVEL = B("Mức độ {level}", "Level {level}")
LEVEL_MET = B("mọi điều kiện đều bảo đảm", "every condition holds")
LEVEL_FAILS = B("chưa bảo đảm điều kiện: {names}", "because this condition does not hold: {names}")
LEVEL_FAILS_MANY = B("chưa bảo đảm các điều kiện: {names}", "because these conditions do not hold: {names}")
LEVEL_OPEN = B("về: {names}", "on: {names}")
PROVISIONAL = B("tạm tính {outcome}", "provisionally {outcome}")
AND_OTHERS = B("{names}; và {n} điều kiện khác", "{names}; and {n} more")

MEETS = B("ĐẠT CHUẨN mức độ {level}", "MEETS THE STANDARD at level {level}")
MEETS_ONE = B("ĐẠT CHUẨN", "MEETS THE STANDARD")
FAILS = B("CHƯA ĐẠT CHUẨN", "DOES NOT MEET THE STANDARD")
UNDECIDED = B("CHƯA ĐỦ DỮ LIỆU để kết luận", "NOT ENOUGH DATA to decide")
NOTHING_TO_JUDGE = B("KHÔNG ÁP DỤNG: không có đối tượng", "NOT APPLICABLE: nobody to count")
WOULD_MEET = B(
    "Tạm tính: sẽ đạt mức độ {level} nếu các ngưỡng chưa xác nhận là đúng",
    "Provisional: would meet level {level} if the unconfirmed thresholds are right",
)
WOULD_MEET_ONE = B(
    "Tạm tính: sẽ đạt chuẩn nếu các ngưỡng chưa xác nhận là đúng",
    "Provisional: would meet the standard if the unconfirmed thresholds are right",
)
WOULD_FAIL = B(
    "Tạm tính: sẽ chưa đạt chuẩn nếu các ngưỡng chưa xác nhận là đúng",
    "Provisional: would not meet the standard if the unconfirmed thresholds are right",
)
MAY_REACH = B("có thể đạt tới mức độ {level} khi đủ số liệu", "may reach level {level} once the figures are complete")
MAY_MEET = B("có thể đạt chuẩn khi đủ số liệu", "may meet the standard once the figures are complete")
HIGHER_PROVISIONAL = B("mức độ {level} chưa đạt chỉ là tạm tính", "that level {level} is not met is provisional")
NOT_FIRM = B(
    "theo cách hiểu khác của văn bản, kết quả có thể khác", "another reading of the text may give another result"
)
NOT_TRIED = B("chưa xét các cách hiểu khác của văn bản", "other readings of the text were not tried")

# What others published.
BASIS: Mapping[str, B] = {
    "decision": B("Quyết định{document}", "Decision{document}"),
    "stated": B("Văn bản đã công bố{document}", "Published decision{document}"),
    "proposed": B("Đoàn kiểm tra đề nghị{document}", "Proposed by the inspection team{document}"),
    "reported": B("Theo báo cáo, báo chí{document}", "As reported{document}"),
    "implied": B("Suy ra từ danh sách đã công bố{document}", "Implied by a published list{document}"),
}
BASIS_SHORT: Mapping[str, B] = {
    "decision": B("quyết định", "decision"),
    "stated": B("công bố", "published"),
    "proposed": B("đề nghị", "proposed"),
    "reported": B("báo cáo", "reported"),
    "implied": B("suy ra", "implied"),
}
ON = B(" ngày {date}", " of {date}")
PUBLISHED_MET = B("đạt mức độ {level}", "meets level {level}")
PUBLISHED_MET_ONE = B("đạt chuẩn", "meets the standard")
PUBLISHED_NOT = B("chưa đạt mức độ {level}", "does not meet level {level}")
PUBLISHED_NOT_ONE = B("chưa đạt chuẩn", "does not meet the standard")
AGREES: Mapping[bool | None, B] = {
    True: B("khớp với kết quả tính", "agrees with our result"),
    False: B("KHÁC với kết quả tính", "DIFFERS from our result"),
    None: B("chưa so sánh được vì chưa đủ dữ liệu", "cannot be compared: not enough data"),
}
AGREES_SHORT: Mapping[bool | None, B] = {
    True: B("khớp", "agrees"),
    False: B("khác", "differs"),
    None: B("chưa so được", "open"),
}

# The proof tree.
DATE = B("ngày {date}", "{date}")
RULES = B("Căn cứ: {instrument} (bộ quy tắc {rule_set})", "By {instrument} (rule set {rule_set})")
CONCLUSION = B("Kết luận: {text}", "Result: {text}")
FIGURE = B("{label}: {value} ({place})", "{label}: {value} ({place})")
PLACES = B("số liệu: {places}", "figures: {places}")
ATTESTED = B("xác nhận: {by}", "attested by {by}")
EVIDENCE = B("minh chứng: {documents}", "evidence: {documents}")
SOURCE = B("nguồn của quy định: {status}", "source of the rule: {status}")
SOURCE_STATUS: Mapping[str, B] = {
    "confirmed": B("đã xác nhận", "confirmed"),
    "secondary": B("nguồn thứ cấp", "secondary"),
    "recollected": B("nhớ lại", "recollected"),
}
FOLLOWS = B("suy từ các số khác", "follows from other figures")
NOT_GIVEN = B("chưa ghi", "not given")
NODE = B("mã: {node}", "id: {node}")
NOTE = B("Ghi chú: {text}", "Note: {text}")
DECIDES_NOTHING = B("{text} (không quyết định).", "{text} (decides nothing).")
REFERENCE = B("Tham khảo (không quyết định)", "For information (decides nothing)")
REFERENCE_AT = B("Tham khảo (không quyết định), so với {level}", "For information (decides nothing), against {level}")
FINDINGS: Mapping[Outcome, B] = {
    Outcome.MET: B("Đạt: {names}.", "Met: {names}."),
    Outcome.NOT_MET: B("Chưa đạt: {names}.", "Not met: {names}."),
    Outcome.UNDETERMINED: B("Chưa xác nhận: {names}.", "Not confirmed: {names}."),
    Outcome.NOT_APPLICABLE: B("Không áp dụng: {names}.", "Not applicable: {names}."),
}
NOTHING_SAID = B("Chưa có số liệu: {names}.", "No figures: {names}.")
CAUTIONS = B("Lưu ý", "Cautions")
CAUTION_STATUS: Mapping[str, B] = {
    "recollected": B("chưa được xác nhận (nhớ lại)", "not confirmed (recollected)"),
    "secondary": B("theo nguồn thứ cấp", "from a secondary source"),
    "confirmed": B("chưa có văn bản pháp luật", "without a legal text"),
}
CAUTION = B("{level}, {status}: {names}.", "{level}, {status}: {names}.")
READINGS = B("Cách hiểu làm thay đổi kết quả", "Readings that change the result")
READING_ASKED = B("{question} Đang dùng: {option}. ({reading})", "{question} Used here: {option}. ({reading})")
FOLLOWED = B("{options} (đang dùng)", "{options} (as followed here)")
WANTED = B("Cần bổ sung để kết luận", "Needed to decide")
BLANK = B(
    "Hồ sơ chưa ghi số liệu nào cho nội dung này, nên chưa có gì để xét.",
    "The record gives no figure for this programme, so there is nothing to judge yet.",
)
MORE_WANTED = B("và {n} mục khác", "and {n} more")
TEMPLATE = B("Mẫu để điền: {command}", "The form to fill in: {command}")
PUBLISHED = B("Đối chiếu với kết quả đã công bố", "Beside what was published")
