"""What the commands print on real records and on the rules, in both languages, at 100 columns."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

COMMANDS = {
    "evaluate-ha-nam": "evaluate cases/ha-nam-2013 --programme primary-right-age",
    "evaluate-quy-hop": "evaluate cases/quy-hop-2021",
    "evaluate-duong-minh-chau": "evaluate cases/duong-minh-chau-2016 --require-level 3",
    "evaluate-require": "evaluate cases/ha-nam-2013 --programme primary-right-age --require-level 2",
    "explain-ha-nam-unit": "explain cases/ha-nam-2013 --programme primary-right-age --unit phủ=lý",
    "explain-ha-nam-province": "explain cases/ha-nam-2013 --programme primary-right-age --unit Hà=Nam --level 2",
    "explain-quy-hop": "explain cases/quy-hop-2021 --level 3",
    "explain-duong-minh-chau": "explain cases/duong-minh-chau-2016 --programme primary --level 3 --whole",
    "plan-duong-minh-chau": "plan cases/duong-minh-chau-2016 --programme primary --level 3",
    "rules-list": "rules list",
    "rules-show": "rules show primary --as-of 2021-10-31",
    "rules-show-latest": "rules show primary --tier province",
    "rules-show-ended": "rules show primary --instrument 36/2009/TT-BGDĐT",
    "rules-show-right-age": "rules show primary-right-age --as-of 2013-10-31 --tier district",
    "rules-show-trial": "rules show basic --as-of 2004-01-01 --rules tests/cli/pack",
    "rules-list-trial": "rules list --rules tests/cli/pack",
    "rules-check": "rules check lower-secondary literacy --ignore PC102,PC205 --accepted",
    "rules-check-sound": "rules check --rules tests/packs/ruritania --as-of 2026-01-31",
    "rules-test-sound": "rules test --rules tests/packs/ruritania --coverage --mutate",
    "rules-test-gaps": "rules test --rules tests/cli/pack --coverage --mutate",
    "rules-test-target": "rules test target-ha-nam --coverage",
    "rules-diff": "rules diff decree-20-2014/primary@2020-01-01 decree-20-2014/primary --on cases/quy-hop-2021",
    "rules-list-ruritania": "rules list --rules tests/packs/ruritania",
    "rules-show-ruritania": "rules show good-school --rules tests/packs/ruritania",
    "rules-coverage-1997": "rules coverage 14-GDĐT",
    "rules-coverage-1999": "rules coverage decision-28-1999",
    "rules-coverage-trial": "rules coverage --rules tests/cli/pack",
    "data-check": "data check cases/ha-nam-2013 cases/quy-hop-2021",
    "data-template": "data template --programme primary --tier district --as-of 2021-10-31",
    **{
        f"help{''.join(f'-{name}' for name in command.split())}": f"{command} --help".strip()
        for command in (
            *("", "evaluate", "explain", "plan", "report", "compare", "verify"),
            *("rules", "rules list", "rules show", "rules check", "rules coverage", "rules schema"),
            *("rules test", "rules diff", "rules new"),
            *("data", "data template", "data check", "data convert", "data figures", "data synth"),
            "data reconcile",
        )
    },
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed(run: Callable[..., Any], golden: Callable[..., None], name: str, lang: str) -> None:
    ran = run(*(word.replace("=", " ") for word in COMMANDS[name].split()), "--lang", lang)
    golden(f"{name}.{lang}", ran)
    for line in (ran.out + ran.err).splitlines():
        assert len(line) <= 100, line
    assert unicodedata.is_normalized("NFC", ran.out + ran.err)
