"""The index of clauses: no rule and no article of the shipped law is unaccounted for, and faults are told."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from phocap.faults import Fault, Faulty
from phocap.language.coverage import names, unaccounted
from phocap.language.load import load_pack
from phocap.language.pack import Pack
from phocap.model.law import ClauseKind
from phocap.model.rulefile import Effect
from phocap.report.rules_coverage import as_data, as_table
from phocap.shipped import vn_rules
from phocap.text.faults import say
from phocap.text.language import Lang

PACK = load_pack(vn_rules())
TINY = Path(__file__).resolve().parents[1] / "cli" / "pack"
ARTICLES = {"decree-20-2014": range(1, 42), "circular-07-2016": range(1, 14)}
"""The articles that the maps of the two instruments have."""

ARTICLE = re.compile(r"Điều (\d+)\b")
HEAD = "source: {status: confirmed}\n"

Broken = Callable[[str], list[Fault]]


def test_every_condition_that_decides_is_named_by_a_clause() -> None:
    assert unaccounted(PACK) == []


@pytest.mark.parametrize("instrument", ARTICLES)
def test_every_article_is_in_the_index(instrument: str) -> None:
    cited = {int(found[1]) for c in PACK.instruments[instrument].clauses if (found := ARTICLE.match(c.cite))}
    assert cited == set(ARTICLES[instrument])


@pytest.mark.parametrize("instrument", sorted(PACK.instruments))
def test_every_instrument_has_an_index(instrument: str) -> None:
    assert PACK.instruments[instrument].clauses


@pytest.mark.parametrize("instrument", sorted(PACK.instruments))
def test_unknown_days_have_a_note(instrument: str) -> None:
    text = PACK.instruments[instrument]
    assert (text.issued and text.in_force.from_) or text.note


@pytest.mark.parametrize("instrument", sorted(PACK.instruments))
def test_clauses_and_conditions_cite_the_same_article(instrument: str) -> None:
    """Where a condition cites an article, the clause that names it stands in that article."""
    known = names((file.model for file in PACK.rule_files.values()), (found.model for found in PACK.amendments))
    levels = {
        f"{file.model.instrument}/{file.model.programme}/{number}": level.cite or ""
        for file in PACK.rule_files.values()
        for number, level in file.model.levels.items()
    }
    for clause in PACK.instruments[instrument].clauses:
        for rule in clause.rules:
            full = known.resolve(instrument, rule)
            assert full is not None
            article = ARTICLE.match(f"{levels.get('/'.join(full.split('/')[:3]), '')}")
            if article and full.startswith(f"{instrument}/"):
                assert clause.cite.startswith(article[0]), f"{clause.cite}: {rule}"
                condition = known.full[full]
                if condition.cite and condition.cite.startswith("khoản"):
                    assert clause.cite == f"{article[0]} {condition.cite}"


def test_findings_are_named_by_clauses_of_findings() -> None:
    known = names((file.model for file in PACK.rule_files.values()), ())
    for name, text in PACK.instruments.items():
        for clause in text.clauses:
            attested = [known.full[full].finding is not None for r in clause.rules if (full := known.resolve(name, r))]
            assert not any(attested) or clause.kind is ClauseKind.FINDING or not all(attested), clause.cite
            assert clause.kind is not ClauseKind.FINDING or all(attested), clause.cite


@pytest.mark.parametrize("lang", list(Lang))
def test_the_view_fits_and_counts(lang: Lang) -> None:
    shown = as_table(PACK, lang, 100)
    assert max(map(len, shown.splitlines())) <= 100
    data = as_data(PACK)
    total = sum(len(text.clauses) for text in PACK.instruments.values())
    assert sum(data["counts"].values()) == total == sum(len(text["clauses"]) for text in data["instruments"])
    assert re.search(rf": {total} – ", shown)
    assert data["unaccounted"] == []


def test_the_earlier_text_stands_first() -> None:
    listed = [text["instrument"] for text in as_data(PACK)["instruments"]]
    dated = ("circular-14-1997", "decree-88-2001", "circular-36-2009", "decree-20-2014", "circular-07-2016")
    assert [name for name in listed if name in dated] == list(dated)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a copy of a small rule pack whose instrument has no index."""
    shutil.copytree(TINY, tmp_path / "pack")
    return tmp_path / "pack"


