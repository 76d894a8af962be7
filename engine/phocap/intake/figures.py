"""Figures, flags and rates of a record."""

from phocap.faults import Place
from phocap.intake import scalars
from phocap.intake.reading import Reading
from phocap.model.record import Given, Interval
from phocap.source.yaml import Node


def read_flags(reading: Reading, node: Node) -> dict[str, Given[bool]]:
    """Return the flags that are given."""
    found = {}
    for name, child in reading.entries(node).items():
        if name not in reading.known.flags:
            place = node.key_place(name)
            reading.unknown_name("unknown-flag", "flag", name, place, "flags", reading.known.flags)
        elif (value := scalars.yes_no(reading, child)) is not None:
            found[name] = Given(value, child.place)
    return found


def read_figures(reading: Reading, node: Node, tier: str | None) -> dict[str, Given[int]]:
    """Return the counts that are given, by their names in the vocabulary."""
    figures: dict[str, Given[int]] = {}
    _gather(reading, node, tier, "", figures, {})
    return figures


def _gather(
    reading: Reading,
    node: Node,
    tier: str | None,
    prefix: str,
    figures: dict[str, Given[int]],
    seen: dict[str, Place],
) -> None:
    """Flatten groups: ``age_6: {ppc: 210}`` and ``age_6.ppc: 210`` are the same figure."""
    known = reading.known
    for key, child in reading.entries(node).items():
        name = prefix + key
        if name in known.groups and (isinstance(child.value, dict) or name not in known.counts):
            _gather(reading, child, tier, f"{name}.", figures, seen)
        elif name not in known.counts:
            _unknown(reading, name, node.key_place(key), isinstance(child.value, dict))
        elif name in seen:
            reading.fault("duplicate-key", node.key_place(key), key=name, first=seen[name].line)
        else:
            seen[name] = child.place
            reading.fits_tier(name, tier, node, key)
            value = scalars.count(reading, child)
            if value is not None:
                figures[name] = Given(value, seen[name])


def _unknown(reading: Reading, name: str, place: Place, is_group: bool) -> None:
    known = reading.known
    if is_group and name not in known.findings:
        reading.fault("unknown-field", place, field=name, **reading.offer("groups", name, known.groups))
    elif known.section_of(name) is None and (inside := known.inside(name.rpartition(".")[0])):
        # Within a group only its own figures can be meant.
        reading.fault("unknown-field", place, field=name, **reading.offer(f"figures {inside}", name, inside))
    else:
        reading.unknown_name("unknown-field", "field", name, place, "figures", known.counts)


def read_rates(reading: Reading, node: Node) -> dict[str, Given[Interval]]:
    """Return the printed rates, by their measures."""
    known = reading.known
    found = {}
    for name, child in reading.entries(node).items():
        ratio = known.ratios.get(name)
        if ratio is not None:
            interval = scalars.rate(reading, child, ratio.part)
            if interval is not None:
                found[name] = Given(interval, child.place)
        elif name in known.measures:
            reading.fault("rate-of-count", node.key_place(name), name=name)
        else:
            reading.unknown_name("unknown-rate", "name", name, node.key_place(name), "rates", known.ratios)
    return found
