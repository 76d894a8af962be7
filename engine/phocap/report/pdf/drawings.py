"""The charts of the PDF: where every mark lies, from 0 at the left to 1 at the right; typst only draws them."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from phocap.explain.sentences import level_name
from phocap.explain.words import OUTCOME
from phocap.explain.wrap import clean
from phocap.model.result import Comparison
from phocap.report import charts
from phocap.report.conditions import bound_cell, rate_cell
from phocap.report.document_words import WORDS
from phocap.report.gist import Group, before
from phocap.report.section import CSS, result_class
from phocap.report.table import reached
from phocap.text import numbers
from phocap.text.language import Lang

FEW: Final = 40
"""So many units at most are ranked by name."""

LOWEST: Final = 20
"""Of more than that, so many of the lowest."""

NAMED: Final = 30
"""So many units that rose or fell are named."""

Json = Any


def drawings(group: Group, everyone: Sequence[Group], figures: charts.Figures, lang: Lang) -> dict[str, Json]:
    """Return what is drawn of a group."""
    found = charts.conditions(group)
    tier, keys = found if found is not None else (None, [])
    highest = [key for key in keys if key[0] == max(level for level, _ in keys)]
    earlier = before(group, everyone)
    return {
        "tiles": _tiles(group, tier, lang) if tier else [],
        "ranked": [one for key in highest if (one := _ranked(group, tier or "", key, lang))],
        "cohort": _cohort(charts.cohort(group, figures), lang),
        "change": None if earlier is None else _change(group, earlier, lang),
    }


def _tiles(group: Group, tier: str, lang: Lang) -> list[Json]:
    """Return the units of a tier as tiles, under the name of the unit above them."""
    placed = [
        (group.parents[place], (result_class(verdict), _sign(verdict.highest_level, result_class(verdict))))
        for place, verdict in enumerate(group.verdicts)
        if verdict.unit.tier == tier
    ]
    ordered = sorted(placed, key=lambda item: -1 if item[0] is None else item[0])
    return [
        {
            "name": "" if parent is None else clean(group.verdicts[parent].unit.name),
            "tiles": [tile for _, tile in tiles],
        }
        for parent, tiles in groupby(ordered, key=lambda item: item[0])
    ]


def _sign(level: int, css: str) -> str:
    return str(level) if level else "?" if css == "open" else "–"


def _ranked(group: Group, tier: str, key: tuple[int, str], lang: Lang) -> Json:
    """Return the units of a tier against the threshold of a condition, and how their margins are distributed."""
    cells = charts.ranked(group, tier, key)
    known = [cell for cell in cells if cell.condition.comparison and not charts.is_silent(cell.condition.comparison)]
    if not known:
        return None
    shown = cells if len(cells) <= FEW else known[:LOWEST]
    counted, undecided = charts.margins(cells)
    bins = [
        [charts.bin_label(limits)[lang], n, numbers.count(n, lang), _side(limits)]
        for limits, n in zip(charts.BINS, counted, strict=True)
    ]
    bins.append([WORDS["open"][lang], undecided, numbers.count(undecided, lang), "open"])
    return {
        "title": f"{known[0].condition.title[lang]} – {level_name(key[0], lang)}",
        "rows": _rows(shown, lang),
        "lowest": WORDS["lowest"][lang].format(n=numbers.count(LOWEST, lang)) if len(shown) < len(cells) else None,
        "all": _curve(known, lang) if len(cells) > FEW else None,
        "bins": bins if any(n for _, n, _, _ in bins) else [],
    }


def _side(limits: tuple[int | None, int | None]) -> str:
    low, high = limits
    return "not" if high is not None and high < 0 else "met" if low is not None and low > 0 else "l1"


def _ends(cells: Sequence[charts.Cell]) -> tuple[Fraction, Fraction]:
    """Return from which rate to which is drawn: all that occur and the thresholds, with some room."""
    found = [c for c in _comparisons(cells) if not charts.is_silent(c)]
    lows = [value for c in found for value in (c.low, c.threshold) if value is not None]
    highs = [value for c in found for value in (c.high, c.low, c.threshold) if value is not None]
    least, most = min(lows), max(highs)
    room = max((most - least) / 16, Fraction(1, 250))
    share = all(c.percent for c in found)
    return max(least - room, Fraction(0)), min(most + room, Fraction(1)) if share else most + room


def _comparisons(cells: Sequence[charts.Cell]) -> Iterator[Comparison]:
    return (cell.condition.comparison for cell in cells if cell.condition.comparison is not None)


def _at(value: Fraction, ends: tuple[Fraction, Fraction]) -> float:
    least, most = ends
    return round(float((value - least) / ((most - least) or 1)), 5)


def _rows(cells: Sequence[charts.Cell], lang: Lang) -> list[Json]:
    ends = _ends(cells)
    rows = []
    for cell in cells:
        found = cell.condition.comparison
        assert found is not None
        low = None if charts.is_silent(found) or found.low is None else _at(found.low, ends)
        rows.append(
            {
                "name": clean(cell.verdict.unit.name),
                "low": low,
                "high": None if low is None else _at(found.high, ends) if found.high is not None else 1.0,
                "bound": None if found.threshold is None else _at(found.threshold, ends),
                "bound_text": bound_cell(found, lang),
                "kind": CSS[cell.condition.outcome],
                "rate": rate_cell(found, lang) or OUTCOME[cell.condition.outcome][lang],
            }
        )
    return rows


def _curve(cells: Sequence[charts.Cell], lang: Lang) -> Json:
    """Return all units by rate as points of a curve, and the thresholds that hold for them."""
    ends = _ends(cells)
    found = list(_comparisons(cells))
    bounds: Mapping[Fraction, str] = {c.threshold: bound_cell(c, lang) for c in found if c.threshold is not None}
    return {
        "title": WORDS["ranked_all"][lang].format(n=numbers.count(len(cells), lang)),
        "points": [_at(c.low, ends) for c in found if c.low is not None],
        "bounds": [[_at(value, ends), text] for value, text in sorted(bounds.items())],
        "ends": [numbers.percent(end, lang, 1) if found[0].percent else numbers.decimal(end, lang) for end in ends],
    }


def _cohort(found: charts.Cohort | None, lang: Lang) -> Json:
    if found is None:
        return None
    name = "cohort_of" if found.unit is not None else "cohort_sum"
    rows = []
    for age in found.ages:
        whole = age.whole[1]
        parts = [round(n / whole, 5) for _, n in age.parts]
        said = " + ".join(numbers.count(n, lang) for _, n in age.parts) + f" / {numbers.count(whole, lang)}"
        if age.parts:
            said += f" = {age.rate(lang)}"
        of = " / ".join(text[lang] for text, _ in (*age.parts, age.whole))
        rows.append({"name": WORDS["ages"][lang].format(age=age.name), "parts": parts, "said": said, "of": of})
    about = WORDS[name][lang].format(unit=found.unit, n=numbers.count(found.units, lang))
    return {"about": about, "rows": rows}


def _change(group: Group, earlier: Group, lang: Lang) -> Json:
    found = charts.changes(group, earlier)
    tally = [(name, len(found.moved[name])) for name in ("up", "down", "same")]
    tally += [("new", len(found.new)), ("gone", len(found.gone))]
    days = [numbers.date_text(one.as_of, lang) for one in (group, earlier)]
    return {
        "about": WORDS["change_about"][lang].format(day=days[0], before=days[1]),
        "tally": [[WORDS[name][lang], numbers.count(n, lang)] for name, n in tally if n],
        "moved": [
            {
                "title": f"{WORDS[name][lang]} ({numbers.count(len(found.moved[name]), lang)})",
                "units": [
                    [
                        clean(group.verdicts[now].unit.name),
                        reached(earlier.verdicts[was], lang)[0],
                        reached(group.verdicts[now], lang)[0],
                    ]
                    for now, was in found.moved[name][:NAMED]
                ],
                "more": len(found.moved[name]) > NAMED,
            }
            for name in ("down", "up")
            if found.moved[name]
        ],
    }
