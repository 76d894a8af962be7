"""Persons or households of a survey drawn for the visit of an inspection team, so that anyone draws the same again.

No generator of chance is used, as its numbers change with language and version. Everybody has a rank: the SHA-256 of
the seed and of what tells them apart in the survey. Those with the lowest ranks are drawn. So the same persons and seed
give the same sample on every machine, in whatever order the rows are, and a row added elsewhere displaces at most one.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from phocap.faults import Fault, Faulty, Place
from phocap.forms.persons import AGE
from phocap.forms.survey import FILE, ROW, Survey
from phocap.forms.workbook import open_workbook
from phocap.source.files import Source
from phocap.value import dataclass

KINDS: Final = ("persons", "households")
_GAP: Final = "\x1f"
"""Stands between the parts of what is hashed; no cell holds it."""


@dataclass(frozen=True)
class Member:
    """A person on the sheet: which draw, where in the survey, and the cells that are shown."""

    number: int
    """Counts persons or households, from 1."""
    place: Place
    age: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """A sample of a survey."""

    kind: str
    size: int
    seed: str
    population: int
    """How many persons or households could have been drawn."""
    headings: tuple[str, ...]
    """Of the cells of each member, as the survey has them."""
    members: tuple[Member, ...]


def draw(survey: Survey, sources: Sequence[Source], size: int | None, seed: str, kind: str, *, names: bool) -> Drawn:
    """Return a sample of a survey, by default as large as its layout says.

    Persons are drawn by age, so that every age has its share; of a household everybody in the survey is on the sheet.

    Raises:
        Faulty: ``no-survey``: nothing says how to draw from it; ``sample-too-large``.
    """
    layout = survey.layout.sample
    if layout is None:
        raise Faulty(Fault("no-survey"))
    conditions = survey.conditions()
    eligible = pl.col(AGE).is_in(layout.ages) & conditions.all_of(layout.where)
    people = survey.persons.with_columns(eligible.alias(_ELIGIBLE)).sort(FILE, ROW).to_dicts()
    wanted = layout.size if size is None else size
    if kind == "persons":
        told = _known_by(layout.person, people)
        ranks = {at: _rank(seed, told[at]) for at, person in enumerate(people) if person[_ELIGIBLE]}
        groups = [[at] for at in _by_age(ranks, people, _possible(survey, wanted, len(ranks)))]
        population = len(ranks)
    else:
        homes: dict[str, list[int]] = defaultdict(list)
        for at, person in enumerate(people):
            homes[_text(person, layout.household)].append(at)
        open_ = [home for home, members in homes.items() if any(people[at][_ELIGIBLE] for at in members)]
        chosen = sorted(open_, key=lambda home: _rank(seed, home))[: _possible(survey, wanted, len(open_))]
        groups, population = sorted(homes[home] for home in chosen), len(open_)
    shown = (*layout.names, *layout.shows) if names else (*layout.shows,)
    cells = _Cells(survey, {source.path: source for source in sources}, shown)
    listed = [(number, people[at], cells(people[at])) for number, group in enumerate(groups, 1) for at in group]
    filled = [column for column in range(len(shown)) if any(texts[column] for _, _, texts in listed)]
    members = (
        Member(
            number,
            survey.place(person[FILE], person[ROW], ""),
            person[AGE],
            tuple(texts[column] for column in filled),
        )
        for number, person, texts in listed
    )
    headings = tuple(survey.layout.columns[shown[column]].header[0] for column in filled)
    return Drawn(kind, wanted, seed, population, headings, tuple(members))


_ELIGIBLE: Final = "eligible"


def _possible(survey: Survey, wanted: int, there_are: int) -> int:
    if wanted > there_are:
        raise Faulty(Fault("sample-too-large", survey.places[0], {"n": wanted, "population": there_are}))
    return wanted


def _rank(seed: str, told: str) -> str:
    return hashlib.sha256(f"{seed}{_GAP}{told}".encode()).hexdigest()


def _text(person: Mapping[str, Any], columns: Sequence[str]) -> str:
    return _GAP.join("" if person.get(name) is None else str(person[name]) for name in columns)


def _known_by(columns: Sequence[str], people: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return by what each person is known; who are alike in all of it are numbered, in the order of rows."""
    seen: Counter[Hashable] = Counter()
    told = []
    for person in people:
        text = _text(person, columns)
        seen[text] += 1
        told.append(f"{text}{_GAP}{seen[text]}")
    return told


def _by_age(ranks: Mapping[int, str], people: Sequence[Mapping[str, Any]], size: int) -> list[int]:
    """Return who is drawn, in the order of rows: of every age its share, the lowest ranks of each."""
    ages: dict[int, list[int]] = defaultdict(list)
    for at in sorted(ranks, key=lambda at: ranks[at]):
        ages[people[at][AGE]].append(at)
    quotas = shares({age: len(listed) for age, listed in ages.items()}, size)
    return sorted(at for age, listed in ages.items() for at in listed[: quotas[age]])


def shares(counts: Mapping[int, int], size: int) -> dict[int, int]:
    """Return how many of ``size`` fall to each group: one each where there are enough, the rest in proportion.

    No group is asked for more than it has.
    """
    quotas = dict.fromkeys(sorted(counts), 1 if size >= len(counts) else 0)
    total = sum(counts.values())
    for _ in range(size - sum(quotas.values())):
        # Whoever lags furthest behind its exact share is next; of equals the youngest.
        lag = {age: counts[age] * size - quotas[age] * total for age in quotas if quotas[age] < counts[age]}
        quotas[max(lag, key=lambda age: (lag[age], -age))] += 1
    return quotas


class _Cells:
    """Looks the cells of persons up in their workbooks, as they stand there; each workbook is opened once."""

    def __init__(self, survey: Survey, sources: Mapping[str, Source], names: Sequence[str]) -> None:
        self.survey, self.names = survey, names
        self.sheets = {place.path: self._opened(sources[place.path]) for place in survey.places}

    def _opened(self, source: Source) -> dict[str, Any]:
        return {sheet.name: sheet for sheet in open_workbook(source).sheets}

    def __call__(self, person: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(self._texts(person))

    def _texts(self, person: Mapping[str, Any]) -> Iterator[str]:
        place, columns = self.survey.places[person[FILE]], self.survey.columns[person[FILE]]
        sheet = self.sheets[place.path][place.sheet]
        for name in self.names:
            yield sheet.text(person[ROW] - 1, columns[name]) if name in columns else ""
