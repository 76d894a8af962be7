"""Every programme can be decided on every day on which its rules begin to be others, for units of all its tiers."""

from datetime import date
from pathlib import Path

import pytest

from phocap.check.proof.subjects import Law
from phocap.evaluate import evaluate
from phocap.faults import Faulty
from phocap.intake import read_records
from phocap.language import registry
from phocap.language.load import load_pack
from phocap.shipped import vn_rules

LAW = Law(load_pack(vn_rules()))
DAYS = [(rule_id, day) for rule_id in sorted(LAW.pack.rule_files) for day in LAW.days(rule_id)]


def units(rule_id: str, day: date, folder: Path) -> list[object]:
    """Return a unit of each tier that the rules judge on a day, each in the one above."""
    law = LAW.in_force(rule_id, day)
    judged = [tier for tier in LAW.pack.tiers if any(tier in level.tiers for level in law.model.levels.values())]
    there = [tier for tier in judged if LAW.pack.country.tiers[tier].in_force.holds_on(day)]
    only = law.model.unit
    lines = []
    for tier, above in zip(there, [*there[1:], None], strict=True):
        name = only.name if only and only.tier == tier else f"V{tier}"
        parent = f", parent: {{tier: {above}, name: V{above}}}" if above and not only else ""
        lines.append(f"- {{unit: {{tier: {tier}, name: {name}{parent}}}, as_of: {day}}}\n")
    path = folder / "units.yaml"
    path.write_text("".join(lines), encoding="utf-8")
    return list(read_records([path], LAW.pack).records)


@pytest.mark.parametrize(("rule_id", "day"), DAYS, ids=[f"{rule_id}-{day}" for rule_id, day in DAYS])
def test_it_is_decided(rule_id: str, day: date, tmp_path: Path) -> None:
    model = LAW.in_force(rule_id, day).model
    records = units(rule_id, day, tmp_path)
    found = evaluate(records, LAW.pack, programmes=[model.programme], instrument=model.instrument)
    assert len(found.rows) == len(records)


def test_readings_that_are_fixed_are_not_varied_where_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule_id, day = "vn/decree-20-2014/primary", date(2026, 10, 31)
    records = units(rule_id, day, tmp_path)
    monkeypatch.setattr(registry, "MOST_CHOICES", 4)
    with pytest.raises(Faulty) as caught:
        evaluate(records, LAW.pack, programmes=["primary"])
    assert [fault.id for fault in caught.value.faults] == ["too-many-readings"]
    options = LAW.in_force(rule_id, day).readings
    fixed = {name: values[-1] for name, values in list(options.items())[:-1]}
    (found,) = (p for p in evaluate(records, LAW.pack, programmes=["primary"], readings=fixed).programmes if p.asked)
    assert 1 < len(found.choices) <= 4
    assert all(choice[name] == option for choice in found.choices for name, option in fixed.items() if name in choice)
