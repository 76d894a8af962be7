"""Single sentences: the prints that must not contradict the outcome."""

from dataclasses import replace
from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phocap.explain import quantities
from phocap.explain.labels import Labels
from phocap.explain.sentences import condition_sentence, headline, level_sentence, published_sentence
from phocap.model.outcome import Outcome
from phocap.model.result import Comparison, ConditionResult, Result, walk
from phocap.text import numbers
from phocap.text.language import Lang


def find(result: Result, level: int, condition: str) -> ConditionResult:
    levels = [found for found in result.verdicts[0].levels if found.level == level]
    return next(found for found in walk(levels[0].conditions) if found.id == condition)


def say(samples: ModuleType, name: str, level: int, condition: str, lang: Lang = Lang.VI) -> str:
    result = samples.sample(name)
    return condition_sentence(find(result, level, condition), lang, Labels.of(result))


def test_a_rate_just_below_is_not_rounded_up(samples: ModuleType) -> None:
    vi = (
        "Trẻ 6 tuổi vào lớp 1: 1.808/2.009 = 89,995 %, thấp hơn 90 %: chưa đạt, thiếu 1 trẻ "
        "(làm tròn thành 90,00 %, nhưng tỉ lệ chính xác mới quyết định)."
    )
    en = (
        "Six-year-olds in grade 1: 1,808/2,009 = 89.995%, below 90%: not met, short by 1 child "
        "(rounded it would read 90.00%, but the exact rate decides)."
    )
    assert say(samples, "just_below", 1, "enrolment-6") == vi
    assert say(samples, "just_below", 1, "enrolment-6", Lang.EN) == en


def test_rounding_first_would_have_changed_the_verdict(samples: ModuleType) -> None:
    """A province system rounds to two decimals before it compares; 1808 of 2009 would then reach its threshold."""
    result = samples.sample("just_below")
    condition = find(result, 1, "enrolment-6")
    found = condition.comparison
    assert found is not None
    assert found.low is not None
    assert found.threshold is not None
    assert numbers.percent(found.low, Lang.VI) == numbers.percent(found.threshold, Lang.VI)
    assert numbers.rounded_side(found.low, found.threshold) >= 0 > numbers.side(found.low, found.threshold)
    assert (condition.outcome, result.verdicts[0].highest_level) == (Outcome.NOT_MET, 0)
    one_more = samples.SOUND | {"age_6.ppc": 2009, "age_6.in_grade_1": 1809}
    met = find(samples.judged(samples.commune("Xã Qua Ngưỡng", one_more)), 1, "enrolment-6")
    assert met.outcome is Outcome.MET
    assert "làm tròn" not in condition_sentence(met, Lang.VI)


@given(st.integers(0, 60_000), st.integers(1, 60_000), st.integers(1, 99), st.sampled_from(("at_least", "at_most")))
def test_rounding_is_told_exactly_where_it_would_mislead(n: int, d: int, per: int, sense: str) -> None:
    n = min(n, d)
    found = comparison(n, d, Fraction(per, 100), sense=sense)
    shown = read(numbers.percent(Fraction(n, d), Lang.VI)) / 100
    assert found.threshold is not None
    if sense == "at_least":
        misleads = (shown >= found.threshold) != (Fraction(n, d) >= found.threshold)
    else:
        misleads = (shown <= found.threshold) != (Fraction(n, d) <= found.threshold)
    assert bool(quantities.misleading_print(found, Lang.VI)) == misleads


def test_a_printed_rate_is_the_interval_it_stands_for(samples: ModuleType) -> None:
    assert say(samples, "printed_rate", 3, "enrolment-6") == (
        "Trẻ 6 tuổi vào lớp 1: in là “98,0 %” (từ 97,95 % đến dưới 98,1 %), ngưỡng 98 %: chưa đủ dữ liệu; "
        "thiếu số liệu: Trẻ 6 tuổi vào lớp 1, Trẻ 6 tuổi phải phổ cập (PPC)."
    )


