"""Names that are safe inside the engine and that a person can still read.

The engine parses rule names and values by itself and compares digits as text, so an id is written with ASCII
letters, digits and ``. _ -`` only and never begins with a digit. Derived names hold a ``/``, which no id keeps.
"""

import re
from collections.abc import Iterable

_LONGEST = 60


def symbols_for(ids: Iterable[str]) -> dict[str, str]:
    """Return a distinct symbol for each distinct id, the id itself where it is safe as it stands."""
    symbols: dict[str, str] = {}
    taken: set[str] = set()
    for name in ids:
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)[:_LONGEST]
        plain = plain if plain[:1].isalpha() else f"_{plain}"
        symbol, again = plain, 1
        while symbol in taken:
            again += 1
            symbol = f"{plain}~{again}"
        taken.add(symbol)
        symbols[name] = symbol
    return symbols


def is_derived(symbol: str) -> bool:
    """Whether the symbol names something the rules made up, not an id of the logic."""
    return "/" in symbol
