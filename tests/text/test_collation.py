"""Vietnamese order: letters, then tones, then small before capital letters."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phocap.text.collation import collation_key


@pytest.mark.parametrize(
    "ordered",
    [
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ",
        "ư ừ ử ữ ứ ự v",
        "đ Đ e E é É ê Ê",
        "dung dũng Dũng đu đung",
        "f g h i j k v w x y z",
    ],
)
def test_words_are_ordered(ordered: str) -> None:
    words = ordered.split()
    mixed = words[::-1]
    assert sorted(mixed, key=collation_key) == words


@pytest.mark.parametrize(
    "ordered",
    [
        ["Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bến Tre", "Bình Dương", "Bình Định", "Bình Phước"],
        ["Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Gia Lai"],
        ["Tân An", "Tấn An", "Tân Ân", "Tân Bình", "Tân Đông"],
        ["Phường 1", "Phường 2", "Phường An Hòa", "Phường Ô Chợ Dừa", "Xã An Bình"],
        ["an", "An", "ân", "Ân", "ba"],
    ],
)
def test_names_are_ordered(ordered: list[str]) -> None:
    for mixed in itertools.islice(itertools.permutations(ordered), 200):
        assert sorted(mixed, key=collation_key) == ordered


@given(st.text(alphabet="aăâdđeêoôơuưyAĂĐ -1\u0300\u0301\u0323áằữợĐ", max_size=12))
def test_the_form_of_unicode_makes_no_difference(text: str) -> None:
    assert collation_key(unicodedata.normalize("NFC", text)) == collation_key(unicodedata.normalize("NFD", text))
