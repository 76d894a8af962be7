"""The list of all rules of a pack: programmes, legal texts, periods, and how sure their thresholds are."""

from datetime import date
from typing import Any

from phocap.language.pack import Loaded, Pack, pack_hash
from phocap.model.rulefile import Amendment, RuleFile
from phocap.report import rules_words as words
from phocap.report.rules_view import counted, thresholds
from phocap.text.language import Lang

_GAP = "  "


def as_data(pack: Pack) -> dict[str, Any]:
    """Return the list as JSON values."""
    return {"pack": pack.name, "sha256": pack_hash(pack), "rules": [_entry(pack, *item) for item in _ordered(pack)]}


def as_table(pack: Pack, lang: Lang, width: int) -> str:
    """Return the list as text: a heading for every programme, a line for every legal text."""
    heads = (
        *(words.INSTRUMENT, words.FROM, words.TO, words.LEVELS),
        *(words.TIERS, words.CONFIRMED, words.READING_COUNT, words.VALID),
    )
    rows: list[tuple[str, list[str]]] = []
    for item in _ordered(pack):
        entry = _entry(pack, *item)
        cells = [
            entry["number"],
            _day(entry["in_force"].get("from"), lang),
            _day(entry["in_force"].get("until"), lang),
            _range(entry["levels"]),
            _tiers(pack, entry["tiers"], lang),
            f"{entry['confirmed']}/{entry['thresholds']}",
            str(entry["readings"]),
            words.VALID_YEARS[lang].format(n=entry["validity"]["years"]) if entry["validity"] else "–",
        ]
        title = f"{entry['programme']} · {entry['title'][lang.value]}"
        rows.append((title, cells))
        for changed in entry["amendments"]:
            rows.append(
                (
                    title,
                    [
                        f"+ {changed['number']}",
                        _day(changed["in_force"].get("from"), lang),
                        _day(changed["in_force"].get("until"), lang),
                        _range(changed["levels"]) if changed["levels"] else "–",
                        _tiers(pack, changed["tiers"], lang),
                        f"{changed['confirmed']}/{changed['thresholds']}",
                        str(changed["readings"]),
                        "",
                    ],
                )
            )
    widths = [max(len(head[lang]), *(len(cells[i]) for _, cells in rows)) for i, head in enumerate(heads)]
    lines = [_line([head[lang] for head in heads], widths)]
    programme = ""
    for title, cells in rows:
        if title != programme:
            lines += ["", title]
        programme = title
        lines.append(_line(cells, widths))
    return "\n".join(lines) + "\n"


def _tiers(pack: Pack, tiers: list[str], lang: Lang) -> str:
    """Return tiers by their names, those that follow each other by the first and the last."""
    names = [pack.country.tiers[tier].short[lang] for tier in tiers]
    order = [pack.tiers.index(tier) for tier in tiers]
    if len(tiers) > 2 and order == list(range(order[0], order[-1] + 1)):
        return f"{names[0]} – {names[-1]}"
    return ", ".join(names) or "–"


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
        "validity": model.validity.model_dump(mode="json", exclude_none=True) if model.validity else None,
        "amendments": [
            _amending(pack, found)
            for found in pack.amendments
            if found.model.amends == f"{model.instrument}/{model.programme}"
        ],
        "sha256": loaded.sha256,
    }


def _amending(pack: Pack, loaded: Loaded[Amendment]) -> dict[str, Any]:
    """Return what a text that amends a rule file adds to it or puts in the place of its conditions."""
    model = loaded.model
    instrument = pack.instruments[model.instrument]
    replaced = list(model.replace.values())
    added = [c for level in model.add.values() for listed in level.tiers.values() for c in listed]
    total, confirmed = counted([*added, *replaced])
    places = [name.split("/")[:2] for name in (*model.replace, *model.remove, *model.suspend)]
    levels = {*model.add, *(int(level) for level, _ in places)}
    tiers = {tier for level in model.add.values() for tier in level.tiers} | {tier for _, tier in places}
    return {
        "instrument": model.instrument,
        "number": instrument.number,
        "in_force": instrument.in_force.model_dump(mode="json", by_alias=True),
        "levels": sorted(levels),
        "tiers": [tier for tier in pack.tiers if tier in tiers],
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
