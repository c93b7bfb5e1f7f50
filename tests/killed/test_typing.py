"""Killed while a form is half filled: the page says so, keeps what was typed, and goes on by itself."""

import pytest
from playwright.sync_api import Browser, expect

from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import holder_of
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.educator import Educator
from tests.killed.lane import Lane

LOST = "The connection is lost. What you typed is still here."
PATIENCE_MS = 30_000
"""Three times as long as anybody waits for the database; far longer than a restart."""


@pytest.fixture(params=[DESK, PHONE], ids=["at a desk", "on a phone"])
def typing(request: pytest.FixtureRequest, lane: Lane, browser: Browser) -> Educator:
    """In the middle of her address."""
    context = browser.new_context(viewport=request.param)
    request.addfinalizer(context.close)
    educator = Educator.arrive(context, lane.portal)
    steps.logs_in(educator, holder_of(lane.portal, CertificateKind.PROFESSIONAL))
    steps.begins(educator, "Continuation")
    educator.sees_heading("Your details")
    educator.fills("City", "Mystic")
    return educator


def test_killed_while_she_types(typing: Educator, lane: Lane) -> None:
    lane.process.is_killed()
    try:
        typing.reads(LOST)
        typing.finds_no_barrier()
        typing.fills("ZIP code", "06355")
    finally:
        lane.process.starts()
    expect(typing.page.get_by_text(LOST)).to_have_count(0, timeout=PATIENCE_MS)
    assert [typing.page.get_by_label(name, exact=True).input_value() for name in ("City", "ZIP code")] == [
        "Mystic",
        "06355",
    ]
    steps.gives_details(typing)
    typing.sees_heading("Conduct questions")


def test_killed_while_what_she_typed_is_on_its_way(typing: Educator, lane: Lane) -> None:
    """Whoever presses again once it is back loses nothing."""
    with lane.nobody_writes():
        steps.gives_details(typing)
        lane.process.is_killed()
    lane.process.starts()
    expect(typing.page.get_by_text(LOST)).to_have_count(0, timeout=PATIENCE_MS)
    assert typing.page.get_by_label("City", exact=True).input_value() == "New Haven"
    typing.presses("Save and continue")
    typing.sees_heading("Conduct questions")


def test_nobody_can_save_while_the_database_is_locked_and_what_she_typed_stays(typing: Educator, lane: Lane) -> None:
    with lane.nobody_writes():
        steps.gives_details(typing)
        expect(typing.page.get_by_text("The portal is very busy.").first).to_be_visible(timeout=PATIENCE_MS)
        typing.finds_no_barrier()
    assert typing.page.get_by_label("City", exact=True).input_value() == "New Haven"
    typing.presses("Save and continue")
    typing.sees_heading("Conduct questions")
