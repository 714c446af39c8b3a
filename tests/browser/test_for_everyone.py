"""Every page, in both languages, large and small: accessible, within the screen, large enough to touch."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from ivac.language import language as speech
from ivac.ui import registry
from ivac.ui.compare import VIEWS
from tests.browser.conftest import Demo, Visit
from tests.browser.people import calm
from tests.browser.serving import settled

PAGES = [*registry.ALL]

TOO_SMALL = """
() => {
  const everything = [];
  const collect = (root) => {
    for (const element of root.querySelectorAll('*')) {
      everything.push(element);
      if (element.shadowRoot) collect(element.shadowRoot);
    }
  };
  collect(document);
  const small = [];
  for (const element of everything) {
    if (!element.matches('button, a[href], label.option, summary, [role="radio"], [role="tab"]')) continue;
    if (element.closest('p, .modebar, [data-collapsed="true"]') || element.disabled) continue;
    if (element.textContent.includes('Skip to main')) continue;  // shown in full size when it has the focus
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (getComputedStyle(element).visibility === 'hidden') continue;
    if (box.height < 43.5 || box.width < 43.5)
      small.push(`${element.tagName} ${element.textContent.trim()} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`);
  }
  return small;
}
"""


def everything_drawn(page: Page, spec: registry.PageSpec) -> None:
    if spec in (registry.PICTURE, registry.WALL, registry.COMPARE, registry.CHANGE):
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
    if spec is registry.WALK:
        page.locator("section[data-phase]").first.wait_for()
    if spec is registry.RATE:
        page.locator("section[data-phase]").first.wait_for()
    if spec is registry.PAPER:  # with its workshop, not the sentence of an installation that has none
        page.locator(".st-key-sheet_form").wait_for()
    settled(page)


def accessible(page: Page) -> None:
    """Axe finds nothing serious."""
    found = Axe().run(page).response["violations"]
    serious = {
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    }
    assert serious == set()


def fits_a_phone(page: Page) -> None:
    """Nothing has to be scrolled sideways or takes a pointed finger."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth")
    assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.url_path)
@pytest.mark.parametrize("size", ["wall", "phone"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_is_accessible_and_fits(
    demo: Demo, visit: Visit, spec: registry.PageSpec, size: str, language: str
) -> None:
    page = visit(demo.address(spec.url_path), size, language)
    everything_drawn(page, spec)

    accessible(page)
    if size == "phone":
        fits_a_phone(page)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("size", "language"), [("wall", "en"), ("phone", "da")])
def test_every_view_of_the_comparison_is_accessible_and_fits(
    demo: Demo, visit: Visit, view: str, size: str, language: str
) -> None:
    t = speech(language).t
    page = visit(f"{demo.url}/compare?view={view}&own=1&order=likeness&effort_area=social_life", size, language)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.get_by_text(t("Choose what is compared"), exact=True).click()
    calm(page)

    accessible(page)
    if size == "phone":
        fits_a_phone(page)


@pytest.mark.parametrize("size", ["wall", "small_wall"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_wall_fits_the_screen_and_says_nothing_small(demo: Demo, visit: Visit, size: str, language: str) -> None:
    for view in ("plan", "list1"):
        page = visit(f"{demo.url}/wall?plan={demo.solgaard}&view={view}", size, language)
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
        page.wait_for_timeout(600)  # the picture is drawn again once the window has told its size

        height = page.evaluate("window.innerHeight")
        picture = page.locator(".js-plotly-plot").bounding_box()
        foot = page.locator(".st-key-wall_foot").bounding_box()
        assert picture and foot
        assert picture["y"] + picture["height"] <= foot["y"] + foot["height"] <= height
        least = 21 * min(page.evaluate("window.innerWidth") / 1920, height / 1080)
        sizes = page.evaluate(
            "[...document.querySelectorAll('.js-plotly-plot .infolayer text, .js-plotly-plot .bartext')]"
            ".filter((t) => t.textContent).map((t) => parseFloat(getComputedStyle(t).fontSize))"
        )
        assert min(sizes) >= least


@pytest.mark.parametrize("spec", [registry.PICTURE, registry.COMPARE, registry.CHANGE], ids=lambda spec: spec.url_path)
def test_every_picture_has_words_for_those_who_cannot_see_it(demo: Demo, visit: Visit, spec: registry.PageSpec) -> None:
    page = visit(demo.address(spec.url_path))
    everything_drawn(page, spec)

    pictures = page.locator('[data-testid="stPlotlyChart"]').count()
    named = page.locator('[role="figure"][aria-label], [role="img"][aria-label]').count()
    tables = page.locator("table.plain").count()
    assert pictures >= 1
    assert named >= pictures
    assert tables >= pictures
