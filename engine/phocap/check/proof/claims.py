"""The form of a question to the solver: what is asked of which rule, and how answers of many subjects go together."""

from collections.abc import Callable, Iterator

from phocap.check.finding import Finding
from phocap.check.proof.bench import Encoded
from phocap.faults import Place
from phocap.value import dataclass


@dataclass(frozen=True)
class Claim:
    """One question: ``ask`` returns None, or how to make the finding; its records are looked for only then.

    A finding ``everywhere`` counts only when it holds of every subject that has the rule, as "never" does; any
    other as soon as it holds of one.
    """

    id: str
    about: str
    """What it is about, the same for all subjects; see :attr:`Finding.about`."""
    place: Place
    ask: "Ask"
    everywhere: bool = False
    instrument: str = ""
    """Whose text of a condition is meant, where several have it."""


Show = Callable[[], Finding]
"""Makes a finding, with its records."""

Ask = Callable[[], Show | None]

Check = Callable[[Encoded], Iterator[Claim]]
"""A check: the questions that it has about one subject."""
