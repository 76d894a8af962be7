"""The engine underneath: what it holds, what it gives back, and that its failures do not pass for results."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from importlib.metadata import version
from itertools import islice, product
from pathlib import Path

import pytest

from phocap.infer import InferenceError, Logic, Pattern, Quorum, choose
from phocap.infer.compile import compile_logic
from phocap.infer.rulebook import Rule, Rulebook, RuleSets, bind
from phocap.infer.rulebook import Test as RuleTest
from phocap.infer.run import Misread, RuleHost, Run
from phocap.model.outcome import Outcome

pytest.importorskip("durable.engine", reason="durable-rules is not installed")

from phocap.infer import durable as durable_module
from phocap.infer.durable import DurableInference

NAMES = tuple(f"c{n}" for n in range(1, 7))
LOGIC = Logic(NAMES, (Quorum("most", 3, NAMES[:4]), Quorum("all", 3, ("most", "c5", "c6"))))


def patterns(count: int) -> list[Pattern]:
    return [dict(zip(NAMES, words, strict=True)) for words in islice(product(Outcome, repeat=6), count)]


def resident() -> int:
    """Return the memory of this process in bytes; what the engine takes, Python's own tracing does not see."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_name() -> None:
    assert DurableInference().name == f"durable-rules {version('durable-rules')}"


def test_contexts_are_given_back() -> None:
    inference = DurableInference()
    some = patterns(2_500)  # there is room for 1,024 contexts
    assert inference.conclude(LOGIC, some) == choose("reference").conclude(LOGIC, some)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc to see the engine's memory")
def test_memory_of_patterns_is_given_back() -> None:
    inference = DurableInference(conclusions=16)
    inference.conclude(LOGIC, patterns(500))
    before = resident()
    inference.conclude(LOGIC, patterns(3_000))
    assert resident() - before < 20_000_000


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc to see the engine's memory")
def test_memory_of_hosts_is_given_back() -> None:
    inference = DurableInference(hosts=2)
    chains = [Logic(NAMES, (Quorum(f"q{n}", 3, NAMES),)) for n in range(220)]  # 0.8 MB each while it is loaded
    for logic in chains[:20]:
        inference.conclude(logic, patterns(1))
    before = resident()
    for logic in chains[20:]:
        inference.conclude(logic, patterns(1))
    assert resident() - before < 40_000_000


def test_each_distinct_pattern_is_inferred_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inferred = []
    infer = Run.infer

    def noting(run: Run, leaves: Iterable[tuple[str, Outcome]]) -> None:
        inferred.append(run)
        infer(run, leaves)

    monkeypatch.setattr(Run, "infer", noting)
    inference = DurableInference()
    inference.conclude(LOGIC, patterns(5) * 3)
    inference.conclude(Logic(LOGIC.leaves, LOGIC.quorums), patterns(6))
    assert len(inferred) == 6


def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()
    DurableInference().conclude(LOGIC, patterns(3))
    assert threading.active_count() == before


def test_threads_take_turns() -> None:
    inference = DurableInference(hosts=1, conclusions=0)
    other = Logic(NAMES, (Quorum("any", 1, NAMES),))
    expected = {logic: choose("reference").conclude(logic, patterns(60)) for logic in (LOGIC, other)}
    wrong = []

    def work(logic: Logic) -> None:
        if inference.conclude(logic, patterns(60)) != expected[logic]:
            wrong.append(logic)

    threads = [threading.Thread(target=work, args=(logic,)) for logic in (LOGIC, other) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


class Faulty:
    """A host that does as it is told, in place of durable-rules."""

    def __init__(self, answer: Callable[[str, str], list[str]]) -> None:
        self.answer, self.forgotten, self.sids = answer, 0, set[str]()

    def tell(self, rule_set: str, sid: str, subject: str, says: str) -> list[str]:
        self.sids.add(sid)
        return self.answer(subject, says)

    def check(self, rule_set: str, sid: str) -> None: ...

    def forget(self, rule_set: str, sid: str) -> None:
        self.forgotten += 1

    def abandon(self) -> None: ...


SIMPLE = Logic(("a", "b"), (Quorum("q", 2, ("a", "b")),))
BOTH_MET: Pattern = {"a": Outcome.MET, "b": Outcome.MET}


def with_host(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[str, str], list[str]]
) -> tuple[DurableInference, Faulty]:
    host = Faulty(answer)
    monkeypatch.setattr(durable_module, "_NotingHost", lambda definitions: host)
    return DurableInference(), host


