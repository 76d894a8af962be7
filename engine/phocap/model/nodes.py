"""Ids of the nodes of a proof, by which other programs can point at them.

``commune:13318@2021-10-31/primary/level-3/enrolment-6`` is a condition of a level of a verdict of a unit on a day;
a shorter one is the level, the verdict. An id rests on the unit, the day, the programme and the ids of the rule file
alone: neither other units nor further conditions nor the order of anything change it.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from phocap.model.result import ConditionResult, LevelResult, UnitName, Verdict


def unit_node(unit: UnitName) -> str:
    """Return ``commune:13318``, or without a code ``commune:~Xã_Ví_Dụ~huyện_Mẫu``: the name and the parent's.

    A parent that has a code stands as ``~:code``.
    """
    if unit.code is not None:
        return f"{unit.tier}:{_escaped(unit.code)}"
    parts = [_escaped(unit.name)]
    if unit.parent_code is not None:
        parts.append(f":{_escaped(unit.parent_code)}")
    elif unit.parent is not None:
        parts.append(_escaped(unit.parent))
    return f"{unit.tier}:~{'~'.join(parts)}"


def verdict_node(verdict: Verdict) -> str:
    """Return ``commune:13318@2021-10-31/primary``: the same unit may be judged on several days."""
    return f"{unit_node(verdict.unit)}@{verdict.as_of.isoformat()}/{verdict.programme}"


def level_node(verdict: Verdict, level: LevelResult) -> str:
    """Return the verdict's id and ``level-3``."""
    return f"{verdict_node(verdict)}/level-{level.level}"


def condition_node(above: str, condition: ConditionResult) -> str:
    """Return the id of what a condition belongs to and its own: a member stands below its quorum.

    A year of a window carries the year: ``trained/trained@2019``.
    """
    return f"{above}/{condition.id}"


def nodes(above: str, conditions: Iterable[ConditionResult]) -> Iterator[tuple[str, ConditionResult]]:
    """Yield conditions with their ids, members after what they belong to, as :func:`phocap.model.result.walk` does."""
    for condition in conditions:
        node = condition_node(above, condition)
        yield node, condition
        yield from nodes(node, condition.members)


def _escaped(text: str) -> str:
    """Return a text as part of an id, so that two texts never give one.

    Letters of any alphabet, digits, ``-`` and ``.`` stand as they are, a space is ``_``, all else is percent-encoded.
    """
    if text.isalnum():
        return text
    spaced = {" ": "_", "_": "%5F", "~": "%7E"}  # the last two would pass quote() as they are
    return "".join(c if c.isalnum() else spaced.get(c) or quote(c) for c in text).replace("/", "%2F")
