"""The fewest moves that satisfy linear demands: exact search in whole numbers.

Minimise m₁ + … + mₙ over whole numbers mⱼ ≥ 0 with Σ aᵢⱼ·mⱼ ≥ bᵢ for every row i. There are few rows and moves, so
bounds are propagated along the rows and the widest interval is halved where that does not decide.
"""

from collections.abc import Sequence
from dataclasses import field

from phocap.value import dataclass

Row = tuple[tuple[int, ...], int]
"""The gains of each move, and the need."""

MOST = 10**13
"""More moves than any figure can hold."""

NODES = 4_000
"""Intervals tried before the search is given up."""


ROUNDS = 12
"""Times that bounds are propagated along all rows before an interval is halved."""


class GivenUp(Exception):
    """The search was ended before every way was tried."""


@dataclass
class Search:
    """The rows, and how much work is left."""

    rows: Sequence[Row]
    moves: int
    nodes: int = NODES
    _tried: int = field(default=0, init=False)

    def least(self, below: int = MOST) -> list[int] | None:
        """Return the fewest moves, how many of each, or None where none do it with less than ``below`` in all.

        Raises:
            GivenUp: the work was used up.
        """
        low = self.bound()
        if low is None:
            return None
        wider, best = 0, None
        while best is None and low < below:
            budget = min(low + wider, below - 1)
            best = self._within(budget)
            if best is None:
                low, wider = budget + 1, 2 * wider + 1
        if best is None:
            return None
        high = sum(best)
        while low < high:
            middle = (low + high) // 2
            found = self._within(middle)
            if found is None:
                low = middle + 1
            else:
                best, high = found, sum(found)
        return best

    def possible(self, most: Sequence[int]) -> bool:
        """Return whether any numbers from 0 to ``most`` satisfy the rows.

        Raises:
            GivenUp: the work was used up.
        """
        return self._find(self.rows, [0] * self.moves, list(most)) is not None

    def bound(self) -> int | None:
        """Return a number of moves that is surely needed; None when no number does it.

        Rows that no move serves together add up.
        """
        total, used = 0, set[int]()
        single = 0
        needs = sorted((row for row in self.rows if row[1] > 0), key=lambda row: -row[1])
        for gains, need in needs:
            helping = {j for j, gain in enumerate(gains) if gain > 0}
            if not helping:
                return None
            fewest = -(-need // max(gains))
            single = max(single, fewest)
            if not helping & used:
                used |= helping
                total += fewest
        return max(single, total)

    def _within(self, budget: int) -> list[int] | None:
        return self._find([*self.rows, ((-1,) * self.moves, -budget)], [0] * self.moves, [budget] * self.moves)

    def _find(self, rows: Sequence[Row], least: list[int], most: list[int]) -> list[int] | None:
        stack = [(least, most)]
        while stack:
            self._tried += 1
            if self._tried > self.nodes:
                raise GivenUp
            lows, highs = stack.pop()
            if not _propagate(rows, lows, highs):
                continue
            for point in (lows, highs):
                if all(sum(g * m for g, m in zip(gains, point, strict=True)) >= need for gains, need in rows):
                    return point
            widest = max(range(self.moves), key=lambda j: (highs[j] - lows[j], -j))
            if lows[widest] == highs[widest]:
                continue
            middle = (lows[widest] + highs[widest]) // 2
            under, over = highs.copy(), lows.copy()
            under[widest], over[widest] = middle, middle + 1
            stack.append((lows, under))
            stack.append((over, highs))
        return None


def _propagate(rows: Sequence[Row], lows: list[int], highs: list[int]) -> bool:
    """Narrow the intervals in place; return whether all can still have a value.

    Two moves that undo each other can narrow by one at a time for ever: halving does better after a few rounds.
    """
    for _ in range(ROUNDS):
        moving = False
        for gains, need in rows:
            spare = -need
            for j, gain in enumerate(gains):
                if gain > 0:
                    spare += gain * highs[j]
                elif gain:
                    spare += gain * lows[j]
            if spare < 0:
                return False
            for j, gain in enumerate(gains):
                width = highs[j] - lows[j]
                if gain > 0 and gain * width > spare:
                    lows[j] = highs[j] - spare // gain
                    moving = True
                elif gain < 0 and -gain * width > spare:
                    highs[j] = lows[j] + spare // -gain
                    moving = True
        if not moving:
            break
    return True
