"""One pattern, from its leaves to an outcome for every quorum, on a host that says which rules fire.

Rules only note that they fired; what they conclude is handed on as facts from here, one at a time and never from
within an action, where the engine would swallow an error. Every fact is positive and there is one for each subject,
so the order in which facts arrive does not matter.
"""

from collections import deque
from collections.abc import Iterable
from typing import Protocol

from phocap.infer.faults import InferenceError
from phocap.infer.port import Conclusion, Fired, Logic, Quorum
from phocap.infer.rulebook import SINK, Rule, Rulebook
from phocap.infer.symbols import is_derived
from phocap.model.outcome import Outcome


class Misread(Exception):
    """The engine took one fact for another, or lost one: it knows facts and their joins by a 32-bit hash only."""


class RuleHost(Protocol):
    """Rule sets, loaded; facts of one ``sid`` do not meet those of another."""

    def tell(self, rule_set: str, sid: str, subject: str, says: str) -> list[str]:
        """Assert one fact and return the names of the rules that fired on it.

        Raises:
            Misread: the fact was not taken; the context is intact.
            Exception: anything else; the context must not be touched again.
        """
        ...

    def check(self, rule_set: str, sid: str) -> None:
        """Raise an :class:`InferenceError` when an action of this context failed."""
        ...

    def forget(self, rule_set: str, sid: str) -> None:
        """Free one context."""
        ...


class Run:
    """What is known of one pattern under one ``sid``, and on which fired rules it rests."""

    def __init__(self, book: Rulebook, host: RuleHost, sid: str) -> None:
        """Know nothing yet."""
        self._book, self._host, self._sid = book, host, sid
        self._known: dict[str, str] = {}
        self._cited: dict[str, dict[str, None]] = {}
        self._contexts: dict[str, None] = {}
        self.broken = False
        """Whether the host may not be touched again."""

    def infer(self, leaves: Iterable[tuple[str, Outcome]]) -> None:
        """Hand over the leaves, then whatever follows, until nothing new does.

        Raises:
            Misread: other rules fired than those whose facts hold; try again under another sid.
            InferenceError: the engine broke off, or two rules contradict each other.
        """
        self.broken = True  # until the engine has answered everything, an interruption included
        try:
            self._chain(leaves)
        except Misread:
            self.broken = False
            raise
        except InferenceError:
            raise
        except Exception as error:
            raise InferenceError(f"the rules engine broke off: {error}") from error
        self.broken = False

    def conclusion(self, logic: Logic) -> Conclusion:
        """Return what the fired rules say of every quorum.

        Raises:
            InferenceError: a quorum has no outcome.
        """
        trace = tuple(self._fired(quorum) for quorum in logic.quorums)
        return Conclusion(outcomes={fired.node: fired.outcome for fired in trace}, trace=trace)

    def forget(self) -> None:
        """Free the contexts of this run, each exactly once."""
        while self._contexts:
            self._host.forget(self._contexts.popitem()[0], self._sid)

    def _chain(self, leaves: Iterable[tuple[str, Outcome]]) -> None:
        agenda = deque((self._book.symbols[leaf], outcome.value) for leaf, outcome in leaves)
        self._known.update(agenda)
        fired: set[str] = set()
        while agenda:
            subject, says = agenda.popleft()
            for rule_set in self._book.listeners.get(subject, ()):
                self._contexts[rule_set] = None
                for name in self._host.tell(rule_set, self._sid, subject, says):
                    if name == SINK:
                        continue
                    rule = self._book.rules[name]
                    if not rule.holds(self._known):
                        raise Misread(f"{name} fired although its facts do not hold")
                    fired.add(name)
                    if self._learn(rule):
                        agenda.append((rule.subject, rule.says))
        for rule_set in self._contexts:
            self._host.check(rule_set, self._sid)
        for name, rule in self._book.rules.items():
            if name not in fired and rule.holds(self._known):
                raise Misread(f"{name} did not fire although its facts hold")

    def _learn(self, rule: Rule) -> bool:
        """Note what a fired rule concludes and cites; return whether the conclusion is news."""
        news = rule.subject not in self._known
        before = self._known.setdefault(rule.subject, rule.says)
        if before != rule.says:
            raise InferenceError(f"{rule.subject} is {before} and, by the rule {rule.name!r}, {rule.says}")
        self._cited.setdefault(rule.subject, {}).update(dict.fromkeys(rule.cites))
        return news

    def _fired(self, quorum: Quorum) -> Fired:
        symbol = self._book.symbols[quorum.id]
        if symbol not in self._known:
            raise InferenceError(f"no rule gave {quorum.id!r} an outcome")
        cited = self._members_cited(symbol)
        because = tuple(member for member in quorum.members if self._book.symbols[member] in cited)
        return Fired(quorum.id, Outcome(self._known[symbol]), because)

    def _members_cited(self, symbol: str) -> set[str]:
        """Follow the citations of fired rules through derived subjects to those that stand for an id."""
        found: set[str] = set()
        pending = list(self._cited[symbol])
        while pending:
            cited = pending.pop()
            if is_derived(cited):
                pending.extend(self._cited[cited])
            else:
                found.add(cited)
        return found
