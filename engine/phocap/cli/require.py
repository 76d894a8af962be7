"""``--require-level``: whether every verdict holds a level, and which do not."""

from phocap.cli import words
from phocap.cli.console import complain
from phocap.cli.settings import Settings
from phocap.explain.sentences import unit_name
from phocap.model.outcome import Outcome
from phocap.model.result import Result, Verdict
from phocap.text.language import Lang
from phocap.text.numbers import count, date_text

_MOST_NAMED = 5


def holds(outcome: Result, level: int, accept_provisional: bool, found: Settings) -> bool:
    """Return whether every verdict has the level met for certain; say which first ones have not."""
    if not outcome.verdicts:
        found.note(words.REQUIRE_NONE, level=level)
        return False
    failing = [(v, why) for v in outcome.verdicts if (why := _why_not(v, level, accept_provisional, found.lang))]
    if failing and not found.quiet:
        _say(outcome, level, failing, found.lang)
    return not failing


def _say(outcome: Result, level: int, failing: list[tuple[Verdict, str]], lang: Lang) -> None:
    total = count(len(outcome.verdicts), lang)
    complain(words.REQUIRE_FAILED[lang].format(n=count(len(failing), lang), total=total, level=level))
    several = len({(verdict.programme, verdict.as_of) for verdict in outcome.verdicts}) > 1
    for verdict, why in failing[:_MOST_NAMED]:
        about = f" – {verdict.title[lang]}, {date_text(verdict.as_of, lang)}" if several else ""
        complain(f"  {unit_name(verdict)}{about}: {why}")
    if len(failing) > _MOST_NAMED:
        complain(words.REQUIRE_MORE[lang].format(n=count(len(failing) - _MOST_NAMED, lang)))
    if any(why == words.REQUIRE_WHY["provisional"][lang] for _, why in failing):
        complain(words.REQUIRE_HINT[lang])


def _why_not(verdict: Verdict, level: int, accept_provisional: bool, lang: Lang) -> str:
    """Return why a verdict does not hold the level; nothing when it does."""
    wanted = next((found for found in verdict.levels if found.level == level), None)
    if wanted is None:
        return words.REQUIRE_WHY["no-level"][lang].format(level=level)
    if wanted.outcome is Outcome.MET:
        if not wanted.provisional or accept_provisional:
            return ""
        return words.REQUIRE_WHY["provisional"][lang]
    why = words.REQUIRE_WHY[wanted.outcome.value][lang]
    if verdict.highest_level:
        why = f"{why}; {words.HIGHEST[lang].format(level=verdict.highest_level)}"
    return why
