"""The HTML report in a browser: it opens from a file, asks for nothing, and can be read and used by everyone."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import places
import pytest

from phocap.cli.main import main

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK, PAPER = {"width": 360, "height": 740}, {"width": 1200, "height": 900}, {"width": 661, "height": 900}
"""Paper: what the margins leave of A4 at 96 dots an inch."""

EVIL = "<img src=x onerror=window.evil=1>"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of a province in one and in two years, of a real case, of a school, and of names that are markup."""
    folder = tmp_path_factory.mktemp("reports")
    first = places.province(7, 60)
    later = places.province(7, 60, places.DAY.replace(year=2026))
    (folder / "province.yaml").write_text(first, encoding="utf-8")
    (folder / "years.yaml").write_text(first + later, encoding="utf-8")
    (folder / "evil.yaml").write_text(first.replace("name: Xã ", f"name: {EVIL} "), encoding="utf-8")
    for name in ("province", "years", "evil"):
        made = ["report", str(folder / f"{name}.yaml"), "--programme", "primary", "-o", str(folder / f"{name}.html")]
        made += ["--reading", "support_binds=province_only"]  # the province has rates only
        assert main([*made, "--lang", "vi"]) == 0
    for name, case in (("ha-nam", "ha-nam-2013"), ("school", "schools")):
        assert main(["report", str(ROOT / "cases" / case), "-o", str(folder / f"{name}.html"), "--lang", "vi"]) == 0
    return folder


@pytest.fixture
def page(browser: Any, reports: Path) -> Iterator[Open]:
    """Open a report; at the end nothing was said on the console and nothing asked of the network."""
    said: list[str] = []
    contexts = []

    def _open(name: str, viewport: dict[str, int] = DESK, **rest: Any) -> Any:
        context = browser.new_context(viewport=viewport, **rest)
        contexts.append(context)
        made = context.new_page()
        made.on("console", lambda message: said.append(message.text))
        made.on("pageerror", lambda error: said.append(str(error)))
        made.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or said.append(asked.url))
        made.goto((reports / f"{name}.html").as_uri())
        return made

    yield _open
    for context in contexts:
        context.close()
    assert said == []


