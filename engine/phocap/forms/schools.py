"""Names of schools that a survey writes in two ways, so that one school may be counted as two."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Final

from phocap.faults import Fault, Severity
from phocap.forms.headers import words
from phocap.forms.survey import Survey
from phocap.forms.workbook import shown
from phocap.model.form import SchoolNames
from phocap.text.nearest import name_key

_WORD: Final = re.compile(r"[^\W_]+")

Rows = list[tuple[int, int]]
"""Files, from 0, and rows as people count them."""


def spellings(survey: Survey) -> Iterator[Fault]:
    """Yield each rarer way to write the name of a school, with its rows and the most frequent way.

    Two texts are one name when only case, spaces, signs, the place of the tone or the way to write the kind of school
    differ; with one code also when accents or the kind are left out. Numbers always tell schools apart.
    """
    rule = survey.layout.school_names
    if rule is None:
        return
    codes: dict[str, set[str]] = {}
    for table in survey.tables:
        # The same few schools stand in thousands of rows.
        for value, code in set(zip(table.column(rule.column), table.column(rule.code), strict=True)):
            if name := shown(value):
                codes.setdefault(name, set()).add(shown(code))
    groups = _groups(rule, codes)
    rows = _rows(survey, rule.column, set().union(*groups))
    for group in groups:
        usual = min(group, key=lambda text: (-len(rows[text]), text))
        first = survey.place(*rows[usual][0], rule.column)
        for text in sorted(group - {usual}):
            facts = {"value": text, "n": len(rows[text]), "rows": [str(row) for _, row in rows[text]]}
            facts |= {"right": usual, "count": len(rows[usual]), "first": str(first)}
            yield Fault("survey-school-spelling", survey.place(*rows[text][0], rule.column), facts, Severity.WARNING)


def _rows(survey: Survey, column: str, wanted: Set[str]) -> dict[str, Rows]:
    """Return the rows in which each of some texts stands."""
    found: dict[str, Rows] = {text: [] for text in wanted}
    for file, table in enumerate(survey.tables if wanted else ()):
        for row, value in table.cells(column):
            if (name := shown(value)) in wanted:
                found[name].append((file, row))
    return found


def _groups(rule: SchoolNames, codes: Mapping[str, set[str]]) -> list[set[str]]:
    """Return texts that are names of one school, where there are several."""
    keys = {text: _keys(rule, text, codes[text]) for text in sorted(codes)}
    named: dict[object, list[str]] = {}
    for text, own in keys.items():
        for key in own:
            named.setdefault(key, []).append(text)
    found, left = [], set(keys)
    for text in keys:
        group, reached = set(), [text]
        while reached:
            one = reached.pop()
            if one in left:
                left.remove(one)
                group.add(one)
                reached += (other for key in keys[one] for other in named.pop(key, ()))
        if len(group) > 1:
            found.append(group)
    return found


def _keys(rule: SchoolNames, text: str, codes: Iterable[str]) -> set[object]:
    """Return what makes two texts one name when they have it in common."""
    bare = _key(rule, text, words, kinds=False)
    return {_key(rule, text, _spelt), *((code, bare) for code in codes if code and bare)}


def _spelt(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name_key(text)))


def _key(
    rule: SchoolNames, text: str, split: Callable[[str], tuple[str, ...]], *, kinds: bool = True
) -> tuple[str, ...]:
    """Return the words of a name with its kind written in one way, or left out, and without those that are surplus."""
    said = f" {' '.join(split(text))} "
    for kind, ways in rule.kinds.items():
        for way in sorted((*ways, kind), key=len, reverse=True):
            said = said.replace(f" {' '.join(split(way))} ", f" {kind} " if kinds else " ")
    surplus = {word for text in rule.surplus for word in split(text)}
    return tuple(word for word in said.split() if word not in surplus)
