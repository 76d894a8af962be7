"""A document put together: its head, what the form says, the blocks of the result, places to sign, annexes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from phocap.faults import Fault, Faulty
from phocap.language.pack import Pack
from phocap.model.document import Annex, Block, Form, Item
from phocap.model.record import Record
from phocap.model.result import Result, Verdict
from phocap.report.docx import basis, blocks, recognition, school
from phocap.report.docx.content import Element, Paragraph, Writing
from phocap.report.docx.forms import DEFAULT, documents
from phocap.report.docx.package import Package
from phocap.report.serialise import as_data, digest
from phocap.text.language import Lang
from phocap.text.nearest import nearest

BLOCKS: Final[Mapping[Block, Callable[[Writing], list[Element]]]] = {
    Block.BASIS: basis.listed,
    Block.CONCLUSIONS: blocks.conclusions,
    Block.CONDITIONS: blocks.conditions,
    Block.LACKING: blocks.lacking,
    Block.BELOW: blocks.below,
    Block.PUBLISHED: blocks.published,
    Block.MISSING: blocks.missing,
    Block.CAUTIONS: blocks.cautions,
    Block.READINGS: blocks.readings,
    Block.UNITS: blocks.units,
    Block.MEASURES: blocks.measures,
    Block.DETAILS: blocks.details,
    Block.RECOGNISED: recognition.recognised,
    Block.LEFT_OUT: recognition.left_out,
    Block.AUTHORITY: recognition.authority,
    Block.CRITERIA: school.criteria,
    Block.CRITERIA_TABLE: school.criteria_table,
    Block.EVIDENCE: school.evidence,
    Block.FRONT: lambda writing: _regime(writing, Block.FRONT),
    Block.DATA: lambda writing: _regime(writing, Block.DATA),
    Block.PLAN: lambda writing: _regime(writing, Block.PLAN),
    Block.FILES: blocks.files,
}
MOST: Final = 20
"""Headings of one level and annexes that can be numbered."""
ROMAN: Final = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
)
LETTERS: Final = "abcdđeghiklmnopqrstu"
"""The Vietnamese alphabet, in which points are counted."""
NUMBERING: Final = (
    [f"{number}." for number in ROMAN],
    [f"{number}." for number in range(1, MOST + 1)],
    [f"{letter})" for letter in LETTERS],
)


def form_named(pack: Pack, name: str) -> Form:
    """Return a form of a pack.

    Raises:
        Faulty: ``unknown-document``, with those that there are.
    """
    forms = documents(pack).forms
    if name not in forms:
        facts = {"document": name, "nearest": nearest(name, forms), "allowed": list(forms)}
        raise Faulty(Fault("unknown-document", facts=facts))
    return forms[name]


def to_docx(
    result: Result,
    lang: Lang,
    pack: Pack,
    document: str | None = None,
    *,
    provisional: bool = False,
    records: Sequence[Record] = (),
) -> bytes:
    """Return a document as a Word file.

    Args:
        result: what it says.
        lang: its language; the official one of the pack's country is the one to sign.
        pack: the rules, which lay down the form.
        document: the form: ``minutes``, ``report`` … (the default)
        records: the records of the result, for tables of figures that no condition looks at.
        provisional: whether units whose level is provisional are proposed too, marked as such.

    Raises:
        Faulty: the pack has no such form, or the result does not fit it.
    """
    form = form_named(pack, document or DEFAULT)
    shown = _fitting(result, form, pack) if form.regimes else result
    mark = digest(as_data(result))
    writing = Writing(shown, pack, documents(pack).layout, form, lang, mark, provisional, tuple(records))
    said = _Said(writing)
    package = Package(writing, _day(result))
    package.cover(list(said.items(form.cover)))
    package.head()
    if form.addressee is not None:
        package.write([Paragraph("addressee", writing.word("addressee", to=writing.said(form.addressee)))])
    package.write(basis.head(writing))
    package.write(said.items(form.body))
    package.foot()
    annexes = [annex for annex in form.annexes if annex.when is None or said.block(annex.when)]
    for place, annex in enumerate(annexes):
        package.annex(_annex_name(writing, annexes, place), annex)
        package.write(said.items(annex.body))
    return package.saved()


class _Said:
    """The parts of a form in words; every block is made once."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.made: dict[Block, list[Element]] = {}

    def block(self, block: Block) -> list[Element]:
        if block not in self.made:
            self.made[block] = BLOCKS[block](self.writing)
        return self.made[block]

    def items(self, items: Sequence[Item]) -> Iterator[Element]:
        """Yield what is to be shown, the headings numbered level by level."""
        numbers = [0, 0, 0]
        for item in items:
            if item.when is not None and not self.block(item.when):
                continue
            if item.heading is not None:
                numbers[item.level - 1] += 1
                numbers[item.level :] = [0] * (3 - item.level)
                number = NUMBERING[item.level - 1][numbers[item.level - 1] - 1]
                yield Paragraph(f"heading-{item.level}", f"{number} {self.writing.said(item.heading)}")
            yield from self._item(item)

    def _item(self, item: Item) -> Iterator[Element]:
        writing = self.writing
        if item.text is not None:
            yield Paragraph(item.style, writing.said(item.text), writing.said(item.lead) if item.lead else "")
        elif item.table is not None:
            yield school.sheet(item.table, writing)
        elif item.block is not None:
            yield from self.block(item.block) or (recognition.nobody(writing) if item.block is Block.RECOGNISED else ())
        else:
            yield from (Paragraph("point", writing.said(point)) for point in item.points)


def _regime(writing: Writing, block: Block) -> list[Element]:
    """Return what the regime of a self-assessment says in a block; nothing in documents without regimes."""
    if not writing.form.regimes:
        return []
    parts = school.school(writing).regime
    items = {Block.FRONT: parts.front, Block.DATA: parts.data, Block.PLAN: parts.plan}[block]
    return list(_Said(writing).items(items))


def _annex_name(writing: Writing, annexes: Sequence[Annex], place: int) -> str:
    """Return the name of an annex: numbered only where there are several."""
    return writing.word("annex") if len(annexes) == 1 else writing.word("annex-number", number=ROMAN[place])


def _fitting(result: Result, form: Form, pack: Pack) -> Result:
    """Return the one verdict of a result that a form for schools is about, of its last day.

    Raises:
        Faulty: there is none, or there are several schools.
    """
    found = [v for v in result.verdicts if v.rule_set.split("/")[1] in form.regimes and school.has_criteria(v)]
    if not found:
        facts = {"document": form.document, "allowed": [pack.instruments[name].number for name in form.regimes]}
        raise Faulty(Fault("document-needs-criteria", facts=facts))
    last: dict[tuple[str | None, str, str | None], Verdict] = {}
    for verdict in sorted(found, key=lambda verdict: verdict.as_of):
        last[verdict.unit.code, verdict.unit.name, verdict.unit.parent] = verdict
    if len(last) > 1:
        names = [name for _, name, _ in last]
        raise Faulty(Fault("document-of-one-unit", facts={"document": form.document, "units": names}))
    return replace(result, verdicts=tuple(last.values()))


def _day(result: Result) -> date:
    """Return the day that the file bears, so that the same result makes the same file: the last of its figures."""
    return max((verdict.as_of for verdict in result.verdicts), default=date(1980, 1, 1))