def overflow(page: Any) -> Any:
    """Return the elements that stick out of the page to the right; those in their own scrolling box do not count."""
    return page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter((node) => {
          const box = node.getBoundingClientRect();
          const out = box.width && box.right > document.documentElement.clientWidth + 1;
          return out && !node.closest('nav, .skip, [hidden]');
        }).slice(0, 5).map((node) => node.outerHTML.slice(0, 120))"""
    )


NAMES = ("province", "years", "ha-nam", "school", "evil")


@pytest.mark.parametrize("name", NAMES)
def test_it_opens_and_says_its_verdict(page: Open, name: str) -> None:
    opened = page(name)
    assert opened.locator("h1:visible").count() == 1
    assert opened.locator("#units .row").count() >= 1
    assert opened.evaluate("window.evil") is None


def test_a_tree_down_to_the_conditions(page: Open) -> None:
    opened = page("province")
    commune = opened.locator("#list ul .row").first
    commune.focus()
    opened.keyboard.press("Enter")
    assert commune.get_attribute("aria-expanded") == "true"
    body = opened.locator(f"#{commune.get_attribute('aria-controls')}")
    assert body.locator("tr.level").count() == 3
    row = body.locator("tbody tr:not(.level)").first
    assert "/" in row.locator("td").nth(0).inner_text()
    assert "%" in row.locator("td").nth(1).inner_text()
    assert "≥" in row.locator("td").nth(2).inner_text()
    assert row.locator("td").nth(3).inner_text()[0] in "+−0"
    assert "điểm" in row.locator("td").nth(5).inner_text()
    opened.keyboard.press("Space")
    assert body.is_hidden()


def test_search_without_diacritics(page: Open) -> None:
    opened = page("province")
    name = opened.locator("#list ul .row b").nth(3).inner_text()
    plain = opened.evaluate("(name) => plainKey(name)", name)
    assert plain.isascii()
    opened.fill("input[type=search]", plain)
    assert name in opened.locator("#list .row b").all_inner_texts()
    assert "/" in opened.locator("#status").inner_text()
    opened.fill("input[type=search]", "zzz")
    assert opened.locator("#list .row").count() == 0


def test_filter_and_sort(page: Open) -> None:
    opened = page("province")
    results = opened.locator("#units select").nth(0)
    label = next(text for text in results.locator("option").all_inner_texts() if text.startswith("mức độ 2"))
    results.select_option(label=label)
    shown = opened.locator("#list .badge").all_inner_texts()
    assert set(shown) == {"mức độ 2"}
    assert f"({len(shown)})" in label
    opened.locator("#units select").last.select_option("short")
    lacking = [text.split(" ")[0] for text in opened.locator("#list .row span:nth-child(4)").all_inner_texts()]
    numbers = [int(text.removeprefix("−")) for text in lacking]
    assert numbers == sorted(numbers)


def test_a_tile_leads_to_its_unit(page: Open) -> None:
    opened = page("province")
    opened.locator("svg .tile").nth(20).click()
    focused = opened.evaluate("document.activeElement.dataset.place")
    assert int(focused) == 21
    assert opened.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"


def test_the_other_language(page: Open) -> None:
    opened = page("province")
    assert "Kết luận" in opened.inner_text("main")
    opened.click("button[title=English]")
    text = opened.inner_text("main")
    assert opened.evaluate("document.documentElement.lang") == "en"
    assert "Verdict" in text
    assert "Kết luận" not in text
    assert "Level of every unit" in text
    drawn = opened.eval_on_selector_all("#charts svg text", "(listed) => listed.map((one) => one.textContent)")
    assert "≥ 98%" in drawn
    assert not [text for text in drawn if " %" in text or "\u00a0%" in text]


def test_this_year_against_last(page: Open) -> None:
    opened = page("years")
    assert opened.locator("#chooser option").count() == 2
    change = opened.locator("#charts figure").last.inner_text()
    assert "30/09/2026 so với 30/09/2025" in change
    opened.locator("#chooser select").select_option("1")
    assert "So với kỳ trước" not in opened.inner_text("#charts")


def test_the_theme_can_be_changed(page: Open) -> None:
    opened = page("province", color_scheme="dark")
    assert opened.evaluate("document.documentElement.dataset.theme") == "dark"
    dark = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    opened.click("#theme")
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") != dark


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_sticks_out_on_a_phone(page: Open, name: str, language: str) -> None:
    opened = page(name, PHONE)
    if language == "en":
        opened.click("button[title=English]")
    opened.locator("#list .row").last.click()
    opened.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert overflow(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("name", NAMES)
def test_on_paper(page: Open, name: str) -> None:
    opened = page(name, PAPER)
    opened.emulate_media(media="print")
    opened.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert overflow(opened) == []
    assert opened.locator(".bar").is_hidden()
    units = opened.evaluate("G().units.length")
    assert opened.locator("#list .row").count() == units
    opened.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.pdf(format="A4").startswith(b"%PDF")


def test_missing_figures_name_their_units(page: Open) -> None:
    opened = page("province")
    figures = opened.locator("#missing details")
    assert figures.count() > 0
    assert "[object" not in opened.inner_text("main")
    summary = figures.first.locator("summary")
    number = int(re.search(r"– (\d+) ", summary.inner_text())[1])  # type: ignore[index]
    summary.click()
    figures.first.locator("li").first.wait_for()
    assert figures.first.locator("li").count() == number
    opened.emulate_media(media="print")
    assert figures.last.locator("summary").is_visible()


def test_a_country_on_paper_lists_its_top_and_says_so(page: Open, reports: Path) -> None:
    country = places.country(3, provinces=8, communes=720)
    (reports / "country.yaml").write_text(country, encoding="utf-8")
    made = ["report", str(reports / "country.yaml"), "--programme", "primary", "-o", str(reports / "country.html")]
    assert main([*made, "--lang", "vi"]) == 0
    opened = page("country")
    sheets = "window.dispatchEvent(new Event('beforeprint'))"
    opened.evaluate(sheets)
    assert opened.locator("#list .row").count() == 8
    assert "8 trong 728 đơn vị" in opened.inner_text("#status")
    opened.evaluate("window.dispatchEvent(new Event('afterprint'))")
    opened.fill("#units input[type=search]", "xã")
    found = opened.evaluate("matching().length")
    assert found > 100
    opened.evaluate(sheets)
    assert opened.locator("#list .row").count() == found


def test_the_summary_stands_without_scripts(page: Open) -> None:
    opened = page("province", java_script_enabled=False)
    text = opened.inner_text("main")
    assert "chỉ có phần tóm tắt" in text
    assert "Số xã đạt chuẩn mức độ 2" in text
    assert "SHA-256" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["province", "years", "ha-nam", "school"])
def test_everyone_can_read_it(page: Open, name: str, scheme: str) -> None:
    opened = page(name, color_scheme=scheme)
    opened.locator("#list .row").last.click()
    found = axe.Axe().run(opened)
    faults = [
        f"{fault['id']}: {fault['nodes'][0]['html'][:140]} {fault['nodes'][0]['failureSummary']}"
        for fault in found.response["violations"]
    ]
    assert faults == []
