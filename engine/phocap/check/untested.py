"""What the tests beside a rule file leave out: conditions that no case expects to be met, or not to be met."""

from collections.abc import Iterator

from phocap.check.nodes import written
from phocap.check.testfile import TestFile
from phocap.language.pack import Pack
from phocap.model.outcome import Outcome
from phocap.model.rulefile import Effect
from phocap.value import dataclass


@dataclass(frozen=True)
class Untested:
    """A condition that decides, and an outcome that no case expects of it."""

    tier: str
    node: str
    outcome: Outcome


def untested(test_file: TestFile, pack: Pack) -> list[Untested]:
    """Return the conditions that decide a level and are nowhere expected to be met, or nowhere not to be met."""
    seen = {(case.tier, told.node, told.outcome) for case in test_file.cases for told in case.expected}
    return [
        Untested(tier, node, outcome)
        for tier, node in _deciding(test_file, pack)
        for outcome in (Outcome.MET, Outcome.NOT_MET)
        if (tier, node, outcome) not in seen
    ]


def _deciding(test_file: TestFile, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield tier and name of what decides in a rule file and in what amendments add to it."""
    base = pack.rule_files[test_file.rule_id].model
    added = [a.model.add for a in pack.amendments if a.model.amends == f"{base.instrument}/{base.programme}"]
    for levels in (base.levels, *added):
        for tier in pack.tiers:
            for node, condition in written(levels, tier):
                if condition.effect is Effect.DECIDES and not condition.not_established:
                    yield tier, node
