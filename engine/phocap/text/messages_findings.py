"""What is found in rules: how much it weighs, what is said, why it matters, and what to do."""

from typing import Final, NamedTuple

from phocap.faults import Severity
from phocap.text.language import Bilingual
from phocap.text.message import Message

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


class FindingText(NamedTuple):
    """One kind of finding: its name in the documentation, its severity and its texts."""

    name: str
    severity: Severity
    message: Message
    why: Bilingual


FINDINGS: Final[dict[str, FindingText]] = {
    "PC101": FindingText(
        "unused-field",
        WARNING,
        Message(
            "không đại lượng hay điều kiện nào dùng chỉ tiêu “{field}” ({label})",
            "no measure and no condition uses the field “{field}” ({label})",
            "Xóa chỉ tiêu, hoặc dùng nó trong một đại lượng, một điều kiện hay một ràng buộc.",
            "Remove the field, or use it in a measure, a condition or a constraint.",
        ),
        Bilingual(
            "Người nhập phải điền một số liệu không ai cần; cũng có thể một điều kiện đã bị quên.",
            "People fill in a figure that nobody needs; or a condition was forgotten.",
        ),
    ),
    "PC102": FindingText(
        "unused-measure",
        WARNING,
        Message(
            "không điều kiện hay cách hiểu nào dùng đại lượng “{measure}” ({label})",
            "no condition and no reading uses the measure “{measure}” ({label})",
            "Xóa đại lượng, hoặc ghi nó vào điều kiện cần nó.",
            "Remove the measure, or name it in the condition that needs it.",
        ),
        Bilingual(
            "Đại lượng thừa thường do một điều kiện bị bỏ sót hoặc ghi nhầm tên đại lượng khác.",
            "A measure to spare often means that a condition was left out or names another one by mistake.",
        ),
    ),
    "PC103": FindingText(
        "unused-reading",
        WARNING,
        Message(
            "không điều kiện nào phụ thuộc cách hiểu “{reading}”",
            "no condition depends on the reading “{reading}”",
            "Xóa cách hiểu, hoặc để một điều kiện dùng nó trong measure hay only.",
            "Remove the reading, or let a condition use it in measure or only.",
        ),
        Bilingual(
            "Người đọc tưởng rằng kết quả được tính theo nhiều cách hiểu, trong khi không có gì thay đổi.",
            "Readers believe that verdicts are computed in several ways while nothing changes.",
        ),
    ),
    "PC104": FindingText(
        "untranslated",
        WARNING,
        Message(
            "nội dung tiếng Việt và tiếng Anh giống hệt nhau, hoặc để trống: “{text}”",
            "the Vietnamese and the English text are the same, or empty: “{text}”",
            "Dịch nội dung sang ngôn ngữ còn thiếu.",
            "Translate it into the language that is missing.",
        ),
        Bilingual(
            "Mọi nội dung người dùng đọc phải có ở cả hai ngôn ngữ.",
            "Whatever users read stands in both languages.",
        ),
    ),
    "PC105": FindingText(
        "no-source",
        WARNING,
        Message(
            "{what} chưa ghi rõ căn cứ",
            "{what}: it is not said where it was read",
            "Ghi source với status và url (hoặc note).",
            "Give source with status and url (or a note).",
        ),
        Bilingual(
            "Không có căn cứ thì không ai kiểm tra lại được quy định.",
            "Without a source nobody can check the rule again.",
        ),
    ),
    "PC106": FindingText(
        "stale-source",
        WARNING,
        Message(
            "căn cứ được kiểm tra lần cuối ngày {date}, cách ngày {until} là {days} ngày",
            "the source was last checked on {date}, {days} days from {until}",
            "Đọc lại văn bản và ghi ngày mới vào checked; ngày kiểm tra không thể ở sau ngày xét.",
            "Read the text again and write the new day into checked; it cannot be a day to come.",
        ),
        Bilingual(
            "Văn bản có thể đã được sửa đổi kể từ lần kiểm tra đó.",
            "The text may have been amended since.",
        ),
    ),
    "PC107": FindingText(
        "duplicate-condition",
        WARNING,
        Message(
            "điều kiện “{condition}” giống hệt điều kiện “{first}” của cùng mức độ và cấp ({at})",
            "the condition “{condition}” tests the same as “{first}” of the same level and tier ({at})",
            "Xóa một trong hai, hoặc sửa điều kiện bị ghi nhầm.",
            "Remove one of the two, or correct the one that was copied.",
        ),
        Bilingual(
            "Sao chép rồi quên sửa là lỗi thường gặp nhất khi soạn quy định.",
            "A copy that nobody changed is the commonest slip in writing rules.",
        ),
    ),
    "PC108": FindingText(
        "unaccounted-clause",
        ERROR,
        Message(
            "điều kiện “{condition}” quyết định kết quả nhưng không điều khoản nào trong danh mục nêu nó",
            "the condition “{condition}” decides and no clause of the index names it",
            "Ghi điều kiện vào rules của điều khoản tương ứng trong instrument.yaml.",
            "Name it under rules of its clause in instrument.yaml.",
        ),
        Bilingual(
            "Mỗi điều kiện quyết định phải dẫn được về một điều khoản của văn bản.",
            "Every condition that decides must lead back to a clause of the text.",
        ),
    ),
    "PC109": FindingText(
        "idle-acceptance",
        WARNING,
        Message(
            "mục accepted giữ lại {finding} “{about}”, nhưng trong tệp này không có phát hiện nào như vậy",
            "accepted keeps {finding} “{about}”, and there is no such finding in this file",
            "Xóa mục này; nếu ghi nhầm thì chép lại finding và about từ phát hiện.",
            "Remove the entry; if it is misspelt, copy finding and about from the finding.",
        ),
        Bilingual(
            "Một lý do còn sót lại có thể che một lỗi về sau.",
            "A reason that is left over may hide a later mistake.",
        ),
    ),
    "PC201": FindingText(
        "unreachable-level",
        ERROR,
        Message(
            "không hồ sơ nào có thể đạt mức độ {level} khi mọi điều kiện đều áp dụng ({at}); không thể cùng đạt: "
            "{conditions}",
            "no record to which every condition applies can reach level {level} ({at}); these cannot hold together: "
            "{conditions}",
            "Sửa ngưỡng hoặc đại lượng của một trong các điều kiện này.",
            "Correct the threshold or the measure of one of these conditions.",
        ),
        Bilingual(
            "Một mức độ không ai đạt được không phải là ý của pháp luật. Hồ sơ kèm theo đạt các điều kiện khác nhưng "
            "vẫn không đạt mức độ.",
            "A level that nobody can reach is not what a law means. The record shown meets the others of these "
            "conditions and still misses the level.",
        ),
    ),
    "PC202": FindingText(
        "never-fails",
        WARNING,
        Message(
            "điều kiện “{condition}” không bao giờ chưa đạt ({at})",
            "the condition “{condition}” can never fail ({at})",
            "Kiểm tra ngưỡng, chiều so sánh (at_least, at_most) và mục empty.",
            "Check the threshold, its direction (at_least, at_most) and empty.",
        ),
        Bilingual(
            "Điều kiện luôn đạt với mọi số liệu thì không kiểm tra gì cả.",
            "A condition that holds whatever the figures are tests nothing.",
        ),
    ),
    "PC203": FindingText(
        "never-decides",
        NOTE,
        Message(
            "điều kiện “{condition}” không bao giờ quyết định ({at}): nó luôn đạt khi cùng đạt {conditions}",
            "the condition “{condition}” never decides ({at}): it holds whenever these hold together: {conditions}",
            "Nếu văn bản viết đúng như vậy thì giữ nguyên; nếu không, kiểm tra lại ngưỡng.",
            "Keep it if the text says so; else check the thresholds.",
        ),
        Bilingual(
            "Bỏ điều kiện này đi thì không kết quả nào thay đổi.",
            "Without it no verdict would change.",
        ),
    ),
    "PC204": FindingText(
        "implied",
        NOTE,
        Message(
            "điều kiện “{condition}” luôn đạt khi đạt “{by}” ({at})",
            "the condition “{condition}” holds whenever “{by}” holds ({at})",
            "Nếu văn bản viết đúng như vậy thì giữ nguyên; nếu không, kiểm tra lại ngưỡng của cả hai.",
            "Keep it if the text says so; else check the thresholds of both.",
        ),
        Bilingual(
            "Một trong hai điều kiện là thừa, hoặc có ngưỡng ghi nhầm.",
            "One of the two is to spare, or a threshold is wrong.",
        ),
    ),
    "PC205": FindingText(
        "easier-higher-level",
        WARNING,
        Message(
            "có hồ sơ đạt mức độ {level} mà không đạt mức độ {lower} ({at})",
            "a record can meet level {level} without level {lower} ({at})",
            "Ghi requires mức độ {lower} vào mức độ {level}, hoặc sửa ngưỡng.",
            "Let level {level} require level {lower}, or correct the thresholds.",
        ),
        Bilingual(
            "Mức độ cao hơn thường bao gồm mức độ thấp hơn; kết quả nêu mức độ cao nhất đạt được.",
            "A higher level usually takes in the lower ones; a verdict names the highest level met.",
        ),
    ),
    "PC206": FindingText(
        "stricter-variant",
        WARNING,
        Message(
            "đơn vị “{flag}” phải theo ngưỡng chặt hơn mức chung ở điều kiện “{condition}” ({at})",
            "units with “{flag}” are held to a stricter threshold than others in “{condition}” ({at})",
            "Kiểm tra hai ngưỡng có bị ghi đảo không.",
            "Check whether the two thresholds were swapped.",
        ),
        Bilingual(
            "Ngưỡng riêng thường để giảm nhẹ. Hồ sơ kèm theo đạt khi không thuộc diện và chưa đạt khi thuộc diện.",
            "A threshold of their own is usually a relief. The records shown pass without the flag and fail with it.",
        ),
    ),
    "PC207": FindingText(
        "idle-quorum",
        WARNING,
        Message(
            "số điều kiện phải đạt của “{condition}” không có tác dụng ({at}): {needs} hay {fewer} cũng như nhau",
            "the quorum of “{condition}” cannot bind ({at}): {needs} or {fewer} gives the same outcomes",
            "Kiểm tra at_least và danh sách điều kiện.",
            "Check at_least and the list of conditions.",
        ),
        Bilingual(
            "Không hồ sơ nào đạt đúng {fewer} điều kiện: một số điều kiện luôn cùng đạt hoặc không bao giờ chưa đạt.",
            "No record meets exactly {fewer} of them: some always hold together or never fail.",
        ),
    ),
    "PC208": FindingText(
        "lost-by-improving",
        WARNING,
        Message(
            "mức độ {level} bị mất khi “{label}” tăng thêm 1 ({at})",
            "level {level} is lost when “{label}” grows by 1 ({at})",
            "Kiểm tra tử số và mẫu số của các đại lượng dùng chỉ tiêu “{field}”.",
            "Check numerator and denominator of the measures that use “{field}”.",
        ),
        Bilingual(
            "Một số liệu tốt lên mà kết quả xấu đi thì thường do đại lượng ghi sai. Hai hồ sơ kèm theo chỉ khác nhau "
            "ở đó.",
            "When a figure improves and the verdict gets worse, a measure is usually wrong. The two records shown "
            "differ in nothing else.",
        ),
    ),
    "PC209": FindingText(
        "amendments-contradict",
        ERROR,
        Message(
            "hai văn bản cùng có hiệu lực sửa điều kiện “{condition}” khác nhau: {instruments}",
            "two instruments in force at once change the condition “{condition}” in different ways: {instruments}",
            "Ghi amends hoặc replaces trong instrument.yaml của văn bản sau nếu nó thay văn bản trước; "
            "nếu không, sửa một trong hai tệp.",
            "Say amends or replaces in instrument.yaml of the later one if it takes the place of the earlier; "
            "else correct one of the two files.",
        ),
        Bilingual(
            "Kết quả khi đó chỉ còn tùy thuộc thứ tự áp dụng. Hồ sơ kèm theo cho thấy hai kết quả khác nhau.",
            "The verdict then hangs on the order in which they are applied. The records shown come out differently.",
        ),
    ),
    "PC210": FindingText(
        "not-proven",
        WARNING,
        Message(
            "chưa chứng minh được “{claim}” cho {what} ({at}): {problem}",
            "“{claim}” could not be proven of {what} ({at}): {problem}",
            "Không được coi là quy định đúng. Đơn giản hóa điều kiện, hoặc tự kiểm tra.",
            "Do not take the rule for sound. Make the condition simpler, or check it by hand.",
        ),
        Bilingual(
            "Bộ chứng minh dừng sau một số bước cố định; điều chưa chứng minh thì không phải là đúng.",
            "The solver stops after a fixed number of steps; what is not proven is not sound.",
        ),
    ),
    "PC211": FindingText(
        "not-encoded",
        WARNING,
        Message(
            "phép chứng minh chưa biết “{what}” ({at}), nên không chứng minh được gì về cấp này",
            "the proofs do not know “{what}” ({at}), so nothing is proven of this tier",
            "Dựa vào các trường hợp kiểm tra (phocap rules test) cho phần này.",
            "Rely on tests beside the rules (phocap rules test) for this part.",
        ),
        Bilingual(
            "Ngôn ngữ quy định có thể rộng hơn phép chứng minh; phần đó không được coi là đúng.",
            "The rule language may say more than the proofs know; that part is not taken for sound.",
        ),
    ),
}
"""The kinds of findings by id."""

GAVE_UP: Final = Bilingual("vượt quá số bước cho phép", "the solver gave up within its budget")
INEXACT: Final = Bilingual(
    "tùy vào bình quân của một tỉ lệ qua các năm có mẫu số khác nhau",
    "it hangs on the mean of a ratio over years of different denominators",
)
NOT_KNOWN: Final = Bilingual("phép chứng minh chưa biết “{what}”", "the proofs do not know “{what}”")
DISAGREES: Final = Bilingual(
    "hồ sơ tìm được không cho cùng kết quả khi xét thật", "the record found does not come out so when it is judged"
)
RULES_OF: Final = Bilingual("quy định ngày {date}", "rules of {date}")
UNDER: Final = Bilingual("cách hiểu {readings}", "reading {readings}")
AT_LEVEL: Final = Bilingual("mức độ {level}", "level {level}")
"""Pieces of the messages."""
