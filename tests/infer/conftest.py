"""Back ends under test."""

import pytest

from phocap.infer import Inference, choose

ABSENT = "durable-rules is not installed (it does not build on Python 3.13 and later nor on Windows)"


@pytest.fixture(params=["reference", "durable"])
def back_end(request: pytest.FixtureRequest) -> Inference:
    """Each back end in turn."""
    if request.param == "durable":
        pytest.importorskip("durable.engine", reason=ABSENT)
    return choose(request.param)
