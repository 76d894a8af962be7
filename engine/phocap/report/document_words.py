"""The words of the page that are ours, in both languages; names of the law come with the result."""

from collections.abc import Mapping

from phocap.text.language import Bilingual as B

ATTESTED_BY = B("người xác nhận: {by}", "attested by: {by}")
ATTESTED_ON = B("ngày xác nhận: {day}", "attested on: {day}")
EVIDENCE = B("minh chứng: {names}", "evidence: {names}")
HELD_UNIT = B("{unit}: {text}", "{unit}: {text}")
UNITS_COUNTED = (B("{n} đơn vị {tier}", "{n} units: {tier}"), B("{n} đơn vị {tier}", "{n} {tier}"))
AND_MORE = B("và {n} đơn vị khác, xem danh sách bên dưới", "and {n} more units, listed below")
BELOW = B("Đơn vị chưa đạt {level}, gần đạt nhất trước", "Units short of {level}, nearest to it first")
BELOW_ONE = B("Đơn vị chưa đạt chuẩn, gần đạt nhất trước", "Units short of the standard, nearest to it first")
LACKS = B("thiếu {n} để đạt {level}", "short by {n} of {level}")
LACKS_ONE = B("thiếu {n} để đạt chuẩn", "short by {n} of the standard")
AT_BOUND = B("vừa đủ", "exact")
SHORT = B("thiếu", "short")
SPARE = B("dư", "to spare")
READING_USED = B("{question} – {option}", "{question} – {option}")

