"""Messages about reports and about results that are verified."""

from phocap.text.message import Message

REPORT: dict[str, Message] = {
    "unknown-report-form": Message(
        "không có dạng báo cáo nào có đuôi “{ending}”",
        "there is no form of report that ends with “{ending}”",
        "Đặt tên tệp sau -o theo một trong các đuôi trên.",
        "Let the name after -o end with one of these.",
    ),
    "key-unreadable": Message(
        "tệp này không phải khóa {kind} Ed25519 dạng PEM",
        "this is no {kind} key of Ed25519 in PEM",
        "Ký bằng khóa bí mật (TỆP), kiểm tra bằng khóa công khai (TỆP.pub); tạo khóa mới: phocap sign --new-key TỆP.",
        "Sign with the private key (FILE), check with the public one (FILE.pub); new keys: phocap sign --new-key FILE.",
    ),
    "key-has-password": Message(
        "khóa bí mật có mật khẩu, mà không hỏi được ở đây",
        "the private key is under a password, and there is nobody to ask for it",
        "Chạy lệnh ở cửa sổ dòng lệnh để được hỏi, hoặc ghi --password-file TỆP.",
        "Run the command in a terminal to be asked, or give --password-file FILE.",
    ),
    "key-wrong-password": Message(
        "mật khẩu không mở được khóa bí mật này",
        "this is not the password of the private key",
        "Kiểm tra chữ hoa, bộ gõ tiếng Việt, dòng đầu của tệp mật khẩu.",
        "Check capitals, the keyboard, the first line of the file.",
    ),
    "no-password": Message(
        "dòng đầu của tệp mật khẩu để trống",
        "the first line of the file with the password is empty",
        "Ghi mật khẩu vào dòng đầu của tệp.",
        "Write the password into its first line.",
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
