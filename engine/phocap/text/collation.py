"""The order of Vietnamese words, as dictionaries and lists of names have it."""

import unicodedata
from typing import Final

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""After no tone (ngang): huyền, hỏi, ngã, sắc, nặng."""
_SHAPES: Final = "\u0306\u0302\u031b"
"""Breve, circumflex and horn make other letters; they are no tones."""

Key = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...]]


def collation_key(text: str) -> Key:
    """Return a key that sorts texts in Vietnamese order: letters first, then tones, then small before capital letters.

    ă and â follow a, đ follows d, ê e, ô and ơ o, ư u; spaces and signs stand before digits, digits before letters.
    The form of Unicode makes no difference.
    """
    letters: list[int] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for char in unicodedata.normalize("NFD", text):
        if char in _TONES and tones:
            tones[-1] = _TONES.index(char) + 1
        elif char in _SHAPES and letters:
            composed = unicodedata.normalize("NFC", _letter(letters[-1]) + char)
            letters[-1] = _rank(composed) if len(composed) == 1 else letters[-1]
        elif not unicodedata.combining(char):
            letters.append(_rank(char.casefold()[0]))
            tones.append(0)
            capitals.append(char.isupper())
    return tuple(letters), tuple(tones), tuple(capitals)


_LETTERS: Final = 0x20_0000
_DIGITS: Final = 0x11_0000
"""Above every code point: signs keep theirs, digits and then letters come after them."""


def _rank(char: str) -> int:
    at = _ALPHABET.find(char)
    if at >= 0:
        return _LETTERS + at
    if char.isalpha():
        return _LETTERS + len(_ALPHABET) + ord(char)
    return _DIGITS + ord(char) if char.isdigit() else ord(char)


def _letter(rank: int) -> str:
    at = rank - _LETTERS
    return _ALPHABET[at] if 0 <= at < len(_ALPHABET) else ""
