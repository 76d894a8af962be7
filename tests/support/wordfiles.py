"""Word files as a reader sees them: text by style, tables row by row, and the XML behind."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

HASH = re.compile(r"\b[0-9a-f]{64}\b")


def opened(made: bytes) -> Any:
    """Return a file as python-docx reads it."""
    return docx.Document(io.BytesIO(made))


def lines(made: bytes) -> Iterator[str]:
    """Yield the text of a document in order: ``[Style] text`` and ``| cell | cell |``.

    Hashes are left out; spaces at which no line ends are shown as others.
    """
    return (HASH.sub("HASH", line).replace("\N{NO-BREAK SPACE}", " ") for line in _lines(made))


def _lines(made: bytes) -> Iterator[str]:
    file = opened(made)
    for element in file.element.body:
        if element.tag == qn("w:p"):
            paragraph = Paragraph(element, file)
            if paragraph.text:
                yield f"[{paragraph.style.name}] {paragraph.text}"
            if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                yield "=== section"
        elif element.tag == qn("w:tbl"):
            for row in Table(element, file).rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                shown = (" / ".join(_texts(cell)) for cell in cells)
                yield f"| {' | '.join(shown)} |"


def _texts(cell: Any) -> list[str]:
    return [text for p in cell.iter(qn("w:p")) if (text := "".join(t.text or "" for t in p.iter(qn("w:t"))))]


def text(made: bytes) -> str:
    """Return all lines as one text."""
    return "\n".join(lines(made))


def parts(made: bytes) -> dict[str, str]:
    """Return the XML parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}
