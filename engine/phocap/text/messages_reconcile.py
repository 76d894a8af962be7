"""Messages about two sources laid side by side, and about the rows behind figures."""

from phocap.text.message import Message

RECONCILE: dict[str, Message] = {
    "nothing-to-reconcile": Message(
        "hai nguồn không có đơn vị hoặc danh sách người nào chung; nguồn thứ nhất: {first}; nguồn thứ hai: {second}",
        "the two have no unit and no list of persons in common; the first tells of: {first}; the second of: {second}",
        "Kiểm tra tên xã ở đầu biểu, trang THONG_TIN của phiếu điều tra, hoặc chọn đúng tệp.",
        "Check the name of the unit above the forms and on the sheet THONG_TIN, or name the right files.",
    ),
}
