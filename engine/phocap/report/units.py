"""Units by date as text, JSON values and CSV: what a code or name stands for, and what became of what."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from phocap.text.language import Bilingual, Lang
from phocap.text.numbers import date_text
from phocap.units.register import COLUMNS, Change, Listed, Register

_MADE_OF: Final = Bilingual("gồm:", "made of:")
_BECAME: Final = Bilingual("nay là:", "became:")
_PART: Final = Bilingual("một phần", "part")
_SINCE: Final = Bilingual("từ {since}", "from {since}")
_UNTIL: Final = Bilingual("đến hết {until}", "until {until}")
_BOTH: Final = Bilingual("từ {since} đến hết {until}", "from {since} until {until}")
_ALWAYS: Final = Bilingual("suốt danh mục", "throughout the lists")
_DIVIDED: Final = Bilingual(
    "Bị chia: hỏi các xã thôn, xóm nào về đâu trước khi phân bổ trẻ.",
    "Divided: ask which hamlet went where before any child is allocated.",
)
_JOINED: Final = Bilingual("vẫn mã này, nay gồm:", "goes on, made of:")
_UNCHANGED: Final = Bilingual("không thay đổi trong danh mục", "not changed in the lists")


def shown_text(register: Register, units: Iterable[Listed], lang: Lang) -> str:
    """Return units one after another, each with its place, its time, and what it came from and became."""
    lines: list[str] = []
    for unit in units:
        lines.append(f"{_called(register, unit)} ({_time(unit, lang)})")
        for heading, changes in ((_MADE_OF, register.made_of(unit)), (_BECAME, register.became(unit))):
            lines += _changes(register, heading[lang], changes, lang)
    return "\n".join(lines) + "\n"


def converted_text(register: Register, units: Iterable[Listed], lang: Lang) -> str:
    """Return what became of units; those that were divided are marked."""
    lines: list[str] = []
    for unit in units:
        changes = register.became(unit)
        lines.append(_called(register, unit))
        joined = [] if changes else _changes(register, _JOINED[lang], register.made_of(unit), lang)
        lines += _changes(register, _BECAME[lang], changes, lang) or joined or [f"  {_UNCHANGED[lang]}"]
        if _divided(changes):
            lines.append(f"  {_DIVIDED[lang]}")
    return "\n".join(lines) + "\n"


def _changes(register: Register, heading: str, changes: Sequence[Change], lang: Lang) -> list[str]:
    if not changes:
        return []
    told = [f"    {_called(register, c.unit)}" + (f" – {_PART[lang]}" if c.part else "") for c in changes]
    return [f"  {heading}", *told]


def _called(register: Register, unit: Listed) -> str:
    return f"{unit.code} " + ", ".join([unit.name, *(above.name for above in register.above(unit))])


def _time(unit: Listed, lang: Lang) -> str:
    since, until = (date_text(day, lang) if day else "" for day in (unit.since, unit.until))
    words = _BOTH if since and until else _SINCE if since else _UNTIL if until else _ALWAYS
    return words[lang].format(since=since, until=until)


def _divided(changes: Sequence[Change]) -> bool:
    return any(change.part for change in changes)


def as_data(register: Register, units: Iterable[Listed]) -> list[dict[str, Any]]:
    """Return units as JSON values."""
    return [_entry(register, unit) for unit in units]


def _entry(register: Register, unit: Listed) -> dict[str, Any]:
    became = register.became(unit)
    return {
        **_row(unit),
        "above": [{"code": above.code, "tier": above.tier, "name": above.name} for above in register.above(unit)],
        "made_of": [_pair(change) for change in register.made_of(unit)],
        "became": [_pair(change) for change in became],
        "divided": _divided(became),
    }


def _pair(change: Change) -> dict[str, Any]:
    return {"code": change.unit.code, "name": change.unit.name, "part": change.part}


def _row(unit: Listed) -> dict[str, str | None]:
    since, until = _iso(unit.since), _iso(unit.until)
    return dict(
        zip(COLUMNS, (unit.code, unit.tier, unit.type, unit.name, unit.parent or None, since, until), strict=True)
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_csv(units: Iterable[Listed]) -> str:
    """Return units as a table with the columns of the list."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(unit) for unit in units)
    return stream.getvalue()


def listed_text(units: Iterable[Listed]) -> str:
    """Return units one a line: code and name."""
    return "".join(f"{unit.code}  {unit.name}\n" for unit in units)
