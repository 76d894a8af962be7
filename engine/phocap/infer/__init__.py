"""Inference: from the outcomes of conditions to those of criteria and levels (docs/design.md, inference).

Importing this package loads no back end; :func:`choose` loads the one that is used.
"""

from functools import lru_cache

from phocap.infer.compile import explain_rules
from phocap.infer.faults import InferenceError
from phocap.infer.port import Conclusion, Fired, Inference, Logic, Pattern, Quorum

__all__ = [
    "NAMES",
    "Conclusion",
    "Fired",
    "Inference",
    "InferenceError",
    "Logic",
    "Pattern",
    "Quorum",
    "choose",
    "explain_rules",
]

NAMES = ("durable", "reference")
"""What :func:`choose` understands."""


def choose(name: str | None = None) -> Inference:
    """Return a back end, the same instance each time: the named one, else durable-rules where it is installed.

    durable-rules does not build on Python 3.13 and later nor on Windows; there the reference stands in.

    Raises:
        ValueError: there is no back end of that name.
        ImportError: durable-rules was asked for by name and is not installed.
    """
    if name is None:
        try:
            return _load("durable")
        except ImportError:
            return _load("reference")
    if name not in NAMES:
        raise ValueError(f"no inference back end is named {name!r}; there are {' and '.join(NAMES)}")
    return _load(name)


@lru_cache
def _load(name: str) -> Inference:
    if name == "durable":
        from phocap.infer.durable import DurableInference

        return DurableInference()
    from phocap.infer.reference import ReferenceInference

    return ReferenceInference()
