"""Two lists of persons compared: two typists, this year and last, a survey and the roll of a school."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from phocap.forms.difference import Difference, Kind
from phocap.forms.match import Matched, Pair, match
from phocap.forms.people import People, Row
from phocap.forms.survey import Survey
from phocap.model.persons import Matching
from phocap.text.language import Bilingual
from phocap.value import dataclass


@dataclass(frozen=True)
class Lists:
    """Both lists. A list without a year is the roll of a school."""

    survey: Survey
    """By whose layout they are compared."""
    matching: Matching
    first: People
    second: People
    names: bool
    """Whether names, and what else is shown on request only, are told."""

    @property
    def years(self) -> int:
        """How many years lie between them."""
        return self.second.year - self.first.year if self.first.year and self.second.year else 0

    @property
    def is_enrolment(self) -> bool:
        """Whether one of them is the roll of a school."""
        return self.first.year is None or self.second.year is None

    def differences(self) -> tuple[int, Iterator[Difference]]:
        """Return how many persons are in both, and what differs."""
        found = match(self.first, self.second, self.matching)
        return len(found.same), self._all(found)

    def _all(self, found: Matched) -> Iterator[Difference]:
        columns = self._compared()
        for pair in found.same:
            for column in self._apart(pair, columns):
                yield self._told(Kind.VALUE, pair.first, pair.second, column)
            if self.years and self._is_out_of_step(pair):
                yield self._told(Kind.GRADE, pair.first, pair.second, self.matching.advance.column)
        for kind, pairs in ((Kind.POSSIBLE, found.possible), (Kind.AMBIGUOUS, found.ambiguous)):
            for pair in pairs:
                apart = self._apart(pair, columns) if kind is Kind.POSSIBLE else []
                yield replace(
                    self._told(kind, pair.first, pair.second, by=pair.by),
                    apart=tuple(self._label(name).vi for name in apart),
                )
        for kind, side, left in (
            (Kind.FIRST_ONLY, self.first, found.first),
            (Kind.SECOND_ONLY, self.second, found.second),
        ):
            for at in left:
                if self._is_expected(side, at):
                    yield self._told(kind, *(((at,), ()) if side is self.first else ((), (at,))))

    def _compared(self) -> list[str]:
        both = self.first.columns & self.second.columns
        matching = self.matching
        if self.years:
            return [name for name in matching.lasting if name in both]
        order = [matching.hamlet.column, *self.survey.layout.columns, *self.survey.layout.also]
        return [name for name in dict.fromkeys(order) if name in both]

    def _apart(self, pair: Pair, columns: Iterable[str]) -> list[str]:
        """Return the columns in which two rows differ."""
        one, other = self.first.rows[pair.first[0]], self.second.rows[pair.second[0]]
        return [column for column in columns if one.get(column) != other.get(column)]

    def _is_out_of_step(self, pair: Pair) -> bool:
        """Return whether somebody's grade has not grown by the years between, and nothing says why."""
        (earlier, before), (later, at) = sorted(
            ((self.first, pair.first[0]), (self.second, pair.second[0])), key=lambda side: side[0].year or 0
        )
        column = self.matching.advance.column
        grades = earlier.rows[before].get(column), later.rows[at].get(column)
        if grades[0] is None or later.marks["exempt"][at]:
            return False
        return grades[1] is None or grades[1] - grades[0] != abs(self.years)

    def _is_expected(self, side: People, at: int) -> bool:
        """Return whether a row of one list should be in the other."""
        other = self.second if side is self.first else self.first
        if other.year is None and side.year is not None:
            return side.marks["pupil"][at] and self._is_of(other, side.rows[at])
        if self.years and side.year is not None and other.year is not None:
            if side.year < other.year:
                return not side.marks["gone"][at]
            born = side.rows[at].get(self.survey.layout.born)
            return born is None or born <= other.year
        return True

    def _is_of(self, roll: People, row: Row) -> bool:
        """Return whether a person goes to one of the schools of a roll; one that names no school may be any."""
        told = False
        for column in self.matching.school:
            schools = roll.values(column)
            if schools and row.get(column) is not None:
                if row[column] in schools:
                    break
                told = True
        else:
            if told:
                return False
        grades = roll.values(self.matching.advance.column)
        return not grades or row.get(self.matching.advance.column) in grades

    def _told(
        self, kind: Kind, first: Iterable[int], second: Iterable[int], column: str = "", by: Iterable[str] = ()
    ) -> Difference:
        ours = [(self.first, self.first.rows[at]) for at in first]
        theirs = [(self.second, self.second.rows[at]) for at in second]
        hamlets = (side.text(row, self.matching.hamlet.column) for side, row in (*ours, *theirs))
        return Difference(
            kind,
            self.survey.unit.name if self.survey.unit else None,
            self._label(column) if column else None,
            tuple(side.place(row, column) for side, row in ours),
            tuple(side.place(row, column) for side, row in theirs),
            self._value(*ours[0], column) if column else None,
            self._value(*theirs[0], column) if column else None,
            next((text for text in hamlets if text), None),
            tuple(dict.fromkeys(self._name(side, row) for side, row in (*ours, *theirs))) if self.names else (),
            tuple(self._label(name).vi for name in by),
        )

    def _value(self, side: People, row: Row, column: str) -> str | None:
        return side.text(row, column) if self.names or column not in self.matching.private else None

    def _name(self, side: People, row: Row) -> str:
        return " ".join(dict.fromkeys(filter(None, (side.text(row, name) for name in self.matching.person[:2]))))

    def _label(self, column: str) -> Bilingual:
        layout = self.survey.layout
        header = layout.columns[column].header if column in layout.columns else layout.also[column]
        return Bilingual(header[0], header[0])
