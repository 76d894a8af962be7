"""A result as the compact data that the page's script draws from: every text and number already in its final form.

What repeats is kept once and named by its place: texts, conditions, and the ``shape`` of a verdict, which is the list
of its conditions. The script adds nothing but layout; the fractions beside printed rates serve drawing only.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from phocap.explain import words
from phocap.explain.blocks import cautions, readings, wanted
from phocap.explain.labels import Labels
from phocap.explain.sentences import (
    headline,
    level_name,
    level_sentence,
    published_sentence,
)
from phocap.explain.wrap import clean
from phocap.model.result import ConditionResult, FigureUsed, Result, Verdict, walk
from phocap.report import charts
from phocap.report.document_words import WORDS
from phocap.report.gist import Group, before, groups, lacking, shortfall, tightest, unit_id
from phocap.report.html.cells import OUTCOMES, SCALE, Conditions
from phocap.report.html.pool import Json, Pool, Texts, pair, place_of
from phocap.report.section import result_class
from phocap.report.table import reached
from phocap.text import numbers
from phocap.text.language import Lang
from phocap.value import dataclass

NUMBERS = frozenset("tpsvqraymx")
"""Keys of a unit whose 0 is a place or a number; other keys are left out when they have nothing to say."""

_REST = re.compile(r"(?::\d+(?::\d+)?|![A-Z]*\d+(?::\d+)?)?$")
"""Where in its file, or on its sheet, something stands."""
_SWAP = str.maketrans(",.", ".,")


def typeset(text: str) -> str:
    """Return the Vietnamese print of a number that stands in English print, as the script does it."""
    return text.translate(_SWAP).replace("%", " %")


def embedded(data: Json) -> str:
    """Return data as JSON that can stand inside a script element: no character of it can begin or end markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def page_data(result: Result, figures: charts.Figures | None = None) -> Json:
    """Return everything that the script needs."""
    encoder = _Encoder(Labels.of(result), figures=figures or charts.Figures())
    found = groups(result)
    return {
        "groups": [encoder.group(group, found) for group in found],
        "files": list(encoder.files),
        "texts": encoder.data(),
        "words": {name: pair(text) for name, text in WORDS.items()},
        "outcomes": [pair(words.OUTCOME[outcome]) for outcome in OUTCOMES],
        "findings": [pair(words.FINDING[outcome]) for outcome in OUTCOMES],
        "scale": SCALE,
        "bins": [[*limits, pair(charts.bin_label(limits))] for limits in charts.BINS],
    }


@dataclass
class _Encoder(Texts):
    figures: charts.Figures = field(default_factory=charts.Figures)
    files: Pool = field(default_factory=dict)

    def group(self, group: Group, everyone: Sequence[Group]) -> Json:
        coder = _Group(self, group)
        units = [coder.unit(place, verdict) for place, verdict in enumerate(group.verdicts)]
        first = group.verdicts[0]
        earlier = before(group, everyone)
        return {
            "title": self.text(first.title.vi, first.title.en),
            "day": self.both(numbers.date_text, group.as_of),
            "date": group.as_of.isoformat(),
            "instrument": clean(first.instrument),
            "ruleSet": group.rule_set,
            "levels": [self.both(level_name, level.level) for level in first.levels],
            "tiers": [self._tier(tier) for tier in group.tiers],
            **coder.conditions.data(),
            "shapes": list(coder.shapes),
            "kinds": [json.loads(kind) for kind in coder.kinds],
            "units": units,
            "before": None if earlier is None else everyone.index(earlier),
            "change": None if earlier is None else self._changes(charts.changes(group, earlier)),
            "cohort": self._cohort(charts.cohort(group, self.figures)),
        }

    def _changes(self, found: charts.Changes) -> Json:
        moved = {kind: [list(places) for places in found.moved[kind]] for kind in ("up", "down")}
        return {**moved, "same": len(found.moved["same"]), "new": len(found.new), "gone": len(found.gone)}

    def _cohort(self, found: charts.Cohort | None) -> Json:
        if found is None:
            return None
        ages = [
            [age.name, age.rate(Lang.EN), *([self.text(label.vi, label.en), n] for label, n in (age.whole, *age.parts))]
            for age in found.ages
        ]
        return {"unit": found.unit, "units": found.units, "ages": ages}

    def _tier(self, tier: str) -> int:
        return self.text(self.labels.get("tier", tier, Lang.VI), self.labels.get("tier", tier, Lang.EN))


