"""What charts show is what the result and the records say, in the order and the groups that are written here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import places
import pytest

from phocap.evaluate import evaluate
from phocap.evaluate.verdict import result
from phocap.intake import read_records
from phocap.language.load import load_pack
from phocap.model.outcome import Outcome
from phocap.model.result import Result, walk
from phocap.report import charts
from phocap.report.conditions import rate_cell
from phocap.report.document_words import WORDS
from phocap.report.gist import Group, before, groups
from phocap.report.html.data import page_data, typeset
from phocap.report.pdf.drawings import drawings
from phocap.shipped import vn_rules
from phocap.text.language import Lang

Made = tuple[Result, charts.Figures]
NEXT = places.DAY.replace(year=2026)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    pack = load_pack(vn_rules())

    def _judge(text: str) -> Made:
        path = tmp_path_factory.mktemp("charts") / "records.yaml"
        path.write_text(text, encoding="utf-8")
        records = read_records([path], pack).records
        evaluation = evaluate(records, pack, programmes=["primary"], readings={"support_binds": "province_only"})
        labels = {name: field.label for name, field in pack.words.fields.items()}
        return result(evaluation, []), charts.figures_of(records, labels)

    return _judge


@pytest.fixture(scope="module")
def years(judge: Callable[[str], Made]) -> Made:
    return judge(places.province(7, 60) + places.province(7, 60, NEXT))


@pytest.fixture(scope="module")
def now(years: Made) -> Group:
    return groups(years[0])[0]


def test_units_are_ranked_from_the_lowest_to_the_highest(now: Group) -> None:
    found = charts.conditions(now)
    assert found is not None
    tier, keys = found
    assert tier == "commune"
    assert keys[0][0] == 3
    for key in keys:
        cells = charts.ranked(now, tier, key)
        compared = [cell.condition.comparison for cell in cells]
        lows = [c.low for c in compared if c is not None and not charts.is_silent(c)]
        assert lows == sorted(lows)  # type: ignore[type-var]
        assert {cell.verdict.unit.tier for cell in cells} == {"commune"}
    whole = charts.ranked(now, tier, (3, "enrolment-6"))
    assert len(whole) == 60


def test_every_unit_is_in_one_bin(now: Group) -> None:
    assert charts.BINS[0][0] is None
    assert charts.BINS[-1][1] is None
    for (_, high), (low, _) in zip(charts.BINS, charts.BINS[1:], strict=False):
        assert high is not None
        assert low == high + 1
    cells = charts.ranked(now, "commune", (3, "completion-11"))
    counted, undecided = charts.margins(cells)
    with_margin = [c for c in cells if c.condition.outcome in (Outcome.MET, Outcome.NOT_MET)]
    assert sum(counted) == len(with_margin)
    assert undecided == sum(cell.condition.outcome is Outcome.UNDETERMINED for cell in cells)
    labels = [charts.bin_label(limits).vi for limits in charts.BINS]
    assert labels[0] == "thiếu ≥ 51"
    assert labels[3:6] == ["thiếu 1–5", "vừa đủ", "dư 1–5"]
    assert len(set(labels)) == len(labels)


def test_the_ages_that_no_condition_looks_at_are_there_too(years: Made, now: Group) -> None:
    made, figures = years
    used = {
        figure.field
        for v in made.verdicts
        for level in v.levels
        for condition in walk(level.conditions)
        for figure in condition.figures
    }
    assert "age_12.ppc" not in used
    found = charts.cohort(now, figures)
    assert found is not None
    assert [age.name for age in found.ages] == ["6", "11", "12", "13", "14", "11–14"]
    assert found.unit is None
    by_name = {age.name: age for age in found.ages}
    four = [by_name[name] for name in ("11", "12", "13", "14")]
    assert by_name["11–14"].whole[1] == sum(age.whole[1] for age in four)
    assert by_name["11–14"].parts[0][1] == sum(age.parts[0][1] for age in four)
    for age in found.ages:
        assert "(PPC)" in age.whole[0].vi
        assert sum(n for _, n in age.parts) <= age.whole[1]
    assert charts.cohort(now, charts.Figures()) is not None  # from the result alone: fewer ages


def test_figures_of_other_ages_stay_out(judge: Callable[[str], Made]) -> None:
    one = places.province(7, 1).split("---\n")[2]
    made, figures = judge(one.replace("figures:\n", "figures:\n  age_5: {ppc: 90}\n  age_15_18: {ppc: 400}\n"))
    found = charts.cohort(groups(made)[0], figures)
    assert found is not None
    assert found.unit == made.verdicts[0].unit.name
    assert [age.name for age in found.ages] == ["6", "11", "12", "13", "14", "11–14"]


def test_what_became_of_each_unit(years: Made, now: Group) -> None:
    everyone = groups(years[0])
    earlier = before(now, everyone)
    assert earlier is not None
    found = charts.changes(now, earlier)
    assert sum(map(len, found.moved.values())) == 61
    for kind, sign in (("up", 1), ("down", -1), ("same", 0)):
        for place, was in found.moved[kind]:
            new, old = now.verdicts[place], earlier.verdicts[was]
            assert new.unit.code == old.unit.code
            step = new.highest_level - old.highest_level
            assert (step > 0) - (step < 0) == sign
    fewer = replace(now, verdicts=now.verdicts[:-2])
    assert len(charts.changes(fewer, earlier).gone) == 2
    assert len(charts.changes(now, replace(earlier, verdicts=earlier.verdicts[:-3])).new) == 3


@pytest.mark.parametrize("lang", list(Lang))
def test_page_and_paper_show_the_same(years: Made, now: Group, lang: Lang) -> None:
    made, figures = years
    drawn = drawings(now, groups(made), figures, lang)
    page = page_data(made, figures)
    assert [limits[:2] for limits in page["bins"]] == [list(limits) for limits in charts.BINS]
    assert sum(len(group["tiles"]) for group in drawn["tiles"]) == 60
    assert len(drawn["cohort"]["rows"]) == len(page["groups"][0]["cohort"]["ages"])
    told = dict(drawn["change"]["tally"])
    change = page["groups"][0]["change"]
    assert told[WORDS["up"][lang]] == str(len(change["up"]))
    assert told[WORDS["same"][lang]] == str(change["same"])
    for one in drawn["ranked"]:
        assert sum(n for _, n, _, _ in one["bins"]) == 60
        assert len(one["rows"]) == 20  # of more than forty the lowest
        for row in one["rows"]:
            assert row["low"] is None or 0 <= row["low"] <= row["high"] <= 1


def test_a_mark_lies_on_the_side_of_the_threshold_where_the_unit_is(years: Made, now: Group) -> None:
    for one in drawings(now, groups(years[0]), years[1], Lang.EN)["ranked"]:
        for row in one["rows"]:
            if row["kind"] == "met" and row["bound"] is not None and row["low"] is not None:
                assert row["low"] >= row["bound"]
            if row["kind"] == "not" and row["high"] is not None:
                assert row["high"] <= row["bound"]


@pytest.mark.parametrize(
    ("part", "whole", "printed"), [(163, 165, "98,79 %"), (172, 172, "100 %"), (99_999, 100_000, "99,999 %")]
)
def test_a_share_beside_a_bar_is_printed_as_in_its_condition(
    judge: Callable[[str], Made], part: int, whole: int, printed: str
) -> None:
    record = "unit: {tier: commune, name: Xã Một}\nas_of: 2021-09-30\nflags: {special_difficulty: false}\nfigures:\n"
    eleven = "  age_11: {ppc: 10, completed_primary: 10}\n"
    made, figures = judge(f"{record}  age_6: {{ppc: {whole}, in_grade_1: {part}}}\n{eleven}")
    (group,) = groups(made)
    first = next(c for level in made.verdicts[0].levels for c in walk(level.conditions) if c.comparison is not None)
    assert rate_cell(first.comparison, Lang.VI) == printed
    assert drawings(group, [group], figures, Lang.VI)["cohort"]["rows"][0]["said"].endswith(f" = {printed}")
    shown = page_data(made, figures)["groups"][0]["cohort"]["ages"][0][1]
    assert typeset(shown).replace("\N{NO-BREAK SPACE}", " ") == printed


def test_one_unit_has_no_ranking(judge: Callable[[str], Made]) -> None:
    made, figures = judge(places.province(7, 1).split("---\n")[2])
    (group,) = groups(made)
    assert group.as_of == date(2025, 9, 30)
    assert charts.conditions(group) is None
    drawn = drawings(group, [group], figures, Lang.VI)
    assert (drawn["tiles"], drawn["ranked"], drawn["change"]) == ([], [], None)


def test_a_cohort_goes_from_6_to_14_where_the_record_does(judge: Callable[[str], Made]) -> None:
    first = "".join(
        f"  age_{age}: {{ppc: 100, in_primary: {90 + age}, completed_primary: 0}}\n" for age in range(7, 11)
    )
    last = "".join(f"  age_{age}: {{ppc: 100, completed_primary: 99}}\n" for age in range(11, 15))
    record = "unit: {tier: commune, name: Xã Một}\nas_of: 2021-09-30\nflags: {special_difficulty: false}\nfigures:\n"
    made, figures = judge(f"{record}  age_6: {{ppc: 100, in_grade_1: 98}}\n{first}{last}")
    (group,) = groups(made)
    found = charts.cohort(group, figures)
    assert found is not None
    shown = {age.name: (age.whole[1], [n for _, n in age.parts]) for age in found.ages if "–" not in age.name}
    assert list(shown) == [str(age) for age in range(6, 15)]
    assert shown["7"] == (100, [97])
    assert {name for name, _ in figures.of[next(iter(figures.of))].items()} >= {"age_8.in_primary"}
