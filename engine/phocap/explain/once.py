"""What is said of many units in the same words: worked out once, by what it hangs on."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

_T = TypeVar("_T")


@dataclass
class Once:
    """What was said so far in the explanations of one result."""

    _said: dict[Hashable, Any] = field(default_factory=dict)

    def of(self, key: Hashable, say: Callable[[], _T]) -> _T:
        """Return what was said under this key, or say it."""
        if key not in self._said:
            self._said[key] = say()
        found: _T = self._said[key]
        return found
