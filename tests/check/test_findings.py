"""Every kind of finding has rules that have it and a near twin that does not; records of findings hold."""

import re
import shutil
from collections import Counter
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from phocap.check.finding import Finding
from phocap.check.proof import formula
from phocap.check.proof.formula import check_known
from phocap.check.proof.prove import prove
from phocap.check.proof.solver import Found, Prover
from phocap.check.proof.subjects import Law
from phocap.check.proof.world import NotEncoded
from phocap.check.ruletests import run_tests
from phocap.check.run import check
from phocap.check.testfile import load_tests
from phocap.check.witness import file_text
from phocap.faults import Faulty, Severity
from phocap.language.load import load_pack
from phocap.language.ruleset import FindingTest, MeasureTest, WindowTest
from phocap.report.rules_findings import as_data, as_sarif, as_text, page, witness_text
from phocap.shipped import vn_rules
from phocap.text.faults import fill, say
from phocap.text.language import Bilingual, Lang
from phocap.text.messages_findings import FINDINGS
from phocap.value import dataclass

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "tests" / "packs" / "ruritania"
RULES = "school-law-1/good-school.yaml"
WORDS = "vocabulary/schools.yaml"
LAW = "school-law-1/instrument.yaml"
THIRD = """\
instrument: school-law-3
number: Law III
title: {vi: Luật trường học thứ ba, en: Third Law of Schools}
issued: 1900-12-01
in_force: {from: %s}
source: {status: confirmed, note: {vi: Hư cấu., en: Invented.}}
clauses:
  - {cite: Art. 1, kind: encoded, rules: [good-school/2/school/warm]}
"""
STOVES = """\
amends: school-law-1/good-school
instrument: school-law-3
replace:
  2/school/warm:
    id: warm
    measure: stoves_per_room
    at_least: %s
    source: {status: confirmed, note: {vi: Hư cấu., en: Invented.}}
"""
SOURCE = "source: {status: confirmed, note: {vi: Hư cấu., en: Invented.}}"
ATTENDANCE_2 = "measure: attendance\n        at_least: 9/10"
COMFORTS = "      - id: comforts\n"

WARM = "      - id: warm\n"
STOVE = "stoves_per_room\n        at_least: 1"
KEPT = """\
accepted:
  - finding: PC202
    about: 2/school/warm
    because: {vi: Luật viết đúng như vậy., en: The law says so.}
levels:
"""
FAILURES = "  failures: {title: {vi: Học sinh trượt, en: Failures}, count: pupils.failed}\nconstraints:"
EXAMINED = """  examined_of_all:
    title: {vi: Học sinh dự thi, en: Pupils examined}
    ratio: {of: pupils.examined, to: pupils.enrolled}
constraints:"""
HEATED = """  stoves_per_pass:
    title: {vi: Lò sưởi mỗi học sinh đỗ, en: Stoves for each pupil who passed}
    ratio: {of: stoves, to: pupils.passed, part: false}
constraints:"""


def line(identity: str, rest: str) -> str:
    """Return a condition on one line."""
    return f"      - {{id: {identity}, {rest}, {SOURCE}}}\n"


def chain(last: str) -> str:
    """Return two conditions and a third one that follows from them, or nearly."""
    return (
        line("examined", "measure: examined_of_all, at_least: 90%")
        + line("passing", "measure: passes, at_least: 90%")
        + line("all", f"measure: passes_of_all, at_least: {last}")
        + WARM
    )


def crowd(most: str) -> str:
    """Return two conditions that exclude each other, or nearly."""
    few = line("few", f"measure: attendance, at_most: {most}")
    return few.replace("attendance", "passes_of_all") + line("crowd", "measure: passes_of_all, at_least: 80%") + WARM


NUMBER = "  number: {title: {vi: Số học sinh, en: Pupils}, count: pupils.enrolled}\nconstraints:"
MEAN = "measure: stoves_per_room\n        years: {%s: 2}\n"


