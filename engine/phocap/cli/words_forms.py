"""What the commands say about officers' files."""

from typing import Final

from phocap.text.language import Bilingual

FORM_READ: Final = Bilingual(
    "Đã nhận ra {place}: {form}; {unit}; {date}; {n} số liệu.",
    "Recognised {place}: {form}; {unit}; {date}; figures: {n}.",
)
SURVEY_READ: Final = Bilingual(
    "Đã nhận ra {place}: {form}; {unit}; {date}; {persons} người, {n} số liệu.",
    "Recognised {place}: {form}; {unit}; {date}; persons: {persons}; figures: {n}.",
)
TABLE_READ: Final = Bilingual(
    "Đã nhận ra {place}: bảng, mỗi dòng một đơn vị; {n} đơn vị.",
    "Recognised {place}: a table with a row for every unit; units: {n}.",
)
BY_POSITION: Final = Bilingual(
    "Lưu ý: {place}: nhận theo vị trí của biểu gốc vì không thấy tiêu đề: {lines}.",
    "Note: {place}: taken from where the official form has them, as their headers were not found: {lines}.",
)
NOT_SAID: Final = Bilingual("(không ghi)", "(not said)")

SYNTH: Final = Bilingual(
    "Tạo xã giả định: phiếu điều tra, biểu mẫu và hồ sơ, để thử và tập huấn. Không ai trong đó có thật.\n"
    "Cùng --seed thì cùng kết quả từng byte.",
    "Make up communes: survey workbooks, forms and records, to try and to train with. Nobody in them exists.\n"
    "The same --seed makes the same bytes.",
)
COMMUNES_HELP: Final = Bilingual("Số xã; mặc định 1.", "How many communes; by default 1.")
SEED_HELP: Final = Bilingual("Số gốc ngẫu nhiên; mặc định 0.", "The seed; by default 0.")
PERSONS_HELP: Final = Bilingual(
    "Số người mỗi xã; mặc định như một xã thật.", "How many persons a commune has; by default as many as real ones."
)
SYNTH_AS_OF_HELP: Final = Bilingual(
    "Ngày trong năm điều tra; mặc định 2025.", "A day in the year of the survey; by default 2025."
)
KIND_HELP: Final = Bilingual(
    "Loại tệp; ghi được nhiều lần; mặc định: survey.", "What to make; may be repeated; by default survey."
)
FAULT_HELP: Final = Bilingual(
    "Cài vài lỗi thuộc loại này vào dữ liệu; ghi được nhiều lần.",
    "Put in a few mistakes of this kind; may be repeated.",
)
SYNTH_OUTPUT_HELP: Final = Bilingual("Thư mục mới để ghi (bắt buộc).", "A new folder to write to (needed).")
SYNTH_DONE: Final = Bilingual("Đã ghi {files} vào {folder}.", "Wrote {files} to {folder}.")
NUMBER: Final = Bilingual("SỐ", "NUMBER")
FAULT: Final = Bilingual("LỖI", "FAULT")
FOLDER: Final = Bilingual("THƯ_MỤC", "FOLDER")

SELECT_HELP: Final = Bilingual(
    "Chỉ báo lỗi có mã này; ghi được nhiều lần.", "Tell only findings of this id; may be repeated."
)
IGNORE_HELP: Final = Bilingual(
    "Không báo lỗi có mã này; ghi được nhiều lần.", "Leave out findings of this id; may be repeated."
)
LAST_YEAR_HELP: Final = Bilingual(
    "Hồ sơ, biểu hoặc phiếu của năm trước, để so sánh; ghi được nhiều lần.",
    "Records, forms or surveys of the year before, to compare with; may be repeated.",
)
CHECKED_WARNINGS: Final = Bilingual(
    "{files}, {records} hồ sơ, không có lỗi, {n} cảnh báo.", "{files}, {records}, no faults, {n} warnings."
)

CHECKED_NOTES: Final = Bilingual(
    "{files}, {records} hồ sơ, không có lỗi; {n} cảnh báo, {notes} lưu ý.",
    "{files}, {records}, no faults; warnings: {n}, notes: {notes}.",
)

