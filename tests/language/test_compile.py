"""Rule sets that share levels between choices of readings are those that share nothing."""

from datetime import date

import pytest

from phocap.language.compile import compile_rules
from phocap.language.load import load_pack
from phocap.language.registry import Registry
from phocap.shipped import vn_rules

PACK = load_pack(vn_rules())
FILES = [
    ("primary", date(2022, 9, 30)),
    ("literacy", date(2022, 9, 30)),
    ("primary-right-age", date(2013, 9, 30)),
    ("national-standard-school", date(2021, 10, 31)),
    ("national-standard-school", date(2026, 9, 30)),
]


@pytest.mark.parametrize(("programme", "day"), FILES)
def test_what_choices_share_is_what_each_compiles_to(programme: str, day: date) -> None:
    """Every reading and option: of a measure, a window, a suspension, or of whether a condition is asked."""
    in_force = Registry(PACK).in_force(programme, day)
    default = {name: options[0] for name, options in in_force.readings.items()}
    for name, options in in_force.readings.items():
        for option in options:
            choice = {**default, name: option}
            alone = compile_rules(PACK, in_force.id, in_force.law, in_force.file.sha256, day, choice)
            assert in_force.rules(choice) == alone, (name, option)
