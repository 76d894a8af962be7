"""What is wrong with a text that is not YAML, from what the parser says and what usually goes wrong."""

import re
from typing import Final

import yaml
from yaml.reader import ReaderError

from phocap.faults import Fault, Place
from phocap.source.lines import Lines

LOOKS_UNSPACED: Final = re.compile(r"[A-Za-z_][\w.\-]*:[^\s/:]")
"""``ppc:210``: without a space after the colon this is one text to YAML, not a key and a value."""

_UNSPACED_LINE = re.compile(rf"\s*(?:- +)*(?={LOOKS_UNSPACED.pattern})[\w.\-]+:")
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_AT_START: Final = True
_PROBLEMS: Final = (
    # What PyYAML says (libyaml and pure Python word it differently), our name for it, and whether the
    # mistake stands where the construct began or where the parser gave up.
    (r"unexpected end of stream|unexpected document", "unclosed-quote", _AT_START),
    (r"expected ',' or", "unclosed-bracket", _AT_START),
    (r"mapping values are not allowed", "colon-in-value", not _AT_START),
    (r"sequence entries are not allowed", "dash-in-value", not _AT_START),
    (r"could not find expected ':'", "missing-colon", _AT_START),
    (r"unknown escape", "bad-escape", not _AT_START),
    (r"cannot start any token|expected alphabetic or numeric", "reserved-character", not _AT_START),
    (r"comment or line break|chomping or indentation", "text-after-bar", not _AT_START),
    (r"expected (?:the )?node content", "nothing-here", not _AT_START),
    (r"expected '-' indicator|expected key|expected <block end>", "bad-indent", not _AT_START),
    (r"<document start>", "text-after-end", not _AT_START),
)


def syntax_fault(error: yaml.YAMLError, lines: Lines) -> Fault:
    """Return the parser's error as a fault whose fact ``problem`` names the mistake, at the place to mend."""
    if isinstance(error, ReaderError):
        return _unprintable(lines)
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Fault("yaml-syntax", lines.place(0, 0), {"problem": str(error)})
    said, mark = error.problem or "", error.problem_mark
    start = error.context_mark or mark
    line = lines.text_of(mark.line)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Fault("yaml-tab", lines.place(mark.line, line.index("\t")))
    if "tag handle" in said:
        return Fault("yaml-tag", lines.place(mark.line, mark.column), {"tag": _word(line, mark.column)})
    # The parser stumbles only after the key without a space: at the next line that has one.
    for number in range(max(mark.line - 3, 0), mark.line + 1):
        unspaced = _UNSPACED_LINE.match(lines.text_of(number))
        if unspaced:
            return Fault("yaml-syntax", lines.place(number, unspaced.end() - 1), {"problem": "missing-space"})
    for pattern, problem, at_start in _PROBLEMS:
        if re.search(pattern, said):
            where = start if at_start else mark
            return Fault("yaml-syntax", lines.place(where.line, where.column), {"problem": problem})
    return Fault("yaml-syntax", lines.place(mark.line, mark.column), {"problem": said})


def _unprintable(lines: Lines) -> Fault:
    for number in range(len(lines)):
        found = _NOT_PRINTABLE.search(lines.text_of(number))
        if found:
            return Fault("yaml-syntax", lines.place(number, found.start()), {"problem": "control-character"})
    return Fault("yaml-syntax", Place(lines.path), {"problem": "control-character"})


def _word(line: str, column: int) -> str:
    return (line[column:].split() or [""])[0]
