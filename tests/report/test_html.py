"""The HTML report without a browser: what it says is what the result says, whatever the names, byte for byte again."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import places
import pytest

from phocap.cli.main import main
from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.intake import read_records
from phocap.language.load import installed_packs, load_pack
from phocap.model.result import ConditionResult, Result, walk
from phocap.report.conditions import bound_cell, figures_cell, rate_cell
from phocap.report.document_words import WORDS
from phocap.report.gist import groups
from phocap.report.html import to_html
from phocap.report.html.cells import OUTCOMES
from phocap.report.html.data import embedded, page_data, typeset
from phocap.report.serialise import as_data, digest
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[2]
A_UNIT = 600
"""Bytes of the page."""

Judge = Callable[..., Result]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Judge a text of records or a folder of the checkout."""
    pack = load_pack(installed_packs()["vn"])

    def _judge(what: str, *programmes: str) -> Result:
        path = ROOT / what
        if "\n" in what:
            path = tmp_path_factory.mktemp("records") / "records.yaml"
            path.write_text(what, encoding="utf-8")
        intake = read_records([path], pack)
        return result(evaluate(intake.records, pack, programmes=programmes), intake.sources)

    return _judge


@pytest.fixture(scope="module")
def province(judge: Judge) -> Result:
    return judge(places.province(7, 40), "primary")


@pytest.fixture(scope="module")
def everything(judge: Judge, province: Result) -> list[Result]:
    """Results of every kind: printed rates, quorums, findings, windows of years, several days and programmes."""
    return [province, judge("cases/ha-nam-2013"), judge("cases/schools"), judge("cases/published")]


def unpacked(data: Any) -> list[Any]:
    """Return the units of each group with what they share, as the script unpacks them: cells and figures in full."""
    found = []
    for group in data["groups"]:
        listed = [[place for level in shape for place in level] for shape in group["shapes"]]
        units = []
        for own in group["units"]:
            unit = {**group["kinds"][own["x"]], **own}
            conditions = [group["conditions"][place] for place in listed[unit["s"]]]
            unit["k"] = [
                (shared, *cell(group, shared["cells"][at])) for shared, at in zip(conditions, own["k"], strict=True)
            ]
            fields = group["kinds"][own["x"]].get("g", [])
            unit["g"] = [known(data, *one) for one in zip(fields, own.get("g", []), strict=True)]
            units.append(unit)
        found.append(units)
    return found


def cell(group: Any, told: Any) -> tuple[Any, ...]:
    """Return outcome, whether it decided, figures, rate, bound and margin."""
    outcome, decided, quantity, bound, margin, _ = [*told, *(0, 0, 0, None, [])[len(told) - 1 :]]
    figures, rate, *_ = group["quantities"][quantity]
    return outcome, decided, figures, rate, group["bounds"][bound][0], margin


def known(data: Any, field: int, figure: Any) -> tuple[int, int, int | None, str | None]:
    """Return the field of a figure, low, high, and where it was given."""
    low, *rest = [0, -1] if figure is None else figure if isinstance(figure, list) else [figure]
    high = rest.pop(0) if rest and isinstance(rest[0], int) else low
    file, place = re.fullmatch(r"(\d*)(.*)", rest[0]).groups() if rest else ("", None)  # type: ignore[union-attr]
    return field, low, None if high < 0 else high, None if place is None else data["files"][int(file or 0)] + place


def printed(cell: Any, lang: Lang) -> str:
    """Return what the script prints of a cell."""
    if not cell:
        return ""
    if isinstance(cell, tuple):
        return str(cell[lang is Lang.EN])
    return typeset(cell) if lang is Lang.VI else str(cell)


def conditions(found: Result) -> list[ConditionResult]:
    return [c for verdict in found.verdicts for level in verdict.levels for c in walk(level.conditions)]


def test_every_outcome_and_number_is_that_of_the_result(everything: list[Result]) -> None:
    compared = 0
    for found in everything:
        data = page_data(found)
        for group, units in zip(data["groups"], unpacked(data), strict=True):
            of_group = [
                verdict
                for verdict in found.verdicts
                if (verdict.as_of.isoformat(), verdict.rule_set) == (group["date"], group["ruleSet"])
            ]
            for unit, verdict in zip(units, of_group, strict=True):
                assert unit["v"] == verdict.highest_level
                assert [OUTCOMES[o] for o in unit["l"]] == [level.outcome for level in verdict.levels]
                because = {node for level in verdict.levels for node in level.because}
                listed = [c for level in verdict.levels for c in walk(level.conditions)]
                for shown, condition in zip(unit["k"], listed, strict=True):
                    shared, outcome, decided, figures, rate, bound, margin = shown
                    compared += 1
                    assert shared["i"].endswith(f"/{condition.id}")
                    assert OUTCOMES[outcome] is condition.outcome
                    assert bool(decided) == (condition.node in because)
                    comparison = condition.comparison
                    if comparison is None:
                        continue
                    for told, make in ((figures, figures_cell), (rate, rate_cell), (bound, bound_cell)):
                        for lang in Lang:
                            assert printed(told, lang) == make(comparison, lang)
                    assert margin == (comparison.margin if comparison.shortfall is None else -comparison.shortfall)
    assert compared > 2_000


