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
CHECKED_WARNINGS: Final = Bilingual(
    "{files}, {records} hồ sơ, không có lỗi, {n} cảnh báo.", "{files}, {records}, no faults, {n} warnings."
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
    "Đã nhận ra {place}: {form}; {persons} học sinh; chỉ để đối chiếu.",
    "Recognised {place}: {form}; pupils: {persons}; to be compared only.",
)