def uneven(most: str) -> str:
    """Return conditions that a mean can meet where the years have different numbers of pupils, or nearly only there."""
    once = "years: {at_least: 1, of: 2}"
    return (
        line("many", f"measure: number, at_least: 100, {once}")
        + line("few", f"measure: number, at_most: {most}, {once}")
        + line("now", "measure: passes_of_all, at_most: 80%")
        + line("mean", "measure: passes_of_all, at_least: 85%, years: {mean_of: 2}")
        + WARM
    )


Change = tuple[str, str, str]
KINDS: dict[str, tuple[str, str, tuple[Change, ...], tuple[Change, ...]]] = {
    # id: file, text under the finding, what makes it, what makes its twin
    "PC101": (
        WORDS,
        "ink:",
        ((WORDS, "flags:", "  ink:\n    label: {vi: Mực viết, en: Ink}\nflags:"),),
        (
            (WORDS, "flags:", "  ink:\n    label: {vi: Mực viết, en: Ink}\nflags:"),
            (WORDS, "constraints:\n", "constraints:\n  - {id: ink, parts: [stoves], whole: ink}\n"),
        ),
    ),
    "PC102": (
        WORDS,
        "failures:",
        ((WORDS, "constraints:", FAILURES),),
        (
            (WORDS, "constraints:", FAILURES),
            (RULES, WARM, line("failures", "measure: failures, at_most: 30, effect: informs") + WARM),
        ),
    ),
    "PC103": (
        RULES,
        "of_whom:",
        ((RULES, "measure: {reading: of_whom}", "measure: passes"),),
        (
            (RULES, "measure: {reading: of_whom}", "measure: passes"),
            (RULES, WARM, f"{WARM}        only: {{of_whom: examined}}\n"),
        ),
    ),
    "PC104": (
        RULES,
        "{vi: Trường học tốt",
        ((RULES, "{vi: Trường học tốt, en: Good school}", "{vi: Trường học tốt, en: Trường học tốt}"),),
        ((RULES, "{vi: Trường học tốt, en: Good school}", "{vi: Ruritania, en: Ruritania}"),),
    ),
    "PC105": (
        RULES,
        "library, finding: library}",
        ((RULES, f"finding: library, {SOURCE}", "finding: library"),),
        ((RULES, f"finding: library, {SOURCE}", "finding: library, effect: informs"),),
    ),
    "PC106": (
        RULES,
        "2025-01-30",
        ((RULES, "checked: 2026-01-31", "checked: 2025-01-30"),),
        ((RULES, "checked: 2026-01-31", "checked: 2025-01-31"),),
    ),
    "PC107": (
        RULES,
        "bell, finding: garden",
        ((RULES, "{id: bell, finding: bell", "{id: bell, finding: garden"),),
        ((RULES, "{id: bell, finding: bell", "{id: bell, finding: garden, effect: informs"),),
    ),
    "PC108": (
        RULES,
        "warm",
        ((LAW, "rules: [good-school/2/school/warm]", "rules: [good-school/2/school/attendance]"),),
        ((LAW, "rules: [good-school/2/school/warm]", "rules: [school-law-1/good-school/2/school/warm]"),),
    ),
    "PC109": (
        RULES,
        "2/school/warm",
        ((RULES, "levels:\n", KEPT),),
        (
            (RULES, "levels:\n", KEPT),
            (RULES, STOVE, STOVE.replace("1", "0")),
        ),
    ),
    "PC201": (RULES, "2:", ((RULES, WARM, crowd("79%")),), ((RULES, WARM, crowd("80%")),)),
    "PC202": (
        RULES,
        "warm",
        ((RULES, "stoves_per_room\n        at_least: 1", "stoves_per_room\n        at_least: 0"),),
        ((RULES, "stoves_per_room\n        at_least: 1", "stoves_per_room\n        at_least: 1/1000"),),
    ),
    "PC203": (
        RULES,
        "all,",
        ((WORDS, "constraints:", EXAMINED), (RULES, WARM, chain("81%"))),
        ((WORDS, "constraints:", EXAMINED), (RULES, WARM, chain("82%"))),
    ),
    "PC204": (
        RULES,
        "attendance",
        ((RULES, ATTENDANCE_2, "measure: attendance\n        at_least: 2/3"),),
        ((RULES, ATTENDANCE_2, "measure: attendance\n        at_least: 67%"),),
    ),
    "PC205": (
        RULES,
        "2:",
        ((RULES, "requires: {level: 1}\n", "finding: bell\n"),),
        (
            (
                RULES,
                "requires: {level: 1}\n",
                f"all:\n  {line('inner', 'requires: {level: 1}')}  {line('rings', 'finding: bell')}".replace(
                    "      -", "        -"
                ).rstrip()
                + "\n",
            ),
        ),
    ),
    "PC206": (
        RULES,
        "attendance",
        ((RULES, "when: {island: {at_least: 2/3}}", "when: {island: {at_least: 4/5}}"),),
        ((RULES, "when: {island: {at_least: 2/3}}", "when: {island: {at_least: 3/4}}"),),
    ),
    "PC207": (
        RULES,
        "comforts",
        tuple((RULES, f"finding: {name}", "measure: stoves_per_room, at_least: 0") for name in ("garden", "bell")),
        ((RULES, "finding: garden", "measure: stoves_per_room, at_least: 0"),),
    ),
    "PC208": (
        RULES,
        "1:",
        (
            (WORDS, "constraints:", HEATED),
            (RULES, "      - id: comforts\n", line("heat", "measure: stoves_per_pass, at_least: 1/10") + COMFORTS),
        ),
        (
            (WORDS, "constraints:", HEATED.replace("to: pupils.passed", "to: pupils.enrolled")),
            (RULES, "      - id: comforts\n", line("heat", "measure: stoves_per_pass, at_least: 1/10") + COMFORTS),
        ),
    ),
    "PC209": (
        "school-law-3/good-school.yaml",
        "2/school/warm:",
        (
            ("school-law-3/instrument.yaml", "", THIRD % "1901-01-01"),
            ("school-law-3/good-school.yaml", "", STOVES % "3"),
        ),
        (
            ("school-law-3/instrument.yaml", "", THIRD % "1902-01-01"),
            ("school-law-3/good-school.yaml", "", STOVES % "3"),
        ),
    ),
    "PC210": (
        RULES,
        "2:",
        ((WORDS, "constraints:", NUMBER), (RULES, WARM, uneven("99"))),
        ((WORDS, "constraints:", NUMBER), (RULES, WARM, uneven("100"))),
    ),
    "PC211": (
        RULES,
        "programme:",
        ((RULES, "measure: stoves_per_room\n", MEAN % "mean_of"),),
        ((RULES, "measure: stoves_per_room\n", MEAN % "each_of"),),
    ),
}
WANTED = {"PC109": ["PC109", "PC202"], "PC210": ["PC201", "PC210"]}
"""What is looked for, where it takes another kind to find one."""
NARROW = {"PC211": frozenset({"test", "years", "needs", "age"})}
"""What proofs that know less than the language know of windows: no mean. All that can be written today is known."""


