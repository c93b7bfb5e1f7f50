"""What holds on every public page, by eye, by ear and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.e2e.educator import Educator

PUBLIC = ["/", "/create-account", "/login", "/forgot-username", "/forgot-password", "/privacy", "/not-found"]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_has_no_barrier_at_a_desk_and_on_a_phone(educator: Educator, phone: Educator, path: str) -> None:
    for visitor in (educator, phone):
        visitor.opens(path)
        visitor.finds_no_barrier()
        assert visitor.page.locator("h1").count() == 1


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_never_scrolls_sideways_on_a_small_phone(phone: Educator, path: str) -> None:
    phone.page.set_viewport_size({"width": 320, "height": 640})
    phone.opens(path)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_tab_leads_past_the_header(educator: Educator) -> None:
    educator.opens("/login")
    educator.page.keyboard.press("Tab")
    expect(educator.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    educator.page.keyboard.press("Enter")
    educator.page.keyboard.press("Tab")
    expect(educator.page.get_by_label("Username", exact=True)).to_be_focused()


def test_each_language_has_its_route_and_says_so(educator: Educator) -> None:
    educator.opens("/login")
    assert educator.page.evaluate("document.documentElement.lang") == "en"
    educator.opens("/es/login")
    assert educator.page.evaluate("document.documentElement.lang") == "es"


def test_dark_mode_has_no_barrier_either(educator: Educator) -> None:
    educator.page.emulate_media(color_scheme="dark")
    educator.opens("/login")
    educator.finds_no_barrier()


def test_an_unknown_address_is_answered_with_404(educator: Educator) -> None:
    response = educator.page.goto(educator.portal.url + "/no/such/page")
    assert response is not None
    assert response.status == 404


def test_a_private_page_sends_a_stranger_to_the_login(educator: Educator) -> None:
    for path in ("/certificates", "/applications", "/profile", "/register", "/applications/A-0000-0000/pay"):
        educator.opens(path)
        educator.sees_heading("Login to the CECS")


def test_a_failed_login_says_so_keeps_the_username_and_takes_the_focus(educator: Educator) -> None:
    educator.opens("/login")
    educator.fills("Username", "nobody.here")
    educator.fills("Password", "not the password")
    educator.presses("Login")
    educator.reads("There is a problem")
    expect(educator.page.locator("#error-summary")).to_be_focused()
    expect(educator.page).to_have_title("Error: Login to the CECS – CECS")
    expect(educator.page.get_by_label("Username", exact=True)).to_have_value("nobody.here")
    educator.finds_no_barrier()
