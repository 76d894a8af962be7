"""What can be proven of a rule file: every claim about every subject, each finding shown by records that hold."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from phocap.check.finding import Finding
from phocap.check.proof import amendments, conditions, levels
from phocap.check.proof.bench import Bench
from phocap.check.proof.claims import Check, Claim, Show
from phocap.check.proof.solver import BUDGET, Inexact, Unproven
from phocap.check.proof.subjects import Law, Subject
from phocap.check.proof.world import NotEncoded
from phocap.check.ruletests import run_tests
from phocap.check.testfile import read_tests
from phocap.check.witness import Witness, case_text, file_text
from phocap.faults import Faulty, Place
from phocap.infer import choose
from phocap.language.pack import Pack
from phocap.model.base import Text
from phocap.source.files import Source
from phocap.text.language import Bilingual
from phocap.text.messages_findings import DISAGREES, FINDINGS, GAVE_UP, INEXACT

CHECKS: tuple[Check, ...] = (*levels.CHECKS, *conditions.CHECKS)
PROOFS = ("PC201", "PC202", "PC203", "PC204", "PC205", "PC206", "PC207", "PC208", "PC209", "PC210", "PC211")
"""The findings that need the solver."""


def prove(law: Law, rule_id: str, wanted: Collection[str] = PROOFS, budget: int = BUDGET) -> list[Finding]:
    """Return what is proven to be wrong with a rule file, and what could not be proven.

    Raises:
        Faulty: there are more choices of readings than are computed.
    """
    bench = Bench(law, rule_id, budget)
    found = [*_claims(bench, wanted)]
    if "PC209" in wanted:
        found += _amendments(bench)
    return [finding for finding in _verified(found, law.pack, bench) if finding.id in wanted]


def _claims(bench: Bench, wanted: Collection[str]) -> Iterator[Finding]:
    answers: dict[tuple[str, str, str], Show | None] = {}
    unknown: dict[str, Finding] = {}
    for subject in bench.subjects():
        try:
            encoded = bench.encoded(subject)
        except NotEncoded as error:
            at = bench.at(subject)
            unknown.setdefault(
                subject.tier, Finding("PC211", bench.places.top, {"what": str(error), "at": at}, about=subject.tier)
            )
            continue
        for claim in (claim for check in CHECKS for claim in check(encoded)):
            name = claim.id, claim.about, claim.instrument
            # What holds everywhere is refuted by one subject, what holds somewhere is shown by one.
            settled = name in answers and (answers[name] is None) == claim.everywhere
            if not settled and _is_wanted(claim, wanted):
                answer = _asked(bench, subject, claim)
                answers[name] = answer and (answers.get(name) or answer)
    for (_, about, _), answer in answers.items():
        if answer is not None:
            yield replace(answer(), about=about)
    yield from unknown.values()


def _is_wanted(claim: Claim, wanted: Collection[str]) -> bool:
    return claim.id in wanted or (claim.id == "PC203" and "PC204" in wanted)


def _asked(bench: Bench, subject: Subject, claim: Claim) -> Show | None:
    try:
        return claim.ask()
    except Unproven as error:
        why = INEXACT if isinstance(error, Inexact) else GAVE_UP
        return lambda: _not_proven(bench, subject, claim.id, claim.about, claim.place, why)


def _not_proven(
    bench: Bench, subject: Subject | None, claim: str, about: str, place: Place, problem: Bilingual
) -> Finding:
    at = bench.at(subject) if subject is not None else Bilingual("–", "–")
    facts = {"claim": f"{claim} {FINDINGS[claim].name}", "what": about or bench.rule_id, "at": at, "problem": problem}
    return Finding("PC210", place, facts, about=about)


def _amendments(bench: Bench) -> Iterator[Finding]:
    try:
        yield from amendments.contradictions(bench)
    except Unproven:
        yield _not_proven(bench, None, "PC209", "", bench.places.top, GAVE_UP)
    except NotEncoded as error:
        yield Finding("PC211", bench.places.top, {"what": str(error), "at": Bilingual("–", "–")})


def _verified(found: Sequence[Finding], pack: Pack, bench: Bench) -> Iterator[Finding]:
    """Yield the findings whose records the evaluator judges as the solver does, and of the others that they are not."""
    if holds([witness for finding in found for witness in finding.witnesses], pack, bench.rule_id):
        yield from found
        return
    for finding in found:
        if holds(finding.witnesses, pack, bench.rule_id):
            yield finding
        else:
            yield _not_proven(bench, None, finding.id, finding.about, finding.place, DISAGREES)


def holds(shown: Sequence[Witness], pack: Pack, rule_id: str) -> bool:
    """Return whether records, read as any tests, come out as they are said to."""
    if not shown:
        return True
    named = [(witness, Text(vi=f"{number}", en=f"{number}")) for number, witness in enumerate(shown)]
    text = file_text(rule_id, [case_text(witness, name, name) for witness, name in named])
    try:
        tests = read_tests(Source("witness.yaml", text.encode()), pack)
        return not run_tests(tests, pack, choose("reference"))
    except Faulty:
        return False
