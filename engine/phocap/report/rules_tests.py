"""What came out of the tests beside rules, as text and as JSON values."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from phocap.check.adequacy.goals import Goal, Kind
from phocap.check.adequacy.score import Survivor
from phocap.check.testrun import TestRun
from phocap.explain.wrap import wrapped
from phocap.model.base import Text
from phocap.text.faults import say
from phocap.text.language import Bilingual, Lang
from phocap.text.messages_check import OUTCOMES

SCHEMA: Final = "phocap/rule-tests/1"

_NONE: Final = Bilingual("{rules}: không có tệp kiểm tra nào đi kèm", "{rules}: no tests stand beside it")
_RAN: Final = Bilingual("{rules}: {cases} trường hợp, {n} sai khác", "{rules}: {cases} cases, {n} differences")
_SEEN: Final = Bilingual(
    "bao phủ {reached} trên {possible} (và {impossible} điều không hồ sơ nào đạt tới)",
    "coverage {reached} of {possible} (and {impossible} that no record can reach)",
)
_SCORE: Final = Bilingual(
    "phát hiện {killed} trên {total} thay đổi (và {same} thay đổi tương đương)",
    "{killed} of {total} changes noticed (and {same} equivalent ones)",
)
_UNKNOWN: Final = Bilingual("phép chứng minh chưa biết: {what}", "the proofs do not know: {what}")
_GAP: Final = Bilingual("chưa thử: {goal}", "not seen: {goal}")
_SURVIVOR: Final = Bilingual("{place}: không phát hiện: {change}", "{place}: not noticed: {change}")
_SAME: Final = Bilingual("{place}: tương đương: {change}", "{place}: equivalent: {change}")
_NOTICES: Final = Bilingual("phát hiện thay đổi {change}", "notices the change {change}")
_BECAUSE: Final = Bilingual("căn cứ", "because")

_THRESHOLD: Final = {
    "below": Bilingual("ngay dưới ngưỡng {detail}", "just below {detail}"),
    "at": Bilingual("đúng bằng ngưỡng {detail}", "exactly at {detail}"),
    "above": Bilingual("ngay trên ngưỡng {detail}", "just above {detail}"),
}
_QUORUM: Final = Bilingual("đúng {what} điều kiện đạt (quy định {detail})", "exactly {what} members pass (of {detail})")
_OUTCOME: Final = Bilingual("kết quả {what}", "outcome {what}")
_READING: Final = Bilingual("cách hiểu {node} = {what}", "reading {node} = {what}")
_FLAG: Final = Bilingual("khi {flag}", "when {flag}")


def goal_name(goal: Goal) -> Text:
    """Return what a goal asks to be seen, in both languages."""
    return Text(vi=_goal(goal, Lang.VI), en=_goal(goal, Lang.EN))


def change_name(survivor: Survivor) -> Text:
    """Return what change a record notices, in both languages."""
    return Text(
        vi=_NOTICES.vi.format(change=_change(survivor, Lang.VI)),
        en=_NOTICES.en.format(change=_change(survivor, Lang.EN)),
    )


def as_text(runs: Sequence[TestRun], lang: Lang, width: int) -> str:
    """Return what came out, rule file by rule file."""
    return "".join(f"{line}\n" for run in runs for line in _lines(run, lang, width))


def as_data(runs: Sequence[TestRun]) -> dict[str, Any]:
    """Return the same as JSON values."""
    return {"schema": SCHEMA, "rule_files": [_entry(run) for run in runs]}


def _lines(run: TestRun, lang: Lang, width: int) -> Iterator[str]:
    if not run.cases:
        yield _NONE[lang].format(rules=run.rule_id)
        return
    parts = [_RAN[lang].format(rules=run.rule_id, cases=run.cases, n=len(run.differences))]
    if run.coverage is not None:
        seen = run.coverage
        facts = {"reached": seen.reached, "possible": seen.possible, "impossible": seen.impossible}
        parts.append(_SEEN[lang].format(**facts))
    if run.score is not None:
        same = sum(survivor.equivalent for survivor in run.score.survivors)
        parts.append(_SCORE[lang].format(killed=run.score.killed, total=run.score.total, same=same))
    yield from wrapped("; ".join(parts), width, rest="  ")
    for difference in run.differences:
        yield from say(difference.fault, lang).split("\n")
        yield from wrapped(f"{_BECAUSE[lang]}: {difference.case.because[lang]}", width, first="  ")
    for what in run.coverage.unknown if run.coverage else ():
        yield from wrapped(_UNKNOWN[lang].format(what=what), width, first="  ")
    for gap in run.coverage.gaps if run.coverage else ():
        yield from wrapped(_GAP[lang].format(goal=_goal(gap.goal, lang)), width, first="  ")
    for survivor in run.score.survivors if run.score else ():
        said = _SAME if survivor.equivalent else _SURVIVOR
        yield from wrapped(said[lang].format(place=survivor.place, change=_change(survivor, lang)), width, first="  ")


def _goal(goal: Goal, lang: Lang) -> str:
    facts = {"node": goal.node, "what": goal.what, "detail": goal.detail, "flag": goal.flag}
    match goal.kind:
        case Kind.THRESHOLD:
            said = _THRESHOLD[goal.what][lang].format(**facts)
        case Kind.QUORUM:
            said = _QUORUM[lang].format(**facts)
        case Kind.OUTCOME:
            said = _OUTCOME[lang].format(what=OUTCOMES[goal.what][lang])
        case Kind.READING:
            return _READING[lang].format(**facts)
    flag = [_FLAG[lang].format(**facts)] if goal.flag else []
    return ", ".join([f"{goal.tier} {goal.node}", said, *flag])


def _change(survivor: Survivor, lang: Lang) -> str:
    mutant = survivor.mutant
    return f"{mutant.tier} {mutant.node.replace('level-', 'level ')}: {mutant.change[lang]}"


def _entry(run: TestRun) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rules": run.rule_id,
        "cases": run.cases,
        "differences": [
            {
                "case": difference.case.title.model_dump(),
                "because": difference.case.because.model_dump(),
                "node": difference.node,
                "expected": difference.expected.value,
                "found": difference.found.value,
                "line": difference.place.line,
                "column": difference.place.column,
            }
            for difference in run.differences
        ],
    }
    if run.coverage is not None:
        found["coverage"] = {
            "reached": run.coverage.reached,
            "possible": run.coverage.possible,
            "impossible": run.coverage.impossible,
            "not_encoded": list(run.coverage.unknown),
            "gaps": [
                {
                    "kind": gap.goal.kind.value,
                    "tier": gap.goal.tier,
                    "node": gap.goal.node,
                    "what": gap.goal.what,
                    "flag": gap.goal.flag or None,
                    "detail": gap.goal.detail or None,
                }
                for gap in run.coverage.gaps
            ],
        }
    if run.score is not None:
        found["mutants"] = {
            "killed": run.score.killed,
            "total": run.score.total,
            "survivors": [
                {
                    "tier": survivor.mutant.tier,
                    "node": survivor.mutant.node,
                    "change": survivor.mutant.change._asdict(),
                    "equivalent": survivor.equivalent,
                    "line": survivor.place.line,
                    "column": survivor.place.column,
                }
                for survivor in run.score.survivors
            ],
        }
    return found
