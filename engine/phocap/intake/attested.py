"""What people attest: findings, official recognitions, and verdicts that were published."""

from phocap.intake import scalars
from phocap.intake.reading import Reading
from phocap.model.record import Decision, Finding, Given, Published
from phocap.source.yaml import Node

FINDING_KEYS = ("value", "by", "on", "evidence")
DECISION_KEYS = ("level", "decision", "on")
PUBLISHED_KEYS = ("programme", "level", "met", "basis")
BASES = ("stated", "proposed", "reported", "implied")


def read_findings(reading: Reading, node: Node, tier: str | None) -> dict[str, Given[Finding]]:
    """Return the findings; one of which nothing at all is said is missing."""
    found = {}
    for name, child in reading.entries(node).items():
        if name not in reading.known.findings:
            place = node.key_place(name)
            reading.unknown_name("unknown-finding", "name", name, place, "findings", reading.known.findings)
            continue
        reading.fits_tier(name, tier, node, name)
        finding = _finding(reading, child)
        if finding != Finding(None):
            place = reading.entries(child)["value"].place if isinstance(child.value, dict) else child.place
            found[name] = Given(finding, place)
    return found


def _finding(reading: Reading, node: Node) -> Finding:
    if not isinstance(node.value, dict):
        return Finding(_attested(reading, node))
    entries = reading.closed(node, FINDING_KEYS)
    if "value" not in entries:
        reading.missing(node, "value")
        return Finding(None)
    return Finding(
        value=_attested(reading, entries["value"]),
        by=scalars.text(reading, entries["by"]) if "by" in entries else None,
        on=scalars.day(reading, entries["on"]) if "on" in entries else None,
        evidence=_evidence(reading, entries["evidence"]) if "evidence" in entries else (),
    )


def _attested(reading: Reading, node: Node) -> bool | None:
    if isinstance(node.value, bool) or node.value is None:
        return node.value
    if scalars.is_quoted_yes_no(node):
        reading.fault("quoted-value", node.place, value=node.raw)
    elif isinstance(node.value, tuple | dict):
        reading.fault("wrong-type", node.place, expected="yes/no", found=node.kind)
    else:
        reading.fault("findings-need-yes-no", node.place, value=node.raw)
    return None


def _evidence(reading: Reading, node: Node) -> tuple[str, ...]:
    items = node.value if isinstance(node.value, tuple) else (node,)
    return tuple(text for item in items if (text := scalars.text(reading, item)) is not None)


def read_recognised(reading: Reading, node: Node) -> dict[str, Given[Decision]]:
    """Return the official recognitions of the unit, by programme."""
    found = {}
    for programme, child in reading.entries(node).items():
        known = reading.programme(programme, node.key_place(programme))
        entries = reading.closed(child, DECISION_KEYS)
        level = scalars.level(reading, entries["level"], programme) if "level" in entries else None
        decision = scalars.text(reading, entries["decision"]) if "decision" in entries else None
        day = scalars.day(reading, entries["on"]) if "on" in entries else None
        if level is not None:
            if known:
                found[programme] = Given(Decision(level, decision, day), entries["level"].place)
        elif isinstance(child.value, dict) and _without_level(entries):
            reading.missing(child, "level")
    return found


def _without_level(entries: dict[str, Node]) -> bool:
    """Return whether something is said of a recognition and its level is not; an empty form says nothing."""
    if "level" not in entries:
        return True
    others = (entries[key] for key in ("decision", "on") if key in entries)
    return entries["level"].value is None and any(other.value is not None for other in others)


def read_published(reading: Reading, node: Node) -> tuple[Published, ...]:
    """Return the verdicts that were published for the unit."""
    if node.value is None:
        return ()
    if not isinstance(node.value, tuple):
        reading.fault("wrong-type", node.place, expected="list", found=node.kind)
        return ()
    return tuple(verdict for item in node.value if (verdict := _published(reading, item)) is not None)


def _published(reading: Reading, node: Node) -> Published | None:
    if node.value is None:
        reading.fault("wrong-type", node.place, expected="mapping", found=node.kind)
    entries = reading.closed(node, PUBLISHED_KEYS)
    if not isinstance(node.value, dict):
        return None
    for key in ("programme", "met", "basis"):
        if key not in entries or entries[key].value is None:
            reading.missing(node, key)
    programme = scalars.word(reading, entries["programme"]) if "programme" in entries else None
    if programme is not None and not reading.programme(programme, entries["programme"].place):
        programme = None
    level = scalars.level(reading, entries["level"], programme) if "level" in entries else None
    met = scalars.yes_no(reading, entries["met"]) if "met" in entries else None
    basis = scalars.word(reading, entries["basis"]) if "basis" in entries else None
    if basis is not None and basis not in BASES:
        near = reading.near("basis", basis, BASES)
        reading.fault("unknown-value", entries["basis"].place, value=basis, nearest=near, allowed=BASES)
    if programme is None or met is None or basis is None:
        return None
    return Published(programme, level, met, basis)
