"""Which back end is used."""

import sys

import pytest

import phocap.infer
from phocap.infer import choose


def test_durable_by_default_and_the_same_each_time() -> None:
    pytest.importorskip("durable.engine", reason="durable-rules is not installed")
    assert choose().name.startswith("durable-rules ")
    assert choose() is choose("durable") is choose(name="durable")


def test_reference_by_name() -> None:
    assert choose("reference").name == "reference"
    assert choose("reference") is choose(name="reference")


def test_a_wrong_name_names_the_right_ones() -> None:
    with pytest.raises(ValueError, match="'drools'; there are durable and reference"):
        choose("drools")


def test_reference_where_durable_rules_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    phocap.infer._load.cache_clear()
    monkeypatch.delitem(sys.modules, "phocap.infer.durable", raising=False)
    monkeypatch.setitem(sys.modules, "durable.engine", None)
    try:
        assert choose().name == "reference"
        with pytest.raises(ImportError):
            choose("durable")
    finally:
        phocap.infer._load.cache_clear()
