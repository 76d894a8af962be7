"""What can be found in rules by looking at them, without a proof."""

from collections.abc import Collection, Iterator
from datetime import date

from phocap.check.finding import Finding
from phocap.check.structure import clauses, sources, texts, unused
from phocap.check.structure.trees import Trees
from phocap.language.pack import Pack

STRUCTURE = ("PC101", "PC102", "PC103", "PC104", "PC105", "PC106", "PC107", "PC108", "PC109")
"""The findings that need no solver."""


def look(pack: Pack, trees: Trees, wanted: Collection[str], as_of: date | None, stale_after: int) -> Iterator[Finding]:
    """Yield what is found in the files of a pack.

    Args:
        pack: the rules.
        trees: its files.
        wanted: ids of findings.
        as_of: the day on which sources are looked at; without it nothing is stale.
        stale_after: days after which a source should be read again.
    """
    found = [
        *unused.find(pack, trees),
        *texts.find(trees),
        *sources.find(pack, trees, as_of, stale_after),
        *clauses.find(pack),
    ]
    yield from (finding for finding in found if finding.id in wanted)
