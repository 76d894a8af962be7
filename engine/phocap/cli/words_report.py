"""What the commands say about reports, signatures and samples."""

from typing import Final

from phocap.text.language import Bilingual

SIGN: Final = Bilingual(
    "Ký một kết quả đã lưu bằng khóa của mình; chữ ký nằm trong tệp .sig bên cạnh.\n"
    "KẾT_QUẢ là tệp do phocap evaluate ghi với --format json. phocap verify với --public-key kiểm tra chữ ký.",
    "Sign a stored result with a key of your own; the signature lies beside it in a .sig file.\n"
    "RESULT is a file that phocap evaluate wrote with --format json. phocap verify with --public-key checks it.",
)
KEY_HELP: Final = Bilingual("Khóa bí mật Ed25519 (PEM).", "The private key, Ed25519 in PEM.")
NEW_KEY_HELP: Final = Bilingual(
    "Không ký mà tạo khóa mới: khóa bí mật vào TỆP, khóa công khai vào TỆP.pub.",
    "Do not sign but make a new key: the private one in FILE, the public one in FILE.pub.",
)
PASSWORD_HELP: Final = Bilingual(
    "Mật khẩu của khóa bí mật, ở dòng đầu của TỆP; không ghi thì được hỏi khi cần. Với --new-key: đặt mật khẩu.",
    "The password of the private key, in the first line of FILE; else it is asked for. With --new-key: sets it.",
)
PASSWORD_ASKED: Final = Bilingual("Mật khẩu của {file}: ", "Password of {file}: ")
SIGN_OUTPUT_HELP: Final = Bilingual(
    "Tệp chữ ký; mặc định KẾT_QUẢ.sig.", "The file of the signature; by default RESULT.sig."
)
SIGNED: Final = Bilingual(
    "Đã ký mã kết quả {digest} bằng khóa {key} vào {file}.", "Signed the digest {digest} with key {key} in {file}."
)
KEY_MADE: Final = Bilingual(
    "Đã tạo khóa {key}: {private} (giữ bí mật), {public} (đưa cho người kiểm tra).",
    "Made key {key}: {private} (keep it secret), {public} (give it to who checks).",
)
PUBLIC_KEY_HELP: Final = Bilingual(
    "Kiểm tra cả chữ ký, bằng khóa công khai này (PEM).", "Check the signature too, by this public key (PEM)."
)
SIGNATURE_HELP: Final = Bilingual(
    "Tệp chữ ký; mặc định KẾT_QUẢ.sig.", "The file of the signature; by default RESULT.sig."
)
UNCHECKED: Final = Bilingual(
    "Lưu ý: có chữ ký {file} bằng khóa {key}, chưa kiểm tra; thêm --public-key.",
    "Note: there is a signature {file} by key {key}, which was not checked; give --public-key.",
)
WHOLE_HELP: Final = Bilingual("In mọi chỗ không khớp.", "Show every difference.")
