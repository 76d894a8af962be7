"""What changed a verdict, on pairs in which exactly one thing was changed, or two."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from worlds import World, districts, worlds

from phocap.compare.causes import Cause, Factor
from phocap.compare.comparison import Change, Comparison, VerdictChange, compare
from phocap.compare.decide import decide
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.model.record import Given, Record, Unit, UnitRef, UnitsBelow
from phocap.model.result import Result
from phocap.shipped import vn_rules

Judge = Callable[..., Result]
DATA, RULES, TIERS, READINGS, UNITS = Factor.DATA, Factor.RULES, Factor.TIERS, Factor.READINGS, Factor.UNITS
PROGRAMMES = Factor.PROGRAMMES


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Pack]:
    """Return the shipped rules with a text of one file replaced."""

    def _amended(old: str, new: str, file: str = "decree-20-2014/primary.yaml") -> Pack:
        folder = tmp_path_factory.mktemp("rules") / "vn"
        shutil.copytree(vn_rules(), folder)
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_pack(folder)

    return _amended


def judged(pack: Pack, *records: Record, programme: str = "primary", **rest: Any) -> Result:
    return result(evaluate(records, pack, programmes=[programme], **rest))


def only(found: Comparison) -> VerdictChange:
    assert len(found.changed) == 1
    return found.changed[0]


def causes(change: VerdictChange) -> dict[int, tuple[Cause, ...]]:
    return {level.level: level.causes for level in change.levels}


def test_figures_alone(samples: ModuleType) -> None:
    record = samples.commune("Xã A", samples.SOUND)
    worse = samples.commune("Xã A", samples.SOUND | {"age_11.completed_primary": 150, "age_11.in_primary": 30})
    change = only(compare(judged(samples.pack(), record), judged(samples.pack(), worse)))
    assert change.change is Change.DOWN
    assert causes(change) == {3: (Cause((DATA,)),)}
    conditions = {found.new.id for level in change.levels for found in level.conditions if found.new}
    assert conditions == {"completion-11"}
    back = only(compare(judged(samples.pack(), worse), judged(samples.pack(), record)))
    assert (back.change, causes(back)) == (Change.UP, {3: (Cause((DATA,)),)})


def test_a_flag_alone(samples: ModuleType) -> None:
    figures = samples.SOUND | {"age_11_14.completed_primary": 520}
    with_flag, without = (samples.commune("Xã A", figures, special=special) for special in (True, False))
    change = only(compare(judged(samples.pack(), with_flag), judged(samples.pack(), without)))
    assert causes(change) == dict.fromkeys((1, 2, 3), (Cause((DATA,)),))


def test_a_finding_alone(samples: ModuleType) -> None:
    day = date(2013, 9, 30)
    both = [
        samples.commune("Xã A", samples.SOUND, day=day, findings={"classrooms_safe": value, "playground": True})
        for value in (True, False)
    ]
    old, new = (judged(samples.pack(), record, programme="primary-right-age") for record in both)
    change = only(compare(old, new))
    assert {cause.factors for level in change.levels for cause in level.causes} == {(DATA,)}


def test_a_threshold_alone(samples: ModuleType, amended: Callable[..., Pack]) -> None:
    stricter = amended("at_least: 98%", "at_least: 100%")
    record = samples.commune("Xã A", samples.SOUND)
    change = only(compare(judged(samples.pack(), record), judged(stricter, record)))
    assert causes(change) == {3: (Cause((RULES,)),)}
    [condition] = change.levels[0].conditions
    assert (condition.factor, condition.new and condition.new.id) == (RULES, "enrolment-6")


def test_a_condition_that_is_dropped(samples: ModuleType, amended: Callable[..., Pack]) -> None:
    lenient = amended(
        "  - id: completion-11\n        cite", "  - id: completion-11\n        effect: informs\n        cite"
    )
    record = samples.commune("Xã A", samples.SOUND | {"age_11.completed_primary": 100, "age_11.in_primary": 80})
    change = only(compare(judged(samples.pack(), record), judged(lenient, record)))
    assert change.change is Change.UP
    assert {cause for level in change.levels for cause in level.causes} == {Cause((RULES,))}


def test_a_reading_alone(samples: ModuleType) -> None:
    figures = {"age_14.ppc": 170, "age_14.completed_primary": 120, "age_11_14.completed_primary": 640}
    record = samples.commune("Xã A", samples.SOUND | figures)
    other = judged(samples.pack(), record, readings={"up_to_14": "age_14"})
    change = only(compare(judged(samples.pack(), record), other))
    assert causes(change) == dict.fromkeys((1, 2, 3), (Cause((READINGS,)),))
    assert change.differences is not None
    assert change.differences.readings == {"up_to_14": ("ages_11_14", "age_14")}


def province(day: date, **units: int) -> Record:
    place = samples_place()
    below = {
        tier: UnitsBelow(Given(100, place), {"primary": {1: Given(n, place), 2: Given(n, place), 3: Given(n, place)}})
        for tier, n in units.items()
    }
    return Record(Unit("province", "Hà Nam"), day, place, units=below)


def samples_place() -> Any:
    import samples

    return samples.PLACE


def test_the_tier_date_alone(samples: ModuleType) -> None:
    before = judged(samples.pack(), province(date(2025, 6, 30), district=100, commune=80))
    after = judged(samples.pack(), province(date(2025, 7, 1), commune=80))
    change = only(compare(before, after))
    assert causes(change) == dict.fromkeys((1, 2, 3), (Cause((TIERS,)),))


def test_the_tier_date_without_the_counts_of_communes_is_not_guessed(samples: ModuleType) -> None:
    before = judged(samples.pack(), province(date(2025, 6, 30), district=100))
    after = judged(samples.pack(), province(date(2025, 7, 1), commune=80))
    change = only(compare(before, after))
    # New counts on communes came with the new tiers: communes of the old record are not known.
    assert all(TIERS in (*cause.factors, *cause.perhaps) for level in change.levels for cause in level.causes)


def test_units_below_are_named(samples: ModuleType) -> None:
    unit = Unit("district", "Quỳ Hợp", None, UnitRef("province", "Nghệ An"))
    district = Record(unit, samples.DAY, samples.PLACE, units={"commune": UnitsBelow(Given(2, samples.PLACE), {})})
    good, worse = (samples.commune("Xã B", samples.SOUND | {"age_6.in_grade_1": n}) for n in (199, 185))
    fixed = samples.commune("Xã A", samples.SOUND)
    found = compare(*(judged(samples.pack(), district, fixed, other) for other in (good, worse)))
    above, below = found.changed
    assert causes(above) == {3: (Cause((UNITS,)),), 2: (Cause((UNITS,)),)}
    assert causes(below) == {3: (Cause((DATA,)),), 2: (Cause((DATA,)),)}
    assert found.below(above) == (below,)


def test_either_alone(samples: ModuleType, amended: Callable[..., Pack]) -> None:
    stricter = amended("at_least: 98%", "at_least: 100%")
    worse = samples.commune("Xã A", samples.SOUND | {"age_6.in_grade_1": 192})
    change = only(compare(judged(samples.pack(), samples.commune("Xã A", samples.SOUND)), judged(stricter, worse)))
    assert causes(change) == {3: (Cause((DATA,)), Cause((RULES,)))}


def test_only_together(samples: ModuleType, amended: Callable[..., Pack]) -> None:
    stricter = amended("at_least: 98%", "at_least: 99%")
    before = samples.commune("Xã A", samples.SOUND | {"age_6.in_grade_1": 199})
    after = samples.commune("Xã A", samples.SOUND | {"age_6.in_grade_1": 197})
    change = only(compare(judged(samples.pack(), before), judged(stricter, after)))
    assert causes(change) == {3: (Cause((DATA, RULES)),)}


def test_data_that_changed_without_effect_are_no_cause(samples: ModuleType, amended: Callable[..., Pack]) -> None:
    stricter = amended("at_least: 98%", "at_least: 100%")
    before, after = (samples.commune("Xã A", samples.SOUND | {"age_11.completed_primary": n}) for n in (175, 174))
    change = only(
        compare(
            judged(samples.pack(), before),
            judged(stricter, replace(after, figures={**after.figures, "age_11.in_primary": Given(6, samples.PLACE)})),
        )
    )
    assert change.differences is not None
    assert change.differences.factors == (DATA, RULES)
    assert causes(change) == {3: (Cause((RULES,)),)}


def test_what_the_older_result_does_not_hold_is_said(samples: ModuleType) -> None:
    """Between two decrees nearly everything differs: nothing is claimed that the results cannot show."""
    old = judged(samples.pack(), samples.commune("Xã A", samples.SOUND, day=date(2013, 9, 30)))
    new = judged(samples.pack(), samples.commune("Xã A", samples.SOUND | {"age_6.in_grade_1": 150}))
    change = only(compare(old, new))
    for level in change.levels:
        named = {factor for cause in level.causes for factor in (*cause.factors, *cause.perhaps)}
        assert RULES in named or DATA in named


def test_the_same_files_hold_the_same_data(samples: ModuleType, tmp_path: Path, amended: Callable[..., Pack]) -> None:
    """A condition on a figure that the old rules never tested: the same file tells that only the rules changed."""
    stricter = amended(
        "      - id: completion-11\n        cite: khoản 1 điểm c\n        measure: completion_11\n",
        "      - id: girls\n        measure: completion_14\n        at_least: 99%\n"
        "        source: {status: recollected, checked: 2026-11-21}\n"
        "      - id: completion-11\n        cite: khoản 1 điểm c\n        measure: completion_11\n",
    )
    file = tmp_path / "a.yaml"
    file.write_text(
        "unit: {tier: commune, name: Xã A}\nas_of: 2020-09-30\nflags: {special_difficulty: false}\nfigures:\n"
        "  age_6: {ppc: 200, in_grade_1: 199}\n  age_11: {ppc: 180, completed_primary: 175, in_primary: 5}\n"
        "  age_11_14: {ppc: 700, completed_primary: 690}\n  age_14: {ppc: 170, completed_primary: 165}\n",
        encoding="utf-8",
    )
    found = []
    for pack in (samples.pack(), stricter):
        intake = read_records([file], pack)
        found.append(result(evaluate(intake.records, pack, programmes=["primary"]), intake.sources))
    change = only(compare(*found))
    assert {cause for level in change.levels for cause in level.causes} == {Cause((RULES,))}


@settings(max_examples=80)
@given(worlds() | districts())
def test_results_hold_enough_to_decide_anew(world: World) -> None:
    """Every outcome follows again from the conditions and facts of the verdict."""
    check_again(result(evaluate(world.records, world.pack)))


def test_so_do_the_real_cases(samples: ModuleType) -> None:
    for name in ("ha-nam-2013", "quy-hop-2021", "duong-minh-chau-2016", "schools", "published"):
        check_again(samples.sample(name))


def check_again(found: Result) -> None:
    for verdict in found.verdicts:
        facts = {fact.id: fact for fact in verdict.facts}
        again = decide({level.level: level.conditions for level in verdict.levels}, facts)
        assert again == {level.level: level.outcome for level in verdict.levels}


@settings(max_examples=30)
@given(worlds() | districts())
def test_a_result_is_the_same_as_itself(world: World) -> None:
    found = result(evaluate(world.records, world.pack))
    itself = compare(found, found)
    assert not itself.changed
    for change in itself.verdicts:
        assert change.change is Change.SAME
        assert change.differences is not None
        assert change.differences.factors == ()


@settings(max_examples=60)
@given(worlds(most=1), worlds(most=1))
def test_every_change_has_a_cause_that_changes_it(one: World, other: World) -> None:
    """Rules and data exchanged at random: what is named alone does change the outcome, and nothing smaller does."""
    old, new = (result(evaluate(world.records, world.pack)) for world in (one, other))
    for change in compare(old, new).changed:
        differences = change.differences
        assert differences is not None
        for level in change.levels:
            assert level.causes
            for cause in level.causes:
                subset = frozenset((*cause.factors, *cause.perhaps))
                if not cause.factors and level.causes == (Cause((), differences.factors),):
                    continue
                outcome = differences._decided[subset].get(level.level)
                assert outcome is not level.old
                assert isinstance(outcome, Outcome) or level.new is None
