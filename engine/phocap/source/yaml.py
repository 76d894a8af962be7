"""YAML 1.2 (core schema) as a tree in which every value and key knows its place.

Only what an officer writes is accepted: mappings, lists and scalars. Anchors, tags and merge keys are
refused, which also makes a small file that unfolds into a huge one impossible.
"""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from decimal import Decimal
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from phocap.faults import Fault, Faulty, Place
from phocap.source.files import Source
from phocap.source.lines import Lines
from phocap.source.scalars import Scalar, resolve
from phocap.source.syntax import LOOKS_UNSPACED, syntax_fault
from phocap.value import dataclass

DEEPEST: Final = 40
MOST_NODES: Final = 20_000_000
MOST_FAULTS: Final = 100
"""After so many faults the file is not what it is taken for; more would only bury the first."""

Plain = None | bool | int | Decimal | str | list["Plain"] | dict[str, "Plain"]

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ENDS_IN_DIGIT = re.compile(r"(?:.*[^\w.])?[0-9][0-9,]*", re.DOTALL)
_NUMBER_PIECE = re.compile(r"[0-9]+\s*(%?)")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value and where it stands. ``raw`` is a scalar as written, without its quotes."""

    value: "bool | int | Decimal | str | tuple[Node, ...] | dict[str, Node] | None"
    raw: str
    quoted: bool
    _line: int
    _column: int
    _lines: Lines = field(repr=False)
    _keys: dict[str, tuple[int, int]] | None = field(default=None, repr=False)

    @property
    def place(self) -> Place:
        """Where the value begins, with its line; made when asked for."""
        return self._lines.place(self._line, self._column)

    def key_place(self, key: str) -> Place:
        """Return where a key of this mapping stands.

        Raises:
            KeyError: the node has no such key.
        """
        return self._lines.place(*(self._keys or {})[key])

    @property
    def kind(self) -> str:
        """What the value is, in words of the messages: ``mapping``, ``list``, ``text``, ``number``, …."""
        match self.value:
            case None:
                return "nothing"
            case bool():
                return "yes/no"
            case int() | Decimal():
                return "number"
            case str():
                return "text"
            case dict():
                return "mapping"
            case _:
                return "list"


def read_documents(source: Source) -> list[Node]:
    """Return the documents of a YAML file in their order; documents without content are left out.

    Raises:
        Faulty: the file is empty, is not YAML, or uses what is refused, with every fault that was found.
    """
    lines = Lines(source.path, source.text)
    builder = _Builder(lines)
    try:
        with no_collection():
            for event in yaml.parse(source.text, Loader=_LOADER):
                builder.take(event)
    except yaml.YAMLError as error:
        fault = syntax_fault(error, lines)
        if fault not in builder.faults:  # a missing space is seen before the parser stumbles over it
            builder.faults.append(fault)
    except _Enough:
        pass
    if builder.faults:
        raise Faulty(builder.faults)
    documents = [node for node in builder.documents if node.raw or node.value is not None]
    if not documents:
        raise Faulty(Fault("empty-file", Place(source.path)))
    return documents


def plain(node: Node) -> Plain:
    """Return a node as plain Python data, without places."""
    value = node.value
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    if isinstance(value, tuple):
        return [plain(child) for child in value]
    return value


def find(node: Node, loc: Sequence[str | int], at_key: bool = False) -> Place:
    """Return the place of the value at a location as pydantic gives it, as deep as it exists.

    For a missing key this is the mapping that should hold it. Parts that name no key or item (pydantic puts
    the branches of unions among them) are passed over. ``at_key`` asks for the key instead of its value.
    """
    key: Place | None = None
    for part in loc:
        value = node.value
        if isinstance(value, dict) and str(part) in value:
            key, node = node.key_place(str(part)), value[str(part)]
        elif isinstance(value, tuple) and isinstance(part, int) and 0 <= part < len(value):
            key, node = None, value[part]
        elif part == "[key]":  # pydantic's mark for a fault in the key itself
            at_key = True
    return key if at_key and key else node.place


@contextmanager
def no_collection() -> Iterator[None]:
    """Spare the collector a tree that holds no cycles: searching it again and again as it grows doubles the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Enough(Exception):
    """Reading on would be of no use."""


def _position(mark: Any) -> tuple[int, int]:
    """Return line and column from 0; the type stubs allow a parser without marks, ours has them."""
    return mark.line, mark.column


def _start(event: yaml.Event) -> tuple[int, int]:
    return _position(event.start_mark)