def test_a_quorum_without_outcome_is_an_internal_error() -> None:
    silent = Rulebook({"q": "q"}, {}, (), {})
    with pytest.raises(InferenceError, match="no rule gave 'q' an outcome"):
        Run(silent, Faulty(lambda subject, says: []), "p").conclusion(SIMPLE)


def test_two_outcomes_are_an_internal_error() -> None:
    when = (RuleTest("a", ("met",)),)
    book = bind({"q": "q", "a": "a"}, [Rule("yes", when, "q", "met", ("a",)), Rule("no", when, "q", "not_met", ("a",))])
    run = Run(book, Faulty(lambda subject, says: ["yes", "no"]), "p")
    with pytest.raises(InferenceError, match="q is met and, by the rule 'no', not_met"):
        run.infer([("a", Outcome.MET)])
    assert run.broken


class Forgetful:
    """durable-rules, whose first answer about one fact is lost or changed."""

    def __init__(self, host: RuleHost, change: Callable[[list[str]], list[str]]) -> None:
        self.host, self.change = host, change

    def tell(self, rule_set: str, sid: str, subject: str, says: str) -> list[str]:
        fired = self.host.tell(rule_set, sid, subject, says)
        return self.change(fired) if sid == "p-1" and subject == "b" else fired

    def check(self, rule_set: str, sid: str) -> None:
        self.host.check(rule_set, sid)

    def forget(self, rule_set: str, sid: str) -> None:
        self.host.forget(rule_set, sid)


@pytest.mark.parametrize(
    "change",
    [lambda fired: [], lambda fired: [*fired, "q not_met because a"]],
    ids=["lost", "added"],
)
def test_what_the_engine_misreads_is_read_again(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[list[str]], list[str]]
) -> None:
    made: list[Forgetful] = []
    real = durable_module._NotingHost

    def host(definitions: RuleSets) -> Forgetful:
        made.append(Forgetful(real(definitions), change))
        return made[-1]

    monkeypatch.setattr(durable_module, "_NotingHost", host)
    assert DurableInference().conclude(SIMPLE, [BOTH_MET]) == choose("reference").conclude(SIMPLE, [BOTH_MET])
    assert len(made) == 2


def test_a_failing_engine_is_not_touched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(subject: str, says: str) -> list[str]:
        raise RuntimeError("Could not assert fact, error code: 303")

    inference, host = with_host(monkeypatch, fail)
    with pytest.raises(InferenceError, match=r"broke off: .* 303"):
        inference.conclude(SIMPLE, [BOTH_MET])
    assert host.forgotten == 0
    monkeypatch.undo()
    assert inference.conclude(SIMPLE, [BOTH_MET])[0].outcomes == {"q": Outcome.MET}


def test_a_false_duplicate_is_tried_under_another_sid(monkeypatch: pytest.MonkeyPatch) -> None:
    def duplicate(subject: str, says: str) -> list[str]:
        raise Misread(subject)

    inference, host = with_host(monkeypatch, duplicate)
    with pytest.raises(InferenceError, match="3 attempts"):
        inference.conclude(SIMPLE, [BOTH_MET])
    assert (len(host.sids), host.forgotten) == (3, 3)


def test_an_exception_in_an_action_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(list[str]):
        def append(self, name: str) -> None:
            raise OSError("disk full")

    book = compile_logic(SIMPLE)
    host = durable_module._NotingHost(book.definitions())
    failing = Failing()
    host._host.fired = failing
    for ruleset in host._host._ruleset_list:
        for name, promise in ruleset._actions.items():
            promise._func = lambda context, name=name: failing.append(name)
    run = Run(book, host, "p")
    with pytest.raises(InferenceError, match="disk full"):
        run.infer([("a", Outcome.MET), ("b", Outcome.MET)])
    assert run.broken
    host.abandon()


def test_import_does_not_load_the_engine() -> None:
    code = "import sys, phocap.infer; sys.exit('durable' in sys.modules or 'durable_rules_engine' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
