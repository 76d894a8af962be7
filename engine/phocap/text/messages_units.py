"""Messages about units: their codes and names on a day, and what became of them."""

from phocap.text.message import Message

UNITS: dict[str, Message] = {
    "unit-code-unknown": Message(
        "danh mục đơn vị hành chính không có mã {value}",
        "no unit has the code {value} in the list of units",
        "Tra mã theo tên: phocap units show TÊN.",
        "Look the code up by the name: phocap units show NAME.",
    ),
    "unit-code-zeros": Message(
        "mã {value} đã mất chữ số 0 ở đầu; trong danh mục là {right}",
        "the code {value} has lost the zeros it began with; in the list it is {right}",
        "Định dạng ô mã là Text rồi ghi lại {right}.",
        "Format the cell as text and write {right}.",
    ),
    "unit-code-reused": Message(
        "mã {value} vào ngày này là của {unit}; của {given} chỉ {time}",
        "on this day the code {value} is that of {unit}; that of {given} only {time}",
        "Một mã có thể đã dùng cho đơn vị khác: kiểm tra lại tên, mã và ngày số liệu.",
        "A code may have served another unit: check the name, the code and the day.",
    ),
    "unit-code-tier": Message(
        "mã {value} là của một đơn vị thuộc cấp khác ({tier}), không phải {of}",
        "the code {value} is that of a unit of another tier ({tier}), not of a {of}",
        "Ghi lại mã của đúng cấp.",
        "Write the code of the right tier.",
    ),
    "unit-name-unknown": Message(
        "{within} ngày {date} không có {tier} nào tên là “{given}” trong danh mục",
        "the list has no {tier} called “{given}” in {within} on {date}",
        "Kiểm tra tên; nên ghi thêm mã đơn vị.",
        "Check the name; best give the code too.",
    ),
    "unit-name-differs": Message(
        "mã {value} là của {right}, nhưng hồ sơ ghi tên “{given}”",
        "the code {value} is that of {right}, but the record says “{given}”",
        "Sửa tên hoặc mã cho khớp nhau.",
        "Correct the name or the code.",
    ),
    "unit-name-spelling": Message(
        "tên “{given}” trong danh mục viết là “{right}”",
        "the name “{given}” is written “{right}” in the list",
        "Không ảnh hưởng kết quả; khi in nên viết như danh mục.",
        "It changes no verdict; write it as the list does when it is printed.",
    ),
    "unit-parent-differs": Message(
        "{unit} (mã {value}) thuộc {right}, nhưng hồ sơ ghi thuộc {given}",
        "{unit} (code {value}) lies in {right}, but the record says {given}",
        "Sửa đơn vị cấp trên, hoặc kiểm tra lại mã và ngày số liệu.",
        "Correct the unit above, or check the code and the day.",
    ),
    "unit-ended": Message(
        "{unit} (mã {value}) chỉ tồn tại đến hết ngày {until}; nay thuộc: {became}",
        "{unit} (code {value}) existed until {until} only; now it is part of: {became}",
        "Ghi đơn vị mới, hoặc sửa ngày số liệu.",
        "Name the new unit, or correct the day.",
    ),
    "unit-not-yet": Message(
        "{unit} (mã {value}) chỉ có từ ngày {date}",
        "{unit} (code {value}) exists from {date} on only",
        "Ghi đơn vị cũ, hoặc sửa ngày số liệu.",
        "Name the old unit, or correct the day.",
    ),
    "unit-split": Message(
        "{unit} (mã {value}) chỉ tồn tại đến hết ngày {until} và đã bị chia vào nhiều xã: {became}",
        "{unit} (code {value}) existed until {until} only and was divided among several: {became}",
        "Không tự phân bổ trẻ: hỏi các xã xem thôn, xóm nào về xã nào rồi mới lập hồ sơ mới.",
        "Allocate no child by guess: ask the communes which hamlet went where, then write the new records.",
    ),
    "unit-holds-split": Message(
        "{unit} nhận một phần của xã bị chia ({parts}) từ ngày {date}, và hồ sơ có số liệu của những năm trước đó",
        "{unit} holds a part of divided communes ({parts}) since {date}, and the record has figures of years before",
        "Hỏi xã xem số liệu cũ tính theo địa giới nào trước khi so sánh các năm.",
        "Ask by which boundaries the older figures were counted before the years are compared.",
    ),
    "unit-not-listed": Message(
        "danh mục không có đơn vị nào có mã hoặc tên “{given}”",
        "no unit has the code or the name “{given}” in the lists",
        "Kiểm tra mã (xã 5 chữ số, tỉnh 2 chữ số) hoặc tên.",
        "Check the code (communes have 5 digits, provinces 2) or the name.",
    ),
    "unit-not-that-day": Message(
        "“{given}” có trong danh mục, nhưng không phải vào ngày {date}",
        "“{given}” is in the lists, but not on {date}",
        "Bỏ --as-of để xem mọi thời gian.",
        "Leave --as-of out to see all times.",
    ),
    "unit-several": Message(
        "có nhiều đơn vị tên “{given}”",
        "several units are called “{given}”",
        "Ghi mã của đơn vị, hoặc thêm --within TỈNH.",
        "Give the code of one, or --within PROVINCE.",
    ),
    "units-without-list": Message(
        "bộ quy tắc này không kèm danh mục đơn vị hành chính",
        "this rule pack brings no lists of units",
    ),
    "units-list-broken": Message(
        "danh mục đơn vị phải có đúng các cột {columns}",
        "a list of units must have the columns {columns} and no others",
        "Sửa tệp CSV, hoặc tạo lại.",
        "Mend the CSV file, or make it again.",
    ),
}
