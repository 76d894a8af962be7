"""Messages about files, the command line and YAML."""

from phocap.text.language import Bilingual
from phocap.text.message import Message

FILES: dict[str, Message] = {
    "extra-not-installed": Message(
        "{feature}: cần phần mở rộng “{extra}”, máy này chưa cài",
        "{feature}: this needs the extra “{extra}”, which is not installed here",
        'Cài bằng lệnh: pip install "phocap[{extra}]".',
        'Install it: pip install "phocap[{extra}]".',
    ),
    "no-such-file": Message(
        "không có tệp hoặc thư mục này",
        "there is no such file or folder",
        "Kiểm tra lại đường dẫn và tên tệp.",
        "Check the path and the file name.",
    ),
    "is-a-folder": Message(
        "đây là thư mục, ở chỗ cần một tệp",
        "this is a folder where a file is needed",
        "Ghi rõ tên tệp trong thư mục đó.",
        "Name a file inside the folder.",
    ),
    "file-unreadable": Message("không đọc được tệp: {reason}", "the file cannot be read: {reason}"),
    "file-too-large": Message(
        "tệp lớn hơn mức cho phép là {limit} MB",
        "the file is larger than the limit of {limit} MB",
        "Tách tệp thành nhiều tệp nhỏ hơn, mỗi huyện hoặc mỗi tỉnh một tệp.",
        "Split it into smaller files, one a district or province.",
    ),
    "target-unwritable": Message(
        "không ghi được tệp kết quả: {reason}; chưa có gì được ghi",
        "the output file cannot be written: {reason}; nothing was written",
        "Chọn nơi khác để lưu, hoặc đóng tệp nếu đang mở bằng chương trình khác.",
        "Choose another place, or close the file if another program has it open.",
    ),
    "wrong-encoding": Message(
        "tệp không dùng bảng mã UTF-8, có vẻ là {hint}",
        "the file is not UTF-8 text; it looks like {hint}",
        "Lưu lại tệp với bảng mã UTF-8 (Unicode); tệp Excel, Word phải giữ đúng đuôi tên tệp.",
        "Save the file again as UTF-8; Excel and Word files must keep their own file extension.",
    ),
    "empty-file": Message("tệp không có nội dung", "the file has no content"),
    "usage": Message("{problem}", "{problem}", "Xem hướng dẫn: thêm --help vào lệnh.", "See --help."),
    "yaml-syntax": Message("sai cú pháp YAML: {problem}", "this is not valid YAML: {problem}"),
    "yaml-tab": Message(
        "dòng thụt lề bằng phím Tab",
        "the line is indented with a tab",
        "Thay phím Tab bằng dấu cách; YAML không nhận Tab để thụt lề.",
        "Use spaces; YAML does not take tabs as indentation.",
    ),
    "duplicate-key": Message(
        "mục “{key}” ghi hai lần; lần đầu ở dòng {first}",
        "“{key}” is given twice; first on line {first}",
        "Giữ một mục, xóa mục kia.",
        "Keep one of the two.",
    ),
    "yaml-alias": Message(
        "không dùng được ký hiệu tham chiếu “{name}” của YAML",
        "YAML anchors and aliases (“{name}”) are not accepted",
        "Ghi đầy đủ giá trị tại chỗ này; nếu là chữ thì đặt trong dấu nháy kép.",
        "Write the value out here; if it is meant as text, put it in quotes.",
    ),
    "yaml-tag": Message(
        "không dùng được ký hiệu kiểu “{tag}” của YAML",
        "YAML tags (“{tag}”) are not accepted",
        "Xóa ký hiệu này; nếu là chữ thì đặt trong dấu nháy kép.",
        "Remove the tag; if it is meant as text, put it in quotes.",
    ),
    "yaml-merge": Message(
        "không dùng được mục gộp “<<” của YAML",
        "the YAML merge key “<<” is not accepted",
        "Ghi đầy đủ các mục tại chỗ này.",
        "Write the entries out here.",
    ),
    "key-not-text": Message(
        "tên mục phải là chữ hoặc số trên một dòng",
        "the name of an entry must be a word or a number",
        "Ghi theo mẫu: tên mục, dấu hai chấm, dấu cách, giá trị.",
        "Write it as: name, colon, space, value.",
    ),
    "too-deep": Message(
        "các mục lồng nhau quá {limit} tầng",
        "entries are nested more than {limit} deep",
    ),
    "too-many-nodes": Message(
        "tệp có hơn {limit} giá trị",
        "the file holds more than {limit} values",
        "Tách tệp thành nhiều tệp nhỏ hơn.",
        "Split it into smaller files.",
    ),
    "comma-in-flow": Message(
        "trong ngoặc, dấu phẩy của “{value}” bị hiểu là dấu ngăn cách hai mục",
        "inside brackets the comma of “{value}” separates two entries",
        'Tỉ lệ thì đặt trong dấu nháy kép, ví dụ "98,6 %"; số đếm thì ghi liền, không có dấu ngăn cách hàng nghìn.',
        'Put a rate in quotes, as "98,6 %"; write a count without separators of thousands.',
    ),
    "yaml-not-finite": Message(
        "“{value}” không phải là một số dùng được", "“{value}” is not a number that can be used"
    ),
    "yaml-number-too-long": Message(
        "số “{value}” quá dài",
        "the number “{value}” is too long",
        "Nếu đây là mã số thì đặt trong dấu nháy kép.",
        "If this is a code, put it in quotes.",
    ),
}

