"""What a condition rests on: its clause and how sure that is, the reading followed, the figures and their places."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from phocap.explain import words
from phocap.explain.change import margin_sentence
from phocap.explain.labels import Labels
from phocap.explain.once import Once
from phocap.explain.sentences import reading_remark, status_remark
from phocap.explain.wrap import clean, wrapped
from phocap.model.result import Attested, ConditionResult, FigureUsed, LevelResult
from phocap.text import numbers
from phocap.text.language import Lang

BRIEFLY = 2
"""The counts of so many figures already stand in the sentence: only their places are told."""


@dataclass
class Grounds:
    """Writes what stands below a condition; a reading is told once a verdict, where it is first followed.

    ``whole`` adds figures that are not given, and notes.
    """

    lang: Lang
    width: int
    labels: Labels
    whole: bool
    once: Once
    law: tuple[Hashable, ...]
    """What the clauses of the verdict hang on."""
    told: set[str] = field(default_factory=set)
    nodes: Mapping[int, str] = field(default_factory=dict)
    """Ids of nodes, by the identity of their conditions and levels; empty when they are not asked for."""
    behind: Callable[[ConditionResult], Iterable[str]] = lambda condition: ()
    """What is told of the persons behind the figures of a condition."""

    def lines(self, condition: ConditionResult, cite: str, margin: str) -> Iterator[str]:
        """Yield the lines below a condition; ``cite`` is that of its level and not said again."""
        bounded = condition.comparison is not None and condition.comparison.threshold is not None
        clause = self.once.of((*self.law, condition.node, bounded), lambda: self._clause(condition, cite))
        listed = self.whole or len(condition.figures) > BRIEFLY
        places = self._places(() if listed else condition.figures, condition.places)
        yield from wrapped(f"{clause}; {places}" if clause and places else clause or places, self.width, margin)
        if condition.attested is not None:
            yield from wrapped(_attested(condition.attested, self.lang), self.width, margin)
        yield from self.node(condition, margin)
        fresh = tuple(used for used in condition.readings if self.whole or used.reading not in self.told)
        if fresh:
            self.told |= {used.reading for used in fresh}
            yield from wrapped(reading_remark(fresh, self.lang, self.labels), self.width, margin)
        if listed:
            yield from self._figures(condition.figures, margin)
        if self.whole and condition.status is not None:
            status = words.SOURCE_STATUS[condition.status.value][self.lang]
            yield from wrapped(words.SOURCE[self.lang].format(status=status), self.width, margin)
            yield from wrapped(condition.source or "", self.width, margin)
        if self.whole and (distance := margin_sentence(condition, self.lang)):
            yield from wrapped(distance, self.width, margin)
        if self.whole and condition.note is not None:
            note = words.NOTE[self.lang].format(text=condition.note[self.lang])
            yield from wrapped(note, self.width, margin)
        for text in self.behind(condition):
            yield from wrapped(text, self.width, f"{margin}- ")

    def _clause(self, condition: ConditionResult, cite: str) -> str:
        clause = condition.cite if condition.cite != cite else ""
        return "; ".join(filter(None, (clause, status_remark(condition, self.lang))))

    def node(self, what: ConditionResult | LevelResult, margin: str) -> Iterator[str]:
        """Yield the id of a condition or level, whole on one line so that it can be copied."""
        if id(what) in self.nodes:
            yield margin + words.NODE[self.lang].format(node=clean(self.nodes[id(what)]))

    def _places(self, figures: Iterable[FigureUsed], others: Iterable[str]) -> str:
        places = ", ".join(dict.fromkeys([*(figure.place for figure in figures if figure.place), *others]))
        return words.PLACES[self.lang].format(places=places) if places else ""

    def _figures(self, figures: Iterable[FigureUsed], margin: str) -> Iterator[str]:
        for figure in figures:
            label = figure.label[self.lang]
            if figure.low == figure.high:
                value, place = numbers.count(figure.low, self.lang), figure.place or words.FOLLOWS[self.lang]
                text = words.FIGURE[self.lang].format(label=label, value=value, place=place)
                yield from wrapped(text, self.width, f"{margin}- ")
            elif self.whole:
                yield from wrapped(f"{label}: {words.NOT_GIVEN[self.lang]}", self.width, f"{margin}- ")


def _attested(attested: Attested, lang: Lang) -> str:
    """Return who attested a finding, when and on which evidence; empty when nobody is named."""
    by = words.ATTESTED[lang].format(by=attested.by) if attested.by else ""
    on = words.DATE[lang].format(date=numbers.date_text(attested.on, lang)) if attested.on else ""
    evidence = words.EVIDENCE[lang].format(documents=", ".join(attested.evidence)) if attested.evidence else ""
    return ", ".join(filter(None, (by, on, evidence)))
