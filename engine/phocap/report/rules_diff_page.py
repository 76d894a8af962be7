"""Two rule sets beside each other, as an HTML page."""

from collections.abc import Iterator, Sequence
from typing import Final

from phocap.check.compare.clauses import Clause
from phocap.check.compare.units import Impact
from phocap.check.proof.equivalence import Comparison
from phocap.report import rules_diff as words
from phocap.report.rules_docs.html import to_html
from phocap.report.rules_docs.page import Block, Heading, Page, Paragraph, Row, Span, Table, cell, line
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang

_TITLE: Final = Bilingual("So sánh hai bộ quy định", "Two rule sets compared")
_CONDITION: Final = Bilingual("Điều kiện", "Condition")
_BEFORE: Final = Bilingual("Trước", "Before")
_AFTER: Final = Bilingual("Sau", "After")
_LEVEL: Final = Bilingual("Cấp, mức độ", "Tier, level")
_RESULT: Final = Bilingual("Kết luận", "Conclusion")
_RECORD: Final = Bilingual("Hồ sơ nhỏ nhất cho thấy khác nhau", "The smallest record that shows it")
_BY: Final = Bilingual("Theo tỉnh", "By province")
_PROVINCE: Final = Bilingual("Tỉnh", "Province")
_UNITS: Final = Bilingual("Đơn vị", "Units")
_CHANGED: Final = Bilingual("Thay đổi", "Changed")
_GAINED: Final = Bilingual("Thêm đạt", "Gain a level")
_LOST: Final = Bilingual("Không còn đạt", "Lose a level")
_UNIT: Final = Bilingual("Đơn vị", "Unit")
_DAY: Final = Bilingual("Ngày", "Day")
_BECAUSE: Final = Bilingual("Do điều kiện", "By condition")
_NO_FLIP: Final = Bilingual("Không đơn vị nào đổi kết quả.", "No unit's verdict is another one.")


def as_html(
    names: tuple[str, str],
    found: Sequence[Clause],
    proven: Sequence[Comparison],
    impact: Impact | None,
    lang: Lang,
) -> str:
    """Return the comparison as a page that needs no network and no other file."""
    blocks = [
        Paragraph(line(Span(names[0], code=True), " → ", Span(names[1], code=True))),
        *_clauses(found, lang),
        *_levels(proven, lang),
        *_units(impact, lang),
    ]
    return to_html(Page("diff", _TITLE[lang], tuple(blocks)), lang)


def _clauses(found: Sequence[Clause], lang: Lang) -> Iterator[Block]:
    yield Heading(2, words.CLAUSES[lang])
    if not found:
        yield Paragraph(line(words.SAME[lang]))
        return
    rows = [
        Row(
            (
                cell(clause.title[lang], line(Span(f"{clause.tier} {clause.node}", code=True, soft=True))),
                cell(clause.before or words.NONE[lang]),
                cell(clause.after or words.NONE[lang]),
            )
        )
        for clause in found
    ]
    yield Table((_CONDITION[lang], _BEFORE[lang], _AFTER[lang]), tuple(rows))


def _levels(proven: Sequence[Comparison], lang: Lang) -> Iterator[Block]:
    if not proven:
        return
    yield Heading(2, words.PROOF[lang])
    rows = []
    for one in proven:
        given = one.record.given if one.record else {}
        shown = [f"{key}: {value}" for section in given.values() for key, value in section.items()]
        rows.append(Row((cell(f"{one.tier} {one.level}"), cell(words.conclusion(one, lang)), cell(", ".join(shown)))))
    yield Table((_LEVEL[lang], _RESULT[lang], _RECORD[lang]), tuple(rows))


def _units(impact: Impact | None, lang: Lang) -> Iterator[Block]:
    if impact is None:
        return
    yield Heading(2, words.UNITS[lang].format(units=impact.units, flips=len(impact.flips)))
    yield Heading(3, _BY[lang])
    heads = (_PROVINCE, _UNITS, _CHANGED, _GAINED, _LOST)
    rows = [
        Row(
            (
                cell(name),
                *(cell(numbers.count(n, lang)) for n in (total.units, total.changed, total.gained, total.lost)),
            )
        )
        for name, total in impact.totals.items()
    ]
    yield Table(tuple(head[lang] for head in heads), tuple(rows))
    if not impact.flips:
        yield Paragraph(line(_NO_FLIP[lang]))
        return
    columns = (_UNIT, _DAY, _LEVEL, _BEFORE, _AFTER, _BECAUSE)
    listed = []
    for flip in impact.flips:
        said = words.shown(flip, lang)
        above = line(Span(" · ".join(filter(None, (flip.tier, flip.code, flip.parent))), soft=True))
        plain = (f"{flip.tier} {flip.level}", str(said["before"]), str(said["after"]), str(said["clauses"]))
        listed.append(Row((cell(flip.name, above), cell(str(said["date"])), *map(cell, plain))))
    yield Table(tuple(column[lang] for column in columns), tuple(listed))
