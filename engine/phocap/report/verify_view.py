"""What verifying a result found, in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from phocap.explain.wrap import clean
from phocap.report.verify import STEP, Difference, Part
from phocap.text import numbers
from phocap.text.language import Bilingual as B
from phocap.text.language import Lang

PARTS: Mapping[str, B] = {
    "engine": B("Chương trình", "Program"),
    "inputs": B("Hồ sơ", "Records"),
    "rules": B("Quy định", "Rules"),
    "verdicts": B("Kết luận", "Verdicts"),
    "labels": B("Tên gọi", "Labels"),
}
AGREES = B("  ✓ {part}: {agreeing}/{total} khớp", "  ✓ {part}: {agreeing} of {total} agree")
DIFFERS = B("  ✗ {part}: {agreeing}/{total} khớp", "  ✗ {part}: {agreeing} of {total} agree")
DIFFERENCE = B("      {at}: đã ghi {stored}, tính lại {found}", "      {at}: stored {stored}, found {found}")
MORE = B("      … và {n} chỗ khác như vậy", "      … and {n} more like it")
MORE_KINDS = B(
    "      … và {n} chỗ khác nữa, xem tất cả: --whole", "      … and {n} more of other kinds, all of them with --whole"
)
FLAWS: Mapping[str | None, B] = {
    None: B("  ✓ Chữ ký đúng, bằng khóa {key}", "  ✓ Signature: good, by key {key}"),
    "other-key": B(
        "  ✗ Chữ ký: do khóa khác ký ({key}), không phải khóa đã cho",
        "  ✗ Signature: made by another key ({key}), not by the one given",
    ),
    "other-result": B(
        "  ✗ Chữ ký: đúng khóa {key}, nhưng kết quả đã bị sửa sau khi ký",
        "  ✗ Signature: by key {key}, but the result was changed after it was signed",
    ),
    "broken": B(
        "  ✗ Chữ ký: bản thân chữ ký (khóa {key}) đã bị sửa",
        "  ✗ Signature: the signature itself (key {key}) was changed",
    ),
}
ABSENT = B("(không có)", "(nothing)")
DIGEST = B("Mã của kết quả: {digest}", "Digest of the result: {digest}")
HOLDS = B(
    "Kết quả đúng: xét lại từ các hồ sơ và quy định này cho đúng kết quả đã ghi.",
    "The result holds: these records and rules give again what is stored.",
)
FAILS = B(
    "KHÔNG KHỚP: xét lại không cho đúng kết quả đã ghi.",
    "IT DOES NOT HOLD: evaluated again, the result is not what is stored.",
)
LONGEST = 64
"""Characters of a value that are shown: a hash is shown whole."""
FEW = 3
"""So many differences of a kind are shown, which is the key in which they differ."""
GRAVEST = ("highest_level", "highest_possible_level", "outcome")
"""What matters most comes first: verdicts; what follows from other differences comes last."""
LEAST = ("because", "node", "place", "sources")
KINDS = 6
"""So many kinds of differences of a part are shown."""


class Signed(NamedTuple):
    """By which key a result is signed, and what is wrong with the signature (:func:`phocap.report.signature.flaw`)."""

    key: str
    flaw: str | None


def view(parts: Sequence[Part], digest: str, lang: Lang, signed: Signed | None = None, *, whole: bool = False) -> str:
    """Return what was found, part by part, and whether the result holds; differences in short unless ``whole``."""
    lines = []
    for part in parts:
        good = part.agreeing == part.total
        counts = {name: numbers.count(n, lang) for name, n in (("agreeing", part.agreeing), ("total", part.total))}
        lines.append((AGREES if good else DIFFERS)[lang].format(part=PARTS[part.name][lang], **counts))
        lines += [_told(one, part, lang) for one in part.differences] if whole else _in_short(part, lang)
    if signed is not None:
        lines.append(FLAWS[signed.flaw][lang].format(key=signed.key))
    lines += [DIGEST[lang].format(digest=digest), (HOLDS if holds(parts, signed) else FAILS)[lang]]
    return "".join(f"{line}\n" for line in lines)


def _in_short(part: Part, lang: Lang) -> Iterator[str]:
    """Yield the first differences of every kind, the gravest kinds first, and how many more there are."""
    kinds: dict[str, list[Difference]] = {}
    for found in part.differences:
        kinds.setdefault(found.at.rpartition(STEP)[2] if STEP in found.at else "", []).append(found)
    ordered = sorted(kinds.items(), key=lambda kind: _rank(kind[0]))
    for _, listed in ordered[:KINDS]:
        yield from (_told(one, part, lang) for one in listed[:FEW])
        if len(listed) > FEW:
            yield MORE[lang].format(n=numbers.count(len(listed) - FEW, lang))
    if rest := sum(len(listed) for _, listed in ordered[KINDS:]):
        yield MORE_KINDS[lang].format(n=numbers.count(rest, lang))


def _rank(kind: str) -> int:
    if kind in GRAVEST:
        return GRAVEST.index(kind)
    return len(GRAVEST) + (kind in LEAST)


def _told(found: Difference, part: Part, lang: Lang) -> str:
    at = clean(found.at) or PARTS[part.name][lang]
    facts = {"stored": _shown(found.stored, lang), "found": _shown(found.found, lang)}
    return DIFFERENCE[lang].format(at=at, **facts)


def holds(parts: Sequence[Part], signed: Signed | None = None) -> bool:
    """Whether everything agrees and the signature, where one is to be checked, is good."""
    return all(part.agreeing == part.total for part in parts) and (signed is None or signed.flaw is None)


def _shown(value: Any, lang: Lang) -> str:
    if value is None:
        return ABSENT[lang]
    if isinstance(value, Mapping):
        return "{…}"
    text = clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
