"""Data as JSON: the same bytes as the json module writes."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from phocap.text.as_json import compact, pretty

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(TEXTS, inner),
)


@given(DATA)
def test_bytes_are_those_of_the_json_module(data: Any) -> None:
    assert pretty(data) == json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    assert compact(data) == json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
