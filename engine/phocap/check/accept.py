"""Findings that rules keep for a reason: entries of ``accepted`` in the file where the finding stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from phocap.check.finding import Finding
from phocap.check.structure.trees import Trees, entries
from phocap.faults import Place
from phocap.text.language import Bilingual
from phocap.value import dataclass


@dataclass(frozen=True)
class Acceptance:
    """One entry: which finding of its file it keeps, and why."""

    finding: str
    about: str
    because: Bilingual
    place: Place

    @property
    def key(self) -> tuple[str, str, str]:
        """The file, the kind of finding and what it is about."""
        return self.place.path, self.finding, self.about


def accept(found: Sequence[Finding], trees: Trees, looked_for: Callable[[Acceptance], bool]) -> Iterator[Finding]:
    """Yield findings with the reason for which the rules keep them, then the entries that keep nothing (PC109).

    Args:
        found: what was found.
        trees: the files of the pack.
        looked_for: whether the finding that an entry keeps would have been found.
    """
    kept = {acceptance.key: acceptance for acceptance in _acceptances(trees)}
    used: set[tuple[str, str, str]] = set()
    for finding in found:
        key = finding.place.path, finding.id, finding.about
        used.add(key)
        yield replace(finding, accepted=kept[key].because) if key in kept else finding
    for key, acceptance in kept.items():
        if key not in used and looked_for(acceptance):
            facts = {"finding": acceptance.finding, "about": acceptance.about}
            yield Finding("PC109", acceptance.place, facts, about=f"{acceptance.finding} {acceptance.about}")


def _acceptances(trees: Trees) -> Iterator[Acceptance]:
    for root in trees.roots.values():
        listed = entries(root).get("accepted")
        for entry in listed.value if listed is not None and isinstance(listed.value, tuple) else ():
            said = entries(entry)
            why = entries(said["because"])
            because = Bilingual(str(why["vi"].value), str(why["en"].value))
            yield Acceptance(str(said["finding"].value), str(said["about"].value), because, said["about"].place)
