"""The form of a message: a sentence in both languages and, where there is one, what to do."""

from typing import NamedTuple


class Message(NamedTuple):
    """``str.format`` templates over the facts of a fault; ``do_vi`` and ``do_en`` say how to mend it."""

    vi: str
    en: str
    do_vi: str = ""
    do_en: str = ""
