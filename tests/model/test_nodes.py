"""Ids of nodes: unique, readable, and the same whatever else is in the result or in the rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.intake import read_records
from phocap.model.nodes import level_node, nodes, unit_node, verdict_node
from phocap.model.record import Record, Unit, UnitRef
from phocap.model.result import Result, UnitName
from phocap.shipped import cases_root


def every_node(found: Result) -> Iterator[str]:
    for verdict in found.verdicts:
        yield verdict_node(verdict)
        for level in verdict.levels:
            yield level_node(verdict, level)
            yield from (node for node, _ in nodes(level_node(verdict, level), level.conditions))


@pytest.mark.parametrize(
    ("unit", "node"),
    [
        (UnitName("commune", "13318", "Xã Tiên Nội", "Duy Tiên"), "commune:13318"),
        (UnitName("commune", None, "Xã Tiên Nội", "huyện Duy Tiên"), "commune:~Xã_Tiên_Nội~huyện_Duy_Tiên"),
        (UnitName("commune", None, "Xã Tiên Nội", "Duy Tiên", "349"), "commune:~Xã_Tiên_Nội~:349"),
        (UnitName("province", None, "tỉnh Hà Nam", None), "province:~tỉnh_Hà_Nam"),
        (UnitName("school", None, "TH A/B_1 (cs 2) 100%", None), "school:~TH_A%2FB%5F1_%28cs_2%29_100%25"),
        (UnitName("school", "79-001.b~@", "x", None), "school:79-001.b%7E%40"),
    ],
)
def test_units(unit: UnitName, node: str) -> None:
    assert unit_node(unit) == node


names = st.text("ab_~:/@ %é-", min_size=1, max_size=4)
units = st.builds(
    UnitName,
    tier=st.just("commune"),
    code=st.none() | names,
    name=names,
    parent=st.none() | names,
    parent_code=st.none() | names,
)


@given(units, units)
def test_two_units_never_share_an_id(one: UnitName, other: UnitName) -> None:
    def identity(unit: UnitName) -> object:
        if unit.code is not None:
            return unit.code
        return (unit.name, ("code", unit.parent_code) if unit.parent_code is not None else ("name", unit.parent))

    assert (unit_node(one) == unit_node(other)) == (identity(one) == identity(other))
    assert "/" not in unit_node(one)
    assert "@" not in unit_node(one)


def test_no_node_of_the_real_cases_stands_twice(samples: ModuleType) -> None:
    pack = samples.pack()
    total = 0
    for folder in sorted(path for path in cases_root().iterdir() if path.is_dir()):
        for file in [folder] if folder.name != "published" else sorted(folder.iterdir()):
            intake = read_records([file], pack)
            listed = list(every_node(result(evaluate(intake.records, pack), intake.sources)))
            assert len(set(listed)) == len(listed)
            total += len(listed)
    assert total > 1000


def test_a_window_names_its_years(samples: ModuleType) -> None:
    listed = list(every_node(samples.sample("schools")))
    assert any(node.rpartition("@")[2].isdigit() for node in listed)
    assert all(node.startswith("school:~Trường_Tiểu_học_Ví_Dụ~xã_Ví_Dụ@2020-05-31/") for node in listed)


def test_other_units_days_and_orders_change_no_node(samples: ModuleType) -> None:
    one = samples.commune("Xã A", samples.SOUND)
    later = replace(one, as_of=date(2016, 4, 30))
    same_name = replace(one, unit=Unit("commune", "Xã A", None, UnitRef("district", "Quế Phong")))
    alone = set(every_node(samples.judged(one)))
    for records in ([one, later, same_name], [same_name, later, one]):
        listed = list(every_node(samples.judged(*records)))
        assert len(set(listed)) == len(listed) == 3 * len(alone)
        assert alone < set(listed)


def test_parents_of_one_name_are_told_apart_by_code(samples: ModuleType) -> None:
    def below(code: str) -> Record:
        unit = Unit("commune", "Xã A", None, UnitRef("district", "Châu Thành", code))
        return replace(samples.commune("Xã A", samples.SOUND), unit=unit)

    listed = list(every_node(samples.judged(below("1"), below("2"))))
    assert len(set(listed)) == len(listed)


def test_further_conditions_change_no_node(samples: ModuleType) -> None:
    verdict = samples.sample("just_below").verdicts[0]
    level = verdict.levels[0]
    more = replace(level, conditions=(replace(level.conditions[0], id="new"), *level.conditions))
    before = {node for node, _ in nodes(level_node(verdict, level), level.conditions)}
    after = {node for node, _ in nodes(level_node(verdict, more), more.conditions)}
    assert before < after
