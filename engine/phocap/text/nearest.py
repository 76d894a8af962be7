"""Names that were probably meant: for messages about unknown names, and for joining unit names."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CUTOFF = 0.58
"""Of difflib's ratio: a third of the letters may differ, or one of the two names lack its first half."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Grave, acute, tilde, hook above, dot below: the five written tones, as combining characters."""

_TONE_IN_WORD = re.compile(rf"([{_TONES}])([^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|[\u0300-\u036f]+)")
_SPACES = re.compile(r"\s+")
_DASH = re.compile(r"\s*[-\u2010-\u2015]\s*")
_LOOKALIKES = str.maketrans({"ð": "đ", "\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'"})
_IGNORED = re.compile(r"[\s_\-\u0300-\u036f]+")


def nearest(word: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """Return the candidates most like ``word``, best first, at most ``limit``.

    Case, diacritics, spaces, underscores and dashes do not count as differences: officers type
    ``Tien-Noi`` for ``tiên_nội``. The list is empty when nothing is near enough to be worth showing.
    """
    wanted, names = search_key(word), dict.fromkeys(candidates)
    if not wanted or not names or limit < 1:
        return []
    import difflib  # only after a mistake

    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    scored: list[tuple[float, str]] = []
    for candidate in names:
        matcher.set_seq1(search_key(candidate))
        # The two quick bounds spare the full comparison for nearly every candidate of a long list.
        if matcher.real_quick_ratio() >= _CUTOFF and matcher.quick_ratio() >= _CUTOFF:
            score = matcher.ratio()
            if score >= _CUTOFF:
                scored.append((-score, candidate))
    return [candidate for _, candidate in sorted(scored)[:limit]]


@lru_cache(maxsize=1 << 16)
def name_key(text: str) -> str:
    """Return a key under which two spellings of one unit name are equal.

    Case, white space, the form of Unicode, the place of the tone mark (Hoà / Hòa, Thuỷ / Thủy), dashes,
    apostrophes and Icelandic ð for đ make no difference. Which letters and which tones there are does:
    Tân and Tấn, Đa and Da stay apart. The key is for comparing, not for showing.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_LOOKALIKES)
    apart = unicodedata.normalize("NFD", _DASH.sub("-", _SPACES.sub(" ", folded.strip())))
    # A syllable has one tone, so where in it the mark stands says nothing: it goes to the end of the word.
    return unicodedata.normalize("NFC", _TONE_IN_WORD.sub(r"\2\1", apart))


def search_key(text: str) -> str:
    """Return a text as it is searched for: without case, diacritics, spaces, underscores and dashes."""
    apart = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d").replace("ð", "d")
    return _IGNORED.sub("", apart)
