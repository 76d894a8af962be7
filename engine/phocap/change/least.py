"""The cheapest way to fulfil demands: which alternatives to take, and how many of which moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

from phocap.change.demands import FREE, Demand, Figures, Fixed, Need
from phocap.change.moves import Form, Ground, Move, value
from phocap.change.search import MOST, GivenUp, Row, Search
from phocap.language.ruleset import WindowTest
from phocap.model.change import Cost

WAYS = 400
"""Alternatives that are tried before the search is ended."""


@dataclass(frozen=True)
class Found:
    """The cheapest way: its cost, what it fulfils, and how many of which moves it takes."""

    cost: Cost
    sums: tuple[Figures, ...]
    fixed: tuple[Fixed, ...]
    moves: tuple[tuple[int, Move], ...]


class Choice:
    """One choice of alternatives: forms over figures, and what it costs besides; units share it."""

    def __init__(self, sums: Sequence[Figures], fixed: Sequence[Fixed]) -> None:
        """Take what is chosen."""
        self.sums, self.fixed, self.cost = tuple(sums), tuple(fixed), _cost(fixed)
        self._rows: dict[Ground, _Rows] = {}

    def rows(self, ground: Ground) -> "_Rows":
        """Return the forms as rows over the moves of a ground."""
        if ground not in self._rows:
            self._rows[ground] = _Rows(ground, [found.form for found in self.sums])
        return self._rows[ground]


class _Rows:
    """Forms, and what must stay true, as what each move that helps adds to them."""

    def __init__(self, ground: Ground, forms: Sequence[Form]) -> None:
        gains = [ground.gains(form) for form in forms]
        # A move that helps nothing is never needed: two moves in a row are themselves one move.
        useful = [j for j in range(len(ground.moves)) if max((gain[j] for gain in gains), default=0) > 0]
        self.moves = [ground.moves[j] for j in useful]
        self.helps = [tuple(gain[j] for gain in gains) for j in useful]
        drains = [ground.drains[j] for j in useful]
        self.drains = [[(i, n) for i, n in enumerate(drained) if n] for drained in drains]
        self._alike: dict[tuple[int, ...], list[int]] = {}
        columns = [(*helped, *drained) for helped, drained in zip(self.helps, drains, strict=True)]
        every = zip(*columns, strict=True) if columns else [()] * (len(forms) + len(ground.bounds))
        for number, row in enumerate(every):
            self._alike.setdefault(row, []).append(number)
        self._draining = [any(n < 0 for n in row) for row in self._alike]

    def needed(self, values: Sequence[int]) -> list[Row]:
        """Return the rows that can be in the way of forms and bounds with these values; of like ones the hardest."""
        found = []
        for (row, members), draining in zip(self._alike.items(), self._draining, strict=True):
            need = -min(values[number] for number in members)
            if need > 0 or draining:
                found.append((row, need))
        return found


@dataclass(frozen=True)
class Choices:
    """All choices that fulfil a demand; ``all`` is false where there are too many of them."""

    listed: tuple[Choice, ...]
    all: bool

    @classmethod
    def of(cls, demand: Demand) -> "Choices":
        """Return the choices that a demand leaves."""
        ways = _ways([_simple(demand, _shared(demand))])
        listed = tuple(Choice(*way) for way in islice(ways, WAYS))
        return cls(listed, next(ways, None) is None)


class Least:
    """Finds the cheapest way over the figures of one unit."""

    def __init__(self, ground: Ground, figures: Mapping[str, int]) -> None:
        """Take the figures of the ground."""
        self.ground, self.figures = ground, figures
        self.exact = True
        """Whether every way was tried."""
        self._room = [value(form, figures) for form in ground.bounds]

    def cheapest(self, choices: Choices) -> Found | None:
        """Return the cheapest choice; None when there is none (or none was found: see ``exact``)."""
        best: Found | None = None
        for choice in choices.listed:
            cost = choice.cost
            if best is not None and cost >= best.cost:
                continue
            same = best is not None and cost[:2] == best.cost[:2]
            below = best.cost.persons if best is not None and same else MOST
            moves = self.moves(choice, below)
            if moves is not None:
                persons = sum(count for count, _ in moves)
                best = Found(cost.plus(Cost(persons=persons)), choice.sums, choice.fixed, tuple(moves))
        self.exact = self.exact and choices.all
        return best

    def moves(self, choice: Choice, below: int = MOST) -> list[tuple[int, Move]] | None:
        """Return the fewest moves after which every form of a choice is at least 0, how many of each."""
        values = [value(found.form, self.figures) for found in choice.sums]
        if all(found >= 0 for found in values):
            return []
        rows = choice.rows(self.ground)
        search = Search(rows.needed([*values, *self._room]), len(rows.moves))
        fewest = search.bound()
        if fewest is None or fewest >= below:
            return None
        counts = _repeated(values, rows.helps, self._room, rows.drains)
        if counts is None or sum(counts) != fewest:
            try:
                if counts is None and not self._possible([found.form for found in choice.sums]):
                    return None
                counts = search.least(below if counts is None else min(below, sum(counts))) or counts
            except GivenUp:
                self.exact = False
        if counts is None or sum(counts) >= below:
            return None
        return [(count, move) for count, move in zip(counts, rows.moves, strict=True) if count]

    def _possible(self, forms: Sequence[Form]) -> bool:
        """Return whether figures exist at which every form is at least 0, the populations being what they are."""
        ground, figures = self.ground, self.figures
        names = [name for name in ground.names if name not in ground.populations]
        rows: list[Row] = []
        for coefficients, constant in [*forms, *ground.bounds, *ground.closed()]:
            fixed = sum(n * figures[name] for name, n in coefficients.items() if name in ground.populations)
            rows.append((tuple(coefficients.get(name, 0) for name in names), -constant - fixed))
        return Search(rows, len(names)).possible([ground.most(name, figures, forms) for name in names])


def _repeated(
    values: Sequence[int],
    helps: Sequence[Sequence[int]],
    bounds: Sequence[int],
    drains: Sequence[Sequence[tuple[int, int]]],
) -> list[int] | None:
    """Return an answer with few kinds of moves, often the fewest moves: the best one again and again.

    The move that adds most to what is shortest is repeated, as often as the others of its kind allow.
    """
    left, room = list(values), list(bounds)
    counts = [0] * len(helps)
    for _ in range(len(helps) + len(left)):
        worst = min(range(len(left)), key=left.__getitem__)
        if left[worst] >= 0:
            return counts
        best: tuple[int, int, int, int] | None = None
        for j, added in enumerate(helps):
            if added[worst] <= 0 or (best is not None and added[worst] < best[0]):
                continue
            most = min((room[i] // -n for i, n in drains[j] if n < 0), default=MOST)
            if most > 0:
                wanted = -(left[worst] // added[worst])
                helped = sum(min(n, 0) if have >= 0 else n for have, n in zip(left, added, strict=True))
                choice = (added[worst], helped, min(most, wanted), -j)
                best = choice if best is None else max(best, choice)
        if best is None:
            return None
        *_, count, j = best
        counts[-j] += count
        left = [have + count * n for have, n in zip(left, helps[-j], strict=True)]
        for i, n in drains[-j]:
            room[i] += count * n
    return counts if min(left) >= 0 else None


def _cost(fixed: Sequence[Fixed]) -> Cost:
    """Return what fixed demands cost together; units below serve every level of one programme that they reach."""
    total, units = FREE, dict[tuple[str, str], int]()
    counted: set[object] = set()
    for found in fixed:
        assert found.cost is not None
        if found.units is None:
            if found.cost != FREE and _asked(found) not in counted:  # two conditions may ask for one finding
                counted.add(_asked(found))
                total = total.plus(found.cost)
        else:
            units[found.units] = max(units.get(found.units, 0), found.cost.others)
    return total.plus(Cost(others=sum(units.values())))


def _asked(found: Fixed) -> object:
    """Return what a fixed demand asks for, whichever condition and years ask for it."""
    test = found.leaf.rule.test
    return test.test if isinstance(test, WindowTest) else test


def _shared(demand: Demand) -> frozenset[object]:
    """Return what several conditions ask for and cost only once."""
    conditions: dict[object, set[str]] = {}
    pending = [demand]
    while pending:
        match pending.pop():
            case Need(_, members):
                pending += members
            case Fixed() as found if found.cost is not None and found.cost != FREE:
                conditions.setdefault(_asked(found), set()).add(found.leaf.key)
    return frozenset(asked for asked, keys in conditions.items() if len(keys) > 1)


def _simple(demand: Demand, shared: frozenset[object]) -> Demand:
    """Return the demand without alternatives that cannot be the cheapest.

    Of fixed demands only the cheapest are taken; those that also serve other conditions stay alternatives to them.
    """
    if not isinstance(demand, Need):
        return demand
    members = tuple(_simple(member, shared) for member in demand.members)
    fixed = [m for m in members if isinstance(m, Fixed)]
    possible = [m for m in members if not (isinstance(m, Fixed) and m.cost is None)]
    if len(fixed) < len(members) or any(m.units is not None for m in fixed):
        return Need(demand.count, tuple(possible))
    ranked = sorted((m for m in fixed if m.cost is not None), key=lambda m: (m.cost or FREE, m.open))
    serving = [m for m in ranked if m.cost != FREE and _asked(m) in shared]
    alone = [m for m in ranked if m not in serving]
    spare = demand.count - sum(m.cost == FREE for m in alone)
    ways = [
        Need(demand.count, (*chosen, *alone[: demand.count - size]))
        for size in range(min(len(serving), max(0, spare)) + 1)
        if demand.count - size <= len(alone)
        for chosen in combinations(serving, size)
    ]
    return ways[0] if len(ways) == 1 else Need(1, tuple(ways))


def _ways(
    pending: Sequence[Demand], sums: Sequence[Figures] = (), fixed: Sequence[Fixed] = ()
) -> Iterator[tuple[list[Figures], list[Fixed]]]:
    """Yield every choice of alternatives: forms to be reached, and fixed demands."""
    sums, fixed, choices = list(sums), list(fixed), []
    stack = list(reversed(pending))
    while stack:
        match stack.pop():
            case Figures() as found:
                sums.append(found)
            case Fixed() as found:
                if found.cost is None:
                    return
                fixed.append(found)
            case Need(count, members) as need:
                if count == len(members):
                    stack += reversed(members)
                elif 0 <= count < len(members):
                    choices.append(need)
                else:
                    return
    if not choices:
        yield list({(f.leaf.key, _key(f.form)): f for f in sums}.values()), list({_same(f): f for f in fixed}.values())
        return
    first, *rest = choices
    for chosen in combinations(first.members, first.count):
        yield from _ways([*chosen, *rest], sums, fixed)


def _same(found: Fixed) -> object:
    return found.leaf.key, found.cost, found.open, found.units, found.uncounted


def _key(form: Form) -> tuple[tuple[tuple[str, int], ...], int]:
    coefficients, constant = form
    return tuple(sorted(coefficients.items())), constant


def number_of_ways(demand: Demand) -> int:
    """Return how many choices of alternatives there are."""
    if not isinstance(demand, Need):
        return 1
    total = comb(len(demand.members), demand.count) if demand.count <= len(demand.members) else 0
    for member in demand.members:
        total *= max(1, number_of_ways(member))
    return total


def after(figures: Mapping[str, int], moves: Sequence[tuple[int, Move]]) -> dict[str, int]:
    """Return the figures after moves."""
    found = dict(figures)
    for count, move in moves:
        for name, amount in move.items():
            found[name] += count * amount
    return found
