"""What closes an explanation: cautions, readings that change it, what is needed, what others published."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from phocap.explain import words
from phocap.explain.labels import Labels
from phocap.explain.once import Once
from phocap.explain.sentences import level_name, missing_names, published_sentence
from phocap.explain.wrap import wrapped
from phocap.model.outcome import Outcome
from phocap.model.result import Caution, LevelResult, ReadingUsed, Verdict, condition_id, walk
from phocap.model.rulefile import Effect
from phocap.text.language import Lang

NARROWEST_OPTIONS = 30
"""The table of readings leaves at least so many characters for the options."""


def closing(
    verdict: Verdict,
    levels: Sequence[LevelResult],
    lang: Lang,
    width: int,
    labels: Labels,
    named: Collection[str] = (),
    once: Once | None = None,
) -> Iterator[str]:
    """Yield the blocks that have something to say, a line before each; ``named`` is what was said to be missing."""
    single = len(verdict.levels) == 1
    yield from block(words.WANTED[lang], wanted(levels, lang, labels, named), width)

    def of_law() -> list[str]:
        return [
            *block(words.READINGS[lang], readings(verdict, lang, labels), width),
            *alternatives(verdict, lang, width, labels),
            *block(words.CAUTIONS[lang], cautions(verdict, levels, lang, labels), width),
        ]

    # Verdicts with the same outcomes hold the same tuples; the first is kept with what is said of it, so that no other
    # tuple takes their place.
    key = ("law", verdict.unit.tier, id(verdict.alternatives), id(verdict.readings), *(id(v.cautions) for v in levels))
    yield from (once or Once()).of(key, lambda: (verdict, of_law()))[1]
    told = (published_sentence(published, single, lang) for published in verdict.published)
    yield from block(words.PUBLISHED[lang], told, width)


def block(title: str, items: Iterable[str], width: int) -> Iterator[str]:
    """Yield a title and its items, a line before them; nothing where there are none."""
    listed = list(items)
    if listed:
        yield ""
        yield f"{title}:"
        for item in listed:
            yield from wrapped(item, width, "  - ")


def wanted(levels: Iterable[LevelResult], lang: Lang, labels: Labels, named: Collection[str] = ()) -> list[str]:
    """Return what open levels lack, each thing once, in the order of the law; without what is ``named`` already."""
    found: dict[str, None] = {}
    for level in levels:
        if level.outcome is not Outcome.UNDETERMINED:
            continue
        for condition in walk(level.conditions):
            if condition.effect is not Effect.DECIDES or condition.outcome is not Outcome.UNDETERMINED:
                continue
            lacking = zip(condition.missing, missing_names(condition, lang, labels), strict=True)
            found |= dict.fromkeys(text for name, text in lacking if name not in named)
            flag = condition.comparison.open_flag if condition.comparison else None
            if flag and f"flags.{flag}" not in named:
                found[words.FLAG_WANTED[lang].format(flag=labels.get("flag", flag, lang))] = None
    return list(found)


def readings(verdict: Verdict, lang: Lang, labels: Labels) -> Iterator[str]:
    """Yield the readings that change the result, with the option followed."""
    used = {reading.reading: reading for reading in verdict.readings}
    for name in verdict.deciding_readings:
        option = labels.option(used.get(name, ReadingUsed(name, "")), lang)
        question = labels.get("reading", name, lang)
        yield words.READING_ASKED[lang].format(question=question, option=option, reading=name)


def alternatives(verdict: Verdict, lang: Lang, width: int, labels: Labels) -> Iterator[str]:
    """Yield the table of the outcomes reading by reading; a list where the lines are too short for a table."""
    heads = [level_name(level.level, lang) for level in verdict.levels]
    table = []
    for number, found in enumerate(verdict.alternatives):
        options = "; ".join(labels.option(used, lang) for used in found.readings)
        options = options if number else words.FOLLOWED[lang].format(options=options)
        table.append((options, [words.OUTCOME[o][lang] for o in found.outcomes]))
    sizes = [max(map(len, column)) for column in zip(heads, *(said for _, said in table), strict=True)]
    left = width - 4 - sum(size + 2 for size in sizes)
    if not table:
        return
    if left < NARROWEST_OPTIONS:
        for options, said in table:
            told = ", ".join(f"{head} {outcome}" for head, outcome in zip(heads, said, strict=True))
            yield from wrapped(f"{options}: {told}", width, "  - ")
        return
    left = min(left, max(len(options) for options, _ in table))
    yield ""
    for options, said in [("", heads), *table]:
        first, *rest = wrapped(options, left) or ("",)
        cells = "".join(f"  {text:{size}}" for text, size in zip(said, sizes, strict=True))
        yield f"    {first:{left}}{cells}".rstrip()
        yield from (f"    {line}" for line in rest)


def cautions(verdict: Verdict, levels: Iterable[LevelResult], lang: Lang, labels: Labels) -> Iterator[str]:
    """Yield what of the law a verdict rests on although it is not confirmed, a line a level and status."""
    order = {node: place for place, node in enumerate(_order(verdict))}
    found = {caution for level in levels for caution in level.cautions}
    grouped: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for caution in sorted(found, key=lambda c: (c.level, c.status, order.get(_key(c), len(order)), c)):
        grouped[caution.level, caution.status][_title(verdict, caution, lang, labels)] = None
    for (level, status), names in grouped.items():
        facts = {"level": level_name(level, lang), "status": words.CAUTION_STATUS[status][lang]}
        yield words.CAUTION[lang].format(**facts, names="; ".join(names))


def _order(verdict: Verdict) -> Iterator[tuple[str, int, str]]:
    for level in verdict.levels:
        for condition in walk(level.conditions):
            yield verdict.unit.tier, level.level, condition.id


def _key(caution: Caution) -> tuple[str, int, str]:
    return caution.tier, caution.level, caution.condition


def _title(verdict: Verdict, caution: Caution, lang: Lang, labels: Labels) -> str:
    """Return what a condition is called: its title in the verdict or, for a tier below, its label."""
    for level in verdict.levels:
        for condition in walk(level.conditions):
            if (verdict.unit.tier, level.level, condition.id) == _key(caution):
                return condition.title[lang]
    name = labels.find("condition", condition_id(caution.tier, caution.level, caution.condition), lang)
    return f"{name or caution.condition} ({labels.get('tier', caution.tier, lang)})"
