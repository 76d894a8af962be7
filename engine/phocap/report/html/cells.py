"""The conditions of a group of verdicts: what all units share of each, and what is said of single ones, kept once."""

import re
from dataclasses import field
from fractions import Fraction
from typing import Any

from phocap.explain import quantities, words
from phocap.explain.sentences import missing_names, reading_remark, status_remark
from phocap.explain.wrap import clean
from phocap.model.outcome import Outcome
from phocap.model.result import Comparison, ConditionResult, FigureUsed, LevelResult
from phocap.model.rulefile import Effect
from phocap.report import charts
from phocap.report.conditions import bound_cell, figures_cell, rate_cell
from phocap.report.document_words import ATTESTED_BY, ATTESTED_ON, EVIDENCE
from phocap.report.html.pool import Json, Pool, Texts, place_of
from phocap.report.words import QUORUM
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang
from phocap.value import dataclass

SCALE = 100_000
"""Drawing knows rates in whole parts of this."""

_WORDS = re.compile(r"[^\W\d]|[“?]")

OUTCOMES = tuple(Outcome)
EFFECTS = tuple(Effect)

_NOTHING = (0, 0, None, None)
_UNBOUND = (0, None)


@dataclass
class Conditions:
    """Conditions as places: of what is shared, and of a unit's cell among the distinct ones of the condition.

    A cell is outcome, whether it decided, places of quantity and bound, margin, and remarks; what stands at its end and
    says nothing is left out. The first quantity and the first bound are none.
    """

    texts: Texts
    _fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    _statics: dict[tuple[Any, ...], tuple[int, Json, Pool]] = field(default_factory=dict)
    _quantities: Pool = field(default_factory=lambda: {_NOTHING: 0})
    _bounds: Pool = field(default_factory=lambda: {_UNBOUND: 0})
    _seen: dict[tuple[int, bool], tuple[int, int]] = field(default_factory=dict)

    def data(self) -> Json:
        """Return all that was met."""
        return {
            "fields": [(name, label) for name, (_, label) in self._fields.items()],
            "quantities": list(self._quantities),
            "bounds": list(self._bounds),
            "conditions": [{**static, "cells": list(cells)} for _, static, cells in self._statics.values()],
        }

    def cell(
        self, tier: str, level: LevelResult, condition: ConditionResult, depth: int, deciding: bool
    ) -> tuple[int, int]:
        """Return the places of a condition and of a unit's cell; units of which the same is known share a condition."""
        key = (id(condition), deciding)
        if key not in self._seen:
            place, cells = self._static(tier, level, condition, depth)
            self._seen[key] = place, place_of(self._cell(condition, deciding), cells)
        return self._seen[key]

    def place_of_field(self, figure: FigureUsed) -> int:
        """Return the place of a field."""
        if figure.field not in self._fields:
            self._fields[figure.field] = len(self._fields), self.texts.text(figure.label.vi, figure.label.en)
        return self._fields[figure.field][0]

    def _static(self, tier: str, level: LevelResult, condition: ConditionResult, depth: int) -> tuple[int, Pool]:
        """Return the place of what every unit of a tier shares of a condition, and the distinct cells of it."""
        found, texts = condition.comparison, self.texts
        fields = tuple(self.place_of_field(figure) for figure in condition.figures)
        key = (
            (tier, level.level, condition.id, depth, condition.title, condition.cite, condition.kind),
            (condition.effect, condition.status, condition.note, condition.needs, fields),
            (condition.readings, found and (found.sense, found.percent)),
        )
        if key not in self._statics:
            read = Bilingual(*(reading_remark(condition.readings, lang, texts.labels) for lang in Lang))
            made = {
                "i": f"{tier}/{level.level}/{condition.id}",
                "l": level.level,
                "t": texts.text(condition.title.vi, condition.title.en),
                "c": clean(condition.cite.removeprefix(level.cite).strip()),
                "k": condition.kind,
                "e": EFFECTS.index(condition.effect),
                "d": depth,
                "s": texts.both(status_remark, condition) if status_remark(condition, Lang.EN) else None,
                "n": texts.text(condition.note.vi, condition.note.en) if condition.note else None,
                "r": texts.text(*read) if read.en else None,
                "q": condition.needs,
                "f": list(fields),
                "o": found.sense if found else None,
                "b": int(found is not None and found.threshold is not None),
            }
            told = {name: value for name, value in made.items() if value not in (None, [], "")}
            self._statics[key] = len(self._statics), told, {}
        place, _, cells = self._statics[key]
        return place, cells

    def _cell(self, condition: ConditionResult, deciding: bool) -> tuple[Any, ...]:
        found, margin, bound = condition.comparison, None, 0
        if found is None:
            quantity = place_of((_quorum(condition), *_NOTHING[1:]), self._quantities)
        else:
            margin = found.margin if found.margin is not None else None if found.shortfall is None else -found.shortfall
            low, high = (None, None) if charts.is_silent(found) else (_draw(found.low), _draw(found.high))
            shown = (_print(figures_cell, found), _print(rate_cell, found), low, None if high == low else high)
            quantity = place_of(shown, self._quantities)
            bound = place_of((_print(bound_cell, found), _draw(found.threshold)), self._bounds)
        remarks = self._remarks(condition)
        told: tuple[Any, ...] = (OUTCOMES.index(condition.outcome), int(deciding), quantity, bound, margin, remarks)
        while told[-1] in (None, ()) or (told[-1] == 0 and 1 < len(told) < len(_NOTHING) + 1):
            told = told[:-1]
        return told

    def _remarks(self, condition: ConditionResult) -> tuple[int, ...]:
        """Return what is special about a condition of this unit: what is missing, which flag, who attests it."""
        found, texts, labels = condition.comparison, self.texts, self.texts.labels
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
        return tuple(texts.text(text.vi, text.en) for text in said)


def _quorum(condition: ConditionResult) -> tuple[str, ...] | int:
    """Return how many members of a quorum are met and how many are needed, in both languages; 0 for what is none."""
    if condition.kind != "quorum" or condition.needs is None:
        return 0
    passed = sum(member.outcome.passes for member in condition.members)
    facts = {"passed": passed, "members": len(condition.members), "needs": condition.needs}
    return tuple(QUORUM[lang].format(**facts) for lang in Lang)


def _fill(form: Bilingual, **facts: Bilingual) -> Bilingual:
    vi = form.vi.format(**{name: fact.vi for name, fact in facts.items()})
    return Bilingual(vi, form.en.format(**{name: fact.en for name, fact in facts.items()}))


def _draw(q: Fraction | None) -> int | None:
    """Return a rate for the drawing, never on the other side of a whole part than it is."""
    return None if q is None else numbers.nearest(q, SCALE)


def _print(make: Any, found: Comparison) -> str | tuple[str, str] | int:
    """Return the English print of a quantity where it is all number, else both prints; 0 for nothing."""
    en = make(found, Lang.EN)
    if not en:
        return 0
    return (make(found, Lang.VI), en) if _WORDS.search(en) else en