CONVERT: Final = Bilingual(
    "Chuyển hồ sơ, biểu mẫu, phiếu điều tra hoặc bảng sang YAML, JSON, CSV hoặc XLSX; không mất số liệu nào.",
    "Turn records, forms, survey workbooks or tables into YAML, JSON, CSV or XLSX; nothing is lost.",
)
CONVERT_FORMAT_HELP: Final = Bilingual(
    "Dạng tệp; mặc định theo đuôi tên tệp sau -o, nếu không thì là yaml.",
    "The form of the file; by default what the name after -o ends with, else yaml.",
)

TEMPLATE_FORMAT_HELP: Final = Bilingual(
    "Dạng mẫu; mặc định theo đuôi tên tệp sau -o, nếu không thì là yaml.",
    "The form of the template; by default what the name after -o ends with, else yaml.",
)

FIGURES: Final = Bilingual(
    "In cách tính từ phiếu điều tra ra số liệu: từ tổng số đến số phải phổ cập, từng dòng.\n"
    "Với --rows: các dòng phiếu sau một số liệu.",
    "Show how the persons of a survey become figures: from all to those who count, line by line.\n"
    "With --rows: the rows behind a figure.",
)
DEFINITION_HELP: Final = Bilingual(
    "Theo một định nghĩa khác mặc định, ví dụ ppc=not-disabled; ghi được nhiều lần.",
    "Follow another definition than the default, as ppc=not-disabled; may be repeated.",
)
ROWS_HELP: Final = Bilingual(
    "In các dòng của những người được tính vào số liệu này; không in tên.",
    "Show the rows of the persons whom a figure counts; never their names.",
)
DEFINITION: Final = Bilingual("TÊN=PHƯƠNG_ÁN", "NAME=OPTION")
FIGURE: Final = Bilingual("CHỈ_TIÊU", "FIGURE")
SURVEY_HEAD: Final = Bilingual("{unit}, {date}: {persons} người", "{unit}, {date}: {persons} persons")
ALL: Final = Bilingual("Tổng số", "All")
AGE: Final = Bilingual("Tuổi", "Age")

SAMPLE: Final = Bilingual(
    "Rút mẫu người hoặc hộ từ phiếu điều tra để đoàn kiểm tra đến tận nơi, và in phiếu ghi kết quả.\n"
    "Cùng phiếu điều tra, --sample và --seed thì ai rút cũng ra đúng những người ấy.",
    "Draw persons or households of a survey for the visit of an inspection team, and print its sheet.\n"
    "With the same survey, --sample and --seed anyone draws the same.",
)
SAMPLE_HELP: Final = Bilingual(
    "Số người hoặc hộ mỗi xã; mặc định theo bộ quy tắc.", "How many a commune; by default what the rule pack says."
)
SAMPLE_SEED_HELP: Final = Bilingual(
    "Số hoặc chữ để rút mẫu (bắt buộc), nên công bố trước khi rút.",
    "The seed, any text (needed); make it public before the draw.",
)
SAMPLE_OF_HELP: Final = Bilingual("Rút người (mặc định) hay hộ.", "Draw persons (the default) or households.")
SAMPLE_NAMES_HELP: Final = Bilingual(
    "Ghi cả họ tên, chủ hộ, địa chỉ; không có thì chỉ ghi dòng và số phiếu.",
    "Give names, heads of household and addresses too; else only rows and numbers of forms.",
)
SAMPLE_TITLE: Final = {
    "persons": Bilingual("Phiếu kiểm tra thực tế: mẫu {n} người", "Field visit: a sample of {n} persons"),
    "households": Bilingual("Phiếu kiểm tra thực tế: mẫu {n} hộ", "Field visit: a sample of {n} households"),
}
SAMPLE_ABOUT: Final = Bilingual(
    "{unit}, {date}. Rút từ {population} trường hợp, --seed “{seed}”.",
    "{unit}, {date}. Drawn from {population}, --seed “{seed}”.",
)
SAMPLE_INPUT: Final = Bilingual("{path}: SHA-256 {sha256}", "{path}: SHA-256 {sha256}")
SAMPLE_NUMBER: Final = Bilingual("TT", "No.")
SAMPLE_ROW: Final = Bilingual("Dòng", "Row")
SAMPLE_RESULTS: Final = (
    Bilingual("Gặp (có/không)", "Found (yes/no)"),
    Bilingual("Đúng phiếu (có/không)", "As the survey says (yes/no)"),
    Bilingual("Ghi chú", "Remarks"),
)
SAMPLE_SIGNED: Final = (
    Bilingual("Người kiểm tra", "Inspector"),
    Bilingual("Đại diện thôn, xóm", "For the hamlet"),
)

