"""Messages about the index of the clauses of a legal text."""

from phocap.text.message import Message

COVERAGE: dict[str, Message] = {
    "clause-names-unknown-rule": Message(
        "“{cite}” nêu điều kiện “{rule}” mà không bộ quy tắc nào có",
        "“{cite}” names the condition “{rule}”, which no rule file has",
        "Ghi điều kiện theo mẫu chương-trình/mức/cấp/mã; của văn bản khác thì thêm mã văn bản ở đầu.",
        "Name the condition as programme/level/tier/id; of another instrument, with its id before.",
    ),
    "duplicate-cite": Message(
        "“{cite}” đã có ở {first}",
        "“{cite}” already stands at {first}",
        "Gộp hai mục thành một.",
        "Make one entry of the two.",
    ),
    "clause-without-rules": Message(
        "“{cite}” ghi là đã đưa vào quy tắc nhưng không nêu điều kiện nào",
        "“{cite}” is said to be encoded, and no condition is named",
        "Ghi các điều kiện ở mục rules, hoặc chọn loại khác ở mục kind.",
        "Name the conditions under rules, or choose another kind.",
    ),
    "question-without-reason": Message(
        "câu hỏi “{question}” không dẫn đến cách hiểu nào và chưa ghi đủ nội dung, các câu trả lời, lý do",
        "the question “{question}” names no reading and lacks its text, its answers or why one is taken",
        "Ghi where bằng tên một cách hiểu, hoặc ghi text, options, default và why.",
        "Name a reading in where, or give text, options, default and why.",
    ),
    "option-offered": Message(
        "“{option}” đã là một phương án của cách hiểu {reading}",
        "“{option}” is an option of the reading {reading} already",
        "Bỏ dòng này: ở đây chỉ ghi câu trả lời mà cách hiểu không có.",
        "Remove this line: only answers that the reading does not offer stand here.",
    ),
    "clause-without-reason": Message(
        "“{cite}” chưa đưa vào quy tắc mà không ghi lý do",
        "“{cite}” is not encoded, and no reason is given",
        "Ghi lý do ở mục reason, bằng hai thứ tiếng.",
        "Give the reason, in both languages.",
    ),
    "clause-both-ways": Message(
        "“{cite}” ghi là chưa đưa vào quy tắc mà lại nêu điều kiện",
        "“{cite}” is said not to be encoded, and yet conditions are named",
        "Bỏ mục rules, hoặc chọn loại khác ở mục kind.",
        "Leave rules out, or choose another kind.",
    ),
}
