"""Messages about documents in official form, and about the forms that lay them down."""

from phocap.text.message import Message

DOCUMENTS: dict[str, Message] = {
    "option-of-documents": Message(
        "{option} chỉ dùng cho tệp .docx",
        "{option} is for .docx files only",
        "Đặt tên tệp sau -o có đuôi .docx, hoặc bỏ {option}.",
        "Let the name after -o end with .docx, or leave {option} out.",
    ),
    "unknown-document": Message(
        "không có văn bản “{document}”",
        "there is no document “{document}”",
        "Ghi sau --document một trong các tên trên.",
        "Name one of these after --document.",
    ),
    "pack-without-documents": Message(
        "bộ quy định này không có thể thức văn bản (thư mục documents có layout.yaml)",
        "these rules have no forms of documents (a folder documents with layout.yaml)",
        "Dùng dạng báo cáo khác, hoặc thêm thể thức văn bản vào bộ quy định.",
        "Make a report of another form, or add forms of documents to the rules.",
    ),
    "document-needs-criteria": Message(
        "văn bản “{document}” lập theo từng tiêu chí của trường; trong kết quả không có trường nào được xét như vậy",
        "the document “{document}” goes by the criteria of a school, and no school was judged by such",
        "Đưa vào hồ sơ của một trường, có số liệu hoặc xác nhận theo tiêu chí của một trong các văn bản trên.",
        "Give the record of a school with figures or findings on the criteria of one of these legal texts.",
    ),
    "document-of-one-unit": Message(
        "văn bản “{document}” chỉ nói về một trường, mà hồ sơ có nhiều trường: {units}",
        "the document “{document}” is about one school, and there are records of several: {units}",
        "Chỉ ghi hồ sơ của một trường.",
        "Name the record of one school.",
    ),
    "document-item": Message(
        "mỗi mục phải có đúng một trong: heading, text, points, table, block",
        "an item has exactly one of heading, text, points, table and block",
    ),
    "unknown-gap": Message(
        "không có chỗ điền “{gap}” ở đây",
        "there is no gap “{gap}” here",
        "Sửa tên trong dấu ngoặc nhọn.",
        "Mend the name in braces.",
    ),
}
