"""Inference on durable-rules: conditions to criteria to levels, with every rule that fired.

The only module that imports durable-rules. The library ends the process when a limit is passed and swallows what goes
wrong in an action; so it gets small rule sets of symbols, and its actions only take notes.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import count
from typing import Any

from durable.engine import Host, MessageObservedException, durable_rules_engine

from phocap.infer.compile import compile_logic
from phocap.infer.distinct import Key, conclude_distinct
from phocap.infer.faults import InferenceError
from phocap.infer.port import Conclusion, Logic, Pattern
from phocap.infer.rulebook import Rulebook, RuleSets
from phocap.infer.run import Misread, Run

_ATTEMPTS = 3
"""How often a pattern is tried: the hash of a fact depends on its sid, so a new sid, on a new host, ends a mix-up."""


class DurableInference:
    """Draws conclusions with durable-rules; may be shared by threads, which take turns."""

    def __init__(self, *, hosts: int = 64, conclusions: int = 4096) -> None:
        """Keep the last so many hosts and conclusions."""
        self._limit = hosts
        self._programs: OrderedDict[Logic, tuple[Rulebook, _NotingHost]] = OrderedDict()
        self._lock = threading.RLock()
        self._sids = count(1)
        self._remembered = lru_cache(maxsize=conclusions)(self._conclude_one)

    @cached_property
    def name(self) -> str:
        """The name and version shown by ``phocap --version``."""
        from importlib.metadata import version

        return f"durable-rules {version('durable-rules')}"

    def conclude(self, logic: Logic, patterns: Sequence[Pattern]) -> list[Conclusion]:
        """Return a conclusion for each pattern, in order.

        Raises:
            ValueError: the logic or a pattern is malformed.
            InferenceError: the engine broke off or left a quorum without exactly one outcome.
        """
        with self._lock:
            self._program(logic)  # a malformed logic is an error even without a pattern
            return conclude_distinct(logic, patterns, self._remembered)

    def _program(self, logic: Logic) -> "tuple[Rulebook, _NotingHost]":
        program = self._programs.get(logic)
        if program is None:
            book = compile_logic(logic)
            program = self._programs[logic] = (book, _NotingHost(book.definitions()))
            while len(self._programs) > self._limit:
                self._programs.popitem(last=False)
        self._programs.move_to_end(logic)
        return program

    def _conclude_one(self, logic: Logic, key: Key) -> Conclusion:
        for _ in range(_ATTEMPTS):
            run = Run(*self._program(logic), sid=f"p-{next(self._sids)}")
            try:
                run.infer(zip(logic.leaves, key, strict=True))
                return run.conclusion(logic)
            except Misread as misread:
                trouble = misread
            finally:
                # After a failure inside the engine, freeing anything may end the process: drop the host as it is.
                if run.broken:
                    self._programs.pop(logic)[1].abandon()
                else:
                    run.forget()
            self._programs.pop(logic)
        raise InferenceError(f"the rules engine misread facts in each of {_ATTEMPTS} attempts: {trouble}")


class _QuietHost(Host):  # type: ignore[misc]  # durable-rules has no types
    """A host on which every call is synchronous: the base class would start two threads that poll for ever."""

    def __init__(self, definitions: RuleSets) -> None:
        self.fired: list[str] = []
        super().__init__(definitions)

    def _run(self) -> None:
        return

    def get_action(self, name: str) -> Callable[[Any], None]:
        fired = self.fired

        def action(_context: Any) -> None:  # exactly one parameter: the engine takes two for asynchronous
            fired.append(name)

        return action


class _NotingHost:
    """The :class:`~phocap.infer.run.RuleHost` of durable-rules; its rule sets are unloaded when it is collected."""

    def __init__(self, definitions: RuleSets) -> None:
        self._host = _QuietHost(definitions)
        handles = [self._host.get_ruleset(name)._handle for name in definitions]
        self._unload = weakref.finalize(self, _unload, handles)
        self._unload.atexit = False  # the process gives everything back by itself

    def abandon(self) -> None:
        """Never touch the rule sets again, not even to unload them."""
        self._unload.detach()

    def tell(self, rule_set: str, sid: str, subject: str, says: str) -> list[str]:
        self._host.fired.clear()
        try:
            self._host.assert_fact(rule_set, {"sid": sid, "subject": subject, "outcome": says})
        except MessageObservedException as error:
            raise Misread(f"{subject} {says}") from error
        return list(self._host.fired)

    def check(self, rule_set: str, sid: str) -> None:
        trouble = self._host.get_state(rule_set, sid).get("exception")
        if trouble:
            raise InferenceError(f"an action of {rule_set} failed: {trouble}")

    def forget(self, rule_set: str, sid: str) -> None:
        self._host.delete_state(rule_set, sid)


def _unload(handles: list[int]) -> None:
    """Free rule sets: the C module can, although ``Host`` has no method for it. About 1 MB for 100 rules."""
    for handle in handles:
        durable_rules_engine.delete_ruleset(handle)