def with_index(root: Path, text: str) -> Pack:
    """Return the small pack with more at the end of its instrument."""
    path = root / "law-1" / "instrument.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return load_pack(root)


@pytest.fixture
def broken(tiny: Path) -> Broken:
    """Return the faults of the small pack with more at the end of its instrument."""

    def _broken(text: str) -> list[Fault]:
        with pytest.raises(Faulty) as raised:
            with_index(tiny, text)
        return list(raised.value.faults)

    return _broken


def test_without_an_index_every_condition_is_told(tiny: Path) -> None:
    deciding = [n for n, c in names_of_tiny(tiny).items() if c is Effect.DECIDES]
    assert unaccounted(load_pack(tiny)) == [n for n in deciding if not n.endswith(("/safe", "/rooms"))]


def names_of_tiny(root: Path) -> dict[str, Effect]:
    """Return the effect of every condition of the small pack."""
    pack = load_pack(root)
    return {name: c.effect for name, c in names((f.model for f in pack.rule_files.values()), ()).full.items()}


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        ("basic/1/commune/places", False),
        ("basic/1/commune/safe", True),
        ("basic/1/commune/safe, basic/1/commune/rooms", False),
    ],
    ids=["the group", "one member", "all members"],
)
def test_a_group_is_named_by_itself_or_by_all_its_members(tiny: Path, rules: str, left: bool) -> None:
    pack = with_index(tiny, f"clauses:\n  - {{cite: Điều 1, kind: encoded, rules: [{rules}]}}\n")
    assert ("law-1/basic/1/commune/places" in unaccounted(pack)) is left


def test_the_instrument_may_stand_before_the_name(tiny: Path) -> None:
    pack = with_index(tiny, "clauses:\n  - {cite: Điều 1, kind: encoded, rules: [law-1/basic/1/commune/enrolment]}\n")
    assert "law-1/basic/1/commune/enrolment" not in unaccounted(pack)


FAULTS = {
    "clause-names-unknown-rule": (
        "clauses:\n  - {cite: Điều 1, kind: encoded, rules: [basic/1/commune/enrolment, basic/1/commune/enrolmnt]}\n",
        (8, 70),
        "basic/1/commune/enrolment",
    ),
    "duplicate-cite": (
        "clauses:\n  - {cite: Điều 1, kind: procedure}\n  - {cite: Điều  1, kind: definition}\n",
        (9, 12),
        "instrument.yaml:8:12",
    ),
    "clause-without-rules": ("clauses:\n  - {cite: Điều 1, kind: encoded}\n", (8, 5), "Điều 1"),
    "clause-without-reason": ("clauses:\n  - {cite: Điều 1, kind: not_encoded}\n", (8, 5), "Điều 1"),
    "clause-both-ways": (
        "clauses:\n  - {cite: Điều 1, kind: not_encoded, reason: {vi: Có, en: No}, rules: [basic/1/commune/safe]}\n",
        (8, 72),
        "Điều 1",
    ),
    "question-without-reason": ("questions:\n  - {id: Q-1, text: {vi: Gì, en: What}}\n", (8, 5), "Q-1"),
    "unknown-option": (
        "questions:\n  - {id: Q-1, text: {vi: Gì, en: What}, why: {vi: Vì, en: For}, default: b, "
        "options: {a: {label: {vi: Một, en: One}}}}\n",
        (8, 74),
        "a",
    ),
    "option-offered": (
        "questions:\n  - {id: Q-1, where: rooms, options: {counted: {label: {vi: Một, en: One}}}}\n",
        (8, 39),
        "counted",
    ),
    "duplicate-id": (
        "questions:\n  - {id: Q-1, where: rooms}\n  - {id: Q-1, where: rooms}\n",
        (9, 10),
        "instrument.yaml:8:10",
    ),
    "unknown-reading": ("questions:\n  - {id: Q-1, where: roms}\n", (8, 22), "rooms"),
    "unknown-value": ("clauses:\n  - {cite: Điều 1, kind: encodd}\n", (8, 26), "encoded"),
    "unknown-instrument": ("amends: [law-2]\n", (7, 10), "law-1"),
    "unknown-tier": ("authority: {comune: [{by: {vi: Xã, en: The commune}}]}\n", (7, 13), "commune"),
    "missing-key": ("clauses:\n  - {kind: procedure}\n", (8, 5), "cite"),
}


