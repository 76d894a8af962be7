"""A result as the compact data that the page's script draws from: every text and number already in its final form.

What repeats is kept once and named by its place: texts, conditions, and the ``shape`` of a verdict, which is the list
of its conditions. The script adds nothing but layout; the fractions beside printed rates serve drawing only.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from phocap.explain import quantities, words
from phocap.explain.blocks import cautions, readings, wanted
from phocap.explain.labels import Labels
from phocap.explain.sentences import (
    headline,
    level_name,
    level_sentence,
    missing_names,
    published_sentence,
    reading_remark,
    status_remark,
)
from phocap.explain.wrap import clean
from phocap.model.outcome import Outcome
from phocap.model.result import Comparison, ConditionResult, FigureUsed, LevelResult, Result, Verdict, walk
from phocap.model.rulefile import Effect
from phocap.report import charts
from phocap.report.conditions import bound_cell, figures_cell, rate_cell
from phocap.report.document_words import ATTESTED_BY, ATTESTED_ON, EVIDENCE, WORDS
from phocap.report.gist import Group, before, groups, lacking, shortfall, split_place, tightest, unit_id
from phocap.report.section import result_class
from phocap.report.table import reached
from phocap.report.words import QUORUM
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang

SCALE = 100_000
"""Drawing knows rates in whole parts of this."""

OUTCOMES = tuple(Outcome)
EFFECTS = tuple(Effect)
NUMBERS = frozenset("tpsvqraym")
"""Keys of a unit whose 0 is a place or a number; other keys are left out when they have nothing to say."""

Json = Any
_WORDS = re.compile(r"[^\W\d]|[“?]")
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
    encoder = _Encoder(result, figures or charts.Figures())
    found = groups(result)
    return {
        "groups": [encoder.group(group, found) for group in found],
        "files": list(encoder.files),
        "texts": [_pair(text) for text in encoder.texts],
        "words": {name: _pair(text) for name, text in WORDS.items()},
        "outcomes": [_pair(words.OUTCOME[outcome]) for outcome in OUTCOMES],
        "findings": [_pair(words.FINDING[outcome]) for outcome in OUTCOMES],
        "scale": SCALE,
        "bins": [[*limits, _pair(charts.bin_label(limits))] for limits in charts.BINS],
    }


def _pair(text: Bilingual) -> str | list[str]:
    return text.vi if text.vi == text.en else [text.vi, text.en]


class _Encoder:
    def __init__(self, result: Result, figures: charts.Figures) -> None:
        self.labels, self.figures = Labels.of(result), figures
        self.texts: dict[Bilingual, int] = {}
        self.files: dict[str, int] = {}

    def text(self, vi: str, en: str) -> int:
        return self.texts.setdefault(Bilingual(clean(vi), clean(en)), len(self.texts))

    def both(self, make: Any, *arguments: Any, **rest: Any) -> int:
        """Return the text that ``make(…, lang)`` says."""
        return self.text(make(*arguments, Lang.VI, **rest), make(*arguments, Lang.EN, **rest))

    def each(self, make: Any, *arguments: Any) -> list[int]:
        """Return the texts that ``make(…, lang, labels)`` lists."""
        vi, en = list(make(*arguments, Lang.VI, self.labels)), list(make(*arguments, Lang.EN, self.labels))
        return [self.text(*pair) for pair in zip(vi, en, strict=True)]

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
            "fields": [field[1:] for field in coder.fields.values()],
            "conditions": list(coder.statics.values()),
            "shapes": [list(shape) for shape in coder.shapes],
            "units": units,
            "before": None if earlier is None else everyone.index(earlier),
            "change": None if earlier is None else self._changes(charts.changes(group, earlier)),
            "cohort": self._cohort(charts.cohort(group, self.figures)),
        }

    def _changes(self, found: charts.Changes) -> Json:
        moved = {kind: [list(pair) for pair in found.moved[kind]] for kind in ("up", "down")}
        return {**moved, "same": len(found.moved["same"]), "new": len(found.new), "gone": len(found.gone)}

    def _cohort(self, found: charts.Cohort | None) -> Json:
        if found is None:
            return None
        ages = [
            [age.name, *([self.text(label.vi, label.en), n] for label, n in (age.whole, *age.parts))]
            for age in found.ages
        ]
        return {"unit": found.unit, "units": found.units, "ages": ages}

    def _tier(self, tier: str) -> int:
        return self.text(self.labels.get("tier", tier, Lang.VI), self.labels.get("tier", tier, Lang.EN))


class _Group:
    def __init__(self, encoder: _Encoder, group: Group) -> None:
        self.encoder, self.group = encoder, group
        self.statics: dict[tuple[Any, ...], Json] = {}
        self.places: dict[tuple[Any, ...], int] = {}
        self.shapes: dict[tuple[tuple[int, ...], ...], int] = {}
        self.cautions: dict[tuple[Any, ...], list[int]] = {}
        self.fields: dict[str, list[Any]] = {}

    def unit(self, place: int, verdict: Verdict) -> Json:
        unit, encoder = verdict.unit, self.encoder
        shape, cells, positions = self._conditions(verdict)
        tight, lack = tightest(verdict), lacking(verdict)
        found = {
            "n": clean(unit.name),
            "c": clean(unit.code or ""),
            "h": clean(unit.parent or ""),
            "i": "/".join(unit_id(verdict)),
            "t": self.group.tiers.index(unit.tier),
            "p": self.group.parents[place],
            "s": shape,
            "l": [OUTCOMES.index(level.outcome) for level in verdict.levels],
            "r": encoder.text(reached(verdict, Lang.VI)[0], reached(verdict, Lang.EN)[0]),
            "v": verdict.highest_level,
            "q": verdict.highest_possible_level,
            "j": result_class(verdict),
            "f": int(verdict.firm is False),
            "a": encoder.both(headline, verdict),
            "w": [encoder.both(level_sentence, level, cite=True, most=3) for level in verdict.levels],
            "k": cells,
            "g": self._figures(verdict),
            "y": None if tight is None else positions[tight.node],
            "z": [positions[condition.node] for condition in lack],
            "m": shortfall(verdict),
            "e": encoder.each(wanted, verdict.levels),
            "u": self._cautions(verdict, shape),
            "d": encoder.each(readings, verdict),
            "b": [encoder.both(_published, published, verdict) for published in verdict.published],
            "o": int(any(published.agrees is False for published in verdict.published)),
        }
        return {
            key: value
            for key, value in found.items()
            if value not in (None, [], "", 0) or (value == 0 and key in NUMBERS)
        }

    def _cautions(self, verdict: Verdict, shape: int) -> list[int]:
        """Return what the verdict rests on; the same for all units with the same conditions and cautions."""
        key = (shape, *(level.cautions for level in verdict.levels))
        if key not in self.cautions:
            self.cautions[key] = self.encoder.each(cautions, verdict, verdict.levels)
        return self.cautions[key]

    def _conditions(self, verdict: Verdict) -> tuple[int, list[Json], dict[str, int]]:
        shape: list[tuple[int, ...]] = []
        cells: list[Json] = []
        positions: dict[str, int] = {}
        for level in verdict.levels:
            members = []
            for depth, condition in _deep(level.conditions):
                members.append(self._static(verdict, level, condition, depth))
                positions[condition.node] = len(cells)
                cells.append(self._cell(condition, level))
            shape.append(tuple(members))
        return self.shapes.setdefault(tuple(shape), len(self.shapes)), cells, positions

    def _static(self, verdict: Verdict, level: LevelResult, condition: ConditionResult, depth: int) -> int:
        """Return the place of what every unit of a tier shares of a condition."""
        found, encoder = condition.comparison, self.encoder
        fields = tuple(self._field(figure) for figure in condition.figures)
        key = (
            (verdict.unit.tier, level.level, condition.id, depth, condition.title, condition.cite, condition.kind),
            (condition.effect, condition.status, condition.note, condition.needs, fields),
            (condition.readings, found and (found.sense, found.percent)),
        )
        if key in self.places:
            return self.places[key]
        readings_ = Bilingual(
            *(reading_remark(condition.readings, lang, encoder.labels) for lang in (Lang.VI, Lang.EN))
        )
        made = {
            "i": f"{verdict.unit.tier}/{level.level}/{condition.id}",
            "l": level.level,
            "t": encoder.text(condition.title.vi, condition.title.en),
            "c": clean(condition.cite.removeprefix(level.cite).strip()),
            "k": condition.kind,
            "e": EFFECTS.index(condition.effect),
            "d": depth,
            "s": encoder.both(status_remark, condition) if status_remark(condition, Lang.EN) else None,
            "n": encoder.text(condition.note.vi, condition.note.en) if condition.note else None,
            "r": encoder.text(*readings_) if readings_.en else None,
            "q": condition.needs,
            "f": list(fields),
            "o": found.sense if found else None,
            "b": int(found is not None and found.threshold is not None),
        }
        self.places[key] = len(self.statics)
        self.statics[key] = {name: value for name, value in made.items() if value not in (None, [], "")}
        return self.places[key]

    def _cell(self, condition: ConditionResult, level: LevelResult) -> Json:
        """Return outcome, figures, rate, threshold, margin, the drawing's low, high and threshold, and remarks."""
        found = condition.comparison
        outcome = OUTCOMES.index(condition.outcome)
        deciding = int(condition.node in level.because)
        remarks = self._remarks(condition)
        if found is None:
            cell: list[Json] = [outcome, deciding, _quorum(condition), 0, 0, None, None, None, None, remarks]
        else:
            margin = found.margin if found.margin is not None else None if found.shortfall is None else -found.shortfall
            low, high = (None, None) if charts.is_silent(found) else (_draw(found.low), _draw(found.high))
            cell = [
                outcome,
                deciding,
                _print(figures_cell, found),
                _print(rate_cell, found),
                _print(bound_cell, found),
                margin,
                low,
                None if high == low else high,
                _draw(found.threshold),
                remarks,
            ]
        while cell and cell[-1] in (None, []):
            cell.pop()
        return cell

    def _remarks(self, condition: ConditionResult) -> list[int]:
        """Return what is special about a condition of this unit: what is missing, which flag, who attests it."""
        found, encoder, labels = condition.comparison, self.encoder, self.encoder.labels
        said = []
        missing = zip(missing_names(condition, Lang.VI, labels), missing_names(condition, Lang.EN, labels), strict=True)
        names = list(missing) if condition.outcome is Outcome.UNDETERMINED else []
        if names:
            said.append(_fill(words.MISSING, names=Bilingual(*("; ".join(n) for n in zip(*names, strict=True)))))
        if found is not None:
            if quantities.is_empty(found):
                said.append(words.NOBODY)
            flags = ((words.FLAG_USED, found.flag), (words.FLAG_DECIDES, found.open_flag))
            for form, flag in flags:
                if flag:
                    called = Bilingual(labels.get("flag", flag, Lang.VI), labels.get("flag", flag, Lang.EN))
                    said.append(_fill(form, flag=called))
            if found.printed and quantities.is_exact(found):
                said.append(_fill(words.PRINTED, text=Bilingual(found.printed, found.printed)))
        attested = condition.attested
        if attested is not None:
            if attested.by:
                said.append(_fill(ATTESTED_BY, by=Bilingual(attested.by, attested.by)))
            if attested.on:
                said.append(_fill(ATTESTED_ON, day=Bilingual(*(numbers.date_text(attested.on, lang) for lang in Lang))))
            if attested.evidence:
                evidence = ", ".join(attested.evidence)
                said.append(_fill(EVIDENCE, names=Bilingual(evidence, evidence)))
        return [encoder.text(text.vi, text.en) for text in said]

    def _field(self, figure: FigureUsed) -> int:
        if figure.field not in self.fields:
            label = self.encoder.text(figure.label.vi, figure.label.en)
            self.fields[figure.field] = [len(self.fields), figure.field, label]
        return int(self.fields[figure.field][0])

    def _figures(self, verdict: Verdict) -> list[Json]:
        """Return the figures of a unit, each once: field, low, and where they differ high, and where it was given."""
        found: dict[int, Json] = {}
        for level in verdict.levels:
            for condition in walk(level.conditions):
                for figure in condition.figures:
                    found.setdefault(self._field(figure), self._figure(figure))
        return [[field, *figure] for field, figure in found.items()]

    def _figure(self, figure: FigureUsed) -> Json:
        high = None if figure.high == figure.low else -1 if figure.high is None else figure.high
        if figure.place is None:
            return [figure.low] if high is None else [figure.low, high]
        path, _ = split_place(figure.place)
        file = self.encoder.files.setdefault(clean(path), len(self.encoder.files))
        return [figure.low, high, file, figure.place[len(path) :]]


