"""The tables of docs/law.md say what the rule files say, condition by condition and reading by reading."""

import os
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from phocap.evaluate.asked import conditions
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.law import Source, Status
from phocap.model.rulefile import Amendment, Condition, RuleFile, Variant
from phocap.shipped import vn_rules

ROOT = Path(__file__).resolve().parents[2]
LAW = ROOT / "docs" / "law.md"
PACK = load_pack(vn_rules())
SIGNS = {"at_least": "≥", "at_most": "≤"}


def threshold(value: Fraction, *, counted: bool) -> str:
    """Return a threshold: of a share as a percentage where that is exact, else as a number."""
    percent = value * 100
    return f"{percent} %" if percent.denominator == 1 and not counted else str(value)


def bound(limits: Condition | Variant, *, counted: bool) -> str:
    """Return the bound of a condition or variant."""
    return "".join(
        f"{sign} {threshold(value, counted=counted)}"
        for key, sign in SIGNS.items()
        if (value := getattr(limits, key)) is not None
    )


def is_count(condition: Condition) -> bool:
    """Return whether a condition tests a count, which has no percentage."""
    measure = PACK.words.measures.get(condition.measure.name or "") if condition.measure else None
    return measure is not None and measure.count is not None


def subject(condition: Condition) -> str:
    """Return what a condition tests."""
    if condition.measure is not None:
        return f"`{condition.measure.name}`" if condition.measure.name else f"reading `{condition.measure.reading}`"
    if condition.share_of is not None:
        at = f" at level {condition.level} of `{condition.programme}`" if condition.programme else ""
        among = "".join(f" with `{flag}={str(value).lower()}`" for flag, value in condition.among.items())
        return f"share of {condition.share_of} units{among}{at}"
    if condition.finding is not None:
        return f"finding `{condition.finding}`"
    if condition.requires is not None:
        programme = condition.requires.programme
        return f"level {condition.requires.level}" + (f" of `{programme}`" if programme else "")
    return f"the {condition.copy_} conditions"


def asked(condition: Condition) -> str:
    """Return what it takes to be met."""
    if condition.not_established:
        return "not established"
    if condition.copy_ is not None:
        return "shown only"
    counted = is_count(condition)
    parts = [bound(condition, counted=counted) or ("attested" if condition.finding else "met")]
    for flag, variant in condition.when.items():
        by = f"by `{variant.measure}`" if variant.measure else ""
        parts.append(f"{' '.join(filter(None, (bound(variant, counted=counted), by)))} if `{flag}`")
    return "; ".join(parts)


def name(condition: Condition) -> str:
    """Return the id of a condition with the days and readings under which it belongs to the rules."""
    parts = [f"`{condition.id}`"]
    if condition.from_:
        parts.append(f"from {condition.from_}")
    if condition.until:
        parts.append(f"until {condition.until}")
    parts += [f"`{reading}={option}`" for reading, option in condition.only.items()]
    return ", ".join(parts)


def status(source: Source | None) -> str:
    """Return the status of a source, with its address."""
    if source is None:
        return "–"
    shown = f"[{source.status.value}]({source.url})" if source.url else source.status.value
    return f"{shown}, provisional" if source.provisional else shown


def rows(model: RuleFile) -> Iterator[str]:
    """Yield the table of a rule file line by line."""
    yield "| level | unit | condition | tests | asks | clause | status |"
    yield "|---|---|---|---|---|---|---|"
    for number, level in sorted(model.levels.items()):
        for tier, listed in level.tiers.items():
            for c in listed:
                clause = " ".join(part for part in (level.cite, c.cite) if part) if c.copy_ is None else "–"
                cells = [str(number), tier, name(c), subject(c), asked(c), clause, status(c.source)]
                yield f"| {' | '.join(cells)} |"


def reading_rows(model: RuleFile) -> Iterator[str]:
    """Yield the table of the readings of a rule file."""
    yield "| reading | question | option | meaning |"
    yield "|---|---|---|---|"
    for key, reading in model.readings.items():
        for option, meaning in reading.options.items():
            default = " (default)" if option == reading.default else ""
            label = meaning.label.en if meaning.label else "–"
            measure = f", measured by `{meaning.measure}`" if meaning.measure else ""
            used = f"; used by {meaning.used_by.en}" if meaning.used_by else ""
            row = f"{reading.law} `{key}`"
            yield f"| {row} | {reading.question.en} | `{option}`{default} | {label}{measure}{used} |"


