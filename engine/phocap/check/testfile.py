"""The file of tests beside a rule file: cases with the outcomes that the law gives them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from phocap.check.nodes import Names, Nodes, Readings
from phocap.check.records import GIVEN, Records, UnitIn
from phocap.check.tables import Row, read_table
from phocap.faults import Fault, Faulty, Place
from phocap.intake import scalars
from phocap.intake.known import Known
from phocap.intake.reading import Reading
from phocap.language.pack import Pack
from phocap.model.base import Text
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.model.tests import Case, Tests
from phocap.source.files import Source, read_source
from phocap.source.yaml import Node, read_documents
from phocap.text.language import Bilingual
from phocap.value import dataclass

FILE_KEYS: Final = tuple(Tests.model_fields)
CASE_KEYS: Final = tuple(Case.model_fields)
USUAL_TIER: Final = "commune"


@dataclass(frozen=True)
class Expectation:
    """What a level or a condition must come to."""

    node: str
    """As it is written: ``level 1`` or ``1/enrolment-6``."""
    key: str
    """Its id in the evaluation."""
    outcome: Outcome
    place: Place


@dataclass(frozen=True)
class TestCase:
    """One unit with its records and what is expected of it; a row of a table is a case."""

    __test__ = False  # no test of pytest

    title: Text
    """Its name; that of a row ends in the number of the row."""
    because: Text
    as_of: date
    tier: str
    readings: Readings
    records: tuple[Record, ...]
    """The unit's own, then those of the units below it."""
    expected: tuple[Expectation, ...]
    place: Place


@dataclass(frozen=True)
class TestFile:
    """The tests of one rule file."""

    __test__ = False  # no test of pytest

    path: str
    rule_id: str
    """``vn/decree-20-2014/primary``."""
    programme: str
    instrument: str
    cases: tuple[TestCase, ...]


def path_beside(pack: Pack, rule_id: str) -> Path:
    """Return where the tests of a rule file stand, whether they are there or not."""
    return pack.root / Path(pack.rule_files[rule_id].path).with_suffix(".tests.yaml")


def load_tests(path: str | Path, pack: Pack) -> TestFile:
    """Return the tests of a file.

    Raises:
        Faulty: with every mistake of the file, at its line and column.
    """
    return read_tests(read_source(path), pack)


def read_tests(source: Source, pack: Pack) -> TestFile:
    """Return the tests of a file that was read, as :func:`load_tests` does."""
    loader = _Loader(pack)
    found = None
    for node in read_documents(source)[:1]:
        found = loader.file(node, source.path)
    faults = list({(f.id, f.place, str(f.facts)): f for f in loader.reading.faults}.values())
    if faults or found is None:
        raise Faulty(faults)
    return found


@dataclass(frozen=True)
class _Case:
    """An entry of the list of cases, as far as all its rows share it."""

    node: Node
    entries: Mapping[str, Node]
    day: Node | None
    title: Text
    because: Text
    tier: str
    nodes: Nodes


