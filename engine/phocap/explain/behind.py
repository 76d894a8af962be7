"""The persons behind the figures of a condition: the rows of the survey that they were counted from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from phocap.forms.behind import Behind, spans
from phocap.forms.survey import FILE, ROW, Survey
from phocap.language.pack import Pack
from phocap.model.result import ConditionResult, Verdict, walk
from phocap.text.language import Bilingual, Lang
from phocap.text.nearest import name_key
from phocap.text.numbers import count

_ROWS: Final = Bilingual("{label}: {n} dòng: {rows}", "{label}: rows: {n}: {rows}")
_MISSING: Final = Bilingual("Không được tính ở tử số: {n} dòng", "Not counted in the numerator: rows: {n}")
_NOBODY: Final = Bilingual("không có", "none")


class Rows:
    """Tells the rows behind figures, where the unit has a survey; names only where they were asked for."""

    def __init__(self, surveys: Iterable[Survey], pack: Pack, names: bool) -> None:
        """Look into these surveys."""
        self.surveys = [Behind(survey) for survey in surveys]
        self.pack, self.names = pack, names

    def lines(self, verdict: Verdict, condition: ConditionResult, lang: Lang) -> Iterator[str]:
        """Yield what stands below a condition: for each figure its rows, and who is missing in the numerator."""
        behind = self._of(verdict)
        told = self._figures(behind, condition)
        if behind is None or not told:
            return
        for label, rows in told:
            shown = ", ".join(_shown(behind, rows)) or _NOBODY[lang]
            yield _ROWS[lang].format(label=label[lang], n=count(len(rows), lang), rows=shown)
        missing = self._missing(behind, condition)
        if missing is not None:
            listed = "; ".join(self._person(behind, at) for at in missing)
            yield _MISSING[lang].format(n=count(len(missing), lang)) + (f": {listed}" if listed else "")

    def entries(self, verdict: Verdict) -> list[dict[str, Any]]:
        """Return the same of all conditions of a verdict, for other programs."""
        behind, found = self._of(verdict), []
        for level in verdict.levels if behind is not None else ():
            for condition in walk(level.conditions):
                assert behind is not None
                fields = [used.field for used in condition.figures if used.field in behind.survey.layout.figures]
                if not fields:
                    continue
                missing = self._missing(behind, condition)
                entry = {
                    "level": level.level,
                    "condition": condition.node,
                    "figures": [{"field": f, "rows": [_place(behind, at) for at in behind.rows(f)]} for f in fields],
                    "missing": None if missing is None else [self._entry(behind, at) for at in missing],
                }
                found.append(entry)
        return found

    def _of(self, verdict: Verdict) -> Behind | None:
        for behind in self.surveys:
            survey = behind.survey
            named = survey.unit is None or name_key(survey.unit.name) == name_key(verdict.unit.name)
            if named and verdict.unit.tier == survey.layout.tier and survey.day == verdict.as_of:
                return behind
        return None

    def _figures(self, behind: Behind | None, condition: ConditionResult) -> list[tuple[Bilingual, Sequence[int]]]:
        known = behind.survey.layout.figures if behind is not None else {}
        return [
            (Bilingual(used.label.vi, used.label.en), behind.rows(used.field))
            for used in condition.figures
            if behind is not None and used.field in known
        ]

    def _missing(self, behind: Behind, condition: ConditionResult) -> list[int] | None:
        measure = self.pack.measures.get(condition.subject or "") if condition.kind == "measure" else None
        return behind.missing(measure.ratio) if measure is not None and measure.ratio is not None else None

    def _person(self, behind: Behind, at: int) -> str:
        beside = ", ".join(filter(None, (behind.name(at) if self.names else "", behind.hamlet(at))))
        return f"{behind.place(at)}" + (f" ({beside})" if beside else "")

    def _entry(self, behind: Behind, at: int) -> dict[str, Any]:
        name = {"name": behind.name(at)} if self.names else {}
        return {**_place(behind, at), "hamlet": behind.hamlet(at) or None, **name}


def _shown(behind: Behind, rows: Sequence[int]) -> Iterator[str]:
    """Yield rows in short, file by file."""
    survey = behind.survey
    found = survey.persons.select(FILE, ROW)[list(rows)]
    for file, place in enumerate(survey.places):
        numbers = found.filter(found[FILE] == file)[ROW].to_list()
        if numbers:
            yield f"{place} {', '.join(spans(numbers))}"


def _place(behind: Behind, at: int) -> dict[str, Any]:
    place = behind.place(at)
    return {"path": place.path, "sheet": place.sheet, "row": place.line}