def changed(tmp_path: Path, changes: tuple[Change, ...]) -> Path:
    """Return a copy of the pack with some texts replaced, each once, or with new files."""
    root = tmp_path / "pack"
    shutil.copytree(PACK, root)
    for name, old, new in changes:
        path = root / name
        if not old:
            path.parent.mkdir(exist_ok=True)
            path.write_text(new, encoding="utf-8")
            continue
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return root


def found(root: Path, **options: object) -> list[Finding]:
    return check(load_pack(root), as_of=date(2026, 1, 31), **options)  # type: ignore[arg-type]


def test_the_pack_itself_is_sound() -> None:
    assert found(PACK) == []


@pytest.fixture(autouse=True)
def _narrow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = getattr(getattr(request.node, "callspec", None), "params", {}).get("kind")
    if kind in NARROW:
        monkeypatch.setitem(formula._KNOWN, WindowTest, NARROW[kind])


@pytest.mark.parametrize("kind", FINDINGS)
def test_rules_that_have_it(kind: str, tmp_path: Path) -> None:
    file, text, changes, _ = KINDS[kind]
    root = changed(tmp_path, changes)
    (finding,) = [finding for finding in found(root, wanted=WANTED.get(kind, FINDINGS)) if finding.id == kind]
    assert finding.place.path == str(root / file)
    assert finding.place.excerpt[finding.place.column - 1 :].startswith(text)