class _Loader:
    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.reading = Reading(Known(pack))
        self.serial = 0

    def file(self, node: Node, path: str) -> TestFile | None:
        if not isinstance(node.value, dict):
            self.reading.fault("wrong-type", node.place, expected="mapping", found=node.kind)
            return None
        entries = self.reading.closed(node, FILE_KEYS)
        nodes = self._rules(node, entries)
        if nodes is None:
            return None
        listed = entries.get("cases")
        if listed is None or listed.value is None:
            self.reading.missing(node, "cases")
            return None
        if not isinstance(listed.value, tuple):
            self.reading.fault("wrong-type", listed.place, expected="list", found=listed.kind)
            return None
        cases = [case for item in listed.value for case in self._case(item, entries.get("as_of"), nodes)]
        self._names(cases)
        model = nodes.file.model
        return TestFile(path, nodes.rule_id, model.programme, model.instrument, tuple(cases))

    def _rules(self, node: Node, entries: dict[str, Node]) -> Nodes | None:
        """Return the nodes of the rule file that is tested."""
        written = scalars.word(self.reading, entries["tests"]) if "tests" in entries else None
        if written is None:
            self.reading.missing(node, "tests")
            return None
        rule_id = f"{self.pack.name}/{written}"
        if rule_id not in self.pack.rule_files:
            known = [name.partition("/")[2] for name in self.pack.rule_files]
            facts = self.reading.offer("rule files", written, known)
            self.reading.fault("unknown-rule-file", entries["tests"].place, rules=written, **facts)
            return None
        return Nodes(self.pack, rule_id)

    def _names(self, cases: Sequence[TestCase]) -> None:
        first: dict[str, Place] = {}
        for case in cases:
            title = Bilingual(case.title.vi, case.title.en)
            for name in dict.fromkeys(title):
                place = first.setdefault(name, case.place)
                if place is not case.place:
                    self.reading.fault("duplicate-case", case.place, name=title, first=str(place))
                    break

    def _case(self, node: Node, usual_day: Node | None, nodes: Nodes) -> Iterator[TestCase]:
        """Yield a case, or those of its table, as far as they can be read."""
        if not isinstance(node.value, dict):
            self.reading.fault("wrong-type", node.place, expected="mapping", found=node.kind)
            return
        entries = self.reading.closed(node, CASE_KEYS)
        title = self._text(node, entries, "name")
        because = self._text(node, entries, "because")
        tier = scalars.word(self.reading, entries["tier"]) if "tier" in entries else USUAL_TIER
        if tier is not None and tier not in self.pack.tiers:
            self.reading.unknown_tier(tier, entries["tier"].place)
            tier = None
        if "given" in entries:
            self.reading.closed(entries["given"], GIVEN)
        groups = self.reading.entries(entries["below"]) if "below" in entries else {}
        rows = read_table(self.reading, node, entries, groups, nodes)
        if title is None or because is None or tier is None or rows is None:
            return
        work = _Case(node, entries, entries.get("as_of") or usual_day, title, because, tier, nodes)
        for number, row in enumerate(rows, start=1):
            case = self._row(work, row, number)
            if case is not None:
                yield case

    def _row(self, work: "_Case", row: Row, number: int) -> TestCase | None:
        """Return the case of a row, or None when it cannot be judged; all else is checked still."""
        day_node = row.one("as_of") or work.day
        if day_node is None or day_node.value is None:
            self.reading.missing(work.node, "as_of")
            return None
        day = scalars.day(self.reading, day_node)
        readings = self._readings(work, row)
        if day is None or readings is None:
            return None
        try:
            judged = work.nodes.judged(day, readings)
        except Faulty as faulty:
            self.reading.faults += (Fault(f.id, day_node.place, f.facts) for f in faulty.faults)
            return None
        at, tier_node = row.node or work.node, work.entries.get("tier", work.node)
        self.serial += 1
        writer = Records(self.reading, day_node, day, judged)
        counts = {cell.path[1]: cell.node for cell in row.cells if cell.path[0] == "below"}
        given = [cell for cell in row.cells if cell.path[0] in GIVEN]
        only = work.nodes.file.model.unit
        name = only.name if only is not None and only.tier == work.tier else None
        unit = UnitIn(at, work.tier, tier_node, str(self.serial), name=name)
        found = writer.whole(unit, work.entries.get("given"), given, work.entries.get("below"), counts)
        if not found or not self.pack.country.tiers[work.tier].in_force.holds_on(day):
            return None
        if work.tier not in judged:
            facts = {"programme": work.nodes.file.model.programme, "tier": work.tier}
            self.reading.fault("wrong-unit-tier", tier_node.place, **facts)
            return None
        expected = tuple(self._expected(work, row, judged[work.tier], day))
        if not expected:
            self._nothing(work, row, at)
        title = work.title
        if row.node is not None:
            title = Text(vi=f"{title.vi} [{number}]", en=f"{title.en} [{number}]")
        return TestCase(title, work.because, day, work.tier, readings, tuple(found), expected, at.place)

    def _nothing(self, work: "_Case", row: Row, at: Node) -> None:
        """Report a case without an expectation, unless one may stand where something else was reported."""
        written = work.entries.get("expected")
        told = not row.whole or row.expected or work.entries.keys() - set(CASE_KEYS)
        if (written is None or not written.value) and not told:
            self.reading.fault("nothing-expected", at.place, name=Bilingual(work.title.vi, work.title.en))

    def _readings(self, work: "_Case", row: Row) -> Readings | None:
        """Return the options chosen, or None when one of them is not known."""
        written = work.entries.get("readings")
        chosen = dict(self.reading.entries(written)) if written is not None else {}
        places = {name: written.key_place(name) for name in chosen} if written is not None else {}
        for cell in row.cells:
            if cell.path[0] == "readings" and cell.node.value is not None:
                chosen[cell.path[1]], places[cell.path[1]] = cell.node, cell.column.place
        known, found, whole = work.nodes.readings, {}, True
        for name, node in chosen.items():
            if name not in known:
                facts = self.reading.offer("readings", name, known)
                self.reading.fault("unknown-reading", places[name], reading=name, **facts)
                whole = False
                continue
            option = scalars.word(self.reading, node)
            if option in known[name].options:
                found[name] = str(option)
            else:
                facts = self.reading.offer(f"options {name}", node.raw, known[name].options)
                self.reading.fault("unknown-option", node.place, reading=name, option=node.raw, **facts)
                whole = False
        return tuple(sorted(found.items())) if whole else None

    def _expected(self, work: "_Case", row: Row, judged: Names, day: date) -> Iterator[Expectation]:
        written: list[tuple[str, Place, Node]] = []
        if "expected" in work.entries:
            common = work.entries["expected"]
            written += ((name, common.key_place(name), node) for name, node in self.reading.entries(common).items())
        written += ((cell.path[1], cell.column.place, cell.node) for cell in row.expected)
        for name, place, node in written:
            outcome = self._outcome(node)
            if name not in judged:
                self._unknown_node(name, place, work, day, judged)
            elif outcome is not None:
                yield Expectation(name, judged[name], outcome, node.place)

    def _unknown_node(self, name: str, place: Place, work: "_Case", day: date, judged: Names) -> None:
        if name in work.nodes.ever(work.tier):
            self.reading.fault("node-not-in-force", place, node=name, tier=work.tier, date=day)
        else:
            facts = self.reading.offer(f"nodes {work.tier} {sorted(judged)}", name, list(judged))
            self.reading.fault("unknown-node", place, node=name, tier=work.tier, **facts)

    def _outcome(self, node: Node) -> Outcome | None:
        written = scalars.word(self.reading, node)
        allowed = [outcome.value for outcome in Outcome]
        if written in allowed:
            return Outcome(written)
        if written is not None:
            near = self.reading.near("outcome", written, allowed)
            self.reading.fault("unknown-outcome", node.place, outcome=written, nearest=near)
        return None

    def _text(self, node: Node, entries: dict[str, Node], key: str) -> Text | None:
        """Return a text, which may be given once or in both languages."""
        if key not in entries or entries[key].value is None:
            self.reading.missing(node, key)
            return None
        written = entries[key]
        if isinstance(written.value, dict):
            parts = self.reading.closed(written, ("vi", "en"))
            texts = [scalars.text(self.reading, parts[lang]) if lang in parts else None for lang in ("vi", "en")]
            for lang, text in zip(("vi", "en"), texts, strict=True):
                if text is None:
                    self.reading.missing(written, lang)
            return None if None in texts else Text(vi=str(texts[0]), en=str(texts[1]))
        text = scalars.text(self.reading, written)
        return None if text is None else Text(vi=text, en=text)
