"""What is typed in a step and not saved is there again: on another device, and after the login ended meanwhile."""

from playwright.sync_api import expect

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import Holder, holder_of
from tests.e2e.educator import Educator
from tests.e2e.line import Line


def city(educator: Educator) -> str:
    return educator.page.get_by_label("City", exact=True).input_value()


def types_the_city(educator: Educator, name: str) -> None:
    """As with fingers: only what a person does is taken for her being there."""
    field = educator.page.get_by_label("City", exact=True)
    field.click()
    field.press("Control+a")
    educator.page.keyboard.type(name)


def at_her_details(educator: Educator) -> Holder:
    holder = holder_of(educator.portal, CertificateKind.PROFESSIONAL)
    steps.logs_in(educator, holder)
    steps.begins(educator, "Continuation")
    educator.sees_heading("Your details")
    return holder


def test_a_half_filled_step_is_there_again_on_another_device(educator: Educator, phone: Educator) -> None:
    holder = at_her_details(educator)
    with educator.page.expect_response("**/typed/details") as kept:
        types_the_city(educator, "Mystic")
    assert kept.value.status == 204
    educator.page.close()
    steps.logs_in(phone, holder)
    phone.follows("Continue: Continuation")
    phone.sees_heading("Your details")
    assert city(phone) == "Mystic"


def test_leaving_at_once_loses_nothing(educator: Educator) -> None:
    at_her_details(educator)
    address = educator.page.url
    types_the_city(educator, "Moodus")
    educator.opens("/certificates")
    educator.opens(address)
    educator.sees_heading("Your details")
    assert city(educator) == "Moodus"


def test_what_she_saves_is_what_counts(educator: Educator) -> None:
    at_her_details(educator)
    address = educator.page.url
    types_the_city(educator, "Moodus")
    steps.gives_details(educator)
    educator.sees_heading("Conduct questions")
    educator.page.wait_for_timeout(2_000)
    educator.opens(address)
    educator.sees_heading("Your details")
    assert city(educator) == "New Haven"


def test_a_line_found_again_puts_nothing_older_over_what_she_types(educator: Educator) -> None:
    line = Line.to(educator)
    at_her_details(educator)
    with educator.page.expect_response("**/typed/details"):
        types_the_city(educator, "Mystic")
    educator.page.route("**/typed/details", lambda route: route.abort())
    line.breaks()
    educator.reads("The connection is lost.")
    types_the_city(educator, "Moodus")
    line.is_mended()
    expect(educator.page.get_by_text("The connection is lost.")).to_have_count(0, timeout=20_000)
    educator.page.wait_for_timeout(1_000)
    assert city(educator) == "Moodus"
