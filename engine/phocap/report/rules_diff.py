"""Two rule sets beside each other, as text and as JSON values."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from phocap.check.compare.clauses import Clause
from phocap.check.compare.units import Flip, Impact
from phocap.check.proof.equivalence import Comparison
from phocap.check.witness import case_text
from phocap.explain.wrap import wrapped
from phocap.model.base import Text
from phocap.model.outcome import Outcome
from phocap.text.language import Bilingual, Lang
from phocap.text.messages_check import OUTCOMES
from phocap.text.numbers import date_text

SCHEMA: Final = "phocap/rules-diff/1"

CLAUSES: Final = Bilingual("Khác nhau theo điều kiện", "Conditions that differ")
SAME: Final = Bilingual("Không điều kiện nào khác nhau.", "No condition differs.")
PROOF: Final = Bilingual("So sánh bằng chứng minh (cách hiểu mặc định)", "By proof (default readings)")
_EQUAL: Final = Bilingual("{tier}, mức độ {level}: tương đương", "{tier}, level {level}: equivalent")
_DIFFER: Final = Bilingual(
    "{tier}, mức độ {level}: khác nhau; hồ sơ nhỏ nhất: {before} → {after}",
    "{tier}, level {level}: different; the smallest record: {before} → {after}",
)
_UNPROVEN: Final = Bilingual(
    "{tier}, mức độ {level}: chưa chứng minh được ({problem})", "{tier}, level {level}: not proven ({problem})"
)
UNITS: Final = Bilingual("Trên hồ sơ: {units} đơn vị, {flips} thay đổi", "On records: {units} units, {flips} changes")
_FLIP: Final = Bilingual(
    "{tier} {name}, ngày {date}, mức độ {level}: {before} → {after}; do {clauses}",
    "{tier} {name}, {date}, level {level}: {before} → {after}; by {clauses}",
)
_TOTAL: Final = Bilingual(
    "{parent}: {changed} trên {units} đơn vị (thêm {gained} đạt, {lost} không còn đạt)",
    "{parent}: {changed} of {units} units ({gained} gain a level, {lost} lose one)",
)
NONE: Final = Bilingual("không có", "none")


def as_text(
    names: tuple[str, str],
    found: Sequence[Clause],
    proven: Sequence[Comparison],
    impact: Impact | None,
    lang: Lang,
    width: int,
) -> str:
    """Return the comparison for readers."""
    lines = [*wrapped(f"{names[0]} → {names[1]}", width, rest="  "), ""]
    lines += [f"{CLAUSES[lang]}:" if found else SAME[lang]]
    for clause in found:
        lines += wrapped(f"{clause.tier} {clause.node} – {clause.title[lang]}", width, first="  ")
        lines += wrapped(clause.before or NONE[lang], width, first="    - ", rest="      ")
        lines += wrapped(clause.after or NONE[lang], width, first="    + ", rest="      ")
    if proven:
        lines += ["", f"{PROOF[lang]}:", *(line for one in proven for line in _comparison(one, lang, width))]
    if impact is not None:
        lines += ["", f"{UNITS[lang].format(units=impact.units, flips=len(impact.flips))}:"]
        for flip in impact.flips:
            lines += wrapped(_FLIP[lang].format(**shown(flip, lang)), width, first="  ", rest="    ")
        for parent, total in impact.totals.items():
            lines += wrapped(_TOTAL[lang].format(parent=parent, **asdict(total)), width, first="  ", rest="    ")
    return "\n".join(lines) + "\n"


def as_data(
    names: tuple[str, str], found: Sequence[Clause], proven: Sequence[Comparison], impact: Impact | None
) -> dict[str, Any]:
    """Return the comparison as JSON values."""
    return {
        "schema": SCHEMA,
        "before": names[0],
        "after": names[1],
        "conditions": [
            {
                "tier": clause.tier,
                "node": clause.node,
                "title": clause.title.model_dump(),
                "before": clause.before,
                "after": clause.after,
            }
            for clause in found
        ],
        "levels": [
            {
                "tier": one.tier,
                "level": one.level,
                "equivalent": one.equal,
                "not_proven": one.problem._asdict() if one.problem else None,
                "given": one.record.given if one.record else None,
                "before": one.record.expected[0][1].value if one.record else None,
                "after": one.after.value if one.after else None,
            }
            for one in proven
        ],
        "records": None
        if impact is None
        else {
            "units": impact.units,
            "flips": [
                {
                    "tier": flip.tier,
                    "code": flip.code,
                    "name": flip.name,
                    "parent": flip.parent,
                    "level": flip.level,
                    "as_of": flip.day.isoformat(),
                    "before": flip.before.value,
                    "after": flip.after.value,
                    "clauses": list(flip.clauses),
                }
                for flip in impact.flips
            ],
            "totals": {name: asdict(total) for name, total in impact.totals.items()},
        },
    }


def _comparison(one: Comparison, lang: Lang, width: int) -> Iterator[str]:
    yield from wrapped(conclusion(one, lang), width, first="  ", rest="    ")
    if one.record is not None and one.after is not None:
        name = Text(vi=conclusion(one, Lang.VI), en=conclusion(one, Lang.EN))
        yield from (f"  {line}" for line in case_text(one.record, name, name).splitlines())


def conclusion(one: Comparison, lang: Lang) -> str:
    """Return what is proven of a level: that it is the same, or how a record comes out on either side."""
    facts: dict[str, object] = {
        "tier": one.tier,
        "level": one.level,
        "problem": one.problem[lang] if one.problem else None,
    }
    if one.record is None or one.after is None:
        return (_UNPROVEN if one.problem else _EQUAL)[lang].format(**facts)
    before, after = (_outcome(outcome, lang) for outcome in (one.record.expected[0][1], one.after))
    return _DIFFER[lang].format(**facts, before=before, after=after)


def shown(flip: Flip, lang: Lang) -> dict[str, object]:
    """Return what is said of a unit whose verdict is another one."""
    return {
        "date": date_text(flip.day, lang),
        "tier": flip.tier,
        "name": flip.name,
        "level": flip.level,
        "before": _outcome(flip.before, lang),
        "after": _outcome(flip.after, lang),
        "clauses": ", ".join(flip.clauses) or NONE[lang],
    }


def _outcome(outcome: Outcome, lang: Lang) -> str:
    return OUTCOMES[outcome.value][lang]
