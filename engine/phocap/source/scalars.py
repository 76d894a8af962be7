"""What a plain YAML scalar means under the core schema of YAML 1.2.

PyYAML resolves by YAML 1.1, where ``NO`` is false, ``12:30`` is 750 and a float has lost what was written.
"""

import re
from decimal import Decimal
from typing import Final

Scalar = None | bool | int | Decimal | str

LONGEST_NUMBER: Final = 40
"""Characters; longer digits are a mistake, and turning thousands of them into a number takes very long."""

_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DECIMAL_INT = re.compile(r"[-+]?[0-9]+")
_BASED_INT = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?(?P<exponent>[0-9]+))?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_STARTS = frozenset("0123456789+-.")


def resolve(raw: str) -> Scalar:
    """Return the value of a plain scalar; whatever is no null, yes/no or number is text.

    Raises:
        ValueError: ``yaml-not-finite`` or ``yaml-number-too-long``: the id of the fault.
    """
    if raw in _WORDS:
        return _WORDS[raw]
    if raw[0] not in _STARTS:
        return raw
    based = _BASED_INT.fullmatch(raw)
    exact = _DECIMAL_INT.fullmatch(raw)
    broken = None if based or exact else _FLOAT.fullmatch(raw)
    if not (based or exact or broken):
        if _NOT_FINITE.fullmatch(raw):
            raise ValueError("yaml-not-finite")
        return raw
    if len(raw) > LONGEST_NUMBER or (broken and int(broken["exponent"] or 0) > LONGEST_NUMBER):
        raise ValueError("yaml-number-too-long")
    if exact:
        return int(raw)
    return int(raw, 0) if based else Decimal(raw)
