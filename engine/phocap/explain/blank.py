"""A unit of which the record tells nothing: one sentence and what to give, instead of pages of open conditions."""

from collections.abc import Iterator

from phocap.explain import words
from phocap.explain.blocks import wanted
from phocap.explain.labels import Labels
from phocap.explain.wrap import wrapped
from phocap.model.outcome import Outcome
from phocap.model.result import Fact, Verdict
from phocap.text import numbers
from phocap.text.language import Lang

LISTED = 12
"""So many of the things to give are named; the form has all of them."""


def is_blank(verdict: Verdict) -> bool:
    """Whether no fact but a flag says anything."""
    told = [fact for fact in verdict.facts if not fact.id.startswith("flag:")]
    return bool(told) and all(_is_open(fact) for fact in told)


def _is_open(fact: Fact) -> bool:
    if fact.outcome is not None:
        return fact.outcome is Outcome.UNDETERMINED
    return not fact.nobody and not fact.low and fact.high in (None, 1) and not (fact.low_open or fact.high_open)


def blank(verdict: Verdict, lang: Lang, width: int, labels: Labels) -> Iterator[str]:
    """Yield what stands in the place of the levels."""
    yield ""
    yield from wrapped(words.BLANK[lang], width)
    needed = wanted(verdict.levels, lang, labels)
    yield ""
    yield f"{words.WANTED[lang]}:"
    for item in needed[:LISTED]:
        yield from wrapped(item, width, "  - ")
    if len(needed) > LISTED:
        yield f"  - {words.MORE_WANTED[lang].format(n=numbers.count(len(needed) - LISTED, lang))}"
    command = f"phocap data template --programme {verdict.programme} --tier {verdict.unit.tier} --as-of {verdict.as_of}"
    yield from wrapped(words.TEMPLATE[lang].format(command=command), width, rest="  ")
