"""All checks of a pack: by structure, then by proof."""

from collections.abc import Collection, Sequence
from datetime import date
from importlib.util import find_spec
from typing import Final

from phocap.check.accept import Acceptance, accept
from phocap.check.finding import Finding
from phocap.check.structure import STRUCTURE, look
from phocap.check.structure.trees import Trees
from phocap.faults import not_installed
from phocap.language.pack import Pack
from phocap.text.messages_findings import FINDINGS

STALE_AFTER: Final = 365
"""Days after which a source should be read again."""


def check(
    pack: Pack,
    rule_ids: Sequence[str] = (),
    wanted: Collection[str] = tuple(FINDINGS),
    as_of: date | None = None,
    stale_after: int = STALE_AFTER,
) -> list[Finding]:
    """Return what is found in rules, in the order of files and lines; what they keep for a reason says so.

    Args:
        pack: the rules.
        rule_ids: rule files to look at, with what amends them; without it the whole pack.
        wanted: ids of findings.
        as_of: the day on which sources are looked at; without it nothing is stale.
        stale_after: days after which a source should be read again.

    Raises:
        Faulty: proofs are wanted and the solver is not installed, or there are too many choices of readings.
    """
    proofs = set(wanted) - set(STRUCTURE)
    if proofs:
        require_solver()
    trees = Trees(pack)
    found = list(look(pack, trees, wanted, as_of, stale_after))
    files = {str(pack.root / path) for rule_id in rule_ids for path in _files(pack, rule_id)}
    if rule_ids:
        found = [finding for finding in found if finding.place.path in files]
    if proofs:
        from phocap.check.proof.prove import prove
        from phocap.check.proof.subjects import Law

        law = Law(pack)
        for rule_id in rule_ids or pack.rule_files:
            found += prove(law, rule_id, proofs)

    def looked_for(kept: Acceptance) -> bool:
        asked = kept.finding in wanted if kept.finding in FINDINGS else True
        dated = as_of is not None or kept.finding != "PC106"
        return "PC109" in wanted and asked and dated and (not rule_ids or kept.place.path in files)

    found = list(accept(found, trees, looked_for))
    return sorted(found, key=lambda finding: (finding.place, finding.id, str(finding.facts)))


def require_solver() -> None:
    """Say what to install where the solver is missing.

    Raises:
        Faulty: it is missing.
    """
    if find_spec("z3") is None:
        raise not_installed("verify")


def _files(pack: Pack, rule_id: str) -> list[str]:
    """Return the files that make up a rule set."""
    amending = [found.path for found in pack.amendments if found.model.amends == rule_id.split("/", 1)[1]]
    return [pack.rule_files[rule_id].path, *amending]
