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


class Key(NamedTuple):
    """What a key holds, and an example of its value."""

    text: Bilingual
    example: Any


@cache
def keys() -> Mapping[str, Mapping[str, Key]]:
    """Return what is said of every key, by the name of its model and its own."""
    data = files("phocap.language").joinpath("keys.yaml").read_bytes()
    said: Any = plain(read_documents(Source("keys.yaml", data))[0])
    return {
        model: {name: Key(Bilingual(found["vi"], found["en"]), found.get("example")) for name, found in listed.items()}
        for model, listed in said.items()
    }
