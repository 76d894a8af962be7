"""Two lists of persons laid side by side: who is who, who is not sure to be, and who is missing. Nobody is merged."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field

from phocap.forms.people import People, Row
from phocap.model.persons import Matching
from phocap.value import dataclass

Fits = Callable[[Row, Row], bool]


@dataclass(frozen=True)
class Pair:
    """Rows of both sides, by their numbers there, and by what they were laid side by side."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    by: tuple[str, ...]


@dataclass
class Matched:
    """What became of the persons of both sides."""

    same: list[Pair] = field(default_factory=list)
    ambiguous: list[Pair] = field(default_factory=list)
    """Several rows of a side answer to one key."""
    possible: list[Pair] = field(default_factory=list)
    """One row of each side, alike but not the same."""
    first: list[int] = field(default_factory=list)
    """Who is in the first list only."""
    second: list[int] = field(default_factory=list)


def match(first: People, second: People, matching: Matching) -> Matched:
    """Return who is who: by code, else by name, day of birth and hamlet; a hamlet that is not given is no obstacle."""
    found, sides = Matched(), (first, second)
    rest = [list(range(len(side.rows))) for side in sides]
    code, hamlet = matching.code, matching.hamlet.column
    person = [name for name in matching.person if all(name in side.columns for side in sides)]

    def step(by: list[str], needed: list[str], fits: Fits, several: list[Pair] | None) -> None:
        """Lay side by side who answers to one key alone; who shares it with others is told in ``several``."""
        if not all(name in side.columns for side in sides for name in needed):
            return
        one, other = (_grouped(side, left, by, needed) for side, left in zip(sides, rest, strict=True))
        done: tuple[set[int], set[int]] = set(), set()
        for key in one.keys() & other.keys():
            pair = Pair(tuple(one[key]), tuple(other[key]), tuple(by))
            alone = len(pair.first) == len(pair.second) == 1
            if alone:
                (found.same if fits(*_rows(sides, pair)) else found.possible).append(pair)
            elif several is not None:
                parted = _parted(sides, pair, matching.apart_by)
                found.same.extend(parted)
                several.extend([] if parted else [pair])
            if alone or several is not None:
                done[0].update(pair.first)
                done[1].update(pair.second)
        rest[:] = [[at for at in left if at not in gone] for left, gone in zip(rest, done, strict=True)]

    def alike(one: Row, other: Row) -> bool:
        # Two codes or two hamlets that differ speak against one person.
        given = [(one.get(name), other.get(name)) for name in (code, hamlet)]
        return all(here is None or there is None or here == there for here, there in given)

    step([code], [code], lambda one, other: True, found.ambiguous)
    step([*person, hamlet], matching.needed, alike, found.ambiguous)
    step(person, matching.needed, alike, found.ambiguous)
    for near in matching.near:
        step(near, near, lambda one, other: False, None)
    found.first, found.second = rest
    for pairs in (found.same, found.ambiguous, found.possible):
        pairs.sort(key=lambda pair: (pair.first, pair.second))
    return found


def _parted(sides: tuple[People, People], pair: Pair, more: Sequence[str]) -> list[Pair]:
    """Return rows that answer to one key as pairs, when further columns tell all of them apart; else nothing."""
    if not all(name in side.columns for side in sides for name in more):
        return []
    one, other = (_grouped(side, rows, more, ()) for side, rows in zip(sides, (pair.first, pair.second), strict=True))
    whole = one.keys() == other.keys() and all(len(rows) == 1 for rows in (*one.values(), *other.values()))
    return [Pair(tuple(one[key]), tuple(other[key]), (*pair.by, *more)) for key in one] if whole else []


def _rows(sides: tuple[People, People], pair: Pair) -> tuple[Row, Row]:
    return sides[0].rows[pair.first[0]], sides[1].rows[pair.second[0]]


def _grouped(
    side: People, left: Iterable[int], by: Sequence[str], needed: Sequence[str]
) -> dict[tuple[object, ...], list[int]]:
    """Return the rows by what they are known by; without ``needed`` nobody is known."""
    found: dict[tuple[object, ...], list[int]] = {}
    for at in left:
        row = side.rows[at]
        if all(row.get(name) is not None for name in needed):
            found.setdefault(tuple(row.get(name) for name in by), []).append(at)
    return found
