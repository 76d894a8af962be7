"""``dataclasses.dataclass``, made in a fifth of the time.

A command imports a hundred data classes, and the library compiles the text of up to six methods for each of them: a
quarter of a millisecond, which adds up to more than the reading of a record. Here ``__init__`` alone is compiled; the
others are the same few functions for all classes. What is asked for besides is left to the library.
"""

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses

    def dataclass(cls: type | None = None, /, **asked: Any) -> Any:
        """Return a class as a data class; see :func:`dataclasses.dataclass`."""
        return _made(cls, **asked) if cls is not None else lambda named: _made(named, **asked)

    def _made(
        cls: type, *, frozen: bool = False, eq: bool = True, slots: bool = False, order: bool = False, **rest: Any
    ) -> type:
        if rest:
            return dataclasses.dataclass(cls, frozen=frozen, eq=eq, slots=slots, order=order, **rest)
        own = vars(cls).keys()
        hashed = "__hash__" in own and vars(cls)["__hash__"] is not None
        made = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=slots)
        fields = dataclasses.fields(made)
        new = {"__init__": _init(made, fields), "__repr__": _repr}
        if eq:
            get = _getter([field.name for field in fields if field.compare])
            new |= {"__eq__": _compared(operator.eq, get)}
            if order:
                new |= {f"__{sign}__": _compared(getattr(operator, sign), get) for sign in ("lt", "le", "gt", "ge")}
            if not hashed:
                hashes = [field.name for field in fields if (field.compare if field.hash is None else field.hash)]
                made.__hash__ = _hash(_getter(hashes)) if frozen else None
        if frozen:
            new |= {"__setattr__": _keep, "__delattr__": _keep}
        if slots:
            new |= {"__setstate__": _restore}
        for name, method in new.items():
            if name not in own:
                setattr(made, name, method)
        return made

    def _init(cls: type, fields: tuple[dataclasses.Field, ...]) -> Callable[..., None]:
        space: dict[str, Any] = {"put": object.__setattr__, "missing": dataclasses.MISSING}
        takes, does = ["self"], []
        for number, field in enumerate(fields):
            space |= {f"default{number}": field.default, f"make{number}": field.default_factory}
            name, otherwise = field.name, ""
            parameter = value = name
            if field.default_factory is not dataclasses.MISSING:
                otherwise = f"make{number}()"
                parameter, value = f"{name}=missing", f"{otherwise} if {name} is missing else {name}"
            elif field.default is not dataclasses.MISSING:
                otherwise = f"default{number}"
                parameter = f"{name}={otherwise}"
            if field.init:
                takes.append(parameter)
                does.append(f"put(self, {name!r}, {value})")
            elif otherwise:
                does.append(f"put(self, {name!r}, {otherwise})")
        if hasattr(cls, "__post_init__"):
            does.append("self.__post_init__()")
        exec(f"def __init__({', '.join(takes)}):\n " + "\n ".join(does or ["pass"]), space)
        made = space["__init__"]
        made.__qualname__, made.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
        return made

    def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
        if len(names) > 1:
            return operator.attrgetter(*names)
        return lambda value: tuple(getattr(value, name) for name in names)

    def _compared(
        compare: Callable[[Any, Any], bool], get: Callable[[Any], tuple[Any, ...]]
    ) -> Callable[[Any, object], bool]:
        def method(self: Any, other: object) -> bool:
            return compare(get(self), get(other)) if other.__class__ is self.__class__ else NotImplemented

        return method

    def _hash(get: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
        def __hash__(self: Any) -> int:
            return hash(get(self))

        return __hash__

    def _repr(self: Any) -> str:
        shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _keep(self: Any, name: str, *_: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _restore(self: Any, state: tuple[None, dict[str, Any]]) -> None:
        for name, value in state[1].items():
            object.__setattr__(self, name, value)
