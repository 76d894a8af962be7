"""Messages about workbooks, official forms, survey workbooks and tables."""

from phocap.text.message import Message

FORMS: dict[str, Message] = {
    "excel-not-installed": Message(
        "cần gói {package} để đọc, ghi tệp bảng tính, nhưng gói này chưa được cài",
        "{package} is needed for spreadsheets and is not installed",
        "Cài thêm phần “excel”: pip install 'phocap[excel]'.",
        "Install the extra “excel”: pip install 'phocap[excel]'.",
    ),
    "workbook-password": Message(
        "tệp có mật khẩu nên không đọc được",
        "the workbook is protected by a password and cannot be read",
        "Mở bằng Excel, bỏ mật khẩu mở tệp rồi lưu lại.",
        "Open it, remove the password and save it again.",
    ),
    "workbook-broken": Message(
        "tệp hỏng hoặc bị cắt ngắn: không đọc hết được như một tệp {format}",
        "the file is damaged or cut short: it cannot be read to its end as {format}",
        "Chép hoặc tải lại tệp; nếu Excel mở được thì lưu thành tệp mới.",
        "Copy or download it again; if Excel can open it, save it as a new file.",
    ),
    "workbook-bomb": Message(
        "tệp khi giải nén là {size} MB, quá mức cho phép {limit} MB",
        "unpacked the file has {size} MB, more than the limit of {limit} MB",
        "Chỉ giữ các trang có số liệu, bỏ hình ảnh, rồi lưu thành tệp mới.",
        "Keep the sheets with figures only, leave out pictures, and save it as a new file.",
    ),
    "workbook-too-wide": Message(
        "trang tính có dữ liệu tới tận ô {cell}, quá {limit} ô",
        "the sheet is filled as far as {cell}, more than {limit} cells",
        "Xóa các dòng và cột thừa ở xa vùng số liệu rồi lưu lại.",
        "Delete the rows and columns far from the figures and save it again.",
    ),
    "workbook-entities": Message(
        "phần “{part}” của tệp khai báo thực thể XML, điều không tệp bảng tính nào cần",
        "part “{part}” of the file declares XML entities, which no spreadsheet needs",
        "Mở bằng Excel hoặc LibreOffice rồi lưu thành tệp mới.",
        "Open it in Excel or LibreOffice and save it as a new file.",
    ),
    "workbook-wrong-kind": Message(
        "nội dung tệp là {kind}, không phải bảng tính",
        "the content of the file is {kind}, not a spreadsheet",
        "Mở bằng Excel rồi lưu lại dạng .xlsx.",
        "Open it in Excel and save it as .xlsx.",
    ),
    "workbook-wrong-ending": Message(
        "tệp có đuôi “{ending}” nhưng nội dung là {kind}",
        "the file is named “{ending}” but holds {kind}",
        "Đổi đuôi tên tệp thành {right}.",
        "Rename it so that it ends with {right}.",
    ),
    "workbook-not-recognised": Message(
        "không nhận ra biểu mẫu nào trong tệp; các trang đã xem: {sheets}; các biểu biết đọc: {forms}, và bảng tự lập",
        "no form is recognised in the workbook; sheets looked at: {sheets}; forms known: {forms}, and our tables",
        "Kiểm tra đúng tệp chưa; giữ nguyên dòng tiêu đề của biểu mẫu; trang ẩn không được đọc.",
        "Check that it is the right file; keep the headers of the form as they are; hidden sheets are not read.",
    ),
    "form-header-missing": Message(
        "biểu {form}: không thấy “{header}” (biểu gốc ở {at}); các tiêu đề đã thấy: {found}",
        "form {form}: “{header}” is not there (officially at {at}); headers found: {found}",
        "Ghi lại tiêu đề như biểu gốc, hoặc chọn đúng biểu của năm đó.",
        "Write the header as in the official form, or use the form of that year.",
    ),
    "form-without-unit": Message(
        "biểu {form}: phía trên bảng không ghi đơn vị là {tier} nào (tìm: {titles})",
        "form {form}: nothing above the table names the {tier} (looked for: {titles})",
        "Ghi tên đơn vị ở đầu biểu, ví dụ “Xã Tiên Nội”.",
        "Write the name of the unit, with its title, above the table.",
    ),
    "form-without-day": Message(
        "biểu {form}: phía trên bảng không ghi thời điểm của số liệu",
        "form {form}: nothing above the table says of which day the figures are",
        "Ghi “Thời điểm: ngày 30 tháng 9 năm …” ở đầu biểu, hoặc thêm --as-of.",
        "Write the day above the table as the form has it, or say --as-of.",
    ),
    "form-birth-year": Message(
        "cột {age} tuổi ghi năm sinh {year}, nhưng ở thời điểm {date} trẻ {age} tuổi sinh năm {right}",
        "the column of age {age} gives the year of birth {year}, but on {date} children of {age} were born in {right}",
        "Dùng đúng biểu của năm báo cáo, hoặc sửa thời điểm.",
        "Use the form of that year, or correct the day.",
    ),
    "form-sum": Message(
        "ô tổng ghi {value}, nhưng các ô thành phần cộng lại là {sum}",
        "the total says {value}, but its parts add up to {sum}",
        "Cộng lại, sửa ô tổng hoặc các ô thành phần.",
        "Add them up again; correct the total or its parts.",
    ),
    "roll-alone": Message(
        "đây là danh sách học sinh của trường; không tính số liệu từ danh sách, chỉ đối chiếu với phiếu điều tra",
        "this is the roll of a school; no figure is counted from it, it is laid beside a survey",
        "Đối chiếu: phocap data reconcile PHIEU-DIEU-TRA.xlsx {path}",
        "Compare the two: phocap data reconcile SURVEY.xlsx {path}",
    ),
    "sources-disagree": Message(
        "{label} ở đây là {value}, nhưng ở {first} là {other}",
        "{label} is {value} here, but {other} at {first}",
        "Đối chiếu hai nguồn, giữ số đúng ở cả hai nơi.",
        "Compare the two and keep the right figure in both.",
    ),
    "cell-date-for-number": Message(
        "ô này là ngày {value}, ở chỗ cần một số; có thể số {number} đã bị định dạng thành ngày",
        "the cell holds the date {value} where a number is needed; perhaps {number} was formatted as a date",
        "Định dạng lại ô thành Number và kiểm tra giá trị.",
        "Format the cell as a number and check its value.",
    ),
    "cell-error": Message(
        "ô này báo lỗi công thức (như #DIV/0!, #REF!)",
        "the cell holds an error of a formula (such as #DIV/0! or #REF!)",
        "Sửa công thức, hoặc ghi số vào ô.",
        "Mend the formula, or write the number.",
    ),
    "cell-formula-without-value": Message(
        "ô này có công thức nhưng tệp không lưu kết quả tính",
        "the cell has a formula without a stored result",
        "Mở tệp bằng Excel hoặc LibreOffice, để tính lại, rồi lưu.",
        "Open the file in Excel or LibreOffice so that it is computed, and save it.",
    ),
    "survey-without-year": Message(
        "không thấy năm điều tra ở ô {cell}",
        "the year of the survey is not in {cell}",
        "Ghi năm điều tra vào ô {cell}, hoặc thêm --as-of.",
        "Write the year of the survey in {cell}, or say --as-of.",
    ),
    "survey-years": Message(
        "các tệp của {unit} thuộc nhiều năm điều tra: {years}",
        "the files of {unit} are of several survey years: {years}",
        "Đọc riêng tệp của từng năm.",
        "Read the files of each year apart.",
    ),
    "survey-birth-year": Message(
        "{n} người không có năm sinh hợp lệ, ở các dòng {rows}: không tính được tuổi, nên chưa số liệu nào chắc chắn",
        "persons without a valid year of birth: {n}, in rows {rows}: their age is unknown and so no figure is sure",
        "Ghi năm sinh cho các dòng này.",
        "Write the year of birth in these rows.",
    ),
    "table-without-columns": Message(
        "không nhận ra cột nào của bảng; dòng đầu có: {found}",
        "no column of the table is recognised; its first row has: {found}",
        "Lấy tên cột từ mẫu: phocap data template --format xlsx.",
        "Take the names of the columns from the form: phocap data template --format xlsx.",
    ),
    "table-unknown-column": Message(
        "không có chỉ tiêu nào cho cột “{column}”",
        "nothing is called “{column}”",
        "Sửa tên cột theo mẫu, hoặc xóa cột.",
        "Name the column as the form does, or delete it.",
    ),
    "table-column-twice": Message(
        "cột “{column}” có hai lần; lần đầu ở {first}",
        "the column “{column}” is there twice; first at {first}",
        "Giữ một cột, xóa cột kia.",
        "Keep one of the two.",
    ),
    "table-code-as-number": Message(
        "mã {value} lưu như một số nên có thể đã mất các chữ số 0 ở đầu",
        "the code {value} is stored as a number and may have lost the zeros it began with",
        "Định dạng cột mã là Text rồi ghi lại mã đủ chữ số.",
        "Format the column as text and write the whole code again.",
    ),
    "table-encoding": Message(
        "chữ trong tệp là phông {encoding}, không phải Unicode",
        "the text is in the old font encoding {encoding}, not in Unicode",
        "Chuyển mã sang Unicode (ví dụ bằng UniKey), rồi lưu lại dạng UTF-8.",
        "Convert it to Unicode (with UniKey, for one) and save it as UTF-8.",
    ),
    "table-syntax": Message(
        "tệp không đúng dạng bảng CSV: {reason}",
        "the file is not a well-formed table of separated values: {reason}",
        "Lưu lại từ Excel dạng CSV UTF-8.",
        "Save it again from the spreadsheet as CSV UTF-8.",
    ),
    "folder-not-empty": Message(
        "thư mục đã có và không trống; chưa ghi gì",
        "the folder is there and not empty; nothing was written",
        "Chọn một thư mục mới.",
        "Name a new folder.",
    ),
    "no-synth": Message(
        "bộ quy định này không có dữ liệu để tạo xã giả định",
        "this rule pack has nothing to make up communes from",
    ),
    "table-date-as-number": Message(
        "ngày đã thành số {value}; có thể là ngày {date}",
        "the date has become the number {value}; perhaps it is {date}",
        "Định dạng ô là Text rồi ghi lại, ví dụ 30/09/2025.",
        "Format the cell as text and write it again, as 30/09/2025.",
    ),
    "table-date-order": Message(
        "ngày {value} ghi theo kiểu tháng/ngày; có thể là ngày {date}",
        "the date {value} has the month first; perhaps it is {date}",
        "Ghi ngày trước, tháng sau: 30/09/2025.",
        "Write the day first: 30/09/2025.",
    ),
    "unknown-check": Message(
        "không có mục kiểm tra nào tên là “{id}”",
        "no check is called “{id}”",
        "Xem các mã trong docs/forms.md.",
        "See the ids in docs/forms.md.",
    ),
    "no-survey": Message(
        "không có phiếu điều tra nào trong các tệp này",
        "there is no survey workbook among these files",
        "Chọn tệp có trang MauNhapLieu hoặc DATA.",
        "Name a file with the sheet MauNhapLieu or DATA.",
    ),
    "unknown-form": Message(
        "không có biểu mẫu nào tên là “{form}”",
        "there is no form “{form}”",
    ),
    "form-other-tier": Message(
        "biểu {form} lập cho {tier}, mà ở đây không có hồ sơ nào của {tier}",
        "form {form} is about one {tier} or several, and there is no record of a {tier} here",
        "Chọn hồ sơ của đúng cấp.",
        "Name records of that tier.",
    ),
    "form-one-unit": Message(
        "biểu {form} lập cho một đơn vị, ở đây có {n} hồ sơ",
        "form {form} is about one unit, and here are {n} records",
        "Chỉ ghi tệp của một đơn vị.",
        "Name the file of one unit only.",
    ),
    "form-one-day": Message(
        "biểu {form} chỉ có một thời điểm, còn các hồ sơ thuộc ngày {until} và {date}",
        "form {form} is of one day, and the records are of {until} and of {date}",
        "Chỉ ghi hồ sơ của một thời điểm.",
        "Name records of one day only.",
    ),
    "template-not-xlsx": Message(
        "mẫu để điền phải là tệp .xlsx",
        "a template to fill must be an .xlsx file",
        "Mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx.",
        "Open it in Excel or LibreOffice and save it as .xlsx.",
    ),
    "template-without-form": Message(
        "không trang nào của mẫu là biểu cần điền ({forms}); các trang đã xem: {sheets}",
        "no sheet of the template is a form to fill ({forms}); sheets looked at: {sheets}",
        "Giữ nguyên các dòng tiêu đề của biểu mẫu, hoặc bỏ --template để có biểu mới.",
        "Keep the headers of the form as they are, or leave --template out for a fresh form.",
    ),
    "template-other-unit": Message(
        "mẫu ghi “{unit}”, còn hồ sơ là của “{name}”",
        "the template is that of “{unit}”, and the record that of “{name}”",
        "Sửa tên đơn vị trong mẫu, hoặc chọn đúng hồ sơ.",
        "Change the name in the template, or name the right record.",
    ),
    "template-other-day": Message(
        "mẫu ghi thời điểm {date}, còn hồ sơ là của ngày {until}",
        "the template is of {date}, and the record of {until}",
        "Sửa thời điểm trong mẫu, hoặc chọn đúng hồ sơ.",
        "Change the day in the template, or name the right record.",
    ),
    "template-no-row": Message(
        "mẫu không có dòng nào ghi “{name}” và không còn dòng trống",
        "the template has no row for “{name}” and no empty one",
        "Chèn thêm dòng trống phía trên dòng cộng.",
        "Insert an empty row above that of the total.",
    ),
    "template-cell-taken": Message(
        "ô này phải để số liệu nhưng đang ghi “{value}” hoặc bị gộp vào ô khác",
        "a figure belongs into this cell, and it holds “{value}” or is merged into another",
        "Xóa chữ hoặc bỏ gộp ô trong mẫu.",
        "Clear the cell, or undo the merge, in the template.",
    ),
    "sample-too-large": Message(
        "không rút được {n}: phiếu điều tra chỉ có {population} trường hợp thuộc diện",
        "{n} cannot be drawn: the survey has only {population} that could be",
        "Ghi --sample nhỏ hơn.",
        "Say a smaller --sample.",
    ),
    "unknown-figure": Message(
        "phiếu điều tra không cho số liệu “{name}”", "the survey does not come to a figure “{name}”"
    ),
    "unknown-definition": Message(
        "không có định nghĩa hoặc phương án “{name}”", "there is no definition or option “{name}”"
    ),
}