def test_every_figure_is_there_once_with_its_place(everything: list[Result]) -> None:
    for found in everything:
        data = page_data(found)
        for group, units, told in zip(data["groups"], unpacked(data), groups(found), strict=True):
            for unit, verdict in zip(units, told.verdicts, strict=True):
                expected: dict[str, tuple[Any, ...]] = {}
                for figure in (f for level in verdict.levels for c in walk(level.conditions) for f in c.figures):
                    expected.setdefault(figure.field, (figure.low, figure.high, figure.place))
                shown = {group["fields"][field][0]: tuple(rest) for field, *rest in unit["g"]}
                assert shown == expected


def test_units_hang_under_those_above(province: Result) -> None:
    units = page_data(province)["groups"][0]["units"]
    assert "p" not in units[0]
    assert {unit["p"] for unit in units[1:]} == {0}


EVIL = "</script><script>window.evil = 1</script><img src=x onerror='window.evil = 2'>"


def test_no_name_makes_markup(judge: Judge) -> None:
    text = (
        places.province(7, 3)
        .replace("Tỉnh ", f"Tỉnh {EVIL} ".replace("'", "’"))
        .replace("name: Xã ", f'name: "Xã {EVIL} ', 1)
    )
    records = re.sub(r'(name: ")(.*?), parent', lambda found: f'{found[1]}{found[2]}", parent', text, count=1)
    records = re.sub(r"name: (Tỉnh .*)}", lambda found: f'name: "{found[1]}"}}', records)
    page = to_html(judge(records, "primary"), Lang.VI)
    assert "<img" not in page
    assert page.count("<script") == 2
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert any("<script>" in unit["n"] for unit in data["groups"][0]["units"])


def test_data_cannot_end_their_element() -> None:
    text = embedded({"a": "</script><!-- & \u2028 \u2029"})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {"a": "</script><!-- & \u2028 \u2029"}


def test_the_page_needs_no_other_file(everything: list[Result]) -> None:
    for found in everything:
        page = to_html(found, Lang.EN)
        assert not re.findall(
            r"""(?:src|href)=["'](?!#|data:)|@import|url\((?!#)|fetch\(|XMLHttpRequest|https?://(?!www\.w3\.org)""",
            page.partition('id="data"')[0],
        )
        assert "default-src 'none'" in page


def test_paper_and_file_have_the_digest_in_common(province: Result) -> None:
    mark = digest(as_data(province))
    assert mark in to_html(province, Lang.VI)
    assert mark == digest(json.loads(json.dumps(as_data(province))))


def test_the_language_of_the_opening_page(province: Result) -> None:
    assert '<html lang="vi">' in to_html(province, Lang.VI)
    assert '<html lang="en">' in to_html(province, Lang.EN)


def test_nothing_judged_still_makes_a_page(province: Result) -> None:
    assert WORDS["nothing"].en in to_html(replace(province, verdicts=()), Lang.EN)


def test_same_input_same_bytes_wherever_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name in ("here", "there"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "records.yaml").write_text(places.province(7, 12), encoding="utf-8")
        monkeypatch.chdir(folder)
        assert main(["report", "records.yaml", "-o", "report.html", "--lang", "vi"]) == 0
        made.append((folder / "report.html").read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("year", [2015, 2021, 2025])
def test_the_country_fits(judge: Judge, year: int) -> None:
    """What every unit adds to the page, under the rules of each time: 3,355 units take 2 MB."""
    found = judge(places.country(7, 3, 300, places.DAY.replace(year=year)), "primary")
    few = replace(
        found, verdicts=tuple(v for v in found.verdicts if v.unit.tier == "province" or v.unit.code == "01000")
    )
    sizes = [len(to_html(one, Lang.VI).encode("utf-8")) for one in (few, found)]
    assert (sizes[1] - sizes[0]) / (len(found.verdicts) - len(few.verdicts)) <= A_UNIT


def test_every_word_is_used() -> None:
    here = ROOT / "engine" / "phocap" / "report" / "html"
    used = "".join(path.read_text(encoding="utf-8") for path in [*here.glob("js/*.js"), here / "page.html.j2"])
    spare = {name for name in WORDS if not re.search(rf'["\'.]{name}\b', used)}
    composed = {name for name in spare if name.startswith(("sort_", "only_"))}
    assert spare - composed == set()
