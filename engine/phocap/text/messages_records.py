"""Messages about records: what is written in them and what does not add up."""

from phocap.text.message import Message

RECORDS: dict[str, Message] = {
    "unknown-key": Message("không có mục nào tên là “{key}” ở đây", "there is no entry “{key}” here"),
    "missing-key": Message("thiếu mục “{key}”", "the entry “{key}” is missing", "Bổ sung mục này.", "Add it."),
    "wrong-type": Message("ở đây cần {expected}, nhưng lại ghi {found}", "{expected} is needed here, not {found}"),
    "unknown-value": Message("giá trị “{value}” không dùng được ở đây", "“{value}” is not a value that can stand here"),
    "unknown-field": Message(
        "không có chỉ tiêu nào tên là “{field}”",
        "there is no figure named “{field}”",
        "Lấy tên chỉ tiêu từ mẫu biểu: phocap data template.",
        "Take the names from the form: phocap data template.",
    ),
    "unknown-flag": Message("không có đặc điểm nào của đơn vị tên là “{flag}”", "there is no flag named “{flag}”"),
    "unknown-rate": Message("không có tỉ lệ nào tên là “{name}”", "there is no rate named “{name}”"),
    "unknown-finding": Message("không có nội dung xác nhận nào tên là “{name}”", "there is no finding named “{name}”"),
    "unknown-tier": Message("không có cấp đơn vị “{tier}”", "there is no tier “{tier}”"),
    "tier-not-in-force": Message(
        "ngày {date} không còn hoặc chưa có cấp {tier} (mốc: {until})",
        "on {date} there is no {tier} tier (limit: {until})",
        "Kiểm tra ngày của số liệu và cấp của đơn vị.",
        "Check the date of the figures and the tier of the unit.",
    ),
    "unknown-programme": Message("không có nội dung công nhận “{programme}”", "there is no programme “{programme}”"),
    "unknown-level": Message("không có mức độ {level}", "there is no level {level}"),
    "not-a-count": Message(
        "“{value}” không phải là số đếm",
        "“{value}” is not a count",
        "Ghi số nguyên, không có dấu ngăn cách hàng nghìn; chưa có số liệu thì để trống, không ghi 0.",
        "Write a whole number without separators; leave out what is not known, do not write 0.",
    ),
    "negative-count": Message("số đếm không thể âm: {value}", "a count cannot be negative: {value}"),
    "fractional-count": Message("số đếm phải là số nguyên: {value}", "a count must be a whole number: {value}"),
    "count-too-large": Message(
        "số {value} quá lớn (tối đa {limit})",
        "the count {value} is too large (at most {limit})",
        "Rà soát lại các chữ số.",
        "Check its digits.",
    ),
    "part-over-whole": Message(
        "{part} là {part_value}, nhiều hơn {whole} là {whole_value}",
        "{part} is {part_value}, more than {whole}, which is {whole_value}",
        "Rà soát lại hai số liệu với sổ theo dõi phổ cập.",
        "Check both figures against the register.",
    ),
    "parts-not-whole": Message(
        "{parts} cộng lại được {sum}, không khớp với {whole} là {value}",
        "{parts} add up to {sum}, but {whole} is {value}",
        "Rà soát lại các số liệu thành phần và số tổng.",
        "Check the parts and the total.",
    ),
    "contradiction": Message(
        "{unit}: các số liệu mâu thuẫn với nhau nên không xét được: {figures}. Chúng phải thỏa mãn: {ties}",
        "{unit}: these figures cannot all be true, so nothing can be decided: {figures}. They must fit: {ties}",
        "Rà soát lại từng số liệu với sổ theo dõi phổ cập rồi xét lại.",
        "Check each of them against the register and evaluate again.",
    ),
    "contradictions-more": Message(
        "ngoài các đơn vị nêu ở đây còn {more} đơn vị có số liệu mâu thuẫn với nhau",
        "besides the units shown here {more} more have figures that cannot all be true",
        "Sửa các đơn vị đã nêu rồi xét lại để xem các đơn vị còn lại.",
        "Correct those that are shown and evaluate again to see the others.",
    ),
    "rate-disagrees": Message(
        "tỉ lệ {rate} ghi là {printed}, nhưng tính từ số đếm thì được {exact}",
        "the rate {rate} is given as {printed}, but the counts make {exact}",
        "Sửa số đếm cho đúng, hoặc bỏ tỉ lệ vì đã có số đếm.",
        "Correct the counts, or leave out the rate: the counts are enough.",
    ),
    "not-a-rate": Message(
        "“{value}” không phải là tỉ lệ",
        "“{value}” is not a rate",
        'Ghi theo mẫu "98,6 %", "trên 94 %", "gần 86 %" hoặc "209/210".',
        'Write it as "98.6%", "more than 94%", "nearly 86%" or "209/210".',
    ),
    "rate-negative": Message("tỉ lệ không thể âm: “{value}”", "a rate cannot be negative: “{value}”"),
    "rate-too-precise": Message(
        "tỉ lệ “{value}” có quá nhiều chữ số",
        "the rate “{value}” has too many digits",
        "Nếu biết số đếm thì ghi số đếm.",
        "Give the counts if they are known.",
    ),
    "not-a-date": Message(
        "“{value}” không phải là ngày có trong lịch",
        "“{value}” is not a date of the calendar",
        "Ghi theo mẫu năm-tháng-ngày: 2013-10-31.",
        "Write it as year-month-day: 2013-10-31.",
    ),
    "duplicate-unit": Message(
        "{unit} có hai hồ sơ cùng ngày {date}; hồ sơ đầu ở {first}",
        "{unit} has two records for {date}; the first is at {first}",
        "Giữ một hồ sơ; nếu là hai đơn vị khác nhau thì ghi mã riêng của từng đơn vị.",
        "Keep one; if these are two units, give each its own code.",
    ),
    "parent-missing": Message(
        "{unit} chưa ghi thuộc {tier} nào",
        "it is not said to which {tier} {unit} belongs",
        "Bổ sung mục parent với tên hoặc mã của đơn vị cấp trên.",
        "Add parent with the name or code of the unit above.",
    ),
    "parent-unknown": Message(
        "không có hồ sơ của đơn vị cấp trên “{parent}”", "there is no record of the unit above “{parent}”"
    ),
    "parent-self": Message(
        "{unit} được ghi là cấp trên của chính mình",
        "{unit} is given as the unit above itself",
        "Sửa mục parent, hoặc bỏ mục này.",
        "Correct parent, or leave it out.",
    ),
    "parent-ambiguous": Message(
        "có {count} đơn vị cùng tên “{parent}”",
        "{count} units are named “{parent}”",
        "Ghi thêm mã của đơn vị cấp trên.",
        "Give the code of the unit above.",
    ),
    "counts-exceed-total": Message(
        "số đơn vị đạt mức độ {level} là {count}, nhiều hơn tổng số đơn vị là {total}",
        "{count} units are at level {level}, more than the {total} there are",
    ),
    "part-of-units": Message(
        "số đơn vị trong nhóm là {count}, nhiều hơn tổng số đơn vị là {total}",
        "the group has {count} units, more than the {total} there are",
    ),
    "counts-not-nested": Message(
        "số đơn vị đạt mức độ {level} trở lên là {count}, nhiều hơn số đạt mức độ {lower} trở lên là {lower_count}",
        "units at level {level} or higher are given as {count}, more than {lower_count} at level {lower} or higher",
        "Số của mỗi mức độ gồm cả các đơn vị đạt mức độ cao hơn.",
        "The count of each level includes the units at higher levels.",
    ),
    "no-records": Message("không có hồ sơ nào trong {path}", "there are no records in {path}"),
    "children-disagree": Message(
        "{unit}: hồ sơ các đơn vị {tier} cho thấy {counted} đơn vị đạt mức độ {level}, nhưng số báo cáo là {given}",
        "{unit}: by their own records {counted} {tier} units are at level {level}, but {given} were reported",
        "Rà soát lại số báo cáo hoặc hồ sơ của các đơn vị cấp dưới.",
        "Check the reported number, or the records of the units below.",
    ),
    "more-children-than-total": Message(
        "{unit} có hồ sơ của {children} đơn vị {tier}, nhiều hơn tổng số đã báo cáo là {total}",
        "{unit} has records of {children} {tier} units, more than the total of {total} reported",
    ),
    "findings-need-yes-no": Message(
        "nội dung xác nhận phải là true (có) hoặc false (không), không phải “{value}”",
        "a finding must be true or false, not “{value}”",
        "Ghi true hoặc false, không có dấu nháy; chưa xác nhận thì để trống.",
        "Write true or false without quotes; leave out what nobody has attested.",
    ),
    "about-another-unit": Message(
        "{programme} chỉ nói về {only}, không phải {unit}",
        "{programme} is about {only} only, not {unit}",
        "Chỉ dùng với hồ sơ của {only}, hoặc chọn nội dung khác.",
        "Ask for it with the record of {only}, or ask for another programme.",
    ),
    "wrong-unit-tier": Message(
        "nội dung {programme} không công nhận ở {tier}",
        "{programme} is not recognised for a {tier}",
    ),
}
