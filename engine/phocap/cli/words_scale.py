"""What the commands about whole registers and many scenarios say: help texts, in both languages."""

from typing import Final

from phocap.text.language import Bilingual

SOURCE: Final = Bilingual("NGUỒN…", "SOURCE…")
REGISTER: Final = Bilingual(
    "Tính số liệu của từng xã từ hàng triệu người trong tệp Parquet, CSV hoặc cơ sở dữ liệu.\n"
    "Cách tính là cách tính của phiếu điều tra. Bảng nhận được đưa vào phocap evaluate. Không ghi gì khi có lỗi.",
    "Count the figures of every commune from millions of persons in Parquet, CSV or a database.\n"
    "They are counted as those of a survey workbook. phocap evaluate takes the table. With a fault nothing is written.",
)
ENGINE: Final = Bilingual("ĐỊA_CHỈ", "URL")
ENGINE_HELP: Final = Bilingual(
    "Nơi tính: duckdb:// (mặc định), duckdb://TỆP, spark://local, spark://MÁY:CỔNG, postgres://NGƯỜI@MÁY/CSDL.",
    "Where to count: duckdb:// (default), duckdb://FILE, spark://local, spark://HOST:PORT, postgres://USER@HOST/DB.",
)
MEMORY: Final = Bilingual("DUNG_LƯỢNG", "SIZE")
MEMORY_HELP: Final = Bilingual(
    "Bộ nhớ DuckDB được dùng; phần không vừa được ghi tạm ra đĩa; mặc định 3GB.",
    "What DuckDB may use; what does not fit goes to disk for the time; by default 3GB.",
)
REGISTER_AS_OF_HELP: Final = Bilingual(
    "Một ngày trong năm điều tra, khi dữ liệu không có cột năm.",
    "A day in the year of the survey, where no column has the year.",
)
IGNORE_COLUMN_HELP: Final = Bilingual(
    "Bỏ qua cột này, không đọc đến; ghi được nhiều lần.", "Leave out this column, which is never read; may be repeated."
)
COLUMN: Final = Bilingual("CỘT", "COLUMN")
APART_HELP: Final = Bilingual(
    "Tách theo thôn, để tra cứu; bảng này không đưa vào phocap evaluate.",
    "Tell hamlets apart, to look into; phocap evaluate does not take that table.",
)
RESUME_HELP: Final = Bilingual(
    "Giữ từng phần (tệp, tỉnh) đã tính xong ở đây; lần sau chỉ tính phần còn thiếu.",
    "Keep every finished part (file, province) here; the next run counts only what is missing.",
)
REGISTER_FORMAT_HELP: Final = Bilingual(
    "Dạng tệp; mặc định theo đuôi tên tệp sau -o, nếu không thì là csv.",
    "The form of the file; by default what the name after -o ends with, else csv.",
)
REGISTER_DONE: Final = Bilingual(
    "Đã đếm {persons} người của {units} đơn vị.", "Counted {persons} persons of {units} units."
)
REGISTER_ABSENT: Final = Bilingual(
    "Lưu ý: dữ liệu không có các cột {columns}; coi như không ai có gì ở đó.",
    "Note: there are no columns {columns}; nobody is taken to have anything there.",
)
PIECES: Final = Bilingual("Đã tính {done}/{of} phần", "Counted {done} of {of} parts")

SIMULATE: Final = Bilingual(
    "Thử nhiều kịch bản: đổi ngưỡng, cách hiểu, bộ quy định, rồi đếm số đơn vị đạt từng mức độ trong mỗi kịch bản.\n"
    "Mỗi kịch bản cho đúng kết quả như khi xét lại tất cả hồ sơ theo quy định đã đổi.",
    "Try many scenarios: vary thresholds, readings and rule sets, and count the units that hold each level in each.\n"
    "Every scenario gives what judging all records anew by the changed rules would give.",
)
VARY: Final = Bilingual("ĐIỀU_KIỆN.at_least=TỪ..ĐẾN/BƯỚC", "CONDITION.at_least=FROM..TO/STEP")
VARY_HELP: Final = Bilingual(
    "Đổi một ngưỡng, ví dụ 3/enrolment-6.at_least=91%..99%/1% hoặc =91%,93%,97%; ghi nhiều lần thì kết hợp với nhau.",
    "Vary a figure, such as 3/enrolment-6.at_least=91%..99%/1% or =91%,93%,97%; several are combined.",
)
READINGS_HELP: Final = Bilingual(
    "all: mỗi cách hiểu văn bản là một kịch bản; mặc định: asked, chỉ cách hiểu được chọn.",
    "all: every choice of readings is a scenario; by default asked, only the one chosen.",
)
SIMULATE_INSTRUMENT_HELP: Final = Bilingual(
    "Xét theo văn bản này, dù còn hiệu lực hay không; ghi nhiều lần để so sánh.",
    "Judge by this instrument, whether in force or not; several are set side by side.",
)
SIMULATE_PROGRAMME_HELP: Final = Bilingual("Nội dung được xét (bắt buộc).", "The programme that is judged (needed).")
SIMULATE_FORMAT_HELP: Final = Bilingual(
    "Dạng kết quả; mặc định theo đuôi tên tệp sau -o, nếu không thì là csv. html và svg là biểu đồ.",
    "The form of the result; by default what the name after -o ends with, else csv. html and svg are charts.",
)
SIMULATED: Final = Bilingual(
    "Đã tính {scenarios} kịch bản, mỗi kịch bản tới {units} đơn vị.",
    "Computed {scenarios} scenarios of up to {units} units.",
)
LEFT_OUT: Final = Bilingual(
    "Lưu ý: không tính cho {tiers}: kết quả của cấp này phụ thuộc các đơn vị cấp dưới, là cấp có ngưỡng thay đổi.",
    "Note: not computed for {tiers}: they are judged by units below, whose figures are varied here.",
)
