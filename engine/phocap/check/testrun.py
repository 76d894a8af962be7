"""Everything that is known of the tests of a rule file: differences, coverage, and what changes they notice."""

from collections.abc import Callable, Sequence

from phocap.check.adequacy.coverage import Coverage, Gap
from phocap.check.adequacy.goals import Goal
from phocap.check.adequacy.score import Score, Survivor
from phocap.check.proof.prove import holds
from phocap.check.proof.subjects import Law
from phocap.check.ruletests import Difference, ran_tests
from phocap.check.testfile import load_tests, path_beside
from phocap.check.witness import Witness, case_text
from phocap.infer import choose
from phocap.model.base import Text
from phocap.value import dataclass


@dataclass(frozen=True)
class TestRun:
    """What came out for one rule file."""

    __test__ = False  # no test of pytest

    rule_id: str
    cases: int
    """0 when no tests stand beside it."""
    differences: tuple[Difference, ...]
    coverage: Coverage | None = None
    score: Score | None = None


def run_beside(law: Law, rule_id: str, *, coverage: bool = False, mutate: bool = False) -> TestRun:
    """Run the tests beside a rule file; what is not asked for is not computed.

    Raises:
        Faulty: the tests have mistakes.
    """
    path = path_beside(law.pack, rule_id)
    if not path.is_file():
        return TestRun(rule_id, 0, ())
    tests, inference = load_tests(path, law.pack), choose("reference")
    ran = ran_tests(tests, law.pack, inference)
    differences = sorted((d for group in ran for d in group.differences()), key=lambda found: found.place)
    seen = score = None
    if coverage:
        from phocap.check.adequacy.coverage import coverage as covered

        seen = covered(law, rule_id, ran)
    if mutate:
        from phocap.check.adequacy.score import score as scored

        score = scored(law, rule_id, ran, inference)
    return TestRun(rule_id, len(tests.cases), tuple(differences), seen, score)


def proposed(law: Law, rule_id: str, gaps: Sequence[Gap], name: Callable[[Goal], Text]) -> list[str]:
    """Return the records that fill gaps as cases, ready to be pasted; each comes out as it says."""
    return _cases(law, rule_id, [(gap.witness, name(gap.goal)) for gap in gaps])


def telling(law: Law, rule_id: str, survivors: Sequence[Survivor], name: Callable[[Survivor], Text]) -> list[str]:
    """Return records that notice the changes that no test notices, as cases, ready to be pasted."""
    return _cases(law, rule_id, [(survivor.witness, name(survivor)) for survivor in survivors])


def _cases(law: Law, rule_id: str, shown: Sequence[tuple[Witness | None, Text]]) -> list[str]:
    found: dict[str, str] = {}
    for witness, name in shown:
        if witness is not None and holds([witness], law.pack, rule_id):
            found.setdefault(name.en, case_text(witness, name, name))
    return list(found.values())
