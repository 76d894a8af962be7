"""What the commands say about officers' files."""

from typing import Final

from phocap.text.language import Bilingual

FORM_READ: Final = Bilingual(
    "Đã nhận ra {place}: {form}; {unit}; {date}; {n} số liệu.",
    "Recognised {place}: {form}; {unit}; {date}; {n} figures.",
)
SURVEY_READ: Final = Bilingual(
    "Đã nhận ra {place}: {form}; {unit}; {date}; {persons} người, {n} số liệu.",
    "Recognised {place}: {form}; {unit}; {date}; {persons} persons, {n} figures.",
)
TABLE_READ: Final = Bilingual(
    "Đã nhận ra {place}: bảng, mỗi dòng một đơn vị; {n} đơn vị.",
    "Recognised {place}: a table with a row for every unit; {n} units.",
)
BY_POSITION: Final = Bilingual(
    "Lưu ý: {place}: nhận theo vị trí của biểu gốc vì không thấy tiêu đề: {lines}.",
    "Note: {place}: taken from where the official form has them, as their headers were not found: {lines}.",
)
NOT_SAID: Final = Bilingual("(không ghi)", "(not said)")
