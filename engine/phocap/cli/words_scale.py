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
