"""Rows that may be one person: within a commune and between communes, with a score and its reasons.

Only pairs that agree in all columns of a block are looked at, so the cost follows the size of blocks, not the square
of the number of persons.
"""

import difflib
from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from phocap.faults import Fault, Severity
from phocap.forms.survey import FILE, ROW, Survey
from phocap.model.persons import Duplicates, Trait
from phocap.text.language import Bilingual

_AT: Final = "at"
_OTHER: Final = "_other"
_SWAPPED_ROWS: Final = "swapped"
_ALIKE: Final = Bilingual("{title} gần giống", "{title} nearly so")
_SWAPPED: Final = Bilingual("ngày và tháng đổi chỗ", "day and month swapped")


def duplicates(surveys: Sequence[Survey], most: int) -> Iterator[Fault]:
    """Yield the rows that may be a person who has a row already, each with the best match before it; at most ``most``.

    Persons who left, died or are registered elsewhere may well stand in two communes and are left out.
    """
    for rule in _rules(surveys):
        alike = [survey for survey in surveys if survey.layout.duplicates is rule]
        everyone = _everyone(rule, alike)
        found = sorted(_scored(rule, everyone, _pairs(rule, everyone)), key=lambda pair: (pair[1], -pair[2], pair[0]))
        best: dict[int, tuple[int, int, list[Bilingual]]] = {}
        for first, second, score, reasons in found:
            best.setdefault(second, (first, score, reasons))
        for second, (first, score, reasons) in list(best.items())[:most]:
            (told, file, row), (at, of, line) = (everyone.row(one)[1:4] for one in (first, second))
            column = next(iter(rule.traits))
            place = alike[told].place(file, row, column)
            facts = {"first": str(place), "score": score, "reasons": reasons}
            yield Fault("survey-duplicate", alike[at].place(of, line, column), facts, Severity.WARNING)


def _rules(surveys: Sequence[Survey]) -> list[Duplicates]:
    found: list[Duplicates] = []
    for survey in surveys:
        rule = survey.layout.duplicates
        if rule is not None and not any(rule is other for other in found):
            found.append(rule)
    return found


def _everyone(rule: Duplicates, surveys: Sequence[Survey]) -> pl.DataFrame:
    """Return the traits of all persons who count, numbered in the order of their rows."""
    frames = [
        survey.persons.filter(survey.conditions().all_of(rule.where)).select(
            pl.lit(at, pl.Int32).alias("survey"), FILE, ROW, *rule.traits
        )
        for at, survey in enumerate(surveys)
    ]
    return pl.concat(frames, how="vertical_relaxed").with_row_index(_AT)


def _pairs(rule: Duplicates, everyone: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that agree in a block and whose points, nearly equal names counted in full, may be enough.

    There are millions of pairs: they hold numbers that stand for texts, and only what a score needs.
    """
    texts = [name for name, kind in everyone.schema.items() if kind == pl.String]
    numbered = {name: pl.col(name).cast(pl.Categorical).to_physical() for name in texts}
    coded = everyone.select(_AT, *(numbered.get(name, pl.col(name)).cast(pl.Int32) for name in rule.traits))
    found = []
    for block in rule.blocks:
        filled = coded.drop_nulls(block)
        small = filled.filter(pl.len().over(block).is_between(2, rule.largest_block))
        pairs = small.join(small, on=block, suffix=_OTHER, coalesce=False).filter(pl.col(_AT) < pl.col(_AT + _OTHER))
        likely = pairs.with_columns(_swapped(rule).alias(_SWAPPED_ROWS)).filter(_reachable(rule))
        found.append(likely.select(_AT, _AT + _OTHER, _SWAPPED_ROWS))
    return pl.concat(found).unique([_AT, _AT + _OTHER]).sort(_AT, _AT + _OTHER)


def _equal(name: str) -> pl.Expr:
    return (pl.col(name) == pl.col(name + _OTHER)).fill_null(False)


def _reachable(rule: Duplicates) -> pl.Expr:
    """Return whether the score is enough if names that differ turn out to be nearly the same."""
    doubled: pl.Expr = pl.lit(0)
    possible: pl.Expr = pl.lit(0)
    for name, trait in rule.traits.items():
        half = pl.col(_SWAPPED_ROWS) if name in rule.swapped else pl.lit(trait.alike)
        doubled += pl.when(_equal(name)).then(2).when(half).then(1).otherwise(0) * trait.points
        blank = pl.col(name).is_null() & pl.col(name + _OTHER).is_null() if trait.optional else pl.lit(False)
        possible += (~blank).cast(pl.Int32) * (2 * trait.points)
    return doubled * 100 >= possible * rule.least


def _swapped(rule: Duplicates) -> pl.Expr:
    if len(rule.swapped) != 2:
        return pl.lit(False)
    one, two = rule.swapped
    crossed = (pl.col(one) == pl.col(two + _OTHER)) & (pl.col(two) == pl.col(one + _OTHER))
    return (crossed & (pl.col(one) != pl.col(two))).fill_null(False)


def _scored(
    rule: Duplicates, everyone: pl.DataFrame, likely: pl.DataFrame
) -> Iterator[tuple[int, int, int, list[Bilingual]]]:
    """Yield the pairs whose score is enough: points of what is equal, half of them for what is nearly so."""
    traits = everyone.select(_AT, *rule.traits)
    pairs = likely.join(traits, on=_AT, maintain_order="left")
    others = traits.rename({name: name + _OTHER for name in traits.columns})
    pairs = pairs.join(others, on=_AT + _OTHER, maintain_order="left")
    for row in pairs.iter_rows(named=True):
        doubled, possible = 0, 0
        reasons: list[Bilingual] = []
        swapped = row[_SWAPPED_ROWS]
        for name, trait in rule.traits.items():
            one, other = row[name], row[name + _OTHER]
            if one is None and other is None and trait.optional:
                continue
            possible += 2 * trait.points
            if one is not None and one == other:
                doubled += 2 * trait.points
                reasons.append(Bilingual(trait.title.vi, trait.title.en))
            elif name in rule.swapped and swapped:
                doubled += trait.points
            elif trait.alike and _are_alike(rule, one, other):
                doubled += trait.points
                reasons.append(_nearly(trait))
            elif trait.needed:
                break
        else:
            score = 100 * doubled // possible
            if score >= rule.least:
                yield row[_AT], row[_AT + _OTHER], score, reasons + [_SWAPPED] * swapped


def _are_alike(rule: Duplicates, one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return 100 * difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= rule.alike


def _nearly(trait: Trait) -> Bilingual:
    return Bilingual(_ALIKE.vi.format(title=trait.title.vi), _ALIKE.en.format(title=trait.title.en))
