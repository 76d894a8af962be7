"""The styles of a Word file, made from a layout: what the template of the library brings along goes."""

from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from phocap.model.document import Align, Layout, Style

TABLE: Final = "Bảng số liệu"
"""The style of tables with lines."""

KEPT: Final = ("Normal", "Default Paragraph Font", "Normal Table", "No List")
SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
ALIGN: Final = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.BOTH: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
TWIPS_AN_INCH: Final = 1440
TENTHS_OF_MM_AN_INCH: Final = 254


def twips(mm: int) -> int:
    """Return millimetres in the twentieths of a point of Word files."""
    return mm * 10 * TWIPS_AN_INCH // TENTHS_OF_MM_AN_INCH


def make_styles(file: Document, layout: Layout, language: str) -> dict[str, Any]:
    """Replace the styles of a file by those of a layout, and return them by their ids there."""
    styles = file.styles
    for style in list(styles):
        if style.name not in KEPT:
            style.delete()
    _defaults(file, layout.font, language)
    body = layout.styles["body"]
    normal = styles["Normal"]
    normal.font.name, normal.font.size = layout.font, Pt(body.size)
    strong = styles.add_style("Strong", WD_STYLE_TYPE.CHARACTER, builtin=True)
    strong.font.bold = True
    _table_style(styles.add_style(TABLE, WD_STYLE_TYPE.TABLE))
    return {name: _style(styles, style, normal) for name, style in layout.styles.items()}


def _style(styles: Any, style: Style, normal: Any) -> Any:
    builtin = style.name.startswith("heading ")
    made = styles.add_style(style.name.title() if builtin else style.name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    made.base_style, made.quick_style, made.hidden, made.unhide_when_used = normal, True, False, False
    made.font.size, made.font.bold, made.font.italic = Pt(style.size), style.bold, style.italic
    form = made.paragraph_format
    form.alignment = ALIGN[style.align]
    form.first_line_indent, form.left_indent, form.right_indent = Mm(style.first), Mm(style.left), Mm(style.right)
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    form.line_spacing = style.spacing / 100
    form.keep_with_next = style.next
    properties = made.element.get_or_add_pPr()
    if style.rule:
        borders = OxmlElement("w:pBdr")
        _border(borders, "top")
        properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    if style.outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(style.outline - 1))
        properties.append(level)
    return made


def _defaults(file: Document, font: str, language: str) -> None:
    """Set font and language of everything, without the theme that the template names."""
    root = file.styles.element
    run = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    spoken = OxmlElement("w:lang")
    for script in ("val", "eastAsia", "bidi"):
        spoken.set(qn(f"w:{script}"), language if script == "val" else "en-US")
    run.extend((fonts, spoken))
    normal = file.styles["Normal"].element.find(qn("w:rPr"))
    if normal is not None:
        file.styles["Normal"].element.remove(normal)


def _table_style(style: Any) -> None:
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in SIDES:
        _border(borders, side)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "70")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.extend((borders, margins))
    style.element.append(properties)


def _border(borders: Any, side: str) -> None:
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
