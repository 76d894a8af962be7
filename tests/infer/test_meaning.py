"""What a quorum means, by hand, for every back end (docs/design.md, outcomes)."""

import pytest

from phocap.infer import Conclusion, Fired, Inference, Logic, Quorum
from phocap.model.outcome import Outcome

WORDS = {
    "m": Outcome.MET,
    "f": Outcome.NOT_MET,
    "u": Outcome.UNDETERMINED,
    "n": Outcome.NOT_APPLICABLE,
}


def leaves(count: int) -> tuple[str, ...]:
    return tuple(f"c{n}" for n in range(1, count + 1))


def pattern(words: str) -> dict[str, Outcome]:
    return {leaf: WORDS[word] for leaf, word in zip(leaves(len(words)), words, strict=True)}


def conclude(back_end: Inference, needs: int, words: str) -> Fired:
    names = leaves(len(words))
    [conclusion] = back_end.conclude(Logic(names, (Quorum("q", needs, names),)), [pattern(words)])
    assert conclusion.outcomes == {"q": conclusion.trace[0].outcome}
    return conclusion.trace[0]


@pytest.mark.parametrize(
    ("needs", "words", "outcome", "because"),
    [
        # All of: one that is not met settles it; one that is open leaves it open; nobody stands in the way of none.
        (3, "mmm", "m", "1 2 3"),
        (3, "mnm", "m", "1 2 3"),
        (3, "nnm", "m", "1 2 3"),
        (3, "nnn", "n", "1 2 3"),
        (3, "mfm", "f", "2"),
        (3, "fuf", "f", "1 3"),
        (3, "nfn", "f", "2"),
        (3, "mum", "u", "2"),
        (3, "unu", "u", "1 3"),
        # Any of: a member that is not applicable counts as passing, as long as some member applies.
        (1, "fmf", "m", "2"),
        (1, "mum", "m", "1 3"),
        (1, "fnf", "m", "2"),
        (1, "unf", "m", "2"),
        (1, "nnn", "n", "1 2 3"),
        (1, "fff", "f", "1 2 3"),
        (1, "fuf", "u", "2"),
        (1, "uuu", "u", "1 2 3"),
        # Two of four, three of four.
        (2, "mmff", "m", "1 2"),
        (2, "mmmm", "m", "1 2 3 4"),
        (2, "mnfu", "m", "1 2"),
        (2, "nnff", "m", "1 2"),
        (2, "nnnn", "n", "1 2 3 4"),
        (2, "mfff", "f", "2 3 4"),
        (2, "nfff", "f", "2 3 4"),
        (2, "mfuf", "u", "3"),
        (2, "uuff", "u", "1 2"),
        (2, "ufff", "f", "2 3 4"),
        (3, "mmuf", "u", "3"),
        (3, "nnuf", "u", "3"),
        (3, "nnnf", "m", "1 2 3"),
        (3, "mffu", "f", "2 3"),
        # A quorum of one.
        (1, "m", "m", "1"),
        (1, "f", "f", "1"),
        (1, "u", "u", "1"),
        (1, "n", "n", "1"),
    ],
)
def test_truth_table(back_end: Inference, needs: int, words: str, outcome: str, because: str) -> None:
    fired = conclude(back_end, needs, words)
    assert fired == Fired("q", WORDS[outcome], tuple(f"c{n}" for n in because.split()))


LEVELS = Logic(
    ("a", "b", "c", "d", "e"),
    (
        Quorum("either", 1, ("b", "c")),
        Quorum("level-1", 2, ("a", "either")),
        Quorum("most", 2, ("c", "d", "e")),
        Quorum("level-2", 2, ("level-1", "most")),
        Quorum("level-3", 3, ("level-2", "e", "a")),
    ),
)


def levels(back_end: Inference, words: str) -> Conclusion:
    given = {leaf: WORDS[word] for leaf, word in zip("abcde", words, strict=True)}
    return back_end.conclude(LEVELS, [given])[0]


def test_a_level_that_is_a_member_of_the_next_carries_its_outcome_up(back_end: Inference) -> None:
    conclusion = levels(back_end, "mfmmu")
    assert conclusion.trace == (
        Fired("either", Outcome.MET, ("c",)),
        Fired("level-1", Outcome.MET, ("a", "either")),
        Fired("most", Outcome.MET, ("c", "d")),
        Fired("level-2", Outcome.MET, ("level-1", "most")),
        Fired("level-3", Outcome.UNDETERMINED, ("e",)),
    )


def test_a_level_that_is_not_met_holds_back_all_above(back_end: Inference) -> None:
    conclusion = levels(back_end, "fmmmm")
    assert dict(conclusion.outcomes) == {
        "either": Outcome.MET,
        "level-1": Outcome.NOT_MET,
        "most": Outcome.MET,
        "level-2": Outcome.NOT_MET,
        "level-3": Outcome.NOT_MET,
    }
    assert conclusion.trace[-1] == Fired("level-3", Outcome.NOT_MET, ("level-2", "a"))


