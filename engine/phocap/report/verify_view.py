"""What verifying a result found, in words."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from phocap.explain.wrap import clean
from phocap.report.verify import MOST_TOLD, Part
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
MORE = B("      … và {n} chỗ khác", "      … and {n} more")
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


def view(parts: Sequence[Part], digest: str, lang: Lang) -> str:
    """Return what was found, part by part, and whether the result holds."""
    lines = []
    for part in parts:
        good = part.agreeing == part.total
        counts = {name: numbers.count(n, lang) for name, n in (("agreeing", part.agreeing), ("total", part.total))}
        lines.append((AGREES if good else DIFFERS)[lang].format(part=PARTS[part.name][lang], **counts))
        for found in part.differences[:MOST_TOLD]:
            facts = {"stored": _shown(found.stored, lang), "found": _shown(found.found, lang)}
            at = clean(found.at) or PARTS[part.name][lang]
            lines.append(DIFFERENCE[lang].format(at=at, **facts))
        more = len(part.differences) - MOST_TOLD
        if more > 0:
            lines.append(MORE[lang].format(n=numbers.count(more, lang)))
    lines += [DIGEST[lang].format(digest=digest), (HOLDS if holds(parts) else FAILS)[lang]]
    return "".join(f"{line}\n" for line in lines)


def holds(parts: Sequence[Part]) -> bool:
    """Whether everything agrees."""
    return all(part.agreeing == part.total for part in parts)


def _shown(value: Any, lang: Lang) -> str:
    if value is None:
        return ABSENT[lang]
    text = clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
