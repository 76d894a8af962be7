"""The rules and the counting agree, in outcomes and in what forced them, on logics and patterns at random."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phocap.infer import Inference, Logic, Pattern, Quorum, choose
from phocap.infer.compile import compile_logic
from phocap.infer.rulebook import MAX_ANTECEDENTS, MAX_CONDITIONS, MAX_MATCHES, MAX_RULES
from phocap.model.outcome import Outcome

PROFILE = settings.default.max_examples if settings.default else 100
EXAMPLES = 300 if PROFILE == 100 else PROFILE  # 100 is what Hypothesis takes when nobody said anything
RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large]


@st.composite
def logics(draw: st.DrawFn, most_leaves: int = 20, most_quorums: int = 8) -> Logic:
    """Nested quorums of any size, over leaves and over each other."""
    leaves = tuple(f"c{n}" for n in range(1, draw(st.integers(1, most_leaves)) + 1))
    known, quorums = list(leaves), []
    for n in range(1, draw(st.integers(1, most_quorums)) + 1):
        members = draw(st.lists(st.sampled_from(known), min_size=1, max_size=len(known), unique=True))
        quorums.append(Quorum(f"level-{n}", draw(st.integers(1, len(members))), tuple(members)))
        known.append(f"level-{n}")
    return Logic(leaves, tuple(quorums))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Logic, list[Pattern]]:
    """A logic and a few patterns, some of them leaning to one outcome so that big quorums are decided both ways."""
    logic = draw(logics())
    patterns: list[Pattern] = []
    for _ in range(draw(st.integers(1, 6))):
        lean = draw(st.lists(st.sampled_from(list(Outcome)), min_size=1, max_size=6))
        patterns.append({leaf: draw(st.sampled_from(lean)) for leaf in logic.leaves})
    return logic, patterns


@pytest.fixture(scope="module")
def durable() -> Inference:
    """A back end that keeps few hosts, so that hosts are unloaded all the time."""
    pytest.importorskip("durable.engine", reason="durable-rules is not installed")
    from phocap.infer.durable import DurableInference

    return DurableInference(hosts=3, conclusions=16)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=RELAXED)
@given(case=cases())
def test_durable_agrees_with_counting(durable: Inference, case: tuple[Logic, list[Pattern]]) -> None:
    logic, patterns = case
    assert durable.conclude(logic, patterns) == choose("reference").conclude(logic, patterns)


@pytest.mark.deep
@settings(max_examples=max(5_000, PROFILE), deadline=None, suppress_health_check=RELAXED)
@given(case=cases())
def test_durable_agrees_with_counting_on_very_many(durable: Inference, case: tuple[Logic, list[Pattern]]) -> None:
    logic, patterns = case
    assert durable.conclude(logic, patterns) == choose("reference").conclude(logic, patterns)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=RELAXED)
@given(logic=logics(most_leaves=60, most_quorums=6))
def test_rule_sets_stay_within_the_limits_of_the_engine(logic: Logic) -> None:
    for rule_set in compile_logic(logic).rule_sets:
        assert len(rule_set.as_json()) <= MAX_RULES
        assert sum(len(rule.when) for rule in rule_set.rules) <= MAX_CONDITIONS
        assert all(len(rule.when) <= MAX_ANTECEDENTS for rule in rule_set.rules)
        assert max(rule_set.matches.values()) <= MAX_MATCHES