class _Group:
    """Units as what sets them apart; what many share is kept once: their kind, and the cells of a condition."""

    def __init__(self, encoder: _Encoder, group: Group) -> None:
        self.encoder, self.group = encoder, group
        self.conditions = Conditions(encoder)
        self.shapes: Pool = {}
        self.kinds: Pool = {}
        self.cautions: dict[tuple[Any, ...], list[int]] = {}

    def unit(self, place: int, verdict: Verdict) -> Json:
        unit, encoder = verdict.unit, self.encoder
        parent = self.group.parents[place]
        shape, cells, positions = self._conditions(verdict)
        fields, figures = self._figures(verdict)
        tight, lack = tightest(verdict), lacking(verdict)
        kind = {
            "t": self.group.tiers.index(unit.tier),
            "s": shape,
            "l": [OUTCOMES.index(level.outcome) for level in verdict.levels],
            "r": encoder.text(reached(verdict, Lang.VI)[0], reached(verdict, Lang.EN)[0]),
            "v": verdict.highest_level,
            "q": verdict.highest_possible_level,
            "j": result_class(verdict),
            "f": int(verdict.firm is False),
            "a": encoder.both(headline, verdict),
            "w": [encoder.both(level_sentence, level, cite=True, most=3) for level in verdict.levels],
            "z": [positions[condition.node] for condition in lack],
            "e": encoder.each(wanted, verdict.levels),
            "u": self._cautions(verdict, shape),
            "d": encoder.each(readings, verdict),
            "o": int(any(published.agrees is False for published in verdict.published)),
            "g": fields,
        }
        found = {
            "n": clean(unit.name),
            "c": clean(unit.code or ""),
            "h": clean(unit.parent or "") if parent is None else None,
            "i": None if unit.code else "/".join(unit_id(verdict)),
            "p": parent,
            "x": place_of(json.dumps(_told(kind)), self.kinds),
            "k": cells,
            "g": figures,
            "y": None if tight is None else positions[tight.node],
            "m": shortfall(verdict),
            "b": [encoder.both(_published, published, verdict) for published in verdict.published],
        }
        return _told(found)

    def _cautions(self, verdict: Verdict, shape: int) -> list[int]:
        """Return what the verdict rests on; the same for all units with the same conditions and cautions."""
        key = (shape, *(level.cautions for level in verdict.levels))
        if key not in self.cautions:
            self.cautions[key] = self.encoder.each(cautions, verdict, verdict.levels)
        return self.cautions[key]

    def _conditions(self, verdict: Verdict) -> tuple[int, list[int], dict[str, int]]:
        shape: list[tuple[int, ...]] = []
        cells: list[int] = []
        positions: dict[str, int] = {}
        for level in verdict.levels:
            members = []
            because = frozenset(level.because)
            for depth, condition in _deep(level.conditions):
                place, cell = self.conditions.cell(
                    verdict.unit.tier, level, condition, depth, condition.node in because
                )
                positions[condition.node] = len(cells)
                members.append(place)
                cells.append(cell)
            shape.append(tuple(members))
        return place_of(tuple(shape), self.shapes), cells, positions

    def _figures(self, verdict: Verdict) -> tuple[list[int], list[Json]]:
        """Return the fields of the figures of a unit, each once, and what is known of each."""
        found: dict[int, Json] = {}
        for level in verdict.levels:
            for condition in walk(level.conditions):
                for figure in condition.figures:
                    place = self.conditions.place_of_field(figure)
                    if place not in found:
                        found[place] = self._figure(figure)
        return list(found), list(found.values())

    def _figure(self, figure: FigureUsed) -> Json:
        """Return low, and where they differ high, and where it was given; only the low where that says all.

        A high of -1 is none; a figure of which nothing is known is None.
        """
        if figure.place is None:
            if figure.low == figure.high:
                return figure.low
            return None if figure.high is None and not figure.low else [figure.low, _high(figure)]
        found = _REST.search(figure.place)
        assert found is not None
        file = place_of(clean(figure.place[: found.start()]), self.encoder.files)
        place = f"{file or ''}{found[0]}"
        return [figure.low, place] if figure.low == figure.high else [figure.low, _high(figure), place]


def _high(figure: FigureUsed) -> int:
    return -1 if figure.high is None else figure.high


def _told(found: Mapping[str, Json]) -> Json:
    """Return what has something to say."""
    return {
        key: value for key, value in found.items() if value not in (None, [], "", 0) or (value == 0 and key in NUMBERS)
    }


def _deep(conditions: Iterable[ConditionResult], depth: int = 0) -> Iterator[tuple[int, ConditionResult]]:
    for condition in conditions:
        yield depth, condition
        yield from _deep(condition.members, depth + 1)


def _published(published: Any, verdict: Verdict, lang: Lang) -> str:
    return published_sentence(published, len(verdict.levels) == 1, lang)
