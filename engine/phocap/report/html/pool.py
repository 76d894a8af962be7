"""Values that stand in many places, kept once: each is named by its place in the list of the distinct ones."""

from dataclasses import field
from typing import Any

from phocap.explain.labels import Labels
from phocap.explain.wrap import clean
from phocap.text.language import Bilingual, Lang
from phocap.value import dataclass

Json = Any
Pool = dict[Any, int]
"""Distinct values with their places, in the order in which they were met."""


def place_of(value: Any, pool: Pool) -> int:
    """Return the place of a value among the distinct ones."""
    return pool.setdefault(value, len(pool))


@dataclass
class Texts:
    """The texts of a page in both languages."""

    labels: Labels
    _texts: Pool = field(default_factory=dict)
    _met: Pool = field(default_factory=dict)

    def data(self) -> list[Json]:
        """Return the texts in the order of their places."""
        return [pair(text) for text in self._texts]

    def text(self, vi: str, en: str) -> int:
        """Return the place of a text."""
        met = vi, en
        if met not in self._met:
            self._met[met] = place_of(Bilingual(clean(vi), clean(en)), self._texts)
        return self._met[met]

    def both(self, make: Any, *arguments: Any, **rest: Any) -> int:
        """Return the text that ``make(…, lang)`` says."""
        return self.text(make(*arguments, Lang.VI, **rest), make(*arguments, Lang.EN, **rest))

    def each(self, make: Any, *arguments: Any) -> list[int]:
        """Return the texts that ``make(…, lang, labels)`` lists."""
        vi, en = list(make(*arguments, Lang.VI, self.labels)), list(make(*arguments, Lang.EN, self.labels))
        return [self.text(*told) for told in zip(vi, en, strict=True)]


def pair(text: Bilingual) -> str | list[str]:
    """Return a text as the page holds it: once where both languages say the same."""
    return text.vi if text.vi == text.en else [text.vi, text.en]