class _Frame:
    """A mapping or list that is not yet closed."""

    __slots__ = ("column", "flow", "items", "key", "key_at", "key_plain", "keys", "last", "line", "lists", "waiting")

    def __init__(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self.line, self.column = _start(event)
        self.flow = bool(event.flow_style)
        self.lists: list[Node] | None = [] if isinstance(event, SequenceStartEvent) else None
        self.items: dict[str, Node] = {}
        self.keys: dict[str, tuple[int, int]] = {}
        self.waiting = False
        """A key has been read and its value has not."""
        self.key: str | None = None
        self.key_at = (0, 0)
        self.key_plain = False
        self.last: _Last | None = None


class _Last:
    """The plain scalar read last in a flow collection, and the fault it already has a part in."""

    __slots__ = ("end", "fault", "raw", "start")

    def __init__(self, raw: str, start: tuple[int, int], end: tuple[int, int], fault: int | None = None) -> None:
        self.raw, self.start, self.end, self.fault = raw, start, end, fault


class _Builder:
    """Turns the parser's events into nodes; keeps a stack, so that depth costs no recursion."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.documents: list[Node] = []
        self.faults: list[Fault] = []
        self._stack: list[_Frame] = []
        self._nodes = 0
        self._names: dict[str, str] = {}

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._close()
        elif isinstance(event, AliasEvent):
            line, column = _start(event)
            self._refuse_alias(f"*{event.anchor}", (line, column))
            self._attach(Node(None, "*", False, line, column, self.lines), event)

    def _refuse_alias(self, name: str, at: tuple[int, int]) -> None:
        """Say once a file that anchors and aliases are refused: a bomb has hundreds of them."""
        if not any(fault.id == "yaml-alias" for fault in self.faults):
            self._fault("yaml-alias", at, name=name)

    def _fault(self, id: str, at: tuple[int, int], **facts: object) -> None:
        self.faults.append(Fault(id, self.lines.place(*at), facts))
        if len(self.faults) >= MOST_FAULTS:
            raise _Enough

    def _check(self, event: ScalarEvent | CollectionStartEvent, at: tuple[int, int]) -> None:
        """Count the node and refuse anchors and tags."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._fault("too-many-nodes", at, limit=MOST_NODES)
            raise _Enough
        if event.anchor is not None:
            self._refuse_alias(f"&{event.anchor}", at)
        if event.tag is not None:
            self._fault("yaml-tag", at, tag=event.tag)

    def _scalar(self, event: ScalarEvent) -> None:
        line, column = _start(event)
        raw = event.value
        self._check(event, (line, column))
        quoted = event.style is not None and event.style != ""
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.lists is None and not frame.waiting:
            self._key(frame, raw, quoted, (line, column))
            return
        value: Scalar = raw
        if not quoted:
            try:
                value = resolve(raw)
            except ValueError as error:
                self._fault(str(error), (line, column), value=raw)
            if value is raw and ":" in raw:
                self._unspaced_value(frame, raw, (line, column))
        self._attach(Node(value, raw, quoted, line, column, self.lines), event)

    def _key(self, frame: _Frame, raw: str, quoted: bool, at: tuple[int, int]) -> None:
        frame.waiting, frame.key_at, frame.key_plain = True, at, not quoted
        frame.key = self._names.setdefault(raw, raw)  # the same few keys stand in every record of a file
        if quoted:
            return
        if raw == "<<":
            self._fault("yaml-merge", at)
            frame.key = None
        elif not raw:
            self._fault("key-not-text", at)
            frame.key = None

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        at = _start(event)
        self._check(event, at)
        if len(self._stack) >= DEEPEST:
            self._fault("too-deep", at, limit=DEEPEST)
            raise _Enough
        self._stack.append(_Frame(event))

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.lists is not None:
            node = Node(tuple(frame.lists), "", False, frame.line, frame.column, self.lines)
        else:
            node = Node(frame.items, "", False, frame.line, frame.column, self.lines, frame.keys)
        self._attach(node, None)

    def _attach(self, node: Node, event: NodeEvent | None) -> None:
        """Put a finished node where it belongs; ``event`` is that of a scalar."""
        if not self._stack:
            self.documents.append(node)
            return
        frame = self._stack[-1]
        split = frame.flow and event is not None and self._split_number(frame, node, event)
        if frame.lists is not None:
            frame.lists.append(node)
        elif not frame.waiting:
            self._fault("key-not-text", (node._line, node._column))
            frame.waiting, frame.key = True, None
        else:
            frame.waiting = False
            key = frame.key
            if key is None or split:
                return
            if key in frame.items:
                self._fault("duplicate-key", frame.key_at, key=key, first=frame.keys[key][0] + 1)
                return
            if frame.flow and frame.key_plain and not node.raw and node.value is None and LOOKS_UNSPACED.match(key):
                self._unspaced(key, frame.key_at)
            frame.items[key] = node
            frame.keys[key] = frame.key_at

    def _split_number(self, frame: _Frame, node: Node, event: NodeEvent) -> bool:
        """Report ``{a: 98,6 %}``, where YAML reads 98 and then a key "6 %"; return whether the node is such a rest."""
        last, listed = frame.last, frame.lists is not None
        end = _position(event.end_mark)
        if listed:
            piece, at = node.raw, (node._line, node._column)
        else:
            piece, at = frame.key or "", frame.key_at
        rest = _NUMBER_PIECE.fullmatch(piece)
        is_rest = (
            last is not None
            and rest is not None
            and at == (last.end[0], last.end[1] + 1)
            # [1,2] is a list of two numbers; only the percent sign gives the mistake away.
            and (bool(rest[1]) and not node.quoted if listed else not node.raw and frame.key_plain)
            and _ENDS_IN_DIGIT.fullmatch(last.raw) is not None
        )
        if not is_rest or last is None:
            frame.last = None if node.quoted else _Last(node.raw, (node._line, node._column), end)
            return False
        whole = f"{last.raw},{piece}"
        if last.fault is None:
            self._fault("comma-in-flow", last.start, value=whole)
            position = len(self.faults) - 1
        else:  # a third piece, as in 1,234,567
            position = last.fault
            self.faults[position] = Fault("comma-in-flow", self.lines.place(*last.start), {"value": whole})
        frame.last = _Last(whole, last.start, end, position)
        return True

    def _unspaced_value(self, frame: _Frame | None, raw: str, at: tuple[int, int]) -> None:
        """Report ``ppc:210`` where keys belong: alone in a document, or on a line below its key."""
        below = frame is None or (frame.lists is None and not frame.flow and at[0] > frame.key_at[0])
        if below and LOOKS_UNSPACED.match(raw):
            self._unspaced(raw, at)

    def _unspaced(self, raw: str, at: tuple[int, int]) -> None:
        self._fault("yaml-syntax", (at[0], at[1] + raw.index(":")), problem="missing-space")