WORDS: Mapping[str, B] = {
    # Head and controls
    "report": B("Báo cáo xét công nhận", "Recognition audit report"),
    "day": B("Số liệu ngày", "Figures of"),
    "basis": B("Căn cứ", "Legal basis"),
    "rules": B("Bộ quy tắc", "Rule set"),
    "scope": B("Phạm vi", "Scope"),
    "engine": B("Chương trình", "Program"),
    "contents": B("Mục lục", "Contents"),
    "language": B("Ngôn ngữ", "Language"),
    "light": B("Nền sáng", "Light"),
    "dark": B("Nền tối", "Dark"),
    "print": B("In", "Print"),
    "choose": B("Nội dung và ngày", "Programme and day"),
    "skip": B("Đến nội dung chính", "Skip to the content"),
    "noscript": B(
        "Trình duyệt không chạy được kịch bản: chỉ có phần tóm tắt; biểu đồ và danh sách đơn vị không hiện.",
        "Scripts do not run here: only the summary is shown, without charts and the list of units.",
    ),
    "nothing": B("Không có đơn vị nào được xét.", "No unit was judged."),
    # Summary
    "summary": B("Kết luận", "Verdict"),
    "holds_back": B("Điều gì còn cản trở", "What holds it back"),
    "nothing_holds": B("Không còn điều gì cản trở mức độ cao nhất.", "Nothing stands against the highest level."),
    "by_level": B("Kết quả theo cấp", "Results by tier"),
    "conditions": B("Từng điều kiện", "Condition by condition"),
    "no_root": B(
        "Báo cáo này có nhiều đơn vị ngang cấp; kết luận của từng đơn vị ở danh sách bên dưới.",
        "This report is about several units side by side; the verdict of each stands in the list below.",
    ),
    "published": B("Đối chiếu với kết quả đã công bố", "Beside what was published"),
    # Columns
    "unit": B("Đơn vị", "Unit"),
    "result": B("Kết quả", "Result"),
    "condition": B("Điều kiện", "Condition"),
    "figures": B("Số liệu", "Figures"),
    "rate": B("Tỉ lệ", "Rate"),
    "threshold": B("Ngưỡng", "Threshold"),
    "margin": B("Dư / thiếu", "Margin"),
    "clause": B("Điều, khoản", "Clause"),
    "tier": B("Cấp", "Tier"),
    "source": B("Nguồn", "Source"),
    "field": B("Chỉ tiêu", "Figure"),
    "value": B("Giá trị", "Value"),
    "safest": B("Dư ít nhất", "Smallest margin"),
    "lacks": B("Còn thiếu cho mức tiếp theo", "Lacking for the next level"),
    # Charts
    "nav_method": B("Cách tính", "Method"),
    "nav_files": B("Tệp", "Files"),
    "nav_missing": B("Còn thiếu", "Missing"),
    "charts": B("Biểu đồ", "Charts"),
    "tiles": B("Mức độ của từng đơn vị", "Level of every unit"),
    "tiles_about": B(
        "Mỗi ô là một đơn vị, xếp theo mã trong đơn vị cấp trên. Bấm vào ô để xem đơn vị.",
        "One tile a unit, by code within the unit above. Press a tile to see the unit.",
    ),
    "ranked": B("Các đơn vị so với ngưỡng", "Units against the threshold"),
    "ranked_about": B(
        "Xếp từ thấp đến cao; vạch dọc là ngưỡng. Thanh ngang dài là khoảng khi số liệu chưa đủ.",
        "From the lowest to the highest; the upright line is the threshold. A long bar is what figures leave open.",
    ),
    "ranked_all": B("Tất cả {n} đơn vị, xếp theo tỉ lệ", "All {n} units by rate"),
    "lowest": B("{n} đơn vị thấp nhất", "The {n} lowest"),
    "margins": B("Phân bố số dư, số thiếu", "Distribution of margins"),
    "margins_about": B(
        "Bao nhiêu đơn vị còn thiếu, vừa đủ hoặc dư bao nhiêu so với ngưỡng.",
        "How many units are short, exact or have to spare, and by how much.",
    ),
    "ages": B("{age} tuổi", "age {age}"),
    "cohort": B("Theo độ tuổi", "By age"),
    "cohort_of": B("Số liệu của {unit}.", "Figures of {unit}."),
    "cohort_sum": B("Tổng của {n} đơn vị có đủ số liệu.", "Sum of {n} units that have all figures."),
    "change": B("So với kỳ trước", "Against the time before"),
    "change_about": B(
        "{day} so với {before}, mỗi đơn vị so với chính nó.", "{day} against {before}, each unit with itself."
    ),
    "up": B("Tăng mức", "Rose"),
    "down": B("Giảm mức", "Fell"),
    "same": B("Giữ nguyên", "Unchanged"),
    "new": B("Không có ở kỳ trước", "Not there before"),
    "gone": B("Không còn ở kỳ này", "No longer there"),
    "rate_change": B("Tỉ lệ thay đổi (điểm phần trăm)", "Change of rate (percentage points)"),
    "pick_condition": B("Điều kiện", "Condition"),
    "pick_tier": B("Cấp", "Tier"),
    "open": B("chưa rõ", "open"),
    "of_units": B("đơn vị", "units"),
    # Units
    "units": B("Danh sách đơn vị", "Units"),
    "paper_top": B(
        "Bản in chỉ liệt kê {n} trong {total} đơn vị: các đơn vị trên cùng. Lọc hoặc tìm rồi in để có các đơn vị khác.",
        "Paper lists {n} of {total} units: those at the top. Filter or search, then print, to have others.",
    ),
    "units_about": B(
        "Mở một đơn vị để xem các đơn vị bên dưới và từng điều kiện.",
        "Open a unit to see those below it and every condition.",
    ),
    "search": B("Tìm theo tên hoặc mã (không cần dấu)", "Search by name or code (no diacritics needed)"),
    "filter_result": B("Kết quả", "Result"),
    "filter_more": B("Chỉ xem", "Only"),
    "all": B("Tất cả", "All"),
    "sort": B("Sắp xếp", "Sort"),
    "sort_tree": B("Theo cây đơn vị", "By administration"),
    "sort_name": B("Theo tên", "By name"),
    "sort_level": B("Mức độ thấp trước", "Lowest level first"),
    "sort_margin": B("Dư ít trước", "Smallest margin first"),
    "sort_short": B("Gần đạt mức tiếp theo trước", "Nearest to the next level first"),
    "only_tight": B("dư không quá 5", "margin of 5 or less"),
    "only_open": B("còn thiếu số liệu", "figures missing"),
    "only_readings": B("tùy cách hiểu", "open to readings"),
    "only_disagrees": B("khác kết quả đã công bố", "differs from what was published"),
    "found": B("{n} / {total} đơn vị", "{n} of {total} units"),
    "none_found": B("Không có đơn vị nào khớp.", "No unit fits."),
    "more": B("Xem thêm {n}", "Show {n} more"),
    "informs": B("Để tham khảo, không quyết định", "For information, decides nothing"),
    "silent": B("Chưa có số liệu hoặc chưa xác nhận", "No figures or not attested"),
    "figures_used": B("Số liệu đã dùng", "Figures used"),
    "not_given": B("chưa ghi", "not given"),
    "derived": B("suy từ các số khác", "follows from other figures"),
    "between": B("từ {low} đến {high}", "from {low} to {high}"),
    "at_least": B("từ {low} trở lên", "{low} or more"),
    "wanted": B("Cần bổ sung", "Needed"),
    "note": B("Ghi chú", "Note"),
    "firm_no": B("Tùy cách hiểu văn bản", "Open to readings"),
    # Data
    "quality": B("Chất lượng số liệu", "Data quality"),
    "quality_about": B("Số liệu mà các điều kiện cần, theo cấp.", "The figures that the conditions need, by tier."),
    "q_given": B("có ghi", "given"),
    "q_derived": B("suy ra được", "derived"),
    "q_missing": B("thiếu", "missing"),
    "q_complete": B("Đơn vị đủ số liệu", "Units with all figures"),
    "missing": B("Chưa đủ dữ liệu", "Undetermined and missing"),
    "missing_about": B(
        "Số liệu còn thiếu làm cho ít nhất một mức độ chưa kết luận được. Số liệu thiếu không bao giờ được tính là 0.",
        "Missing figures that leave at least one level open. A missing figure is never counted as 0.",
    ),
    "missing_none": B("Mọi mức độ của mọi đơn vị đều đã kết luận được.", "Every level of every unit is decided."),
    "missing_units": B("đơn vị", "units"),
    # Notes
    "cautions": B("Lưu ý và cách hiểu văn bản", "Cautions and readings"),
    "cautions_about": B(
        "Kết quả dựa vào những ngưỡng sau, chưa được xác nhận từ văn bản gốc.",
        "The results rest on these figures of the law, which are not confirmed from the legal text.",
    ),
    "cautions_none": B("Mọi ngưỡng đã dùng đều được xác nhận.", "Every threshold that was used is confirmed."),
    "readings_used": B("Cách hiểu đã dùng", "Readings followed"),
    "readings_change": B("Cách hiểu làm thay đổi kết quả", "Readings that change a result"),
    "method": B("Cách tính và khái niệm", "Method and definitions"),
    "m_exact": B(
        "Tỉ lệ được so với ngưỡng bằng phân số chính xác; làm tròn chỉ để in. Tỉ lệ thấp hơn ngưỡng dù rất ít vẫn là "
        "chưa đạt.",
        "Rates are compared with thresholds as exact fractions; rounding is for print only. A rate below the threshold "
        "by however little does not meet it.",
    ),
    "m_missing": B(
        "Số liệu thiếu là một khoảng, không phải số 0. Điều kiện chỉ được kết luận khi mọi giá trị còn có thể đều cho "
        "cùng một kết quả; nếu không thì “chưa đủ dữ liệu”.",
        "A missing figure is a range, not 0. A condition is decided only when every value still possible gives the "
        "same outcome; else it is “not enough data”.",
    ),
    "m_printed": B(
        "Tỉ lệ chép từ văn bản in là một khoảng: mọi tỉ lệ in ra như vậy, dù làm tròn hay cắt bớt.",
        "A rate copied from print is a range: every rate that prints so, whether rounded or cut.",
    ),
    "m_margin": B(
        "“Dư” là số đối tượng có thể mất mà điều kiện vẫn đạt; “thiếu” là số còn cần để đạt.",
        "A margin is how many may be lost before the condition fails; a shortfall is how many are missing.",
    ),
    "m_outcomes": B(
        "Kết quả: đạt; chưa đạt; chưa đủ dữ liệu; không áp dụng (không có đối tượng, không cản trở).",
        "Outcomes: met; not met; not enough data; not applicable (nobody to count, stands in no one’s way).",
    ),
    "m_provisional": B(
        "“Tạm tính”: kết quả dựa vào một ngưỡng mà chưa tìm được nguồn. Không dùng để công nhận.",
        "“Provisional”: it rests on a figure for which no source is established. Not to be used for recognition.",
    ),
    "m_status": B(
        "Báo cáo này không phải quyết định công nhận; việc công nhận thuộc thẩm quyền của cơ quan nhà nước.",
        "This report is no decision: recognition is for the competent authority.",
    ),
    "files": B("Tệp và mã băm SHA-256", "Files and SHA-256 hashes"),
    "files_about": B(
        "Cùng những tệp này thì lần nào tính cũng cho đúng kết quả này.",
        "The same files give this same result every time.",
    ),
    "inputs": B("Hồ sơ đã đọc", "Records read"),
    "rule_files": B("Tệp quy định", "Rule files"),
    "digest": B("Mã của kết quả", "Digest of the result"),
    "fingerprint": B("Mã kết quả", "Digest"),
}