CONVERT_FORM_HELP: Final = Bilingual(
    "Điền vào biểu mẫu chính thức này, ví dụ th-m1, th-02; ghi ra .xlsx.",
    "Fill this official form, as th-m1 or th-02; written as .xlsx.",
)
CONVERT_TEMPLATE_HELP: Final = Bilingual(
    "Điền vào bản sao của tệp .xlsx này: chỉ ghi các ô số liệu, giữ nguyên công thức và mọi thứ khác.",
    "Fill a copy of this .xlsx file: only cells of figures are written, formulas and all else stay.",
)
FORM: Final = Bilingual("BIỂU", "FORM")
FILLED: Final = Bilingual("Đã điền {n} ô của {form}.", "Filled {n} cells of {form}.")
FORMULAS_KEPT: Final = Bilingual(
    "Lưu ý: giữ nguyên công thức ở {cells}; mở tệp để tính lại.",
    "Note: the formulas in {cells} were kept; open the file to compute them.",
)
FORM_WITHOUT: Final = Bilingual(
    "Lưu ý: biểu không có ô riêng cho: {labels}.", "Note: the form has no cell of their own for: {labels}."
)
PICTURES_LOST: Final = Bilingual(
    "Lưu ý: mẫu có hình hoặc biểu đồ; chúng có thể không còn trong tệp mới.",
    "Note: the template has pictures or charts; they may be missing in the new file.",
)

RECONCILE: Final = Bilingual(
    "Đối chiếu hai nguồn: hai người nhập, biểu với phiếu điều tra, năm nay với năm trước, phiếu với sổ học sinh.\n"
    "Mỗi nguồn là một tệp hoặc thư mục. Mỗi điểm khác nhau có tệp, trang, ô hoặc dòng ở cả hai nguồn; không sửa gì.\n"
    "Kết thúc với 1 khi có điểm khác nhau, 0 khi khớp hết.",
    "Lay two sources side by side: two typists, a form and a survey, this year and last, a survey and a school roll.\n"
    "Each source is a file or folder. Every difference has its file, sheet, cell or row in both; nothing is changed.\n"
    "Ends with 1 where they differ, with 0 where all agrees.",
)
FIRST: Final = Bilingual("NGUỒN_1", "FIRST")
SECOND: Final = Bilingual("NGUỒN_2", "SECOND")
NAMES_HELP: Final = Bilingual(
    "In cả họ tên và thông tin riêng của từng người; mặc định chỉ in số dòng.",
    "Tell names and particulars of persons too; by default only their rows.",
)
BEHIND_HELP: Final = Bilingual(
    "Dưới mỗi điều kiện: các dòng phiếu điều tra sau từng số liệu, và những dòng không được tính ở tử số.",
    "Below every condition: the rows of the survey behind each figure, and those not counted in the numerator.",
)
HAMLETS_HELP: Final = Bilingual("Chia từng số liệu theo thôn/xóm.", "Tell every figure hamlet by hamlet.")
NO_HAMLET: Final = Bilingual("(không ghi thôn)", "(no hamlet)")
ROLL_READ: Final = Bilingual(
    "Đã nhận ra {place}: {form}; {persons} học sinh; chỉ để đối chiếu: phocap data reconcile.",
    "Recognised {place}: {form}; pupils: {persons}; to be compared only: phocap data reconcile.",
)
