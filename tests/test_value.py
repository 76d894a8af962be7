"""Our data classes are those of the library: what one does the other does."""

import copy
import dataclasses
import operator
import pickle
import sys
import types
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from phocap import value


def classes(made: Callable[..., Any]) -> dict[str, Any]:
    """Return classes of many kinds, decorated by ``made``."""

    @made
    class Open:
        a: int
        b: list[int] = dataclasses.field(default_factory=list)
        c: int = dataclasses.field(default=7, init=False)
        d: int = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            self.d = self.a + 1

    @made(frozen=True)
    class Frozen:
        a: int
        b: str = "x"
        c: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)
        d: int = dataclasses.field(default=0, compare=False, repr=False)

        @cached_property
        def twice(self) -> int:
            return 2 * self.a

    @made(frozen=True)
    class Below(Frozen):
        e: int = 5

    @made(frozen=True, slots=True)
    class Slots:
        a: int
        b: tuple[int, ...] = ()

    @made(frozen=True)
    class Own:
        a: int

        def __hash__(self) -> int:
            return 11

        def __repr__(self) -> str:
            return "own"

    @made(frozen=True, eq=False)
    class Itself:
        a: int

    @made(frozen=True)
    class Empty:
        pass

    @made(frozen=True, order=True)
    class Ordered:
        a: int

    found = [Open, Frozen, Below, Slots, Own, Itself, Empty, Ordered]
    return {kind.__name__: kind for kind in found}


OURS, THEIRS = classes(value.dataclass), classes(dataclasses.dataclass)
MADE = {
    "Open": [(1,), (1, [2])],
    "Frozen": [(1,), (1, "x"), (2, "y", {"z": 1}), (1, "x", {}, 9)],
    "Below": [(1,), (1, "x", {}, 0, 6)],
    "Slots": [(1,), (1, (2,))],
    "Own": [(1,), (2,)],
    "Empty": [()],
    "Ordered": [(1,), (2,)],
}


def outcome(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception as error:
        return type(error), str(error)


@pytest.mark.parametrize("name", MADE)
def test_they_are_made_shown_compared_and_hashed_alike(name: str) -> None:
    ours, theirs = ([kind(*given) for given in MADE[name]] for kind in (OURS[name], THEIRS[name]))
    assert [repr(one) for one in ours] == [repr(one) for one in theirs]
    assert [dataclasses.astuple(one) for one in ours] == [dataclasses.astuple(one) for one in theirs]
    assert [[a == b for b in ours] for a in ours] == [[a == b for b in theirs] for a in theirs]
    assert [outcome(lambda x=x: hash(x)) for x in ours] == [outcome(lambda x=x: hash(x)) for x in theirs]
    assert OURS[name].__match_args__ == THEIRS[name].__match_args__
    for wrong in ((), (1, 2, 3, 4, 5, 6, 7)):
        assert outcome(lambda w=wrong: repr(OURS[name](*w))) == outcome(lambda w=wrong: repr(THEIRS[name](*w)))


@pytest.mark.parametrize("sign", ["lt", "le", "gt", "ge"])
@pytest.mark.parametrize("name", ["Ordered", "Own"])
def test_they_are_ordered_alike(name: str, sign: str) -> None:
    """One that has no order says so, and so does one beside another kind."""
    compare = getattr(operator, sign)
    ours, theirs = ([kind(1), kind(2), 1] for kind in (OURS[name], THEIRS[name]))
    found, wanted = ([outcome(lambda a=a, b=b: compare(a, b)) for a in x for b in x] for x in (ours, theirs))
    assert found == wanted


@pytest.mark.parametrize("name", ["Frozen", "Below", "Slots", "Own", "Itself", "Open"])
def test_they_change_alike(name: str) -> None:
    ours, theirs = OURS[name](1), THEIRS[name](1)
    for act in (lambda one: setattr(one, "a", 2), lambda one: dataclasses.replace(one, a=3).a):
        assert outcome(lambda act=act: act(ours)) == outcome(lambda act=act: act(theirs))
    assert ours.a == theirs.a
    with pytest.raises(dataclasses.FrozenInstanceError) if name != "Open" else pytest.raises(AttributeError):
        del ours.a
        del ours.a


def test_what_is_itself_equals_only_itself() -> None:
    one = OURS["Itself"](1)
    assert one == one
    assert one != OURS["Itself"](1)
    assert len({one, OURS["Itself"](1)}) == 2


@value.dataclass(frozen=True)
class Kept:
    a: int

    @cached_property
    def twice(self) -> int:
        return 2 * self.a


@value.dataclass(frozen=True, slots=True)
class KeptSlots:
    a: int


@pytest.mark.parametrize("kind", [Kept, KeptSlots])
def test_they_are_copied_and_kept(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, kind.__module__, types.SimpleNamespace(Kept=Kept, KeptSlots=KeptSlots))
    for same in (copy.deepcopy(kind(4)), copy.copy(kind(4)), pickle.loads(pickle.dumps(kind(4)))):
        assert same == kind(4)
    assert hasattr(kind(4), "__dict__") == (kind is Kept)
    assert Kept(4).twice == 8
