"""Findings in rules as text, JSON and SARIF 2.1.0."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final

from phocap.check.finding import Finding
from phocap.check.witness import Witness, case_text
from phocap.explain.wrap import wrapped
from phocap.faults import Fault, Severity
from phocap.model.base import Text
from phocap.report.sarif import log
from phocap.text.faults import SEVERITIES, fill, say
from phocap.text.language import Bilingual, Lang
from phocap.text.messages_findings import FINDINGS

SCHEMA: Final = "phocap/rules-findings/1"
PAGE: Final = "docs/checks.md"

_WHY: Final = Bilingual("Vì sao", "Why")
_RECORD: Final = Bilingual(
    "Hồ sơ minh họa, có thể giữ làm trường hợp kiểm tra", "A record that shows it, ready to be kept as a test"
)
_NOTHING: Final = Bilingual("Không phát hiện gì.", "Nothing found.")
_KEPT: Final = Bilingual("{n} phát hiện được giữ lại có lý do.", "{n} more accepted with a reason.")
_KEPT_HINT: Final = Bilingual(
    "{n} phát hiện được giữ lại có lý do (xem bằng --accepted).",
    "{n} more accepted with a reason (--accepted shows them).",
)
_KEPT_WHY: Final = Bilingual("Giữ lại vì", "Accepted because")
_TOTAL: Final = Bilingual("Tất cả {n} phát hiện: {counts}.", "{n} findings in all: {counts}.")


def page(identity: str) -> str:
    """Return where a kind of finding is explained."""
    return f"{PAGE}#{identity.lower()}-{FINDINGS[identity].name}"


def as_text(found: Sequence[Finding], lang: Lang, width: int, *, accepted: bool = False) -> str:
    """Return the findings one below the other: what, where, why, a record that shows it, and what to do.

    Those that the rules keep for a reason are counted, and listed where ``accepted`` asks for them.
    """
    kept = [finding for finding in found if finding.accepted is not None]
    found = [finding for finding in found if finding.accepted is None]
    blocks = [_block(finding, lang, width) for finding in found]
    told = [line for finding in kept for line in _kept(finding, lang, width)] if accepted else []
    if kept:
        told = [*told, *wrapped((_KEPT if accepted else _KEPT_HINT)[lang].format(n=len(kept)), width)]
    if not found:
        return "\n".join([_NOTHING[lang], *told]) + "\n"
    counted = Counter(finding.severity for finding in found)
    counts = ", ".join(f"{counted[s]} {SEVERITIES[s][lang]}" for s in Severity if counted[s])
    return "\n".join([*blocks, _TOTAL[lang].format(n=len(found), counts=counts), *told]) + "\n"


def as_data(found: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings as JSON values."""
    return {"schema": SCHEMA, "findings": [_entry(finding) for finding in found]}


def as_sarif(found: Sequence[Finding], version: str) -> dict[str, Any]:
    """Return the findings as a SARIF log, as code hosts and editors read it."""
    rules = [
        {
            "id": identity,
            "name": text.name,
            "shortDescription": {"text": text.message.en},
            "fullDescription": {"text": text.why.en},
            "helpUri": page(identity),
            "defaultConfiguration": {"level": text.severity.value},
        }
        for identity, text in FINDINGS.items()
    ]
    results = [
        {
            "ruleId": finding.id,
            "ruleIndex": list(FINDINGS).index(finding.id),
            "level": finding.severity.value,
            "message": {"text": _sentence(finding, Lang.EN)},
            "suppressions": [{"kind": "inSource", "justification": finding.accepted.en}] if finding.accepted else [],
            "partialFingerprints": {"phocap/about": finding.about},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": PurePath(finding.place.path).as_posix()},
                        "region": {
                            "startLine": max(finding.place.line, 1),
                            "startColumn": max(finding.place.column, 1),
                        },
                    }
                }
            ],
        }
        for finding in found
    ]
    return log(version, rules, results)


def witness_text(finding: Finding, witness: Witness, number: int) -> str:
    """Return a record of a finding as a case of the tests beside the rules, named after the finding."""
    mark = f" ({number})" if len(finding.witnesses) > 1 else ""
    node = witness.expected[0][0] if witness.expected else ""
    name = Text(vi=f"{finding.id}: {node}{mark}", en=f"{finding.id}: {node}{mark}")
    because = Text(vi=_sentence(finding, Lang.VI), en=_sentence(finding, Lang.EN))
    return case_text(witness, name, because)


def _block(finding: Finding, lang: Lang, width: int) -> str:
    said = say(finding.fault, lang).split("\n")
    advice = [line for line in said if line.startswith("→ ")]
    first, *excerpt = [line for line in said if line not in advice]
    lines = [*wrapped(first, width, rest="  "), *excerpt]
    why = f"{_WHY[lang]}: {fill(FINDINGS[finding.id].why[lang], finding.fault, lang)}"
    lines += [f"  {line}" for line in wrapped(why, width - 2)]
    if finding.witnesses:
        lines.append(f"  {_RECORD[lang]}:")
        for number, witness in enumerate(finding.witnesses, start=1):
            lines += [f"  {line}" for line in witness_text(finding, witness, number).splitlines()]
    lines += [*(part for line in advice for part in wrapped(line, width, rest="  ")), *_foot(finding, width)]
    return "\n".join(lines) + "\n"


def _foot(finding: Finding, width: int) -> tuple[str, ...]:
    """Return where the finding is explained, and what it is about as ``accepted`` names it."""
    about = f" (about: {finding.about})" if finding.about else ""
    return wrapped(f"{page(finding.id)}{about}", width, first="  ", rest="  ")


def _kept(finding: Finding, lang: Lang, width: int) -> Iterator[str]:
    """Yield a finding that the rules keep, and why."""
    assert finding.accepted is not None
    place = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
    yield from wrapped(f"{place}: [{finding.id}] {_sentence(finding, lang)}.", width, rest="  ")
    yield from wrapped(f"{_KEPT_WHY[lang]}: {finding.accepted[lang]}", width, first="  ", rest="  ")


def _sentence(finding: Finding, lang: Lang) -> str:
    message = FINDINGS[finding.id].message
    return fill(message.vi if lang is Lang.VI else message.en, finding.fault, lang)


def _entry(finding: Finding) -> dict[str, Any]:
    text = FINDINGS[finding.id]

    def both(vi: str, en: str) -> dict[str, str]:
        fault: Fault = finding.fault
        return {"vi": fill(vi, fault, Lang.VI), "en": fill(en, fault, Lang.EN)}

    return {
        "id": finding.id,
        "name": text.name,
        "severity": finding.severity.value,
        "about": finding.about,
        "accepted": {"vi": finding.accepted.vi, "en": finding.accepted.en} if finding.accepted else None,
        "file": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": both(text.message.vi, text.message.en),
        "why": both(text.why.vi, text.why.en),
        "fix": both(text.message.do_vi, text.message.do_en),
        "page": page(finding.id),
        "witnesses": [
            {
                "rules": witness.rule_id,
                "as_of": witness.day.isoformat(),
                "tier": witness.tier,
                "readings": dict(witness.readings),
                "given": witness.given,
                "expected": {node: outcome.value for node, outcome in witness.expected},
                "case": witness_text(finding, witness, number),
            }
            for number, witness in enumerate(finding.witnesses, start=1)
        ],
    }
