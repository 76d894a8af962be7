"""From figures down to persons: the rows of a survey behind a figure, behind a share, and hamlet by hamlet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from phocap.faults import Fault, Faulty, Place
from phocap.forms.people import People, of_survey
from phocap.forms.persons import key
from phocap.forms.survey import FILE, ROW, Survey
from phocap.model.vocabulary import RatioOf
from phocap.text.nearest import nearest
from phocap.value import dataclass

Terms = Iterable[tuple[str, int]]


@dataclass
class Behind:
    """The rows behind the figures of one survey, under a choice of definitions."""

    survey: Survey
    chosen: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def people(self) -> People | None:
        """The persons, with what is told of them; None where the layout does not say how they are told apart."""
        matching = self.survey.layout.matching
        return None if matching is None else of_survey(self.survey, matching)

    def rows(self, figure: str) -> list[int]:
        """Return the persons whom a figure counts, by their number among all.

        Raises:
            Faulty: ``unknown-figure``.
        """
        layout = self.survey.layout
        if figure not in layout.figures:
            facts = {"name": figure, "nearest": nearest(figure, layout.figures), "allowed": list(layout.figures)}
            raise Faulty(Fault("unknown-figure", facts=facts))
        counted = layout.figures[figure]
        who = self.survey.conditions(self.chosen).counted(counted)
        return self.survey.persons.select(who.fill_null(False).arg_true()).to_series().to_list()

    def missing(self, ratio: RatioOf) -> list[int] | None:
        """Return who is in the denominator and not in the numerator; None where the survey does not tell both."""
        of, to = ratio.of.terms, ratio.to.terms
        known = self.survey.layout.figures
        if not ratio.part or not all(name in known for name, _ in (*of, *to)):
            return None
        return sorted(self._of(to) - self._of(of))

    def _of(self, terms: Terms) -> set[int]:
        found: set[int] = set()
        for name, sign in terms:
            found = found | {*self.rows(name)} if sign > 0 else found - {*self.rows(name)}
        return found

    def place(self, at: int) -> Place:
        """Return the row of a person."""
        file, row = self.survey.persons.select(FILE, ROW).row(at)
        return self.survey.place(file, row, "")

    def hamlet(self, at: int) -> str:
        """Return where a person lives, empty when it is not told."""
        people, matching = self.people, self.survey.layout.matching
        return "" if people is None or matching is None else people.text(people.rows[at], matching.hamlet.column)

    def name(self, at: int) -> str:
        """Return what a person is called, as written."""
        people, matching = self.people, self.survey.layout.matching
        if people is None or matching is None:
            return ""
        return " ".join(filter(None, (people.text(people.rows[at], part) for part in matching.person[:2])))

    def by_hamlet(self, rows: Iterable[int]) -> dict[str, int]:
        """Return how many of some persons live in each hamlet, in the order of their names."""
        counts: dict[str, int] = {}
        for at in rows:
            hamlet = self.hamlet(at)
            counts[hamlet] = counts.get(hamlet, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (key(item[0]), item[0])))


def spans(numbers: Sequence[int]) -> list[str]:
    """Return whole numbers in short: those that follow each other as ``5-12``."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [str(first) if first == last else f"{first}-{last}" for first, last in found]
