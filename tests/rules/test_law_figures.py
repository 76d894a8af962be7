"""The thresholds of universal education, as the law table states them, against those that the rule files set.

``universal-education.csv`` is typed from the law: a row for each condition of a clause, with its figure for ordinary
and for extremely difficult units and how sure it is. The same rows are made here from the rule files.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from phocap.language.load import load_pack
from phocap.model.law import ClauseKind
from phocap.model.rulefile import Condition, Effect, Level
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
LAW = list(csv.DictReader((Path(__file__).parent / "universal-education.csv").open(encoding="utf-8", newline="")))
FILES = {"vn/decree-20-2014/primary", "vn/decree-20-2014/lower-secondary", "vn/decree-20-2014/literacy"}
FILES |= {"vn/decree-20-2014/preschool-5", "vn/decree-277-2025/preschool-3-5"}
SETTLED = {"thcs_l2_figures"}
"""R-05 has one option only: no other figures are known."""
Row = tuple[str, ...]
KEYS = ("programme", "level", "tier", "clause", "tests", "how", "ordinary", "special_difficulty", "status", "only")


def by_law() -> list[Row]:
    """Return the rows of the law; a clause about persons has no condition."""
    return [tuple(row[key] for key in KEYS) for row in LAW if row["how"] != "defines"]


def by_rules() -> Iterator[Row]:
    """Yield the rows that the rule files make, with what Circular 07/2016 adds to them."""
    for rule_id in sorted(FILES):
        model = PACK.rule_files[rule_id].model
        yield from rows(model.programme, model.levels)
        for amendment in PACK.amendments:
            if amendment.model.amends == rule_id.removeprefix("vn/"):
                yield from rows(model.programme, amendment.model.add, amending=True)


def rows(programme: str, levels: dict[int, Level], *, amending: bool = False) -> Iterator[Row]:
    for number, level in levels.items():
        article = "" if amending else level.cite or ""
        for tier, listed in level.tiers.items():
            for condition, only in inside(listed, {}):
                within = condition.requires and condition.requires.programme is None
                if condition.copy_ or condition.not_established or (amending and within):
                    continue  # shown only, or a level that stands for conditions of its own
                if any(reading == "literacy_levels" for reading in only):
                    continue  # the text of level 2 does not ask for level 1; only a reading does
                clause = " ".join(part for part in (article, condition.cite) if part)
                shown = " ".join(f"{name}={option}" for name, option in sorted(only.items()) if name not in SETTLED)
                source = condition.source.status.value if condition.source else ""
                ordinary, difficult = bounds(condition)
                key = programme, str(number), tier, clause, subject(condition), how(condition)
                yield (*key, ordinary, difficult, source, shown)


def inside(listed: list[Condition], around: dict[str, str]) -> Iterator[tuple[Condition, dict[str, str]]]:
    for condition in listed:
        only = {**around, **condition.only}
        members = [*(condition.all or ()), *(condition.any or ()), *(condition.of or ())]
        if members:
            yield from inside(members, only)
        else:
            yield condition, only


def subject(condition: Condition) -> str:
    if condition.finding:
        return f"finding {condition.finding}"
    if condition.requires:
        programme = f"{condition.requires.programme} " if condition.requires.programme else ""
        return f"{programme}level {condition.requires.level}"
    if condition.share_of:
        flags = [f"{name}={str(value).lower()}" for name, value in condition.among.items()]
        return " ".join([f"share of {condition.share_of}", *(["with", *flags] if flags else [])])
    assert condition.measure is not None
    named = condition.measure.name or f"reading {condition.measure.reading}"
    changed = [f"; {flag}: {v.measure}" for flag, v in condition.when.items() if v.measure]
    return named + "".join(changed)


def how(condition: Condition) -> str:
    if condition.finding:
        return "attested" if condition.effect is Effect.DECIDES else condition.effect.value
    return "requires" if condition.requires else "at_least" if condition.at_least is not None else "at_most"


def bounds(condition: Condition) -> tuple[str, str]:
    bound = condition.at_least if condition.at_least is not None else condition.at_most
    if bound is None:
        return "", ""
    variant = condition.when.get("special_difficulty")
    changed = variant.at_least if variant and variant.at_least is not None else bound
    plain = bool(condition.measure and condition.measure.name and not part(condition.measure.name))
    return written(bound, plain), written(changed, plain)


def part(measure: str) -> bool:
    ratio = PACK.measures[measure].ratio
    return ratio is not None and ratio.part


def written(value: Fraction, plain: bool) -> str:
    """Return a figure as the law table has it: a percentage, or a plain number such as rooms a class."""
    shown = value if plain else value * 100
    number = f"{float(shown):g}"
    assert Fraction(number) == shown
    return number if plain else f"{number}%"


def test_every_figure_of_the_law_is_in_the_rules_and_no_other() -> None:
    law, rules = Counter(by_law()), Counter(by_rules())
    missing = [f"law only:   {' | '.join(row)}" for row in (law - rules).elements()]
    extra = [f"rules only: {' | '.join(row)}" for row in (rules - law).elements()]
    assert not [*missing, *extra], "\n".join(["", *sorted(missing), *sorted(extra)])


def test_what_the_law_says_of_persons_is_a_definition() -> None:
    clauses = {clause.cite: clause.kind for clause in PACK.instruments["decree-20-2014"].clauses}
    persons = {row["clause"] for row in LAW if row["how"] == "defines"}
    assert persons
    assert {clauses.get(cite) for cite in persons} == {ClauseKind.DEFINITION}


def test_the_table_has_each_row_of_the_law_once() -> None:
    named = Counter(tuple(row.values()) for row in LAW)
    assert [row for row, times in named.items() if times > 1] == []
    assert {row["programme"] for row in LAW} == {name.rsplit("/", 1)[1] for name in FILES}
