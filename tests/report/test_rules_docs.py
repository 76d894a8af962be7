"""The pages about rules: everything that decides is on them, in both languages and forms, and nothing else gets in."""

import os
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from phocap.check.proof.subjects import Law
from phocap.faults import Faulty
from phocap.language.load import load_pack
from phocap.language.registry import Registry
from phocap.model.rulefile import Effect
from phocap.report.rules_docs import FORMS, pages
from phocap.report.rules_docs.history import history
from phocap.report.rules_docs.page import Heading, Page, Paragraph, Row, Span, Table, cell, line
from phocap.report.rules_view import view, walk
from phocap.shipped import vn_rules
from phocap.text.language import Lang

GOLDEN = Path(__file__).parent / "golden"
RURITANIA = load_pack(Path(__file__).resolve().parents[1] / "packs" / "ruritania")


@pytest.fixture(scope="module")
def law() -> Law:
    return Law(load_pack(vn_rules()))


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("form", FORMS)
def test_a_whole_page_is_reviewed_text(form: str, lang: Lang) -> None:
    (text,) = pages(RURITANIA, form, lang, ["good-school"]).values()
    path = GOLDEN / f"rules-docs.{lang}.{'md' if form == 'markdown' else form}"
    if os.environ.get("PHOCAP_UPDATE_GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), "read what changed; PHOCAP_UPDATE_GOLDEN=1"


@pytest.mark.parametrize("lang", list(Lang))
def test_every_condition_of_every_programme_is_on_its_page(law: Law, lang: Lang) -> None:
    made = pages(law.pack, "markdown", lang)
    assert {name.removesuffix(".md") for name in made} == {"index", *law.pack.programmes}
    registry = Registry(law.pack)
    day = date(2026, 11, 22)
    made = pages(law.pack, "markdown", lang, day=day)
    for programme in registry.programmes_on(day):
        shown = view(registry.in_force(programme, day))
        text = made[f"{programme}.md"]
        listed = [found for _, _, conditions in shown.levels() for found in walk(conditions)]
        assert listed
        for found in listed:
            assert not found.period.holds_on(day) or f"`{found.id}`" in text
            assert found.source is None or found.source.url is None or found.source.url in text
        for reading in shown.readings():
            assert f"### `{reading}`" in text


def test_both_forms_say_the_same(law: Law) -> None:
    said = [pages(law.pack, form, Lang.EN, ["literacy"])[name] for form, name in (("html", "literacy.html"),)]
    words = set(re.findall(r"[A-Za-z]{4,}", Text.of(said[0])))
    marked = pages(law.pack, "markdown", Lang.EN, ["literacy"])["literacy.md"]
    assert words <= set(re.findall(r"[A-Za-z]{4,}", marked))


def test_the_history_of_primary_is_that_of_the_law(law: Law) -> None:
    """By hand from the texts: 1997, 2009, 2014, the circular of 2016, its suspension, and the end of districts."""
    past = history(law, "primary", Lang.EN)
    assert [(then.in_force.as_of.isoformat(), then.in_force.model.instrument) for then in past.times] == [
        ("1997-08-05", "circular-14-1997"),
        ("2010-01-20", "circular-36-2009"),
        ("2014-05-15", "decree-20-2014"),
        ("2016-05-10", "decree-20-2014"),
        ("2021-10-20", "decree-20-2014"),
        ("2025-07-01", "decree-20-2014"),
    ]
    provinces = [then.asked.get((1, "province", "districts")) for then in past.times]
    assert [found is not None for found in provinces] == [False, False, True, True, True, False]
    assert (1, "commune", "enrolment-6") not in past.changed
    decides = [c for level in past.times[-1].in_force.model.levels.values() for c in level.tiers["province"]]
    assert all((1, "province", c.id) not in past.changed for c in decides if c.effect is not Effect.DECIDES)


def test_rules_of_a_day_are_those_of_that_day(law: Law) -> None:
    then = pages(law.pack, "markdown", Lang.EN, ["primary"], date(2015, 9, 30))["primary.md"]
    now = pages(law.pack, "markdown", Lang.EN, ["primary"])["primary.md"]
    assert "#### District" in then
    assert "#### District" not in now
    with pytest.raises(Faulty):
        pages(law.pack, "markdown", Lang.EN, ["preschool-3-5"], date(2015, 9, 30))


def test_links_between_pages_lead_somewhere(law: Law) -> None:
    made = pages(law.pack, "html", Lang.VI)
    links = re.findall(r'href="(?!https?:|data:)([^"]+)"', "".join(made.values()))
    assert len(links) >= len(law.pack.programmes)
    assert set(links) <= made.keys()


HOSTILE = "</td><script>alert(1)</script> | `a` [x](javascript:alert(1)) *b* \n# c"


def test_what_rules_say_stays_text() -> None:
    rows = (Row((cell(HOSTILE), cell(line(Span(HOSTILE, "javascript:alert(1)"))))),)
    page = Page("x", HOSTILE, (Heading(2, HOSTILE), Paragraph(line(HOSTILE)), Table((HOSTILE, HOSTILE), rows)))
    html = FORMS["html"](page, Lang.EN)
    assert "<script" not in html
    assert 'href="javascript:' not in html
    marked = FORMS["markdown"](page, Lang.EN)
    assert not re.search(r"(?<!\\)\]\(javascript", marked)
    assert "<script" not in re.sub(r"\\<", "", marked)
    assert [line.count(" | ") for line in marked.splitlines() if line.startswith("| ")] == [1, 1]


def test_a_page_needs_no_network(law: Law) -> None:
    (text,) = pages(law.pack, "html", Lang.VI, ["primary"]).values()
    assert "default-src 'none'" in text
    assert not re.search(r"<(script|img|iframe)|\bsrc=|@import|url\(", text)


class Text(HTMLParser):
    """The text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append(data)

    @classmethod
    def of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html.partition("<body>")[2])
        return " ".join(parser.found)


def test_the_second_pack_has_pages_too() -> None:
    assert set(pages(RURITANIA, "html", Lang.EN)) == {"index.html", "good-school.html"}
