"""What every key of the files of a pack holds, with an example: the one owner of hover texts and of the reference."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from phocap.source.files import Source
from phocap.source.yaml import plain, read_documents
from phocap.text.language import Bilingual

THIS: Final = "this"
"""Under this name stands what is said of a part itself."""

RULES: Final = "keys.yaml"
FORMS: Final = "keys_forms.yaml"
DOCUMENTS: Final = "keys_documents.yaml"
"""The files of texts: of rules with all that is named in them, of layouts in forms/, of those in documents/."""


class Key(NamedTuple):
    """What a key holds, and an example of its value."""

    text: Bilingual
    example: Any


@cache
def keys(file: str = RULES) -> Mapping[str, Mapping[str, Key]]:
    """Return what a file of texts says of every key, by the name of its model and its own."""
    data = files("phocap.language").joinpath(file).read_bytes()
    said: Any = plain(read_documents(Source(file, data))[0])
    return {
        model: {name: Key(Bilingual(found["vi"], found["en"]), found.get("example")) for name, found in listed.items()}
        for model, listed in said.items()
    }
