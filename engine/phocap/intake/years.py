"""Earlier years of a record, for conditions that look at a window of years."""

from datetime import date

from phocap.intake.attested import read_findings
from phocap.intake.checks import check_constraints, check_rates
from phocap.intake.figures import read_figures, read_rates
from phocap.intake.reading import Reading
from phocap.model.record import YearBefore
from phocap.source.yaml import Node

YEAR_KEYS = ("figures", "rates", "findings")


def read_years(reading: Reading, node: Node, tier: str | None, day: date | None) -> dict[int, YearBefore]:
    """Return what a record tells of years before its own; the record itself tells of that one."""
    found = {}
    for name, child in reading.entries(node).items():
        if not (name.isdigit() and len(name) == 4) or (day is not None and int(name) >= day.year):
            reading.fault("not-a-year-before", node.key_place(name), value=name)
            continue
        entries = reading.closed(child, YEAR_KEYS) if child.value is not None else {}
        figures = read_figures(reading, entries["figures"], tier) if "figures" in entries else {}
        rates = read_rates(reading, entries["rates"]) if "rates" in entries else {}
        findings = read_findings(reading, entries["findings"], tier) if "findings" in entries else {}
        check_constraints(reading, figures)
        check_rates(reading, figures, rates)
        found[int(name)] = YearBefore(figures, rates, findings)
    return found