def test_nothing_applicable_is_not_applicable_at_every_level(back_end: Inference) -> None:
    assert set(levels(back_end, "nnnnn").outcomes.values()) == {Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize("count", [7, 8, 9, 17, 50, 65, 100, 400])
@pytest.mark.parametrize("all_of", [True, False])
def test_large_groups(back_end: Inference, count: int, all_of: bool) -> None:
    needs, names = (count if all_of else 1), leaves(count)
    plain, other = ("m", "f") if all_of else ("f", "m")
    whole = conclude(back_end, needs, plain * count)
    assert whole == Fired("q", WORDS[plain], names)
    last = conclude(back_end, needs, plain * (count - 1) + other)
    assert last == Fired("q", WORDS[other], names[-1:])
    middle = conclude(back_end, needs, plain * (count // 2) + "u" + plain * (count - count // 2 - 1))
    assert middle == Fired("q", Outcome.UNDETERMINED, (names[count // 2],))
    none = conclude(back_end, needs, "n" * count)
    assert none == Fired("q", Outcome.NOT_APPLICABLE, names)


@pytest.mark.parametrize("needs", [2, 20, 39])
def test_large_quorums(back_end: Inference, needs: int) -> None:
    names = leaves(40)
    enough = conclude(back_end, needs, "f" * (40 - needs) + "m" * needs)
    assert enough == Fired("q", Outcome.MET, names[40 - needs :])
    one_short = conclude(back_end, needs, "f" * (41 - needs) + "m" * (needs - 1))
    assert one_short == Fired("q", Outcome.NOT_MET, names[: 41 - needs])
    one_open = conclude(back_end, needs, "f" * (40 - needs) + "u" + "n" * (needs - 1))
    assert one_open == Fired("q", Outcome.UNDETERMINED, (names[40 - needs],))


def test_a_leaf_in_very_many_quorums(back_end: Inference) -> None:
    logic = Logic(("a", "b"), tuple(Quorum(f"q{n}", 1 + n % 2, ("a", "b")) for n in range(150)))
    [conclusion] = back_end.conclude(logic, [{"a": Outcome.MET, "b": Outcome.NOT_MET}])
    assert [fired.outcome for fired in conclusion.trace] == [Outcome.MET, Outcome.NOT_MET] * 75


def test_ids_of_any_letters(back_end: Inference) -> None:
    ids = ('say "no"', "tiêu chí 1", "tiêu chí-1", "1.1", "1,1", "$all", "a/b", "", "x" * 500, "x" * 501)
    logic = Logic(ids, (Quorum("mức độ 1", len(ids), ids), Quorum("$m", 2, ("1.1", "1,1", "a/b"))))
    given = dict.fromkeys(ids, Outcome.MET) | {"1.1": Outcome.NOT_MET}
    [conclusion] = back_end.conclude(logic, [given])
    assert conclusion.trace == (
        Fired("mức độ 1", Outcome.NOT_MET, ("1.1",)),
        Fired("$m", Outcome.MET, ("1,1", "a/b")),
    )


def test_order_and_repetition_of_patterns(back_end: Inference) -> None:
    logic = Logic(leaves(2), (Quorum("q", 2, leaves(2)),))
    words = ["mm", "fm", "mm", "un", "fm", "mm"]
    concluded = back_end.conclude(logic, [pattern(word) for word in words])
    assert [one.outcomes["q"] for one in concluded] == [WORDS[word] for word in "mfmufm"]
    assert concluded[0] is concluded[2]
    assert back_end.conclude(logic, []) == []


def test_entries_that_are_no_leaf_are_ignored(back_end: Inference) -> None:
    logic = Logic(("c1",), (Quorum("q", 1, ("c1",)),))
    assert back_end.conclude(logic, [pattern("mf")])[0].outcomes == {"q": Outcome.MET}


@pytest.mark.parametrize(
    ("logic", "message"),
    [
        (Logic(("a", "a"), ()), "two things"),
        (Logic(("a",), (Quorum("a", 1, ("a",)),)), "two things"),
        (Logic(("a",), (Quorum("q", 1, ("b",)),)), "before it is known"),
        (Logic(("a",), (Quorum("p", 1, ("q",)), Quorum("q", 1, ("a",)))), "before it is known"),
        (Logic(("a",), (Quorum("q", 2, ("a", "a")),)), "twice"),
        (Logic(("a",), (Quorum("q", 2, ("a",)),)), "needs 2 of 1"),
        (Logic(("a",), (Quorum("q", 0, ("a",)),)), "needs 0 of 1"),
        (Logic(("a",), (Quorum("q", 0, ()),)), "needs 0 of 0"),
    ],
)
def test_a_malformed_logic_is_refused(back_end: Inference, logic: Logic, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        back_end.conclude(logic, [])


def test_a_malformed_pattern_is_refused(back_end: Inference) -> None:
    logic = Logic(leaves(2), (Quorum("q", 2, leaves(2)),))
    with pytest.raises(ValueError, match="says nothing of 'c2'"):
        back_end.conclude(logic, [pattern("m")])
    with pytest.raises(ValueError, match="maybe"):
        back_end.conclude(logic, [{"c1": Outcome.MET, "c2": "maybe"}])  # type: ignore[dict-item]