@pytest.mark.parametrize("id", FAULTS)
def test_a_faulty_index_is_refused(broken: Broken, id: str) -> None:
    text, place, told = FAULTS[id]
    (fault,) = broken(text)
    assert fault.id == id
    assert fault.place is not None
    assert fault.place.path.endswith("law-1/instrument.yaml")
    assert (fault.place.line, fault.place.column) == place
    for lang in Lang:
        assert told in say(fault, lang)


def test_faults_of_rule_files_come_first(tiny: Path) -> None:
    """What cannot be read hides what it declares: its conditions are then no unknown ones."""
    path = tiny / "law-1" / "basic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("95%", "980%"), encoding="utf-8")
    with pytest.raises(Faulty) as raised:
        with_index(tiny, "clauses:\n  - {cite: Điều 1, kind: encoded, rules: [basic/9/commune/x]}\n")
    assert [fault.id for fault in raised.value.faults] == ["threshold-over-100"]


AMENDMENT = """\
amends: law-1/basic
instrument: law-2
add:
  1:
    commune:
      - {id: more, measure: enrolment, at_least: 80%, source: {status: confirmed}}
suspend:
  1/commune/enrolment: {by: law-2, from: 2005-01-01}
"""
LAW_2 = """\
instrument: law-2
number: 2/2004
title: {vi: Luật sửa đổi, en: Amending law}
issued: 2004-01-01
in_force: {from: 2004-02-01}
amends: [law-1]
source: {status: confirmed}
clauses:
  - {cite: Điều 1, kind: encoded, rules: [basic/1/commune/more]}
  - {cite: Điều 2, kind: encoded, rules: [basic/1/commune/enrolment]}
"""


def test_an_amending_text_names_what_it_adds_and_what_it_touches(tiny: Path) -> None:
    (tiny / "law-2").mkdir()
    (tiny / "law-2" / "instrument.yaml").write_text(LAW_2, encoding="utf-8")
    (tiny / "law-2" / "basic.yaml").write_text(AMENDMENT, encoding="utf-8")
    left = unaccounted(load_pack(tiny))
    assert "law-2/basic/1/commune/more" not in left
    assert "law-1/basic/1/commune/enrolment" not in left
    assert "law-1/basic/1/commune/places" in left


QUESTIONS = """\
questions:
  - {id: Q-1, where: rooms}
  - id: Q-2
    text: {vi: Tính năm nào?, en: Which year?}
    why: {vi: Năm của hồ sơ., en: The year of the record.}
    default: of_record
    options:
      of_record: {label: {vi: Năm của hồ sơ, en: The year of the record}, used_by: {vi: Mọi tỉnh, en: Every province}}
      before: {label: {vi: Năm trước, en: The year before}}
"""


def test_questions_follow_the_clauses(tiny: Path) -> None:
    pack = with_index(tiny, f"clauses:\n  - {{cite: Điều 1, kind: procedure}}\n{QUESTIONS}")
    lines = [line.split("  ")[0].rstrip() for line in as_table(pack, Lang.EN, 100).splitlines()]
    after = lines[lines.index("Điều 1") :]
    assert [line for line in after[1:7] if line] == ["Q-1", "Do classrooms count?", "Q-2", "Which year?"]
    shown = " ".join(as_table(pack, Lang.EN, 200).split())
    assert "Q-1 reading rooms Do classrooms count? default counted: they do option left_out: they do not" in shown
    assert "Q-2 answered taken of_record: The year of the record (Every province)" in shown
    assert "not used before: The year before The year of the record." in shown
    (text,) = as_data(pack)["instruments"]
    assert [question["id"] for question in text["questions"]] == ["Q-1", "Q-2"]
