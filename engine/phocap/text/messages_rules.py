"""Messages about rule files and the choice among them."""

from phocap.text.message import Message

RULES: dict[str, Message] = {
    "no-instrument": Message(
        "ngày {date} không có văn bản nào có hiệu lực cho {programme}; các thời kỳ có quy định: {periods}",
        "on {date} no instrument is in force for {programme}; there are rules for: {periods}",
        "Kiểm tra ngày của số liệu (as_of).",
        "Check the date of the figures (as_of).",
    ),
    "unknown-instrument": Message("không có văn bản “{instrument}”", "there is no instrument “{instrument}”"),
    "unknown-measure": Message("không có tỉ lệ hay đại lượng “{measure}”", "there is no measure “{measure}”"),
    "unknown-reading": Message("không có cách hiểu “{reading}”", "there is no reading “{reading}”"),
    "unknown-option": Message(
        "cách hiểu “{reading}” không có phương án “{option}”", "the reading “{reading}” has no option “{option}”"
    ),
    "reading-without-default": Message(
        "cách hiểu “{reading}” chưa có phương án mặc định",
        "the reading “{reading}” has no default",
        "Ghi mục default bằng tên một phương án.",
        "Add default with the name of one of the options.",
    ),
    "option-missing": Message(
        "thiếu phương án “{option}” trong danh sách phương án", "the option “{option}” is not among the options"
    ),
    "option-without-measure": Message(
        "phương án “{option}” của cách hiểu “{reading}” chưa nêu đại lượng, mà điều kiện cần đại lượng đó",
        "the option “{option}” of the reading “{reading}” names no measure, which the condition needs",
        "Ghi mục measure cho phương án này.",
        "Add measure to this option.",
    ),
    "option-without-years": Message(
        "phương án “{option}” của cách hiểu “{reading}” chưa nêu số năm phải xét, mà điều kiện cần số năm đó",
        "the option “{option}” of the reading “{reading}” names no window of years, which the condition needs",
        "Ghi mục years cho phương án này; chỉ xét một năm thì ghi each_of: 1.",
        "Add years to this option; for one year only, each_of: 1.",
    ),
    "one-window": Message(
        "mỗi khoảng năm có đúng một cách xét trong các cách: {allowed}; ở đây ghi: {found}",
        "a window of years is given in exactly one of the ways {allowed}; here stands: {found}",
    ),
    "mean-of-no-measure": Message(
        "điều kiện “{condition}” không có tỉ lệ hay đại lượng nên không có bình quân các năm",
        "the condition “{condition}” has no measure, so there is no mean of its years",
        "Dùng each_of hoặc at_least … of.",
        "Use each_of or at_least … of.",
    ),
    "amends-unknown-file": Message(
        "không có bộ quy tắc “{rule_file}” để sửa đổi",
        "there is no rule file “{rule_file}” to amend",
        "Ghi amends theo mẫu văn-bản/chương-trình.",
        "Write amends as instrument/programme.",
    ),
    "amends-unknown-condition": Message(
        "bộ quy tắc được sửa đổi không có điều kiện “{condition}”",
        "the amended rule file has no condition “{condition}”",
        "Ghi điều kiện theo mẫu mức/cấp/mã.",
        "Name the condition as level/tier/id.",
    ),
    "replaced-by-other-id": Message(
        "điều kiện “{condition}” được thay bằng điều kiện có mã khác: “{id}”",
        "the condition “{condition}” is replaced by one of another id: “{id}”",
        "Giữ nguyên mã, hoặc dùng remove và add.",
        "Keep the id, or use remove and add.",
    ),
    "replaces-each-other": Message(
        "hai văn bản cùng có hiệu lực lại ghi là thay thế lẫn nhau: {instruments}",
        "two instruments in force at once each say that they replace the other: {instruments}",
        "Bỏ replaces ở văn bản cũ, và ghi ngày cuối cùng nó có hiệu lực.",
        "Remove replaces from the older one, and give the last day on which it is in force.",
    ),
    "unknown-member": Message(
        "danh sách nêu điều kiện “{member}” mà mức và cấp này không có",
        "the list names the condition “{member}”, which this level and tier does not have",
    ),
    "variant-without-measure": Message(
        "điều kiện theo tỉ lệ đơn vị không dùng đại lượng khác theo cờ “{flag}”",
        "a share of units takes no other measure by the flag “{flag}”",
        "Bỏ mục measure trong when.",
        "Remove measure from when.",
    ),
    "rule-cycle": Message(
        "các điều kiện đòi hỏi lẫn nhau thành vòng: {cycle}",
        "conditions require each other in a circle: {cycle}",
        "Bỏ một điều kiện trong vòng này.",
        "Remove one of them.",
    ),
    "bad-threshold": Message(
        "“{value}” không phải là ngưỡng hợp lệ",
        "“{value}” is not a threshold",
        "Ghi tỉ lệ phần trăm, phân số, số thập phân hoặc số nguyên.",
        "Write a percentage, a fraction, a decimal or a whole number.",
    ),
    "threshold-over-100": Message(
        "ngưỡng {value} lớn hơn 100 %, không thể đạt",
        "the threshold {value} is above 100%, which nothing can reach",
    ),
    "quorum-too-large": Message(
        "phải đạt {needs} điều kiện nhưng chỉ có {members} điều kiện",
        "{needs} conditions must be met, but there are only {members}",
    ),
    "unknown-level-ref": Message(
        "điều kiện dẫn đến mức độ {level}, nhưng không có mức độ này",
        "the condition refers to level {level}, which does not exist",
    ),
    "share-of-not-below": Message(
        "không thể tính tỉ lệ {of} ở {tier}: phải là đơn vị cấp dưới",
        "a {tier} has no share of {of} units: they must be of a tier below",
    ),
    "one-subject": Message(
        "mỗi điều kiện phải có đúng một đối tượng; ở đây ghi: {found}",
        "a condition has exactly one subject; here stands: {found}",
    ),
    "one-bound": Message(
        "điều kiện theo “{subject}” phải có đúng một mức so sánh; ở đây ghi: {found}",
        "a condition on “{subject}” has exactly one bound; here stands: {found}",
    ),
    "too-many-readings": Message(
        "các cách hiểu kết hợp thành {choices} trường hợp, quá mức {limit}",
        "the readings combine to {choices} cases, more than the limit of {limit}",
        "Chọn trước một số cách hiểu bằng --reading.",
        "Fix some of the readings with --reading.",
    ),
    "duplicate-id": Message("mã “{id}” đã dùng ở {first}", "the id “{id}” is already used at {first}"),
    "duplicate-measure": Message(
        "đại lượng “{id}” đã khai báo ở {first}", "the measure “{id}” is already declared at {first}"
    ),
    "duplicate-field": Message(
        "chỉ tiêu “{id}” đã khai báo ở {first}", "the field “{id}” is already declared at {first}"
    ),
    "source-missing": Message(
        "chưa ghi căn cứ của ngưỡng",
        "the threshold has no source",
        "Bổ sung mục source: trạng thái, địa chỉ văn bản và ngày kiểm tra.",
        "Add source: its status, the address of the text and the date it was checked.",
    ),
    "wrong-format-of-id": Message(
        "mã “{value}” sai quy cách",
        "the id “{value}” is not in the right form",
        "Chỉ dùng chữ thường không dấu, chữ số, dấu gạch nối hoặc gạch dưới.",
        "Use only lower-case letters without diacritics, digits, dashes or underscores.",
    ),
    "outside-pack": Message(
        "{path} dẫn ra ngoài thư mục của bộ quy định",
        "{path} leads out of the folder of the rule pack",
        "Quy định chỉ đọc tệp trong thư mục của mình. Chép tệp vào bộ quy định thay cho liên kết.",
        "Rules read only files of their own pack. Copy the file into the pack instead of linking to it.",
    ),
    "no-such-pack": Message(
        "không có bộ quy định nào ở {path}",
        "there is no rule pack at {path}",
        "Kiểm tra đường dẫn ghi sau --rules.",
        "Check the path after --rules.",
    ),
    "rule-file-folder": Message(
        "tệp {path} nằm trong thư mục “{folder}” nhưng ghi văn bản “{instrument}”",
        "{path} stands in the folder “{folder}” but names the instrument “{instrument}”",
        "Chuyển tệp sang đúng thư mục, hoặc sửa mục instrument.",
        "Move the file, or correct its instrument.",
    ),
}
