"""Texts that stand in one language only (PC104)."""

from collections.abc import Iterator

from phocap.check.finding import Finding
from phocap.check.structure.trees import Trees, named

LANGUAGES = {"vi", "en"}


def find(trees: Trees) -> Iterator[Finding]:
    """Yield texts that are empty in a language, or the same in both though they are more than a name or a number."""
    for path, node in trees.walk():
        children = node.value if isinstance(node.value, dict) else {}
        if children.keys() == LANGUAGES:
            texts = [str(children[lang].raw).strip() for lang in sorted(LANGUAGES)]
            same = texts[0] == texts[1] and sum(word.isalpha() for word in texts[0].split()) > 1
            if same or not all(texts):
                yield Finding("PC104", node.place, {"text": max(texts)}, about=named(path))
