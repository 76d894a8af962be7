"""Set-up of all tests: how many examples Hypothesis tries, and the results that several folders print."""

import gc
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import pytest
from hypothesis import settings

settings.register_profile("default", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("deep", derandomize=False, deadline=None, print_blob=True, max_examples=5_000)
settings.load_profile("default")

# As the command does: packs and results are kept and no garbage; looking through them took a fifth of the time.
gc.set_threshold(100_000, 20, 20)


def pytest_configure(config: pytest.Config) -> None:
    """Take many examples when the deep tests are asked for; ``--hypothesis-profile`` goes before."""
    if config.getoption("markexpr") == "deep" and not config.getoption("--hypothesis-profile", None):
        settings.load_profile("deep")


@pytest.fixture(scope="session", autouse=True)
def _one_pack() -> Iterator[None]:
    """Let all commands of this process share the rules that ship; to read them anew took each of hundreds a while."""
    from phocap.language import kept
    from phocap.shipped import vn_rules

    real, shipped = kept.kept_pack, vn_rules()
    pack = cache(real)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "kept_pack", lambda root: pack(root) if root == shipped else real(root))
        yield


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """Return the module of results to print."""
    import samples

    return samples
