"""The shipped rules, loaded once for all tests of the check."""

import pytest

from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.shipped import vn_rules


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(vn_rules())
