"""A page as Markdown with tables, as repositories, wikis and mkdocs read it."""

from collections.abc import Iterator

from phocap.report.markdown import plain
from phocap.report.rules_docs.page import Block, Cell, Heading, Line, Page, Paragraph, Span, Table
from phocap.text.language import Lang


def to_markdown(page: Page, lang: Lang) -> str:
    """Return the page, ending with a line break."""
    lines = [f"# {plain(page.title)}"]
    for block in page.blocks:
        lines += ["", *_block(block)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {f'`{block.text}`' if block.code else plain(block.text)}"
        case Paragraph():
            yield _line(block.line)
        case Table():
            yield f"| {' | '.join(map(plain, block.heads))} |"
            yield f"|{'---|' * len(block.heads)}"
            for row in block.rows:
                yield f"| {'› ' * row.depth}{' | '.join(map(_cell, row.cells))} |"


def _cell(cell: Cell) -> str:
    return "<br>".join(map(_line, cell))


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    if span.code:
        text = f"`{span.text}`"
    else:
        bare = span.text.strip(" ")
        left, _, right = span.text.partition(bare)
        text = f"{left}{plain(bare)}{right}"
    return f"[{text}]({span.address})" if span.address else text
