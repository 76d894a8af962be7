"""The shipped rules, loaded once for all tests of the intake."""

from dataclasses import replace

import pytest

from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.base import Text
from phocap.model.vocabulary import Expression, Field, Kind, Measure
from phocap.shipped import vn_rules


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(vn_rules())


@pytest.fixture(scope="session")
def wide_pack(pack: Pack) -> Pack:
    """The shipped rules and what a pack may have that these do not: fields of one tier, a measure that counts."""
    fields = {
        **pack.words.fields,
        "yard.trees": Field(label=Text(vi="Số cây trong sân", en="Trees in the yard"), tiers=["school"]),
        "fence": Field(label=Text(vi="Có hàng rào", en="There is a fence"), kind=Kind.FINDING, tiers=["school"]),
    }
    count = Expression(sum=["primary.classes"])
    measures = {
        **pack.words.measures,
        "classes_open": Measure(title=Text(vi="Số lớp", en="Number of classes"), count=count),
    }
    return replace(pack, words=replace(pack.words, fields=fields, measures=measures))
