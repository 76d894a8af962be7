"""What is said of something that is not installed names an extra that the distribution has."""

import tomllib
from pathlib import Path

import pytest

from phocap.faults import not_installed
from phocap.register.engine import _EXTRAS
from phocap.report.forms import FORMS
from phocap.text.faults import say
from phocap.text.language import Lang
from phocap.text.messages_files import FEATURES

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("extra", FEATURES)
def test_the_feature_and_what_to_install_are_said(extra: str) -> None:
    assert extra in PROJECT["optional-dependencies"]
    for lang in Lang:
        said = say(not_installed(extra).faults[0], lang)
        assert FEATURES[extra][lang] in said
        assert f'pip install "phocap[{extra}]"' in said


def test_every_extra_that_something_asks_for_has_words() -> None:
    asked = {*_EXTRAS.values(), *(form.extra for form in FORMS.values() if form.extra)}
    assert asked <= {*FEATURES}