def _deep(conditions: Iterable[ConditionResult], depth: int = 0) -> Iterator[tuple[int, ConditionResult]]:
    for condition in conditions:
        yield depth, condition
        yield from _deep(condition.members, depth + 1)


def _quorum(condition: ConditionResult) -> list[str] | int:
    """Return how many members of a quorum are met and how many are needed, in both languages; 0 for what is none."""
    if condition.kind != "quorum" or condition.needs is None:
        return 0
    passed = sum(member.outcome.passes for member in condition.members)
    facts = {"passed": passed, "members": len(condition.members), "needs": condition.needs}
    return [QUORUM[lang].format(**facts) for lang in Lang]


def _fill(form: Bilingual, **facts: Bilingual) -> Bilingual:
    vi = form.vi.format(**{name: fact.vi for name, fact in facts.items()})
    return Bilingual(vi, form.en.format(**{name: fact.en for name, fact in facts.items()}))


def _published(published: Any, verdict: Verdict, lang: Lang) -> str:
    return published_sentence(published, len(verdict.levels) == 1, lang)


def _draw(q: Fraction | None) -> int | None:
    """Return a rate for the drawing, never on the other side of a whole part than it is."""
    return None if q is None else round(q * SCALE)


def _print(make: Any, found: Comparison) -> str | list[str] | int:
    """Return the English print of a quantity where it is all number, else both prints; 0 for nothing."""
    en = make(found, Lang.EN)
    if not en:
        return 0
    return [make(found, Lang.VI), en] if _WORDS.search(en) else en
