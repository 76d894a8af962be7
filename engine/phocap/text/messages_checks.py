"""Messages about what is odd in officers' files, and no reason to refuse them."""

from phocap.text.message import Message

CHECKS: dict[str, Message] = {
    "form-part": Message(
        "“{part}” là {part_value}, nhiều hơn “{whole}” là {whole_value}",
        "“{part}” is {part_value}, more than “{whole}”, which is {whole_value}",
        "Rà soát lại hai số liệu.",
        "Check the two figures.",
    ),
    "survey-name-missing": Message(
        "dòng này không ghi tên người", "the row names no person", "Ghi họ đệm và tên.", "Write the name."
    ),
    "survey-birth-date": Message(
        "ngày hoặc tháng sinh không có trong lịch",
        "the day or month of birth is not in the calendar",
        "Kiểm tra cột ngày sinh, tháng sinh.",
        "Check the day and the month of birth.",
    ),
    "survey-status-unknown": Message(
        "tình trạng cư trú này chưa được hiểu, nên người này tính như đang cư trú",
        "this state of residence is not understood, so the person counts as living here",
        "Ghi “Chuyển đi”, “Chết” hoặc “Nơi khác đến”; người đang cư trú thì để trống.",
        "Write one of the states that the survey knows; leave it empty for who lives here.",
    ),
    "survey-unknown-school": Message(
        "mã trường {value} không có trong danh mục MaTruong: hệ thống quốc gia không tính {n} người ghi mã này; "
        "số liệu bị ảnh hưởng: {figures}",
        "the code {value} is not in the list MaTruong: the national system does not count its pupils as such "
        "(here {n}); figures concerned: {figures}",
        "Chọn lại mã trường trong danh mục.",
        "Choose the code from the list.",
    ),
    "survey-code-zeros": Message(
        "mã trường {value} đã mất chữ số 0 ở đầu; trong danh mục là {right}",
        "the code {value} has lost the zeros it began with; in the list it is {right}",
        "Định dạng cột mã trường là Text rồi ghi lại {right}.",
        "Format the column as text and write {right}.",
    ),
    "survey-school-missing": Message(
        "có khối học nhưng không có mã trường",
        "there is a grade and no code of a school",
        "Ghi mã trường đang học.",
        "Write the code of the school.",
    ),
    "survey-school-spelling": Message(
        "tên trường “{value}” ({n} người, dòng {rows}) và “{right}” ({count} người, từ {first}) có lẽ là một trường",
        "the school “{value}” (persons: {n}; rows: {rows}) and “{right}” (persons: {count}; from {first}) may be one",
        "Nếu là một trường thì ghi một cách: “{right}”.",
        "If they are one school, write it in one way: “{right}”.",
    ),
    "survey-studying-and-dropped": Message(
        "vừa ghi đang học vừa ghi bỏ học",
        "both studying and dropped out",
        "Giữ một trong hai: khối đang học, hoặc lớp bỏ học.",
        "Keep one of the two: the grade, or the grade that was left.",
    ),
    "survey-age-for-grade": Message(
        "{age} tuổi mà đang học khối {grade}; khối {grade} thường là trẻ {usual} tuổi, từ {least} đến {most} tuổi",
        "aged {age} and in grade {grade}, in which children are usually {usual}, and between {least} and {most}",
        "Kiểm tra năm sinh và khối học.",
        "Check the year of birth and the grade.",
    ),
    "survey-able-not-disabled": Message(
        "đánh dấu có khả năng học tập nhưng không có dạng khuyết tật nào",
        "marked as able to study, without any disability",
        "Ghi dạng khuyết tật, hoặc bỏ dấu.",
        "Mark the disability, or take the mark away.",
    ),
    "survey-disabled-unmarked": Message(
        "khuyết tật, đang đi học nhưng không đánh dấu có khả năng học tập",
        "disabled and at school, and not marked as able to study",
        "Đánh dấu X ở cột có khả năng học tập nếu đúng.",
        "Mark the column of ability with X if it is so.",
    ),
    "survey-duplicate": Message(
        "có thể là cùng một người với {first} ({score} %); giống nhau: {reasons}",
        "may be the same person as {first} ({score}%); the same: {reasons}",
        "Đối chiếu hai phiếu; nếu trùng thì xóa một dòng.",
        "Compare the two; delete one row if they are one person.",
    ),
    "survey-birth-swapped": Message(
        "tháng sinh lớn hơn 12 còn ngày sinh thì không: có thể ngày và tháng ghi đổi chỗ (kiểu Mỹ)",
        "the month of birth is above 12 and the day is not: they may stand in each other's place, as in American order",
        "Ghi ngày ở cột ngày sinh, tháng ở cột tháng sinh.",
        "Write the day under day, the month under month.",
    ),
    "survey-date-for-number": Message(
        "cột “{column}”: các dòng {rows} ghi ngày, hoặc số thứ tự của ngày; đầu tiên là {value} (ngày {date})",
        "column “{column}”: rows {rows} hold a day, or the number of one; the first is {value} ({date})",
        "Định dạng cột là Number rồi ghi lại năm, tháng hoặc ngày.",
        "Format the column as numbers and write the year, month or day again.",
    ),
    "survey-not-a-number": Message(
        "cột “{column}”: các dòng {rows} không ghi số nguyên, nên coi như để trống; đầu tiên là “{value}”",
        "column “{column}”: rows {rows} hold no whole number and count as empty; the first is “{value}”",
        "Chỉ ghi chữ số, ví dụ 3, không ghi “Lớp 3”.",
        "Write digits only: 3, not “grade 3”.",
    ),
    "cohort-size": Message(
        "{label} là {value}, trong khi năm trước {before} là {was} (ở {first}): cùng một lứa trẻ mà chênh lệch nhiều",
        "{label} is {value}, while {before} was {was} a year before ({first}): many more or fewer of the same children",
        "Đối chiếu số chuyển đi, chuyển đến trong năm, và định nghĩa PPC của hai năm.",
        "Compare who left and came during the year, and by which definition PPC was counted.",
    ),
    "cohort-completed": Message(
        "{label} là {value}, còn {left} trẻ chưa hoàn thành; năm trước cùng lứa trẻ ấy {before} là {was} (ở {first}), "
        "chỉ còn {were} trẻ",
        "{label} is {value}, which leaves {left} children; a year before {before} was {was} ({first}), "
        "which left {were}",
        "Đã hoàn thành thì không mất đi: kiểm tra số liệu của hai năm.",
        "Who has completed stays so: check the figures of both years.",
    ),
    "cohort-boundaries": Message(
        "{unit} đã thay đổi địa giới sau ngày {date}, nên không so sánh với năm trước",
        "the boundaries of {unit} changed after {date}, so it is not compared with the year before",
        "Muốn so sánh, tính lại số liệu năm trước theo địa giới mới; xã bị chia thì hỏi từng thôn, xóm.",
        "To compare, count the year before by the new boundaries; where communes were divided, ask hamlet by hamlet.",
    ),
    "movement-balance": Message(
        "sinh năm {year}: năm trước có {start} người (ở {first}), đến {came}, đi và chết {left}, mà nay có {end}: "
        "lệch {difference}",
        "born in {year}: {start} persons a year before ({first}), {came} came, {left} left or died, and now there are "
        "{end}: {difference} off",
        "Tìm trẻ thiếu hoặc thừa; ghi đủ chuyển đến, chuyển đi, chết.",
        "Find who is missing or too many; write all who came, left and died.",
    ),
    "form-apart": Message(
        "“{whole}” là {value}, nhưng các dòng của nó (đang học, hoàn thành, bỏ học, chưa đi học …) cộng lại là {sum}",
        "“{whole}” is {value}, but its lines (at school, completed, dropped out, never at school …) come to {sum}",
        "Tìm người thiếu hoặc bị tính hai lần.",
        "Find who is missing or was counted twice.",
    ),
    "form-blank": Message(
        "{label} coi là chưa có số liệu, vì để trống: {cells}",
        "{label} counts as missing, as these cells are empty: {cells}",
        "Nếu là không có ai thì ghi 0; nếu chưa có số liệu thì để trống.",
        "Write 0 if there is nobody; leave it empty if it is not known.",
    ),
    "number-signs-mixed": Message(
        "ở đây số viết {value}, còn ở {first} dấu phẩy và dấu chấm dùng ngược lại",
        "the number is written {value} here, while at {first} comma and point are used the other way round",
        "Viết thống nhất: 1.234 và 98,46 %.",
        "Write all of them in one way: 1.234 and 98,46 %.",
    ),
    "text-decomposed": Message(
        "chữ có dấu ghi bằng tổ hợp rời (NFD), dễ bị coi là khác khi so sánh",
        "letters are written apart from their marks (NFD) and may be taken for others",
        "Gõ lại bằng bảng mã Unicode dựng sẵn.",
        "Type it again in composed Unicode.",
    ),
    "text-old-font": Message(
        "chữ ở đây là phông {encoding}, không phải Unicode",
        "the text is in the old font encoding {encoding}, not in Unicode",
        "Chuyển mã sang Unicode, ví dụ bằng UniKey.",
        "Convert it to Unicode, with UniKey for one.",
    ),
    "zero-impossible": Message(
        "{label} là 0, trong khi {whole} là {value}",
        "{label} is 0 while {whole} is {value}",
        "Nếu chưa có số liệu thì để trống, không ghi 0.",
        "Leave it empty if it is not known; do not write 0.",
    ),
    "example": Message(
        "“{name}” là ví dụ trong mẫu",
        "“{name}” is an example from an empty form",
        "Xóa ví dụ hoặc ghi tên thật, và kiểm tra các số liệu bên cạnh có phải là ví dụ không.",
        "Delete it or write the real name, and check whether the figures beside it are examples too.",
    ),
}
