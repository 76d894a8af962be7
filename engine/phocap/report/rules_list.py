"""The list of all rules of a pack: programmes, legal texts, periods, and how sure their thresholds are."""

from datetime import date
from typing import Any

from phocap.language.pack import Loaded, Pack, pack_hash
from phocap.model.rulefile import RuleFile
from phocap.report import rules_words as words
from phocap.report.rules_view import thresholds
from phocap.text.language import Lang

_GAP = "  "


def as_data(pack: Pack) -> dict[str, Any]:
    """Return the list as JSON values."""
    return {"pack": pack.name, "sha256": pack_hash(pack), "rules": [_entry(pack, *item) for item in _ordered(pack)]}


def as_table(pack: Pack, lang: Lang, width: int) -> str:
    """Return the list as text: a heading for every programme, a line for every legal text."""
    heads = (
        *(words.INSTRUMENT, words.FROM, words.TO, words.LEVELS),
        *(words.TIERS, words.CONFIRMED, words.READING_COUNT),
    )
    rows: list[tuple[str, list[str]]] = []
    for item in _ordered(pack):
        entry = _entry(pack, *item)
        tiers = [pack.country.tiers[tier].short[lang] for tier in entry["tiers"]]
        cells = [
            entry["number"],
            _day(entry["in_force"].get("from"), lang),
            _day(entry["in_force"].get("until"), lang),
            _range(entry["levels"]),
            ", ".join(tiers),
            f"{entry['confirmed']}/{entry['thresholds']}",
            str(entry["readings"]),
        ]
        rows.append((f"{entry['programme']} · {entry['title'][lang.value]}", cells))
    widths = [max(len(head[lang]), *(len(cells[i]) for _, cells in rows)) for i, head in enumerate(heads)]
    lines = [_line([head[lang] for head in heads], widths)]
    programme = ""
    for title, cells in rows:
        if title != programme:
            lines += ["", title]
        programme = title
        lines.append(_line(cells, widths))
    return "\n".join(lines) + "\n"


def _line(cells: list[str], widths: list[int]) -> str:
    return (_GAP + _GAP.join(cell.ljust(size) for cell, size in zip(cells, widths, strict=True))).rstrip()


def _ordered(pack: Pack) -> list[tuple[str, Loaded[RuleFile]]]:
    def order(item: tuple[str, Loaded[RuleFile]]) -> tuple[str, date]:
        model = item[1].model
        return model.programme, pack.instruments[model.instrument].in_force.from_ or date.min

    return sorted(pack.rule_files.items(), key=order)


def _entry(pack: Pack, rule_id: str, loaded: Loaded[RuleFile]) -> dict[str, Any]:
    model = loaded.model
    instrument = pack.instruments[model.instrument]
    total, confirmed = thresholds(model)
    judged = {tier for level in model.levels.values() for tier in level.tiers}
    return {
        "id": rule_id,
        "programme": model.programme,
        "title": model.title.model_dump(),
        "instrument": model.instrument,
        "number": instrument.number,
        "in_force": instrument.in_force.model_dump(mode="json", by_alias=True),
        "levels": sorted(model.levels),
        "tiers": [tier for tier in pack.tiers if tier in judged],
        "thresholds": total,
        "confirmed": confirmed,
        "readings": len(model.readings),
        "sha256": loaded.sha256,
    }


def _day(written: str | None, lang: Lang) -> str:
    """Return a day in ten characters: as Vietnamese readers write it, else as it is typed."""
    if not written:
        return "…"
    return f"{date.fromisoformat(written):%d/%m/%Y}" if lang is Lang.VI else written


def _range(levels: list[int]) -> str:
    whole = len(levels) > 1 and levels == list(range(levels[0], levels[-1] + 1))
    return f"{levels[0]}-{levels[-1]}" if whole else ", ".join(map(str, levels))
