"""Differences of two sources: as text, as JSON, and as a workbook in which an officer notes what was settled."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from phocap.explain.wrap import WIDTH, wrapped
from phocap.faults import Place
from phocap.forms.difference import Compared, Difference, Kind
from phocap.forms.sheets import workbook
from phocap.source.files import Source
from phocap.text.as_json import pretty
from phocap.text.language import Bilingual, Lang
from phocap.text.numbers import count

SCHEMA: Final = "phocap/differences/1"
SHOWN: Final = 100
"""Differences of one kind that are told one by one in text; files hold them all."""

KINDS: Final = {
    Kind.FIGURE: Bilingual("Số liệu khác nhau", "Figures that differ"),
    Kind.CELL: Bilingual("Ô của biểu khác nhau", "Cells of forms that differ"),
    Kind.CHANGE: Bilingual("Số liệu thay đổi giữa hai năm", "Figures that changed between the years"),
    Kind.VALUE: Bilingual("Cùng một người, thông tin khác nhau", "The same person, told differently"),
    Kind.GRADE: Bilingual("Khối học không tiếp nối năm trước", "Grades that do not follow the year before"),
    Kind.POSSIBLE: Bilingual("Có thể là cùng một người", "Possibly the same person"),
    Kind.AMBIGUOUS: Bilingual("Không rõ ai là ai", "Not clear who is who"),
    Kind.FIRST_ONLY: Bilingual("Chỉ có ở nguồn thứ nhất", "In the first only"),
    Kind.SECOND_ONLY: Bilingual("Chỉ có ở nguồn thứ hai", "In the second only"),
}
_COMPARED: Final = Bilingual(
    "Đã đối chiếu {figures} số liệu và ô biểu, {persons} người có ở cả hai nguồn: {n} điểm khác nhau.",
    "Compared: figures and cells of forms: {figures}; persons who are in both: {persons}; differences: {n}.",
)
_SAME: Final = Bilingual(
    "Đã đối chiếu {figures} số liệu và ô biểu, {persons} người có ở cả hai nguồn: khớp hết.",
    "Compared: figures and cells of forms: {figures}; persons who are in both: {persons}; all agree.",
)
_MORE: Final = Bilingual("  … và {n} điểm nữa: xem đủ với -o FILE.xlsx", "  … and {n} more: -o FILE.xlsx has them all")
_BLANK: Final = Bilingual("trống", "blank")
_BY: Final = Bilingual("cùng {columns}", "same {columns}")
_APART: Final = Bilingual("khác {columns}", "different {columns}")
_SHEET: Final = Bilingual("DoiChieu", "Differences")
_OPEN: Final = Bilingual("cần xử lý", "open")
_SETTLED: Final = Bilingual("đã xử lý", "settled")
_COLUMNS: Final = (
    (Bilingual("Loại", "Kind"), 26),
    (Bilingual("Đơn vị", "Unit"), 20),
    (Bilingual("Nội dung", "What"), 36),
    (Bilingual("Nguồn 1", "First source"), 40),
    (Bilingual("Ô 1", "Cells in the first"), 14),
    (Bilingual("Giá trị 1", "First value"), 14),
    (Bilingual("Nguồn 2", "Second source"), 40),
    (Bilingual("Ô 2", "Cells in the second"), 14),
    (Bilingual("Giá trị 2", "Second value"), 14),
    (Bilingual("Thôn/xóm", "Hamlet"), 16),
    (Bilingual("Họ tên", "Name"), 24),
    (Bilingual("Trạng thái", "State"), 12),
    (Bilingual("Lý do", "Reason"), 30),
)


def to_text(found: Compared, lang: Lang, width: int = WIDTH) -> str:
    """Return the differences as text, those of one kind together."""
    return "".join(f"{line}\n" for text in _lines(found, lang) for line in _folded(text, width))


def _folded(text: str, width: int) -> Iterator[str]:
    margin = " " * (len(text) - len(text.lstrip()))
    yield from wrapped(text.strip(), width, margin, f"{margin}  ") if text else [""]


def _lines(found: Compared, lang: Lang) -> Iterator[str]:
    told = _COMPARED if found.differences else _SAME
    facts = {"figures": found.figures, "persons": found.persons, "n": len(found.differences)}
    yield told[lang].format(**{name: count(value, lang) for name, value in facts.items()})
    for kind, group in groupby(found.differences, key=lambda one: one.kind):
        listed = list(group)
        yield ""
        yield f"{KINDS[kind][lang]}: {count(len(listed), lang)}"
        for one in listed[:SHOWN]:
            yield f"  {_line(one, lang)}"
        if len(listed) > SHOWN:
            yield _MORE[lang].format(n=count(len(listed) - SHOWN, lang))


def _line(one: Difference, lang: Lang) -> str:
    sides = [
        " ".join(filter(None, (", ".join(map(str, places)), _value(one, value, lang))))
        for places, value in ((one.first, one.one), (one.second, one.other))
        if places
    ]
    what = one.what[lang] if one.what else _why(one, lang)
    beside = [text for text in (one.hamlet, ", ".join(one.names)) if text]
    return (f"{what}: " if what else "") + " ↔ ".join(sides) + (f" ({'; '.join(beside)})" if beside else "")


def _value(one: Difference, value: str | None, lang: Lang) -> str:
    if one.what is None:
        return ""
    if value is None:
        return "" if one.kind is not Kind.CELL else f"= {_BLANK[lang]}"
    return f"= {value or _BLANK[lang]}"


def _why(one: Difference, lang: Lang) -> str:
    same = _BY[lang].format(columns=", ".join(one.by)) if one.by else ""
    apart = _APART[lang].format(columns=", ".join(one.apart)) if one.apart else ""
    return "; ".join(filter(None, (same, apart)))


def to_json(found: Compared, sources: Sequence[Iterable[Source]]) -> str:
    """Return the differences with the hashes of the files of both sides."""
    inputs = [[{"path": source.path, "sha256": source.sha256} for source in side] for side in sources]
    whole = {
        "schema": SCHEMA,
        "first": inputs[0],
        "second": inputs[1],
        "persons": found.persons,
        "figures": found.figures,
        "differences": [_entry(one) for one in found.differences],
    }
    return pretty(whole)


def _entry(one: Difference) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "unit": one.unit,
        "what": {lang.value: one.what[lang] for lang in Lang} if one.what else None,
        "same": list(one.by),
        "different": list(one.apart),
        "first": {"places": [_place(place) for place in one.first], "value": one.one},
        "second": {"places": [_place(place) for place in one.second], "value": one.other},
        "hamlet": one.hamlet,
        "names": list(one.names),
    }


def _place(place: Place) -> dict[str, Any]:
    cell = place.cell if place.sheet else ""
    return {"path": place.path, "sheet": place.sheet or None, "cell": cell or None, "line": place.line or None}


def to_xlsx(found: Compared, lang: Lang) -> bytes:
    """Return a workbook with a row for every difference, a state to choose and a reason to write."""
    with workbook() as (book, content):
        sheet = book.add_worksheet(_SHEET[lang])
        bold = book.add_format({"bold": True, "border": 1, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (heading, width) in enumerate(_COLUMNS):
            sheet.write(0, column, heading[lang], bold)
            sheet.set_column(column, column, width, wrapped)
        for row, one in enumerate(found.differences, 1):
            what = one.what[lang] if one.what else _why(one, lang)
            told = [KINDS[one.kind][lang], one.unit or "", what]
            for places, value in ((one.first, one.one), (one.second, one.other)):
                told += [_files(places), ", ".join(place.cell or str(place.line) for place in places), value or ""]
            told += [one.hamlet or "", ", ".join(one.names), _OPEN[lang], ""]
            for column, text in enumerate(told):
                sheet.write_string(row, column, text, wrapped)
        last = max(len(found.differences), 1)
        state = len(_COLUMNS) - 2
        sheet.data_validation(1, state, last, state, {"validate": "list", "source": [_OPEN[lang], _SETTLED[lang]]})
        sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return content()


def _files(places: Sequence[Place]) -> str:
    return "; ".join(dict.fromkeys(f"{place.path}:{place.sheet}" if place.sheet else place.path for place in places))
