"""Every record of cases/ against expected.yaml: what it says, what our rules make of it, what was published."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from phocap.source.files import read_source
from phocap.source.yaml import plain, read_documents

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "cases"
RULES = ROOT / "rules" / "vn"
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))
FILES: dict[str, Any] = EXPECTED["files"]
FOLDERS: dict[str, Any] = EXPECTED["folders"]
KEYS = {
    "unit",
    "as_of",
    "flags",
    "figures",
    "rates",
    "findings",
    "units",
    "recognised",
    "years",
    "published",
    "source",
    "note",
}
BASES = {"stated", "proposed", "reported", "implied"}

Verdicts = dict[tuple[str, str], dict[int, str]]
Decide = Callable[[Path], Verdicts]


def file_of(case: str) -> Path:
    return CASES / f"{case}.yaml"


def record(case: str) -> Any:
    """Return the one record of a file, read as the program reads it."""
    documents = read_documents(read_source(file_of(case)))
    assert len(documents) == 1
    return plain(documents[0])


@cache
def rule_sets() -> list[Any]:
    return [plain(read_documents(read_source(path))[0]) for path in sorted(RULES.rglob("*.yaml"))]


def programmes() -> dict[str, set[int]]:
    """Return the programmes that have rules, with their levels."""
    found: dict[str, set[int]] = {}
    for rules in rule_sets():
        if "programme" in rules:
            found.setdefault(rules["programme"], set()).update(map(int, rules.get("levels", {})))
    return found


def names(section: str) -> set[str]:
    """Return what all rule and vocabulary files declare in a section."""
    return {name for rules in rule_sets() for name in rules.get(section) or {}}


def flat(tree: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def expected_levels(verdict: dict[str, Any]) -> dict[int, str]:
    return {level: outcome for outcome in ("met", "not_met", "undetermined") for level in verdict[outcome]}


def says(case: str, verdict: dict[str, Any], key: str) -> bool:
    """Return ``complete`` or ``conflict`` of a verdict: its own, or that of its record."""
    return bool(verdict.get(key, FILES[case][key]))


def expected_verdicts(expectation: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(verdict["unit"], verdict["programme"]): verdict for verdict in expectation["verdicts"]}


def test_every_record_has_an_expectation() -> None:
    assert sorted(FILES) == sorted(path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.rglob("*.yaml"))
    assert all((CASES / folder).is_dir() for folder in FOLDERS)


@pytest.mark.parametrize("case", FILES)
def test_a_record_says_only_what_the_rules_know(case: str) -> None:
    given, known = record(case), programmes()
    assert set(given) <= KEYS
    assert {"unit", "as_of", "published", "source", "note"} <= set(given)
    assert set(flat(given.get("figures", {}))) <= names("fields")
    assert set(given.get("rates", {})) <= names("measures")
    assert set(given.get("findings", {})) <= names("fields")
    for below in given.get("units", {}).values():
        for programme, levels in below.items():
            if programme != "total":
                assert {int(level.removeprefix("level_")) for level in levels} <= known[programme]
    assert set(given.get("recognised", {})) <= set(known)
    for published in given["published"]:
        assert published["level"] in {None, *known[published["programme"]]}
        assert published["basis"] in BASES


@pytest.mark.parametrize("case", FILES)
def test_counts_below_add_up(case: str) -> None:
    for below in record(case).get("units", {}).values():
        for levels in (value for key, value in below.items() if key != "total"):
            counts = [levels[level] for level in sorted(levels) if isinstance(levels[level], int)]
            assert counts == sorted(counts, reverse=True)
            assert all(count <= below.get("total", count) for count in counts)


@pytest.mark.parametrize("case", FILES)
def test_a_record_belongs_to_a_tier_of_its_day(case: str) -> None:
    given = record(case)
    country = yaml.safe_load((RULES / "country.yaml").read_text(encoding="utf-8"))
    day = date.fromisoformat(given["as_of"])
    for tier in {given["unit"]["tier"], *given.get("units", {})}:
        until = country["tiers"][tier].get("in_force", {}).get("until")
        assert until is None or day <= until
    assert ("parent" in given["unit"]) == (given["unit"]["tier"] != "province")


@pytest.mark.parametrize("case", FILES)
def test_the_expectation_is_about_this_record(case: str) -> None:
    given, expectation = record(case), FILES[case]
    assert [(v["unit"], v["programme"], v["published"]) for v in expectation["verdicts"]] == [
        (given["unit"]["name"], published["programme"], {key: published[key] for key in ("level", "met")})
        for published in given["published"]
    ]
    for verdict in expectation["verdicts"]:
        assert set(expected_levels(verdict)) == programmes()[verdict["programme"]]
        if not says(case, verdict, "complete"):
            levels = expected_levels(verdict)
            open_levels = [verdict["published"]["level"] or 1] if expectation["complete"] else list(levels)
            assert {levels[level] for level in open_levels} == {"undetermined"}


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in CASES.rglob("*.yaml")}))
def test_no_unit_stands_twice_in_a_folder(folder: str) -> None:
    units = Counter(
        (given["unit"]["tier"], given["unit"]["name"], given["as_of"])
        for given in (record(case) for case in FILES if case.startswith(f"{folder}/"))
    )
    assert [unit for unit, times in units.items() if times > 1] == []


@pytest.mark.parametrize("case", FILES)
def test_our_rules_make_of_a_record_what_its_figures_say(case: str, decide: Decide) -> None:
    check(decide(file_of(case)), FILES[case])


@pytest.mark.parametrize("folder", FOLDERS)
def test_our_rules_make_of_a_folder_what_its_records_say(folder: str, decide: Decide) -> None:
    check(decide(CASES / folder), FOLDERS[folder])


def check(ours: Verdicts, expectation: dict[str, Any]) -> None:
    expected = {key: expected_levels(verdict) for key, verdict in expected_verdicts(expectation).items()}
    assert {key: ours.get(key) for key in expected} == expected


@pytest.mark.parametrize("case", FILES)
def test_a_complete_case_gives_the_published_verdict(case: str, decide: Decide) -> None:
    ours = decide(file_of(case))
    for verdict in FILES[case]["verdicts"]:
        if not says(case, verdict, "complete"):
            continue
        published, levels = verdict["published"], ours[verdict["unit"], verdict["programme"]]
        highest = max((level for level, outcome in levels.items() if outcome == "met"), default=0)
        if says(case, verdict, "conflict"):
            assert highest != published["level"]
        elif published["level"] is None:
            assert (highest > 0) is published["met"]
        else:
            assert levels[published["level"]] == ("met" if published["met"] else "not_met")


@pytest.mark.parametrize("case", FILES)
def test_an_incomplete_case_is_neither_met_nor_not_met_by_default(case: str, decide: Decide) -> None:
    ours = decide(file_of(case))
    for verdict in FILES[case]["verdicts"]:
        if not says(case, verdict, "complete"):
            levels = ours[verdict["unit"], verdict["programme"]]
            asked = [verdict["published"]["level"] or 1] if FILES[case]["complete"] else list(levels)
            assert {levels[level] for level in asked} == {"undetermined"}


def test_all_cases_together_are_one_folder(decide: Decide) -> None:
    """No unit stands twice on a day, so that ``phocap evaluate cases`` works."""
    assert len(decide(CASES)) > len(FILES) - 5
