"""The empty table as a workbook: a row for every unit, a column for everything that the rules of a day ask for.

Headers are locked, cells take only what fits, and say in a hint what that is. The names by which the columns are read
back stand in a hidden row below the labels.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from phocap.forms.layouts import layouts
from phocap.forms.sheets import workbook
from phocap.intake.scalars import MOST
from phocap.intake.template import asked_for
from phocap.language.pack import Pack
from phocap.text.language import Bilingual, Lang
from phocap.text.numbers import date_text
from phocap.value import dataclass

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROWS: Final = 500
"""Rows to fill."""

_LABELS, _NAMES, _DATA = 2, 3, 4
_SHEET: Final = Bilingual("Số liệu", "Figures")
_COUNT: Final = Bilingual(
    "Số nguyên, không âm. Chưa có số liệu thì để trống, không ghi 0.",
    "A whole number. Leave it empty if it is not known; do not write 0.",
)
_YES_NO: Final = Bilingual(
    "Chọn có hoặc không; chưa rõ thì để trống.", "Choose yes or no; leave it empty if it is not known."
)
_DAY: Final = Bilingual("Ngày, dạng ngày/tháng/năm.", "A day, as day/month/year.")
_TEXT: Final = Bilingual("Ghi chữ; mã giữ đủ các chữ số 0 ở đầu.", "Text; codes keep the zeros they begin with.")
_TIER: Final = Bilingual("Chọn cấp.", "Choose the tier.")
_WRONG: Final = Bilingual("Ô này không nhận giá trị đó.", "The cell does not take this value.")
_TOP: Final = Bilingual("Mỗi dòng một đơn vị.", "One row a unit.")
_PARTS: Final = {
    "unit.tier": Bilingual("Cấp", "Tier"),
    "unit.code": Bilingual("Mã đơn vị", "Code"),
    "unit.name": Bilingual("Tên đơn vị", "Name"),
    "unit.parent.tier": Bilingual("Cấp của đơn vị cấp trên", "Tier of the unit above"),
    "unit.parent.name": Bilingual("Đơn vị cấp trên", "Unit above"),
    "unit.parent.code": Bilingual("Mã đơn vị cấp trên", "Code of the unit above"),
    "as_of": Bilingual("Ngày của số liệu", "Day of the figures"),
    "by": Bilingual("người xác nhận", "attested by"),
    "on": Bilingual("ngày xác nhận", "attested on"),
    "evidence": Bilingual("minh chứng", "evidence"),
    "total": Bilingual("Tổng số {tier}", "{tier} in all"),
    "level": Bilingual(
        "{tier} đạt {programme} mức độ {level} trở lên", "{tier} at {programme} level {level} or higher"
    ),
    "recognised": Bilingual("{programme}: mức độ đã công nhận", "{programme}: level recognised"),
    "decision": Bilingual("{programme}: số quyết định", "{programme}: decision"),
    "recognised-on": Bilingual("{programme}: ngày quyết định", "{programme}: decided on"),
}


@dataclass(frozen=True)
class Column:
    """A column: the part of a record that it holds, its label, and what goes into it."""

    path: str
    label: str
    kind: str
    """``count``, ``yes-no``, ``day``, ``tier`` or ``text``."""


def columns(pack: Pack, programme: str, tier: str, day: date, lang: Lang) -> list[Column]:
    """Return the columns that the rules of a day ask for.

    Raises:
        Faulty: the programme or tier is unknown, or there are no rules for it on that day.
    """
    return list(_columns(pack, programme, tier, day, lang))


def _columns(pack: Pack, programme: str, tier: str, day: date, lang: Lang) -> Iterator[Column]:
    asked, words = asked_for(pack, programme, tier, day), pack.words
    tiers = pack.country.tiers
    above = [name for name in tiers[tier].above if tiers[name].in_force.holds_on(day)]
    units = ["unit.tier", "unit.code", "unit.name"]
    units += ["unit.parent.tier", "unit.parent.name", "unit.parent.code"] if above else []
    for path in units:
        yield Column(path, _PARTS[path][lang], "tier" if path.endswith("tier") else "text")
    yield Column("as_of", _PARTS["as_of"][lang], "day")
    for name in (name for name in words.flags if name in asked.flags):
        yield Column(f"flags.{name}", words.flags[name].label[lang], "yes-no")
    for name in (name for name in words.fields if name in asked.fields):
        yield Column(f"figures.{name}", words.fields[name].label[lang], "count")
    for name in (name for name in words.fields if name in asked.findings):
        label = words.fields[name].label[lang]
        yield Column(f"findings.{name}.value", label, "yes-no")
        for part, kind in (("by", "text"), ("on", "day"), ("evidence", "text")):
            yield Column(f"findings.{name}.{part}", f"{label}: {_PARTS[part][lang]}", kind)
    for below in (name for name in tiers if name in asked.units):
        plural = tiers[below].plural[lang]
        yield Column(f"units.{below}.total", _PARTS["total"][lang].format(tier=plural), "count")
        for of, levels in asked.units[below].items():
            for level in sorted(levels):
                label = _PARTS["level"][lang].format(tier=plural, programme=of, level=level)
                yield Column(f"units.{below}.{of}.level_{level}", label, "text")
    for of in asked.programmes:
        for part, told, kind in (
            ("level", "recognised", "count"),
            ("decision", "decision", "text"),
            ("on", "recognised-on", "day"),
        ):
            yield Column(f"recognised.{of}.{part}", _PARTS[told][lang].format(programme=of), kind)


def template(pack: Pack, programme: str, tier: str, day: date, lang: Lang) -> bytes:
    """Return the empty table as a workbook."""
    found = columns(pack, programme, tier, day, lang)
    headings = layouts(pack).headings
    with workbook() as (book, content):
        sheet = book.add_worksheet(_SHEET[lang])
        bold = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DDEBF7"}
        )
        small = book.add_format({"font_size": 8})
        forms = {
            "count": book.add_format({"locked": False, "num_format": "#,##0", "border": 1}),
            "day": book.add_format({"locked": False, "num_format": "dd/mm/yyyy", "border": 1}),
            **dict.fromkeys(
                ("text", "tier", "yes-no"), book.add_format({"locked": False, "num_format": "@", "border": 1})
            ),
        }
        tier_label = pack.country.tiers[tier].label[lang]
        sheet.write(0, 0, f"{programme} · {tier_label} · {date_text(day, lang)}", book.add_format({"bold": True}))
        sheet.write(1, 0, _TOP[lang])
        answers = [(headings.yes or ["true"])[0], (headings.no or ["false"])[0]]
        for at, column in enumerate(found):
            sheet.set_column(at, at, max(12, min(30, len(column.label) // 2)))
            sheet.write(_LABELS, at, column.label, bold)
            sheet.write(_NAMES, at, column.path, small)
            for row in range(_DATA, _DATA + ROWS):
                sheet.write_blank(row, at, None, forms[column.kind])
            _validate(sheet, at, column.kind, answers, list(pack.tiers), lang)
        sheet.set_row(_LABELS, 60)
        sheet.set_row(_NAMES, None, None, {"hidden": True})
        sheet.freeze_panes(_DATA, min(3, len(found)))
        sheet.protect(options={"format_columns": True, "format_rows": True, "insert_rows": True, "sort": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_LABELS)
        return content()


def _validate(sheet: "Worksheet", at: int, kind: str, answers: list[str], tiers: list[str], lang: Lang) -> None:
    """Let cells take only what fits the column, and say in a hint what that is."""
    rules: dict[str, tuple[dict[str, Any], Bilingual]] = {
        "count": ({"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MOST}, _COUNT),
        "yes-no": ({"validate": "list", "source": answers}, _YES_NO),
        "tier": ({"validate": "list", "source": tiers}, _TIER),
        "day": ({"validate": "date", "criteria": ">=", "value": date(1945, 9, 2)}, _DAY),
        "text": ({"validate": "any"}, _TEXT),
    }
    rule, hint = rules[kind]
    told = {"input_message": hint[lang], "error_message": _WRONG[lang], "ignore_blank": True}
    sheet.data_validation(_DATA, at, _DATA + ROWS - 1, at, {**rule, **told})
