"""The rules a logic becomes: readable, of symbols only, and small enough for the engine."""

from collections import Counter
from collections.abc import Iterator

import pytest

from phocap.infer import Logic, Quorum, explain_rules
from phocap.infer.symbols import symbols_for


def over(count: int, needs: int) -> Logic:
    names = tuple(f"c{n}" for n in range(1, count + 1))
    return Logic(names, (Quorum("q", needs, names),))


def antecedents_of(logic: Logic) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield every antecedent as rule set, rule and test."""
    for sets in explain_rules(logic):
        for rule_set, rules in sets.items():
            for name, rule in rules.items():
                antecedents = rule["all"]
                assert isinstance(antecedents, list)
                for antecedent in antecedents:
                    [test] = antecedent.values()
                    yield rule_set, name, test


def operators(test: object) -> set[str]:
    if isinstance(test, dict):
        return {key for key in test if key.startswith("$")}.union(*(operators(value) for value in test.values()))
    return set().union(*(operators(item) for item in test)) if isinstance(test, list) else set()


LARGE = [over(7, 7), over(8, 1), over(300, 300), over(300, 1), over(40, 2), over(40, 20), over(40, 39), over(90, 45)]


@pytest.mark.parametrize("logic", LARGE, ids=lambda logic: f"{logic.quorums[0].needs}-of-{len(logic.leaves)}")
def test_limits_of_the_engine(logic: Logic) -> None:
    antecedents = Counter((rule_set, name) for rule_set, name, _ in antecedents_of(logic))
    assert max(antecedents.values()) <= 8
    assert max(Counter(rule_set for rule_set, _ in antecedents).values()) <= 200
    assert max(Counter(rule_set for rule_set, _, _ in antecedents_of(logic)).values()) <= 401  # the sink has one


@pytest.mark.parametrize("logic", LARGE, ids=lambda logic: f"{logic.quorums[0].needs}-of-{len(logic.leaves)}")
def test_only_equality(logic: Logic) -> None:
    assert set().union(*(operators(test) for _, _, test in antecedents_of(logic))) <= {"$and", "$or", "$ex"}


def test_every_rule_set_has_a_sink() -> None:
    sets = [rules for one in explain_rules(over(40, 20)) for rules in one.values()]
    assert len(sets) > 1
    assert all(rules["noted"]["all"] == [{"m": {"$ex": {"outcome": 1}}}] for rules in sets)


PASSES = {"$or": [{"outcome": "met"}, {"outcome": "not_applicable"}]}


def test_rules_can_be_read() -> None:
    logic = Logic(("enrolment-6", "completion-11"), (Quorum("level-2", 2, ("enrolment-6", "completion-11")),))
    assert list(explain_rules(logic)[0]["rules-1"]) == [
        "level-2 not_applicable because all are",
        "level-2/open because enrolment-6",
        "level-2/open because completion-11",
        "level-2 not_met because enrolment-6",
        "level-2/applies because enrolment-6",
        "level-2 not_met because completion-11",
        "level-2/applies because completion-11",
        "level-2 met because all pass",
        "level-2 undetermined because open",
        "noted",
    ]
    assert explain_rules(logic)[0]["rules-1"]["level-2 met because all pass"] == {
        "all": [
            {"m1": {"$and": [{"subject": "enrolment-6"}, PASSES]}},
            {"m2": {"$and": [{"subject": "completion-11"}, PASSES]}},
            {"m3": {"$and": [{"subject": "level-2/applies"}, {"outcome": "yes"}]}},
        ],
        "run": "level-2 met because all pass",
    }


def test_a_logic_without_quorums_has_no_rules() -> None:
    assert explain_rules(Logic(("a",), ())) == []


def test_symbols_are_safe_and_distinct() -> None:
    symbols = symbols_for(["enrolment-6", "1.1", "a/b", "a_b", "đạt", "_1.1"])
    assert list(symbols.values()) == ["enrolment-6", "_1.1", "a_b", "a_b~2", "___t", "__1.1"]
