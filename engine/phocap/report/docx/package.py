"""The Word file: styles by name, sections, tables whose headings repeat, page numbers, and always the same bytes.

Everything that can be seen comes from named styles, so that a person who edits the document changes a style and not
paragraphs. Texts of the result become text only: no name can become a field or markup.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from phocap.explain.wrap import FIXED, clean
from phocap.model.document import Annex
from phocap.report.docx.content import Element, Paragraph, Row, Table, Writing, fixed, upper
from phocap.report.docx.styles import TABLE, make_styles, twips
from phocap.text.language import Lang

OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part in the archive: it says nothing."""

FIRST_PART: Final = "[Content_Types].xml"
NOT_IN_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
LANGUAGES: Final = {Lang.VI: "vi-VN", Lang.EN: "en-GB"}


def plain(text: str) -> str:
    """Return a text that can stand in a Word file: composed letters, nothing that XML cannot hold."""
    kept = FIXED.join(clean(part) for part in text.split(FIXED))
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", kept)


class Package:
    """A Word file as it is written, from the top down."""

    def __init__(self, writing: Writing, day: date) -> None:
        """Begin a file with the styles of the layout; it bears ``day`` and not the time at which it is made."""
        self.writing, self.layout = writing, writing.layout
        self.file = docx.Document()
        self.styles = make_styles(self.file, self.layout, LANGUAGES[writing.lang])
        self.width = self.layout.page.width - self.layout.page.left - self.layout.page.right
        self._page(self.file.sections[0], landscape=False)
        self._properties(day)

    def write(self, elements: Iterable[Element]) -> None:
        """Write paragraphs and tables; what is said right before a table stays on its page."""
        spoken = False
        for element in elements:
            table = isinstance(element, Table)
            if table and spoken:
                self.file.paragraphs[-1].paragraph_format.keep_with_next = True
            spoken = not table
            if isinstance(element, Table):
                self._table(element)
                self._paragraph(Paragraph("gap", ""))
            else:
                self._paragraph(element)

    def cover(self, elements: Sequence[Element]) -> None:
        """Write a page that stands before all, if there is one."""
        if elements:
            self.write(elements)
            ending = self.file.add_paragraph(style=self.styles["break"])
            ending.add_run().add_break(WD_BREAK.PAGE)

    def head(self) -> None:
        """Write what stands at the top: who issues it, the national title, number, place and day, kind, subject."""
        writing, form = self.writing, self.writing.form
        table = self._bare(self.layout.head)
        left: list[tuple[str, str]] = [
            ("superior", writing.said(form.superior).upper()),
            ("issuer", writing.said(form.issuer).upper()),
            ("issuer-rule", ""),
            ("number", writing.said(form.symbol)),
        ]
        if form.mark is not None:
            left.append(("mark", writing.said(form.mark)))
        right = [(name, writing.word(name)) for name in ("national", "motto")]
        right += [("motto-rule", ""), ("place", writing.word("place"))]
        for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
            self._fill(cell, [Paragraph(style, text) for style, text in lines])
        self.write(
            [
                Paragraph("kind", writing.said(form.kind)),
                Paragraph("subject", upper(writing.said(form.subject))),
                Paragraph("subject-rule", ""),
            ]
        )

    def foot(self) -> None:
        """Write the recipients and the places to sign."""
        writing, form = self.writing, self.writing.form
        if self.file.paragraphs:
            self.file.paragraphs[-1].paragraph_format.keep_with_next = True
        self._paragraph(Paragraph("close", ""))
        columns: list[list[Paragraph]] = []
        if form.recipients:
            heads = [Paragraph("recipients-head", writing.word("recipients"))]
            columns.append(heads + [Paragraph("recipients", writing.said(to)) for to in form.recipients])
        for signature in form.signatures:
            lines = [Paragraph("signature", writing.said(line)) for line in signature.lines]
            note = writing.said(signature.note) if signature.note else ""
            lines.append(Paragraph("signature-note", note))
            columns.append([*lines, Paragraph("signature-name", writing.word("name"))])
        table = self._bare(self.layout.foot if form.recipients else [self.width // len(columns)] * len(columns))
        for cell, lines in zip(table.rows[0].cells, columns, strict=True):
            self._fill(cell, lines)

    def annex(self, name: str, annex: Annex) -> None:
        """Begin an annex on a page of its own, whose pages are numbered anew."""
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        self.file.paragraphs[-1].style = self.styles["break"]
        self._page(section, landscape=annex.landscape)
        writing = self.writing
        kind = writing.said(writing.form.kind)
        kind = kind[:1] + kind[1:].lower()
        self.write(
            [
                Paragraph("annex", name),
                Paragraph("annex-title", writing.said(annex.title)),
                Paragraph("annex-note", writing.word("annexed", kind=kind)),
                Paragraph("gap", ""),
            ]
        )

    def saved(self) -> bytes:
        """Return the file; the same content makes the same bytes."""
        if self.file.element.body[-2].tag == qn("w:tbl"):  # a document ends with a paragraph
            self._paragraph(Paragraph("break", ""))
        made = io.BytesIO()
        self.file.save(made)
        with zipfile.ZipFile(made) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        again = io.BytesIO()
        with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(parts, key=lambda name: (name != FIRST_PART, name)):
                info = zipfile.ZipInfo(name, OLDEST)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, parts[name])
        return again.getvalue()

    def _properties(self, day: date) -> None:
        writing = self.writing
        package = self.file.part.package
        for name in [name for name, rel in package.rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del package.rels[name]  # a picture of the library's template
        core = self.file.core_properties
        core.author = core.last_modified_by = core.comments = ""
        core.title = plain(writing.form.title[writing.lang])[:255]
        core.subject = plain(upper(writing.said(writing.form.subject)))[:255]
        core.identifier = core.keywords = writing.digest
        core.language = LANGUAGES[writing.lang]
        core.created = core.modified = datetime(day.year, day.month, day.day, 12)
        core.revision = 1

    def _page(self, section: Any, *, landscape: bool) -> None:
        """Give a section its sheet, its number in the upper margin from the second page on, and the digest below."""
        page = self.layout.page
        width, height = (page.height, page.width) if landscape else (page.width, page.height)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        section.header_distance, section.footer_distance = Mm(page.header), Mm(page.footer)
        self.width = width - page.left - page.right
        section.different_first_page_header_footer = True
        numbering = section._sectPr.find(qn("w:pgNumType"))
        if numbering is None:
            numbering = OxmlElement("w:pgNumType")
            numbering.set(qn("w:start"), "1")
            section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
        if len(self.file.sections) > 1:
            return  # what stands in the margins goes on
        number = section.header.paragraphs[0]
        number.style = self.styles["page-number"]
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            number._p.append(_field(kind, text))
        section.first_page_header.paragraphs[0].style = self.styles["page-number"]
        for footer in (section.footer, section.first_page_footer):
            footer.paragraphs[0].style = self.styles["digest"]
            footer.paragraphs[0].add_run(self.writing.word("digest", digest=self.writing.digest))

    def _paragraph(self, said: Paragraph) -> None:
        self._say(self.file.add_paragraph(), said)

    def _say(self, paragraph: WordParagraph, said: Paragraph) -> None:
        paragraph.style = self.styles[said.style]
        if said.lead:
            paragraph.add_run(plain(said.lead) + (" " if said.text else ""), style="Strong")
        if said.text:
            paragraph.add_run(plain(fixed(said.text)))

    def _fill(self, cell: _Cell, paragraphs: Sequence[Paragraph]) -> None:
        for place, said in enumerate(paragraphs):
            self._say(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), said)

    def _bare(self, widths: Sequence[int]) -> Any:
        """Return a table of one row without lines, which no page parts."""
        table = self.file.add_table(1, len(widths))
        self._shape(table, [twips(width) for width in widths])
        _property(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")
        return table

    def _table(self, said: Table) -> None:
        """Write a table with its heading repeated; rows are made from one another, as there may be thousands."""
        table = self.file.add_table(1, len(said.heads))
        table.style = self.file.styles[TABLE]
        total = sum(said.widths)
        widths = [twips(self.width) * width // total for width in said.widths]
        self._shape(table, widths)
        head = table.rows[0]
        _property(head._tr.get_or_add_trPr(), "w:cantSplit")
        _property(head._tr.get_or_add_trPr(), "w:tblHeader")
        for cell, text in zip(head.cells, said.heads, strict=True):
            self._fill(cell, [Paragraph("cell-head", text)])
        for row in said.rows:
            table._tbl.append(self._row(row, widths, said.right))

    def _row(self, row: Row, widths: Sequence[int], right: frozenset[int]) -> Any:
        made = OxmlElement("w:tr")
        _property(_below(made, "w:trPr"), "w:cantSplit")
        for place, text in enumerate(row.cells):
            cell = _below(made, "w:tc")
            properties = _below(cell, "w:tcPr")
            width = sum(widths) if row.group else widths[place]
            _property(properties, "w:tcW", type="dxa", w=str(width))
            if row.group:
                _property(properties, "w:gridSpan", val=str(len(widths)))
            style = "cell-group" if row.group else "cell-number" if place in right else "cell"
            paragraph = _below(cell, "w:p")
            _property(_below(paragraph, "w:pPr"), "w:pStyle", val=self.styles[style].style_id)
            if text:
                _text(_below(paragraph, "w:r"), plain(text))
        return made

    def _shape(self, table: Any, widths: Sequence[int]) -> None:
        """Fix the widths of columns: no program is to guess them."""
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        properties = table._tbl.tblPr
        width = properties.find(qn("w:tblW"))
        if width is None:
            width = _property(properties, "w:tblW")
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(sum(widths)))
        for column, cell, size in zip(table._tbl.tblGrid.gridCol_lst, table.rows[0].cells, widths, strict=True):
            column.set(qn("w:w"), str(size))
            cell.width = Pt(size / 20)


def _below(parent: Any, name: str) -> Any:
    made = OxmlElement(name)
    parent.append(made)
    return made


def _property(parent: Any, name: str, **attributes: str) -> Any:
    made = _below(parent, name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _text(run: Any, text: str) -> None:
    made = _below(run, "w:t")
    made.text = text
    made.set(qn("xml:space"), "preserve")


def _field(kind: str | None, text: str | None) -> Any:
    """Return a run of the one field that there is: the number of the page."""
    run = OxmlElement("w:r")
    if kind is not None:
        _property(run, "w:fldChar", fldCharType=kind)
    else:
        _below(run, "w:instrText").text = text
    return run