def test_nobody_to_count_is_not_applicable(samples: ModuleType) -> None:
    assert say(samples, "nobody", 2, "completion-11") == (
        "Trẻ 11 tuổi hoàn thành chương trình tiểu học: không có đối tượng nên không áp dụng, không cản trở kết quả."
    )


def test_missing_figures_are_named_as_the_vocabulary_does(samples: ModuleType) -> None:
    said = say(samples, "missing_14", 1, "completion-to-14", Lang.EN)
    assert said.endswith(
        "not enough data; missing: Children aged 11-14 who completed primary, "
        "Children aged 11-14 to be universalised (PPC)."
    )


def test_units_below_are_counted_between_bounds(samples: ModuleType) -> None:
    assert say(samples, "district", 1, "communes") == (
        "Số xã đạt chuẩn mức độ 1: 1–3/4 (từ 25 % đến 75 %), thấp hơn 90 %: chưa đạt."
    )


def test_both_thresholds_are_named_while_the_flag_is_open(samples: ModuleType) -> None:
    condition = find(samples.sample("flag_open"), 1, "completion-to-14")
    assert condition.comparison is not None
    both = replace(condition, comparison=replace(condition.comparison, open_threshold=Fraction(7, 10)))
    assert "ngưỡng 80 %, hoặc 70 % nếu thuộc diện giảm" in condition_sentence(both, Lang.VI)


def test_a_quorum_counts_its_members(samples: ModuleType) -> None:
    member = find(samples.sample("just_below"), 1, "enrolment-6")
    met = replace(member, outcome=Outcome.MET)
    quorum = replace(member, kind="quorum", comparison=None, needs=2, members=(member, met, met), outcome=Outcome.MET)
    assert condition_sentence(quorum, Lang.EN).endswith(": 2 of 3 conditions met, 2 needed: met.")


@pytest.mark.parametrize(
    ("name", "vi"),
    [
        ("just_below", "CHƯA ĐẠT CHUẨN."),
        ("flag_open", "CHƯA ĐỦ DỮ LIỆU để kết luận; có thể đạt tới mức độ 3 khi đủ số liệu."),
        ("duong-minh-chau-2016", "ĐẠT CHUẨN mức độ 3."),
        ("ha-nam-2013", "Tạm tính: sẽ đạt mức độ 2 nếu các ngưỡng chưa xác nhận là đúng."),
        ("right_age", "Tạm tính: sẽ chưa đạt chuẩn nếu các ngưỡng chưa xác nhận là đúng."),
    ],
)
def test_headline(name: str, vi: str, samples: ModuleType) -> None:
    assert headline(samples.sample(name).verdicts[0], Lang.VI) == vi


def test_a_confirmed_level_stays_said_outright_below_a_provisional_failure(samples: ModuleType) -> None:
    verdict = samples.sample("flag_used").verdicts[0]
    levels = (*verdict.levels[:2], replace(verdict.levels[2], outcome=Outcome.NOT_MET, provisional=True))
    partly = replace(verdict, levels=levels, highest_level=2, highest_possible_level=2, provisional=True, firm=True)
    assert headline(partly, Lang.EN) == ("MEETS THE STANDARD at level 2; that level 3 is not met is provisional.")


def test_level_names_what_decided_it(samples: ModuleType) -> None:
    level = samples.sample("just_below").verdicts[0].levels[1]
    assert level_sentence(level, Lang.VI) == (
        "Mức độ 2: chưa đạt, chưa bảo đảm các điều kiện: Bảo đảm tiêu chuẩn mức độ 1; Trẻ 6 tuổi vào lớp 1."
    )
    assert level_sentence(level, Lang.EN, cite=True, most=1).startswith(
        "Level 2 (Điều 10): not met, because these conditions do not hold: Meets"
    )


