"""The sentences of every fault, in Vietnamese and English: the one place where a fault becomes text."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from phocap.faults import Fault, Place, Severity
from phocap.text.language import Bilingual, Lang
from phocap.text.message import Message
from phocap.text.messages_authoring import AUTHORING
from phocap.text.messages_check import CHECK
from phocap.text.messages_checks import CHECKS
from phocap.text.messages_cli import CLI
from phocap.text.messages_coverage import COVERAGE
from phocap.text.messages_documents import DOCUMENTS
from phocap.text.messages_files import FEATURES, FILES, PROBLEMS
from phocap.text.messages_findings import FINDINGS
from phocap.text.messages_forms import FORMS
from phocap.text.messages_intake import INTAKE
from phocap.text.messages_reconcile import RECONCILE
from phocap.text.messages_records import RECORDS
from phocap.text.messages_register import REGISTER
from phocap.text.messages_report import REPORT
from phocap.text.messages_results import MISFITS, RESULTS
from phocap.text.messages_rules import RULES
from phocap.text.messages_simulate import SIMULATE
from phocap.text.messages_table import TABLE
from phocap.text.messages_units import UNITS
from phocap.text.numbers import count, date_text, fraction

__all__ = ["MESSAGES", "SEVERITIES", "Message", "advice", "fill", "say", "sentence"]

MESSAGES: Final[dict[str, Message]] = {
    **AUTHORING,
    **CHECK,
    **CHECKS,
    **CLI,
    **COVERAGE,
    **DOCUMENTS,
    **FILES,
    **FORMS,
    **INTAKE,
    **RECONCILE,
    **RECORDS,
    **REGISTER,
    **REPORT,
    **RESULTS,
    **RULES,
    **SIMULATE,
    **TABLE,
    **UNITS,
    **{found: text.message for found, text in FINDINGS.items()},
}

SEVERITIES: Final = {
    Severity.ERROR: Bilingual("lỗi", "error"),
    Severity.WARNING: Bilingual("cảnh báo", "warning"),
    Severity.NOTE: Bilingual("lưu ý", "note"),
}
_NEAREST: Final = Bilingual("Gần nhất", "Nearest")
_ALLOWED: Final = Bilingual("Dùng được", "Allowed")
_NOT_GIVEN: Final = Bilingual("(không ghi)", "(not given)")
_KINDS: Final = {
    "mapping": Bilingual("một nhóm các mục (tên: giá trị)", "a group of entries (name: value)"),
    "list": Bilingual("một danh sách", "a list"),
    "text": Bilingual("chữ", "text"),
    "number": Bilingual("một số", "a number"),
    "whole number": Bilingual("một số nguyên", "a whole number"),
    "date": Bilingual("một ngày", "a date"),
    "other": Bilingual("một giá trị thuộc loại khác", "a value of another kind"),
    "yes/no": Bilingual("true (có) hoặc false (không)", "true or false"),
    **dict.fromkeys(("nothing", "null"), Bilingual("để trống", "nothing")),
}
_FILES: Final = {
    "text": Bilingual("văn bản thường", "plain text"),
    "unknown": Bilingual("loại không nhận ra", "of a kind that is not recognised"),
}
_WORDS: Final[Mapping[str, Mapping[str, Bilingual]]] = {
    "problem": PROBLEMS,
    "reason": PROBLEMS,
    "misfit": MISFITS,
    "expected": _KINDS,
    "found": _KINDS,
    "kind": _FILES,
    "feature": FEATURES,
}
"""Facts whose values are names of ours, which readers see as words."""

_TIER_FACTS: Final = frozenset({"tier", "of"})
"""Facts whose values are tiers; the rule pack has the words for them."""

Words = Mapping[str, Bilingual]
"""What tiers are called in a sentence, by their ids."""

_NO_WORDS: Final[Words] = {}

_AS_WRITTEN: Final = frozenset({"line", "first", "level", "lower", "right", "sum", "value", "year", "years"})
"""Numbers that name something or quote the file: no thousands are set apart in them."""

_DATES: Final = frozenset({"date", "days", "until"})
_LONGEST_FACT: Final = 160
_MOST_LISTED: Final = 15
_WIDEST: Final = 100
"""Characters of a fact, items of a list and columns of an excerpt that are shown; the rest is cut."""

_GAP = re.compile(r"\{(\w+)\}")


def say(fault: Fault, lang: Lang, tiers: Words = _NO_WORDS) -> str:
    """Return a fault as one block: where, how grave, what; then the line with a caret; then what to do.

    ``tiers`` are the words of the rule pack for its tiers; without them a tier is called by its id.

    Raises:
        KeyError: the catalogue has no message of this id.
    """
    where = f"{_visible(str(fault.place))}: " if fault.place else ""
    block = [f"{where}{SEVERITIES[fault.severity][lang]} [{fault.id}] {sentence(fault, lang, tiers)}"]
    if fault.place and fault.place.excerpt.strip():
        block += _excerpt(fault.place)
    if told := advice(fault, lang, tiers):
        block.append(f"→ {told}")
    return "\n".join(block)


def sentence(fault: Fault, lang: Lang, tiers: Words = _NO_WORDS) -> str:
    """Return what is wrong, with the nearest or the allowed names, without saying where."""
    message = MESSAGES[fault.id]
    parts = [fill(message.vi if lang == Lang.VI else message.en, fault, lang, tiers).rstrip(".") + "."]
    for name, heading in (("nearest", _NEAREST), ("allowed", _ALLOWED)):
        listed = fault.facts.get(name)
        if listed:
            parts.append(f"{heading[lang]}: {_show(name, listed, lang, tiers)}.")
    return " ".join(parts)


def advice(fault: Fault, lang: Lang, tiers: Words = _NO_WORDS) -> str:
    """Return what to do about it; empty where nothing is to be said."""
    message = MESSAGES[fault.id]
    return fill(message.do_vi if lang == Lang.VI else message.do_en, fault, lang, tiers)


def fill(template: str, fault: Fault, lang: Lang, tiers: Words = _NO_WORDS) -> str:
    """Return a template filled with facts; one that is not given leaves a mark: a message must not fail over itself."""
    return _GAP.sub(lambda gap: _show(gap[1], fault.facts.get(gap[1]), lang, tiers), template)


def _show(name: str, value: object, lang: Lang, tiers: Words) -> str:
    """Return a fact as readers of the language write it."""
    match value:
        case None | "":
            return _NOT_GIVEN[lang]
        case Bilingual():
            return value[lang]
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if name in _AS_WRITTEN else count(value, lang)
        case Decimal():
            text = str(value)
            return text if name in _AS_WRITTEN or lang == Lang.EN else text.replace(".", ",")
        case Fraction():
            return fraction(value.numerator, value.denominator, lang)
        case date():
            return date_text(value, lang)
        case str():
            if name in _DATES:
                with suppress(ValueError):
                    return date_text(date.fromisoformat(value), lang)
            word = (tiers if name in _TIER_FACTS else _WORDS.get(name, {})).get(value)
            return word[lang] if word else _shortened(_visible(value))
        case Collection():
            items = sorted(value, key=str) if isinstance(value, set | frozenset) else list(value)
            shown = [_show(name, item, lang, tiers) for item in items[:_MOST_LISTED]]
            return ", ".join([*shown, f"… (+{len(items) - _MOST_LISTED})"] if len(items) > _MOST_LISTED else shown)
        case _:
            return _shortened(_visible(str(value)))


def _excerpt(place: Place) -> list[str]:
    """Return the line of a place and, under its column, a caret."""
    text, at = place.excerpt, max(place.column - 1, 0)
    start = max(0, min(at - _WIDEST * 2 // 3, len(text) - _WIDEST)) if len(text) > _WIDEST else 0
    shown = text[start : start + _WIDEST]
    lead, tail = "… " if start else "", " …" if start + _WIDEST < len(text) else ""
    block = [f"    {lead}{_visible(shown)}{tail}"]
    if place.column:
        block.append(" " * (4 + len(lead) + _width(_visible(text[start:at]))) + "^")
    return block


def _width(text: str) -> int:
    """Return the cells a terminal gives a text: none to combining marks, two to wide characters."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text if not unicodedata.combining(c))


def _visible(text: str) -> str:
    """Return a text of an input so that it cannot steer the terminal: no control or direction characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c in "\t\u00a0" else "\ufffd" if unicodedata.category(c) in _UNSHOWN else c for c in text)


_UNSHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1] + "…"
