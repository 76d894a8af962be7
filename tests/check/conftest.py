"""The shipped rules, loaded once for all tests of the check."""

import pytest

from phocap.language.pack import Pack, load_pack
from phocap.shipped import vn_rules


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(vn_rules())