def test_published_verdicts_are_set_beside_ours(samples: ModuleType) -> None:
    verdict = samples.sample("ha-nam-2013").verdicts[1]
    assert [published_sentence(found, False, Lang.VI) for found in verdict.published] == [
        "Quyết định 1382/QĐ-UBND ngày 26/11/2013: đạt mức độ 2; khớp với kết quả tính.",
        "Văn bản đã công bố: đạt mức độ 2; khớp với kết quả tính.",
    ]
    differs = replace(verdict.published[0], agrees=False)
    assert published_sentence(differs, False, Lang.EN).endswith("; DIFFERS from our result.")


def comparison(n: int, d: int, threshold: Fraction, percent: bool = True, sense: str = "at_least") -> Comparison:
    q = Fraction(n, d)
    return Comparison(q, q, False, False, (n, n), (d, d), None, sense, threshold, percent, None, None)


def read(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", ".").removesuffix("%").strip())


@given(st.integers(0, 60_000), st.integers(1, 60_000), st.integers(1, 99), st.booleans())
def test_no_print_contradicts_its_outcome(n: int, d: int, per: int, percent: bool) -> None:
    n = min(n, d) if percent else n
    found = comparison(n, d, Fraction(per, 100), percent)
    q = Fraction(n, d)
    assert found.threshold is not None
    shown = read(quantities.value(q, found, Lang.VI)) / (100 if percent else 1)
    assert (shown < found.threshold, shown > found.threshold) == (q < found.threshold, q > found.threshold)
    if percent:
        assert (shown < 1) == (q < 1)


@pytest.mark.parametrize(
    ("n", "vi", "en"), [(0, "0 trẻ", "0 children"), (1, "1 trẻ", "1 child"), (1234, "1.234 trẻ", "1,234 children")]
)
def test_what_is_counted_is_named(n: int, vi: str, en: str, samples: ModuleType) -> None:
    found = find(samples.sample("just_below"), 1, "enrolment-6").comparison
    assert found is not None
    assert (quantities.counted(n, found, Lang.VI), quantities.counted(n, found, Lang.EN)) == (vi, en)
    assert quantities.counted(n, replace(found, noun=None), Lang.EN) == en.split()[0]


def test_what_is_not_a_share_has_no_percent_sign() -> None:
    found = comparison(153, 100, Fraction(3, 2), percent=False)
    assert quantities.value(Fraction(153, 100), found, Lang.VI) == "1,53"
    assert quantities.bound(found, Lang.EN) == "1.5"
    assert quantities.bound(comparison(1, 2, Fraction(1, 3), percent=False), Lang.EN) == "1/3"


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open", "en"),
    [
        (Fraction(47, 50), Fraction(1), True, False, "above 94%, up to 100%"),
        (Fraction(17, 20), Fraction(43, 50), False, True, "from 85% to below 86%"),
        (Fraction(17, 20), Fraction(43, 50), True, True, "above 85%, below 86%"),
        (Fraction(0), Fraction(43, 50), False, True, "below 86%"),
        (Fraction(0), Fraction(43, 50), False, False, "at most 86%"),
        (Fraction(17, 20), None, False, False, "85% or more"),
        (Fraction(17, 20), None, True, False, "above 85%"),
        (Fraction(1), Fraction(1), False, False, "100%"),
    ],
)
def test_intervals(low: Fraction, high: Fraction | None, low_open: bool, high_open: bool, en: str) -> None:
    found = replace(comparison(1, 2, Fraction(1, 2)), low=low, high=high, low_open=low_open, high_open=high_open)
    assert quantities.interval(found, Lang.EN) == en


@pytest.mark.parametrize(
    ("sense", "margin", "shortfall", "en"),
    [
        ("at_least", 53, None, "53 to spare"),
        ("at_least", 0, None, "none to spare"),
        ("at_least", None, 2, "short by 2"),
        ("at_most", 3, None, "room for another 3"),
        ("at_most", 0, None, "no room for more"),
        ("at_most", None, 4, "over by 4"),
        ("at_most", None, None, ""),
    ],
)
def test_distances(sense: str, margin: int | None, shortfall: int | None, en: str) -> None:
    found = replace(comparison(1, 2, Fraction(1, 2), sense=sense), margin=margin, shortfall=shortfall)
    assert quantities.distance(found, Lang.EN) == en