PROBLEMS: dict[str, Bilingual] = {
    "unclosed-quote": Bilingual("thiếu dấu nháy đóng", "the closing quote is missing"),
    "unclosed-bracket": Bilingual(
        "thiếu dấu ngoặc đóng hoặc dấu phẩy giữa hai mục", "a closing bracket, or a comma between entries, is missing"
    ),
    "colon-in-value": Bilingual(
        "dấu hai chấm ở chỗ không được phép; kiểm tra thụt lề, hoặc đặt cả giá trị trong dấu nháy kép",
        "a colon is not allowed here; check the indentation, or put the whole value in quotes",
    ),
    "dash-in-value": Bilingual(
        "danh sách phải bắt đầu ở dòng mới; nếu là chữ thì đặt trong dấu nháy kép",
        "a list must begin on a new line; if this is text, put it in quotes",
    ),
    "missing-colon": Bilingual("thiếu dấu hai chấm sau tên mục", "a colon is missing after the name of the entry"),
    "missing-space": Bilingual("thiếu dấu cách sau dấu hai chấm", "a space is missing after the colon"),
    "bad-escape": Bilingual(
        "ký hiệu sau dấu gạch chéo ngược không hợp lệ; dùng dấu nháy đơn thay dấu nháy kép",
        "the character after the backslash is not valid; use single quotes instead of double quotes",
    ),
    "reserved-character": Bilingual(
        "giá trị bắt đầu bằng ký tự dành riêng; đặt giá trị trong dấu nháy kép",
        "a value cannot begin with this character; put the value in quotes",
    ),
    "text-after-bar": Bilingual(
        "sau dấu | hoặc > phải xuống dòng; nếu là chữ thì đặt trong dấu nháy kép",
        "a line must end after | or >; if this is text, put it in quotes",
    ),
    "nothing-here": Bilingual("thiếu giá trị, hoặc thừa một dấu", "a value is missing, or there is a mark too many"),
    "bad-indent": Bilingual(
        "dòng này thụt lề không khớp với các dòng trên, hoặc có chữ thừa sau giá trị",
        "this line is not indented like the lines above, or there is text after the value",
    ),
    "text-after-end": Bilingual("có chữ thừa sau giá trị", "there is text after the value"),
    "control-character": Bilingual("có ký tự điều khiển không in được", "there is a control character"),
    "no-permission": Bilingual(
        "không có quyền, hoặc tệp bị khóa ghi", "there is no permission, or it is write-protected"
    ),
    "no-space": Bilingual("ổ đĩa đã hết chỗ", "the disk is full"),
    "no-such-folder": Bilingual("không có thư mục đó", "there is no such folder"),
    "is-a-folder": Bilingual("đó là một thư mục", "it is a folder"),
    "name-too-long": Bilingual("tên tệp quá dài", "the file name is too long"),
}
"""What a fact ``problem`` or ``reason`` says, by its name."""

FEATURES = {
    "docx": Bilingual("văn bản Word (.docx)", "Word documents (.docx)"),
    "excel": Bilingual("tệp bảng tính (.xlsx, .xls, .ods)", "spreadsheets (.xlsx, .xls, .ods)"),
    "pdf": Bilingual("báo cáo PDF (.pdf)", "PDF reports (.pdf)"),
    "postgres": Bilingual("tính từ cơ sở dữ liệu PostgreSQL", "registers of persons in PostgreSQL"),
    "register": Bilingual("tính từ cơ sở dữ liệu điều tra", "registers of persons"),
    "sign": Bilingual("ký và kiểm tra chữ ký", "signing and checking signatures"),
    "spark": Bilingual("tính từ cơ sở dữ liệu trên Spark", "registers of persons on Spark"),
    "verify": Bilingual("chứng minh về quy định", "proofs about rules"),
}
"""What the program can do only with an extra, by the name of the extra."""
