"""The HTML report without a browser: what it says is what the result says, whatever the names, byte for byte again."""

import json
import re
from collections.abc import Callable
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
from phocap.report.html import to_html
from phocap.report.html.data import OUTCOMES, embedded, page_data, typeset
from phocap.report.serialise import as_data, digest
from phocap.text.language import Lang

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 6 * 1024 * 1024
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


def printed(cell: Any, lang: Lang) -> str:
    """Return what the script prints of a cell."""
    if not cell:
        return ""
    if isinstance(cell, list):
        return str(cell[lang is Lang.EN])
    return typeset(cell) if lang is Lang.VI else str(cell)


def conditions(found: Result) -> list[ConditionResult]:
    return [c for verdict in found.verdicts for level in verdict.levels for c in walk(level.conditions)]


def test_every_outcome_and_number_is_that_of_the_result(everything: list[Result]) -> None:
    compared = 0
    for found in everything:
        data = page_data(found)
        for group in data["groups"]:
            of_group = [
                verdict
                for verdict in found.verdicts
                if (verdict.as_of.isoformat(), verdict.rule_set) == (group["date"], group["ruleSet"])
            ]
            assert len(group["units"]) == len(of_group)
            for unit, verdict in zip(group["units"], of_group, strict=True):
                assert unit["v"] == verdict.highest_level
                assert [OUTCOMES[o] for o in unit["l"]] == [level.outcome for level in verdict.levels]
                shape = [group["conditions"][place] for part in group["shapes"][unit["s"]] for place in part]
                listed = [c for level in verdict.levels for c in walk(level.conditions)]
                assert len(shape) == len(unit["k"]) == len(listed)
                for shared, cell, condition in zip(shape, unit["k"], listed, strict=True):
                    compared += 1
                    assert shared["i"].endswith(f"/{condition.id}")
                    assert OUTCOMES[cell[0]] is condition.outcome
                    comparison = condition.comparison
                    if comparison is None:
                        continue
                    for place, make in ((2, figures_cell), (3, rate_cell), (4, bound_cell)):
                        for lang in Lang:
                            text = printed(cell[place] if len(cell) > place else 0, lang)
                            assert text == make(comparison, lang)
                    margin = cell[5] if len(cell) > 5 else None
                    assert margin == (comparison.margin if comparison.shortfall is None else -comparison.shortfall)
    assert compared > 2_000


def test_every_figure_is_there_once_with_its_place(province: Result) -> None:
    data = page_data(province)
    group = data["groups"][0]
    for unit, verdict in zip(group["units"], province.verdicts, strict=True):
        expected = {
            figure.field: (figure.low, figure.high, figure.place)
            for level in verdict.levels
            for condition in walk(level.conditions)
            for figure in condition.figures
        }
        shown = {}
        for field, low, *rest in unit.get("g", []):
            high, file, place = [*rest, None, None, None][:3]
            where = None if file is None else data["files"][file] + place
            shown[group["fields"][field][0]] = (low, {None: low, -1: None}.get(high, high), where)
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
    from dataclasses import replace

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


def test_the_country_fits(judge: Judge) -> None:
    found = judge(places.country(7), "primary")
    assert len(found.verdicts) == 3_355
    assert len(to_html(found, Lang.VI).encode("utf-8")) <= LARGEST


def test_every_word_is_used() -> None:
    here = ROOT / "engine" / "phocap" / "report" / "html"
    used = "".join(path.read_text(encoding="utf-8") for path in [*here.glob("js/*.js"), here / "page.html.j2"])
    spare = {name for name in WORDS if not re.search(rf'["\'.]{name}\b', used)}
    composed = {name for name in spare if name.startswith(("sort_", "only_"))}
    assert spare - composed == set()
