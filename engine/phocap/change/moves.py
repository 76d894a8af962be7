"""Moves: one person who passes from one group to another, or one thing more or less.

*Populations* do not change: wholes that no share has in its numerator (all children of an age; not those attending,
who are themselves a share of them). One who passes from one part of a population, or from its unlisted rest, to
another part of it is one move; groups that are made up of his group or contain it change with it. A figure that
nothing ties moves by one at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from phocap.model.vocabulary import Constraint

Move = Mapping[str, int]
"""What one move adds to each figure."""

Form = tuple[Mapping[str, int], int]
"""A linear form over figures, with its constant; it is asked to be at least 0."""


class Ground:
    """The figures that are given, what ties them, and how they can move, whatever their values: units share it."""

    def __init__(self, names: Iterable[str], constraints: Iterable[Constraint], populations: frozenset[str]) -> None:
        """Take the constraints between figures that are given; what ties a figure to a missing one is left open."""
        self.names = tuple(names)
        known = frozenset(self.names)
        self.constraints = [c for c in constraints if c.whole in known and any(p in known for p in c.parts)]
        self.populations = populations
        self.made_up = {
            c.whole for c in self.constraints if c.exhaustive and all(p in known for p in c.parts)
        } - populations
        """Wholes that are the sum of their parts and move with them only."""
        self.bounds = self._bounds()
        self._gains: dict[tuple[tuple[str, int], ...], tuple[int, ...]] = {}

    @cached_property
    def moves(self) -> list[Move]:
        """Every move, each once."""
        return self._all_moves()

    @cached_property
    def drains(self) -> list[tuple[int, ...]]:
        """For each move what one of it adds to every bound."""
        return [tuple(gain(form, move) for form in self.bounds) for move in self.moves]

    def gains(self, form: Form) -> tuple[int, ...]:
        """Return what one of each move adds to a form."""
        key = tuple(form[0].items())
        if key not in self._gains:
            self._gains[key] = tuple(gain(form, move) for move in self.moves)
        return self._gains[key]

    def _all_moves(self) -> list[Move]:
        found: dict[tuple[tuple[str, int], ...], None] = {}
        for name in self.names:
            if name not in self.populations and name not in self.made_up:
                for sign in (1, -1):
                    for move in self._pass({name: sign}, (name,), sign):
                        found[tuple(sorted((f, n) for f, n in move.items() if n))] = None
        return [dict(move) for move in found if move]

    def _pass(self, move: dict[str, int], pending: tuple[str, ...], sign: int) -> Iterable[dict[str, int]]:
        """Yield the moves in which one person enters (or leaves) a group, with the groups around it."""
        if not pending:
            yield move
            return
        name, *rest = pending
        ways: list[tuple[dict[str, int], tuple[str, ...]]] = [(move, tuple(rest))]
        for constraint in self.constraints:
            if name not in constraint.parts:
                continue
            whole = constraint.whole
            following = []
            for so_far, then in ways:
                if whole in self.populations:
                    following += self._within(so_far, then, constraint, name)
                elif whole in so_far:
                    following.append((so_far, then))
                else:
                    following.append(({**so_far, whole: sign}, (*then, whole)))
                    if not constraint.exhaustive:
                        following.append((so_far, then))
            ways = following
        for so_far, then in ways:
            yield from self._pass(so_far, then, sign)

    def _within(
        self, move: dict[str, int], then: tuple[str, ...], constraint: Constraint, name: str
    ) -> list[tuple[dict[str, int], tuple[str, ...]]]:
        """Return whom a member of a population comes from or goes to: another part of it, or none that is listed."""
        others = [p for p in constraint.parts if p != name and p in self.names and p not in self.made_up]
        if any(move.get(p, 0) == -move[name] for p in others):
            return [(move, then)]
        closed = constraint.exhaustive and all(p in self.names for p in constraint.parts)
        found = [] if closed else [(move, then)]
        for other in others:
            if other not in move:
                shifted = {**move, other: -move[name]}
                found += [(around, then) for around in self._around(shifted, other, constraint)]
        return found

    def _around(self, move: dict[str, int], name: str, besides: Constraint) -> list[dict[str, int]]:
        """Return the move with the wholes around a group that is left (or entered) on the other side."""
        for constraint in self.constraints:
            whole = constraint.whole
            if constraint is besides or name not in constraint.parts or not constraint.exhaustive:
                continue
            if whole not in self.populations and whole not in move:
                move = {**move, whole: move[name]}
        return [move]

    def _bounds(self) -> list[Form]:
        """Return what must stay true: no figure below 0, no parts above their whole."""
        found: list[Form] = [({name: 1}, 0) for name in self.names]
        for constraint in self.constraints:
            form = {constraint.whole: 1}
            for part in constraint.parts:
                if part in self.names:
                    form[part] = form.get(part, 0) - 1
            found.append((form, 0))
        return found

    def closed(self) -> list[Form]:
        """Return, together with the bounds, that parts which make up their whole still do."""
        found: list[Form] = []
        for constraint in self.constraints:
            if constraint.exhaustive and all(part in self.names for part in constraint.parts):
                found.append(({constraint.whole: -1, **dict.fromkeys(constraint.parts, 1)}, 0))
        return found

    def most(self, name: str, figures: Mapping[str, int], forms: Sequence[Form]) -> int:
        """Return more than a figure ever needs to be: its population, or what the forms can ask of a free one."""
        around = [c.whole for c in self.constraints if name in c.parts]
        if around:
            return min(figures[w] if w in self.populations else self.most(w, figures, forms) for w in around)
        held = sum(figures.values()) + 1
        return sum(abs(constant) + held * sum(map(abs, numbers.values())) for numbers, constant in forms) + held


def value(form: Form, figures: Mapping[str, int]) -> int:
    """Return a form's value at some figures."""
    coefficients, total = form
    for name, factor in coefficients.items():
        total += factor * figures[name]
    return total


def gain(form: Form, move: Move) -> int:
    """Return what one move adds to a form."""
    coefficients, _ = form
    if len(move) < len(coefficients):
        return sum(amount * coefficients.get(name, 0) for name, amount in move.items())
    return sum(factor * move.get(name, 0) for name, factor in coefficients.items())
