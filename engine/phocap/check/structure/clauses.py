"""Conditions that are there twice (PC107), and those that no clause names (PC108)."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from phocap.check.finding import Finding
from phocap.check.places import Places
from phocap.language.compile import members_of
from phocap.language.coverage import unaccounted
from phocap.language.pack import Pack
from phocap.model.rulefile import Condition, Effect
from phocap.text.language import Bilingual

_ASIDE = {"id", "title", "cite", "source", "note"}
"""What tells conditions apart without changing what they test."""


def find(pack: Pack) -> Iterator[Finding]:
    """Yield conditions that test what another one of their list tests, and those without a clause."""
    for rule_id, loaded in pack.rule_files.items():
        places = Places(pack, rule_id)
        for level_number, level in loaded.model.levels.items():
            for tier, listed in level.tiers.items():
                short = pack.country.tiers[tier].short
                at = Bilingual(f"{short.vi}, mức độ {level_number}", f"{short.en}, level {level_number}")
                for again, first in _twice(listed):
                    place = places.condition(loaded.model.instrument, level_number, tier, again)
                    yield Finding(
                        "PC107",
                        place,
                        {"condition": again, "first": first, "at": at},
                        about=f"{level_number}/{tier}/{again}",
                    )
    for name in unaccounted(pack):
        instrument, programme, number, tier, condition = name.split("/")
        owner = _owner(pack, instrument, programme)
        place = Places(pack, owner).condition(instrument, int(number), tier, condition)
        yield Finding("PC108", place, {"condition": name}, about=f"{number}/{tier}/{condition}")


def _owner(pack: Pack, instrument: str, programme: str) -> str:
    """Return the rule file that has the condition, or that its instrument amends."""
    own = f"{pack.name}/{instrument}/{programme}"
    amended = (
        f"{pack.name}/{found.model.amends}"
        for found in pack.amendments
        if found.model.instrument == instrument and found.model.amends.endswith(f"/{programme}")
    )
    return own if own in pack.rule_files else next(amended)


def _twice(listed: Sequence[Condition]) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for condition in listed:
        if condition.see is None and condition.effect is Effect.DECIDES:
            dumped = condition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            said = json.dumps(_bare(dumped), sort_keys=True)
            if said in seen:
                yield condition.id, seen[said]
            seen.setdefault(said, condition.id)
        yield from _twice(members_of(condition))


def _bare(value: Any) -> Any:
    match value:
        case dict():
            return {key: _bare(inner) for key, inner in value.items() if key not in _ASIDE}
        case list():
            return [_bare(inner) for inner in value]
    return value