@pytest.mark.parametrize("kind", FINDINGS)
def test_its_near_twin_does_not(kind: str, tmp_path: Path) -> None:
    _, _, _, changes = KINDS[kind]
    reported = found(changed(tmp_path, changes), wanted=WANTED.get(kind, FINDINGS))
    assert [finding.id for finding in reported if finding.id == kind] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "PC201" <= kind <= "PC209"])
def test_its_record_can_be_kept_as_a_test(kind: str, tmp_path: Path) -> None:
    _, _, changes, _ = KINDS[kind]
    root = changed(tmp_path, changes)
    (finding,) = [finding for finding in found(root) if finding.id == kind]
    assert finding.witnesses
    cases = [witness_text(finding, witness, number) for number, witness in enumerate(finding.witnesses)]
    path = tmp_path / "kept.tests.yaml"
    path.write_text(file_text(finding.witnesses[0].rule_id, cases), encoding="utf-8")
    pack = load_pack(root)
    assert run_tests(load_tests(path, pack), pack) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", list(Lang))
def test_messages_are_filled(kind: str, lang: Lang, tmp_path: Path) -> None:
    _, _, changes, _ = KINDS[kind]
    reported = found(changed(tmp_path, changes), wanted=WANTED.get(kind, [kind]))
    assert kind in {finding.id for finding in reported}
    for finding in reported:
        text = say(finding.fault, lang) + fill(FINDINGS[kind].why[lang], finding.fault, lang)
        assert "(not given)" not in text
        assert "(không ghi)" not in text


def test_what_the_solver_gives_up_on_is_said(tmp_path: Path) -> None:
    pack = load_pack(PACK)
    reported = prove(Law(pack), "ruritania/school-law-1/good-school", budget=1)
    assert {finding.id for finding in reported} == {"PC210"}
    assert all("not-proven" in page(finding.id) for finding in reported)


def test_what_hangs_on_an_uneven_mean_is_said(tmp_path: Path) -> None:
    reported = found(changed(tmp_path, KINDS["PC210"][2]), wanted=["PC201", "PC210"])
    assert ["different denominators" in say(finding.fault, Lang.EN) for finding in reported] == [True]


