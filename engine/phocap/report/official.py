"""What official forms say of results: the level of a unit, and single conditions, in the words of the form."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from phocap.forms.fill import Values
from phocap.model.form import Form, ResultCell
from phocap.model.outcome import Outcome
from phocap.model.record import Record
from phocap.model.result import Result, Verdict, walk
from phocap.value import dataclass

UnitKey = tuple[date, str, str | None, str]


@dataclass(frozen=True)
class Judgement:
    """Fills the cells of results; with ``provisional`` also from levels without an established source."""

    result: Result
    provisional: bool = False

    def __call__(self, form: Form, record: Record) -> Values:
        """Return what stands in the cells; nothing for what was not judged or is open."""
        unit = record.unit
        verdicts = self._verdicts.get((record.as_of, unit.tier, unit.code, unit.name or ""), [])
        told = ((cell, _said(cell, verdicts, provisional=self.provisional)) for cell in form.results)
        return {("", cell.columns[0]): value for cell, value in told if value is not None}

    @cached_property
    def _verdicts(self) -> dict[UnitKey, list[Verdict]]:
        found: dict[UnitKey, list[Verdict]] = {}
        for verdict in self.result.verdicts:
            unit = verdict.unit
            found.setdefault((verdict.as_of, unit.tier, unit.code, unit.name), []).append(verdict)
        return found


def _said(cell: ResultCell, verdicts: Sequence[Verdict], *, provisional: bool) -> str | int | None:
    verdict = next((verdict for verdict in verdicts if verdict.programme == cell.programme), None)
    if verdict is None:
        return None
    outcome = _outcome(cell, verdict) if cell.condition else _level(verdict, provisional=provisional)
    if isinstance(outcome, int):
        said = cell.said.get(Outcome.MET, "").format(level=outcome)
        return int(said) if said.isdecimal() else said or None
    return cell.said.get(outcome) if outcome else None


def _outcome(cell: ResultCell, verdict: Verdict) -> Outcome | None:
    """Return the outcome of a condition at the lowest level that has it."""
    listed = (condition for level in verdict.levels for condition in walk(level.conditions))
    return next((condition.outcome for condition in listed if condition.id == cell.condition), None)


def _level(verdict: Verdict, *, provisional: bool) -> int | Outcome | None:
    """Return the highest level that is met, else what came of the lowest; None where it is not established."""
    established = [level for level in verdict.levels if provisional or not level.provisional]
    met = [level.level for level in established if level.outcome is Outcome.MET]
    first = verdict.levels[0]
    if met or first.outcome is Outcome.MET:
        return max(met, default=None)
    return None if first.provisional and not provisional else first.outcome
