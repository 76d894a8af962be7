"""What the law calls the tiers, flags and readings that a result names by their ids."""

from collections.abc import Mapping
from dataclasses import field

from phocap.model.base import Text
from phocap.model.result import ReadingUsed, Result
from phocap.text.language import Lang
from phocap.value import dataclass


@dataclass(frozen=True)
class Labels:
    """Labels by kind and id; what has no label is called by its id."""

    texts: Mapping[tuple[str, str], Text] = field(default_factory=dict)

    @classmethod
    def of(cls, result: Result) -> "Labels":
        """Return the labels that a result carries."""
        return cls({(label.kind, label.id): label.text for label in result.labels})

    def find(self, kind: str, name: str, lang: Lang) -> str | None:
        """Return a label in a language, or None."""
        text = self.texts.get((kind, name))
        return text[lang] if text else None

    def get(self, kind: str, name: str, lang: Lang) -> str:
        """Return a label in a language, or the id itself."""
        return self.find(kind, name, lang) or name

    def option(self, used: ReadingUsed, lang: Lang) -> str:
        """Return what an option of a reading is called."""
        return self.find("option", f"{used.reading}={used.option}", lang) or used.option
