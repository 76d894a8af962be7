"""Where rules were read: sources that are not given (PC105) or that nobody has looked at for long (PC106)."""

from collections.abc import Iterator
from datetime import date

from phocap.check.finding import Finding
from phocap.check.places import Places
from phocap.check.structure.trees import Trees, entries, named
from phocap.language.pack import Pack
from phocap.model.law import Status
from phocap.model.rulefile import Effect
from phocap.text.language import Bilingual

_TESTS = ("measure", "finding", "requires", "share_of")


def find(pack: Pack, trees: Trees, as_of: date | None, stale_after: int) -> Iterator[Finding]:
    """Yield tests without a source, sources without an address or a note, and sources checked too long ago."""
    for rule_id in pack.rule_files:
        for (_, name), node in Places(pack, rule_id).nodes.items():
            said = entries(node)
            decides = "effect" not in said or said["effect"].value == Effect.DECIDES.value
            if decides and "source" not in said and any(key in said for key in _TESTS):
                what = Bilingual(f"điều kiện “{name}”", f"the condition “{name}”")
                yield Finding("PC105", said["id"].place, {"what": what}, about=name)
    for path, node in trees.walk():
        said = entries(node)
        if path[-1] != "source" or "status" not in said:
            continue
        if not {"url", "note"} & said.keys() and said["status"].value != Status.RECOLLECTED.value:
            status = said["status"].raw
            what = Bilingual(f"căn cứ “{status}”", f"the source that is “{status}”")
            yield Finding("PC105", node.place, {"what": what}, about=named(path))
        if as_of is not None and "checked" in said:
            checked = date.fromisoformat(said["checked"].raw)
            days = (as_of - checked).days
            if not 0 <= days <= stale_after:
                facts = {"date": checked, "until": as_of, "days": abs(days)}
                yield Finding("PC106", said["checked"].place, facts, about=named(path))
