"""The two languages a user reads, and a pair of texts in them."""

from enum import StrEnum
from typing import NamedTuple


class Lang(StrEnum):
    """A language of the program's users."""

    VI = "vi"
    EN = "en"


class Bilingual(NamedTuple):
    """One text in Vietnamese and English."""

    vi: str
    en: str

    def __getitem__(self, key: object) -> str:  # type: ignore[override]
        """Return the text in a language: ``title[Lang.VI]``."""
        return self.vi if key == Lang.VI else self.en
