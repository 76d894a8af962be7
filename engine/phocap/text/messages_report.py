"""Messages about reports and about results that are verified."""

from phocap.text.message import Message

REPORT: dict[str, Message] = {
    "unknown-report-form": Message(
        "không có dạng báo cáo nào có đuôi “{ending}”",
        "there is no form of report that ends with “{ending}”",
        "Đặt tên tệp sau -o theo một trong các đuôi trên.",
        "Let the name after -o end with one of these.",
    ),
    "extra-not-installed": Message(
        "báo cáo dạng {form} cần phần mở rộng “{extra}”, máy này chưa cài",
        "a {form} report needs the extra “{extra}”, which is not installed here",
        'Cài bằng lệnh: pip install "phocap[{extra}]".',
        'Install it: pip install "phocap[{extra}]".',
    ),
    "sign-not-installed": Message(
        "ký và kiểm tra chữ ký cần phần mở rộng “sign”, máy này chưa cài",
        "signing and checking signatures need the extra “sign”, which is not installed here",
        'Cài bằng lệnh: pip install "phocap[sign]".',
        'Install it: pip install "phocap[sign]".',
    ),
    "key-unreadable": Message(
        "tệp này không phải khóa {kind} Ed25519 dạng PEM",
        "this is no {kind} key of Ed25519 in PEM",
        "Ký bằng khóa bí mật (TỆP), kiểm tra bằng khóa công khai (TỆP.pub); tạo khóa mới: phocap sign --new-key TỆP.",
        "Sign with the private key (FILE), check with the public one (FILE.pub); new keys: phocap sign --new-key FILE.",
    ),
    "key-has-password": Message(
        "khóa bí mật có mật khẩu nên không đọc được",
        "the private key is protected by a password and cannot be read",
        "Ghi một bản không có mật khẩu: openssl pkey -in TỆP -out TỆP_MỚI.",
        "Write a copy without one: openssl pkey -in FILE -out NEW_FILE.",
    ),
    "key-exists": Message(
        "đã có tệp này; khóa cũ không bị ghi đè",
        "the file is there already, and a key is never overwritten",
        "Chọn tên tệp khác.",
        "Choose another name.",
    ),
    "not-a-signature": Message(
        "tệp này không phải chữ ký do phocap ghi",
        "this is no signature that phocap wrote",
        "Cần tệp .sig do phocap sign ghi.",
        "What is needed is the .sig file that phocap sign wrote.",
    ),
}