def everything(model: RuleFile | Amendment) -> list[Condition]:
    """Return every condition of a rule file, or those that an amendment brings; those inside groups too."""
    levels = model.levels if isinstance(model, RuleFile) else model.add
    tops = [listed for level in levels.values() for listed in level.tiers.values()]
    tops += [[replacing] for replacing in ([] if isinstance(model, RuleFile) else model.replace.values())]
    return list(conditions(c for listed in tops for c in listed))


def files(pack: Pack) -> dict[str, RuleFile | Amendment]:
    """Return rule files and amendments by their names."""
    found: dict[str, RuleFile | Amendment] = {name: loaded.model for name, loaded in pack.rule_files.items()}
    for loaded in pack.amendments:
        programme = loaded.model.amends.split("/")[1]
        found[f"{pack.name}/{loaded.model.instrument}/{programme}"] = loaded.model
    return dict(sorted(found.items()))


def sources(model: RuleFile | Amendment) -> list[Source]:
    """Return the source of every threshold of a rule file or amendment."""
    return [c.source for c in everything(model) if c.source and (c.at_least is not None or c.at_most is not None)]


def is_flat(model: RuleFile) -> bool:
    """Return whether a rule file is a plain list of conditions, which a table can show."""
    return not any(c.subject in ("all", "any", "of") for c in everything(model))


def counted(pack: Pack) -> Iterator[str]:
    """Yield how many thresholds of each rule file have which status."""
    yield "| rules | thresholds | confirmed | secondary | recollected |"
    yield "|---|---|---|---|---|"
    for rule_id, model in files(pack).items():
        found = [source.status for source in sources(model)]
        if not found and isinstance(model, Amendment):
            continue
        numbers = [len(found), *(found.count(status) for status in Status)]
        yield f"| `{rule_id}` | {' | '.join(map(str, numbers))} |"


def expected() -> dict[str, str]:
    """Return every table by its name."""
    found = {"statuses": "\n".join(counted(PACK))}
    for rule_id, loaded in PACK.rule_files.items():
        if not is_flat(loaded.model):
            continue
        found[rule_id] = "\n".join(rows(loaded.model))
        found[f"readings of {rule_id}"] = "\n".join(reading_rows(loaded.model))
    return found


@pytest.mark.parametrize("table", expected())
def test_the_table_says_what_the_rules_say(table: str) -> None:
    """PHOCAP_UPDATE_GOLDEN=1 writes the table instead."""
    text = LAW.read_text(encoding="utf-8")
    place = re.compile(rf"(<!-- table: {re.escape(table)} -->\n).*?(\n<!-- end -->)", re.DOTALL)
    found = place.search(text)
    assert found, f"docs/law.md has no table of {table}"
    if os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1":
        text = place.sub(lambda match: match[1] + expected()[table] + match[2], text)
        LAW.write_text(text, encoding="utf-8")
    shown = place.search(text)
    assert shown is not None
    assert shown[0] == f"<!-- table: {table} -->\n{expected()[table]}\n<!-- end -->"


@pytest.mark.parametrize("document", ["README.md", "docs/law.md"])
def test_the_sum_is_right(document: str) -> None:
    found = [source for model in files(PACK).values() for source in sources(model)]
    confirmed, secondary, recollected = (sum(source.status is status for source in found) for status in Status)
    provisional = sum(source.provisional for source in found)
    said = (
        f"{len(found)} thresholds: {confirmed} confirmed, {secondary} secondary ({provisional} of them provisional) "
        f"and {recollected} recollected."
    )
    assert said in (ROOT / document).read_text(encoding="utf-8")


def test_no_table_is_left_over() -> None:
    shown = re.findall(r"<!-- table: (.+?) -->", LAW.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(expected())


def test_what_has_no_table_is_pointed_to() -> None:
    """Groups of conditions need more than a table: the page names the command that prints them."""
    text = LAW.read_text(encoding="utf-8")
    for loaded in PACK.rule_files.values():
        if not is_flat(loaded.model):
            assert f"`phocap rules show {loaded.model.programme}" in text
