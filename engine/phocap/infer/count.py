"""Counting without arithmetic: a chain of symbolic counter facts, one step a member.

``level-2/passes/3`` saying ``has-2`` means: of the first three members two count. A counter stops at ``reached``,
but the chain runs on, so that every member that counts is cited; once too few members are left it is ``short``.
"""

from collections.abc import Iterator

from phocap.infer.rulebook import Rule, Test
from phocap.model.outcome import Outcome
from phocap.value import dataclass

REACHED, SHORT = "reached", "short"


@dataclass(frozen=True)
class Counter:
    """Whether at least ``needs`` of ``members`` say one of the ``counting`` words.

    ``apart`` is one of the counting words or empty; when all members say it, the counter says it too.
    """

    subject: str
    members: tuple[str, ...]
    counting: tuple[str, ...]
    needs: int
    apart: str = ""

    def rules(self) -> Iterator[Rule]:
        """Yield the rules by which ``subject`` becomes reached, short or the word apart."""
        states = {self.apart or "has-0": 0}  # what the counter may say so far, and how many members that means
        for place in range(1, len(self.members) + 1):
            after: dict[str, int] = {}
            for state, count in states.items():
                for says, words in self._moves(place, state, count).items():
                    if says[0] != SHORT:
                        after[says[0]] = min(says[1], self.needs)
                    yield self._rule(place, state, says[0], tuple(words))
            states = after

    def _moves(self, place: int, state: str, count: int) -> dict[tuple[str, int], list[str]]:
        """Return the words of the member at ``place`` by what the counter says after them and has counted."""
        moves: dict[tuple[str, int], list[str]] = {}
        before = place - 1 if state == self.apart else count  # the word apart counts, so all so far did
        for word in Outcome:
            total = before + (word.value in self.counting)
            says = self._says(total, place)
            if state == self.apart == word.value:
                says = self.apart
            moves.setdefault((says, total), []).append(word.value)
        return moves

    def _says(self, total: int, place: int) -> str:
        if total >= self.needs:
            return REACHED
        return SHORT if total + len(self.members) - place < self.needs else f"has-{total}"

    def _rule(self, place: int, state: str, says: str, words: tuple[str, ...]) -> Rule:
        member = self.members[place - 1]
        before = () if place == 1 else (Test(f"{self.subject}/{place - 1}", (state,)),)
        cites = [test.subject for test in before] + ([member] if words[0] in self.counting else [])
        done = says == SHORT or place == len(self.members)
        return Rule(
            name=f"{self.subject}/{place} {says} because {member} {' or '.join(words)} after {state}",
            when=(*before, Test(member, words)),
            subject=self.subject if done else f"{self.subject}/{place}",
            says=says,
            cites=tuple(cites),
        )
