"""The forms of documents of a rule pack: ``documents/*.yaml``, checked whole."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from phocap.faults import Fault, Faulty, Place
from phocap.language.pack import Pack
from phocap.language.parse import parse
from phocap.model.base import Text
from phocap.model.document import Form, Item, Layout
from phocap.source.files import read_source
from phocap.source.yaml import Node, find, read_documents
from phocap.text.nearest import nearest
from phocap.value import dataclass

DEFAULT: Final = "report"
"""The document that is made when none is named."""

GAPS: Final = ("programmes", "unit", "scope", "day", "year")
"""What the wording of a form may leave open: ``{unit}``."""

CODE_GAPS: Final = ("criterion", "standard", "part", "number")
"""What the style of an evidence code leaves open."""

STYLES: Final = (
    *("body", "point", "heading-1", "heading-2", "heading-3", "national", "motto", "motto-rule", "superior"),
    *("issuer", "issuer-rule", "number", "mark", "place", "kind", "subject", "subject-rule", "addressee", "basis"),
    *(
        "recipients-head",
        "recipients",
        "signature",
        "signature-note",
        "signature-name",
        "part",
        "break",
        "gap",
        "close",
    ),
    *("annex", "annex-title", "annex-note", "cell-head", "cell", "cell-number", "cell-group", "note", "file"),
    *("page-number", "digest"),
)
"""Styles that a layout must have."""

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "national": (),
    "motto": (),
    "place": (),
    "addressee": ("to",),
    "recipients": (),
    "name": (),
    "annex": (),
    "annex-number": ("number",),
    "annexed": ("kind",),
    "digest": ("digest",),
    "basis": ("text",),
    "cited": ("kind", "number", "day", "issuer", "rest"),
    "cited-plain": ("title", "number", "day"),
    "day": ("day", "month", "year", "date"),
}
"""Words that a layout must have, and what they leave open."""

_GAP = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Documents:
    """The layout of a pack and its forms by name."""

    layout: Layout
    forms: Mapping[str, Form]


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Return a text with its gaps filled; what is put in is never read again."""
    return _GAP.sub(lambda gap: facts.get(gap[1], gap[0]), text)


def documents(pack: Pack) -> Documents:
    """Return the documents of a pack, read once.

    Raises:
        Faulty: with what is wrong in them, or when the pack has none.
    """
    return _read(str(pack.root), tuple(pack.instruments), tuple(pack.words.fields))


@lru_cache(maxsize=8)
def _read(root: str, instruments: tuple[str, ...], fields: tuple[str, ...]) -> Documents:
    layout: Layout | None = None
    forms: dict[str, tuple[Form, Node]] = {}
    faults: list[Fault] = []
    for path in sorted((Path(root) / "documents").glob("*.yaml")):
        try:
            node = read_documents(read_source(path, shown=str(path)))[0]
            if isinstance(node.value, dict) and "layout" in node.value:
                layout = parse(node, Layout)
                faults += _layout_faults(layout, node)
            else:
                form = parse(node, Form)
                forms[form.document] = form, node
        except Faulty as faulty:
            faults += faulty.faults
    if not faults and layout is None:
        faults.append(Fault("pack-without-documents", Place(root)))
    for form, node in forms.values() if layout else ():
        faults += _form_faults(form, node, tuple(layout.styles) if layout else (), instruments, fields)
    if faults or layout is None:
        raise Faulty(faults)
    return Documents(layout, {name: form for name, (form, _) in sorted(forms.items())})


def _layout_faults(layout: Layout, node: Node) -> Iterator[Fault]:
    for key, needed, given in (("styles", STYLES, layout.styles), ("words", tuple(WORDS), layout.words)):
        for name in needed:
            if name not in given:
                yield Fault("missing-key", find(node, (key,)), {"key": name})
    for name, text in layout.words.items():
        yield from _gap_faults(text, WORDS.get(name, ()), find(node, ("words", name)))


def _form_faults(
    form: Form, node: Node, styles: tuple[str, ...], instruments: tuple[str, ...], fields: tuple[str, ...]
) -> Iterator[Fault]:
    bodies: list[tuple[tuple[str | int, ...], list[Item]]] = [(("cover",), form.cover), (("body",), form.body)]
    bodies += [(("annexes", n, "body"), annex.body) for n, annex in enumerate(form.annexes)]
    for name, regime in form.regimes.items():
        bodies += [(("regimes", name, part), getattr(regime, part)) for part in ("front", "data", "plan")]
    for where, items in bodies:
        for place, item in enumerate(items):
            at = find(node, (*where, place))
            if item.style not in styles:
                facts = {"value": item.style, "allowed": list(styles), "nearest": nearest(item.style, styles)}
                yield Fault("unknown-value", find(node, (*where, place, "style")), facts)
            for text in filter(None, (item.heading, item.text, item.lead, *item.points)):
                yield from _gap_faults(text, GAPS, at)
            yield from _sheet_faults(item, fields, at)
    for key in ("title", "kind", "subject", "symbol", "mark", "superior", "issuer", "addressee"):
        if (text := getattr(form, key)) is not None:
            yield from _gap_faults(text, GAPS, find(node, (key,)))
    for key in ("opening", "closing", "recipients"):
        for place, text in enumerate(getattr(form, key)):
            yield from _gap_faults(text, GAPS, find(node, (key, place)))
    for name, regime in form.regimes.items():
        if name not in instruments:
            facts = {"instrument": name, "nearest": nearest(name, instruments)}
            yield Fault("unknown-instrument", find(node, ("regimes", name), at_key=True), facts)
        yield from _gaps([regime.code], CODE_GAPS, find(node, ("regimes", name, "code")))


def _sheet_faults(item: Item, fields: tuple[str, ...], at: Place) -> Iterator[Fault]:
    for line in item.table.rows if item.table else ():
        for text in filter(None, line.cells):
            yield from _gap_faults(text, GAPS, at)
        for name in filter(None, (*line.figures, line.yearly)):
            if name not in fields:
                yield Fault("unknown-field", at, {"field": name, "nearest": nearest(name, fields)})


def _gap_faults(text: Text, allowed: Iterable[str], place: Place) -> Iterator[Fault]:
    yield from _gaps((text.vi, text.en), tuple(allowed), place)


def _gaps(texts: Iterable[str], allowed: tuple[str, ...], place: Place) -> Iterator[Fault]:
    for gap in dict.fromkeys(gap for text in texts for gap in _GAP.findall(text)):
        if gap not in allowed:
            facts = {"gap": gap, "allowed": list(allowed), "nearest": nearest(gap, allowed)}
            yield Fault("unknown-gap", place, facts)