def test_what_rules_keep_for_a_reason_is_counted_and_no_longer_told(tmp_path: Path) -> None:
    (kept,) = found(changed(tmp_path, KINDS["PC109"][3]))
    assert (kept.id, kept.about) == ("PC202", "2/school/warm")
    assert kept.accepted == Bilingual("Luật viết đúng như vậy.", "The law says so.")
    assert as_text([kept], Lang.EN, 100) == "Nothing found.\n1 more accepted with a reason (--accepted shows them).\n"
    assert "Accepted because: The law says so." in as_text([kept], Lang.EN, 100, accepted=True)
    assert as_data([kept])["findings"][0]["accepted"]["vi"] == "Luật viết đúng như vậy."
    (result,) = as_sarif([kept], "0")["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "The law says so."}]


def test_an_entry_is_idle_only_where_its_finding_was_looked_for(tmp_path: Path) -> None:
    root = changed(tmp_path, KINDS["PC109"][2])
    assert [f.id for f in found(root, wanted=["PC109", "PC202"])] == ["PC109"]
    assert found(root, wanted=["PC109"]) == found(root, wanted=["PC202"]) == []


def test_a_reading_that_only_a_window_or_a_suspension_depends_on_is_used() -> None:
    """As in the school standards: the two are looked at without a proof."""
    shipped = check(load_pack(vn_rules()), wanted=["PC103", "PC105"])
    assert [finding.about for finding in shipped] == []


MOST_QUESTIONS = 1_000
"""What the solver may be asked about one rule file, and :data:`MOST_SUBJECTS` how many sets of rules are looked at.

On the machine of 2026 each is a few milliseconds, so that a rule file takes less than four seconds.
"""

MOST_SUBJECTS = 200


def test_the_shipped_rules_have_no_open_finding_at_a_known_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    pack, asked, looked_at = load_pack(vn_rules()), Counter[str](), list[str]()
    original, original_prove = Prover._checked, prove

    def counted(prover: Prover) -> Found | None:
        asked[looked_at[-1]] += 1
        return original(prover)

    def proven(law: Law, rule_id: str, wanted: Collection[str]) -> list[Finding]:
        looked_at.append(rule_id)
        return original_prove(law, rule_id, wanted)

    monkeypatch.setattr(Prover, "_checked", counted)
    monkeypatch.setattr("phocap.check.proof.prove.prove", proven)
    assert [(f.id, f.about) for f in check(pack) if f.accepted is None] == []
    assert set(asked) == set(pack.rule_files)
    assert max(asked.values()) <= MOST_QUESTIONS
    assert max(len([*Law(pack).subjects(rule_id)]) for rule_id in pack.rule_files) <= MOST_SUBJECTS


def test_levels_that_are_said_to_be_independent_need_no_order(tmp_path: Path) -> None:
    _, _, changes, _ = KINDS["PC205"]
    apart = (RULES, "levels:\n", "cumulative: false\nlevels:\n")
    assert found(changed(tmp_path, (*changes, apart)), wanted=["PC205"]) == []


def test_a_new_kind_of_test_stops_the_proofs() -> None:
    @dataclass(frozen=True)
    class Wider(MeasureTest):
        mean: int = 0

    with pytest.raises(NotEncoded, match="Wider"):
        check_known(Wider(()))


def test_a_new_key_of_a_test_stops_the_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(formula._KNOWN, FindingTest, frozenset())
    with pytest.raises(NotEncoded, match=r"FindingTest\.field"):
        check_known(FindingTest("bell"))


def test_without_the_solver_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phocap.check.run.find_spec", lambda name: None)
    with pytest.raises(Faulty) as caught:
        check(load_pack(PACK))
    assert 'pip install "phocap[verify]"' in say(caught.value.faults[0], Lang.EN)
    assert check(load_pack(PACK), wanted=["PC101", "PC108"]) == []


def test_a_finding_is_also_told_in_sarif(tmp_path: Path) -> None:
    root = changed(tmp_path, KINDS["PC201"][2])
    log = as_sarif(found(root), "0")
    (result,) = [r for r in log["runs"][0]["results"] if r["ruleId"] == "PC201"]
    assert result["level"] == Severity.ERROR.value
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "PC201"
    assert "level 2" in result["message"]["text"]


def test_every_kind_has_a_section_in_the_documentation() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert headings == {f"{identity} {kind.name}" for identity, kind in FINDINGS.items()}
    for identity, kind in FINDINGS.items():
        section = text.partition(f"### {identity} ")[2].partition("\n### ")[0]
        assert kind.severity.value in section.split("\n")[2]


def test_a_record_that_the_evaluator_judges_otherwise_is_no_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = changed(tmp_path, KINDS["PC204"][2])
    monkeypatch.setattr("phocap.check.proof.prove.holds", lambda *arguments: False)
    reported = found(root)
    assert {finding.id for finding in reported} == {"PC210"}
    assert any("PC204 implied" in say(finding.fault, Lang.EN) for finding in reported)
