"""The audit report as PDF, set by typst: the same texts and numbers as the page, in one language, for paper.

The texts reach typst as data and not as markup, so that no name can steer it. The font is shipped: Liberation Serif,
with the metrics of Times New Roman and every Vietnamese letter, under the SIL Open Font License.
"""

import json
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from typing import Any

from phocap.explain.blocks import wanted
from phocap.explain.labels import Labels
from phocap.explain.sentences import headline
from phocap.explain.wrap import clean
from phocap.model.outcome import Outcome
from phocap.model.result import Result, Verdict
from phocap.report.charts import Figures
from phocap.report.conditions import HEADINGS, footnotes, rows
from phocap.report.document_words import WORDS
from phocap.report.gist import groups, lacking, shortfall, tightest
from phocap.report.pdf.drawings import drawings
from phocap.report.section import CSS, Section, result_class
from phocap.report.serialise import as_data, digest
from phocap.report.table import reached
from phocap.report.workbook_words import CODE
from phocap.text import numbers
from phocap.text.language import Bilingual, Lang

WHOLE = 40
"""With so many units at most, every condition of each is printed."""

NAMED = 12
"""So many of the units that lack a figure are named."""

METHOD = ("m_exact", "m_missing", "m_printed", "m_margin", "m_outcomes", "m_provisional", "m_status")


def to_pdf(result: Result, lang: Lang, figures: Figures | None = None) -> bytes:
    """Return the report as a PDF in one language."""
    import typst

    data = json.dumps(_document(result, lang, figures or Figures()), ensure_ascii=False)
    with as_file(files("phocap.report.pdf")) as here:
        made = typst.compile(
            str(here / "report.typ"),
            root=str(here),
            font_paths=[str(here / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            timestamp=_noon(result),
        )
    assert isinstance(made, bytes)
    return made


def _noon(result: Result) -> int:
    """Return the time that the file bears, so that the same result makes the same file: noon of the last day."""
    day = max((verdict.as_of for verdict in result.verdicts), default=None)
    return 0 if day is None else (day.toordinal() - EPOCH) * 86_400 + 43_200


EPOCH = 719_163
"""1 January 1970, counted in days from 1 January 1."""


def _document(result: Result, lang: Lang, figures: Figures) -> dict[str, Any]:
    everyone = groups(result)
    return {
        "lang": lang.value,
        "words": {name: text[lang] for name, text in WORDS.items()},
        "headings": [heading[lang] for heading in HEADINGS],
        "method": [WORDS[name][lang] for name in METHOD],
        "digest": digest(as_data(result)),
        "code_word": CODE[lang],
        "engine": result.engine,
        "inputs": [[clean(file.path), file.sha256] for file in result.inputs],
        "rules": [[file.path, file.sha256] for file in result.rules],
        "sections": [
            {**_section(Section(result, group, place), lang), "charts": drawings(group, everyone, figures, lang)}
            for place, group in enumerate(everyone)
        ],
    }


def _section(section: Section, lang: Lang) -> dict[str, Any]:
    group, root, labels = section.group, section.root, section.labels
    title, below, more = section.below
    others = [verdict for verdict in group.verdicts if verdict is not root]
    return {
        "name": section.name[lang],
        "programme": section.first.title[lang],
        "day": section.day[lang],
        "instrument": clean(section.first.instrument),
        "scope": section.scope[lang],
        "verdict": section.headline[lang] if root else None,
        "kind": section.css if root else "none",
        "level": section.level[lang] if section.level else None,
        "lacking": _in(section.lacking, lang),
        "below": {"title": title[lang], "listed": _in(below, lang), "more": more[lang] if more else None},
        "bars": [
            {
                "tier": tier[lang],
                "total": total[lang],
                "shares": [[share.css, share.text[lang], share.number[lang], float(share.width)] for share in shares],
            }
            for tier, total, shares in section.bars
        ],
        "published": _in(section.published, lang) if root else [],
        "table": _table(root, lang) if root else None,
        "units": [_unit(verdict, labels, lang) for verdict in group.verdicts] if others else [],
        "details": [
            {"name": _name(verdict), "verdict": headline(verdict, lang), **_table(verdict, lang)}
            for verdict in (others if len(others) <= WHOLE else ())
        ],
        "missing": list(_missing(group.verdicts, labels, lang)),
        "cautions": _in(section.cautions, lang),
        "followed": _in(section.followed, lang),
        "changing": _in(section.changing, lang) if root else [],
    }


def _in(texts: Sequence[Bilingual], lang: Lang) -> list[str]:
    return [text[lang] for text in texts]


def _table(verdict: Verdict, lang: Lang) -> dict[str, Any]:
    listed = list(rows(verdict, lang))
    return {
        "rows": [
            {"heading": row.heading}
            if row.heading is not None
            else {"cells": [_fixed(cell) for cell in row.cells], "kind": CSS[row.outcome]}
            for row in listed
        ],
        "notes": list(footnotes(listed, lang)),
    }


def _unit(verdict: Verdict, labels: Labels, lang: Lang) -> dict[str, Any]:
    tight, short = tightest(verdict), shortfall(verdict)
    lacks = "; ".join(condition.title[lang] for condition in lacking(verdict)[:2])
    margin = tight.comparison.margin if tight and tight.comparison else None
    return {
        "name": _name(verdict),
        "code": clean(verdict.unit.code or ""),
        "tier": labels.get("tier", verdict.unit.tier, lang),
        "result": reached(verdict, lang)[0],
        "css": result_class(verdict),
        "margin": "" if margin is None else f"{'+' if margin else ''}{numbers.count(margin, lang)}",
        "lacks": (f"−{numbers.count(short, lang)} " if short else "") + lacks,
    }


def _name(verdict: Verdict) -> str:
    return clean(verdict.unit.name)


def _missing(verdicts: Sequence[Verdict], labels: Labels, lang: Lang) -> Iterator[str]:
    """Yield what is missing, with the number of units that lack it, most often missing first."""
    found: dict[str, list[str]] = {}
    for verdict in verdicts:
        if any(level.outcome is Outcome.UNDETERMINED for level in verdict.levels):
            for name in wanted(verdict.levels, lang, labels):
                found.setdefault(name, []).append(_name(verdict))
    for name, units in sorted(found.items(), key=lambda item: -len(item[1])):
        shown = ", ".join(units[:NAMED]) + ("…" if len(units) > NAMED else "")
        yield f"{name} – {numbers.count(len(units), lang)} {WORDS['missing_units'][lang]}: {shown}"


def _fixed(text: str) -> str:
    """Return a cell whose numbers keep their signs."""
    return (
        text.replace(" %", "\N{NO-BREAK SPACE}%")
        .replace("≥ ", "≥\N{NO-BREAK SPACE}")
        .replace("≤ ", "≤\N{NO-BREAK SPACE}")
    )
