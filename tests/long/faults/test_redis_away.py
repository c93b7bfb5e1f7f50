"""Redis is killed: no screen is taken from whoever types on it; the line is cut, and found again when it is back."""

from collections.abc import Iterator

import pytest

from cecs_app.ui.sign_up import SignUpState
from tests.long.faults.house import House, house_of_its_own
from tests.socket.client import Gone, Tab, event_name

TYPED = {"form": {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org", "email_again": ""}}


@pytest.fixture
def house() -> Iterator[House]:
    with house_of_its_own(shared=True) as house:
        yield house


def test_her_line_is_cut_and_she_is_led_nowhere(house: House) -> None:
    """Her browser says that the connection is lost, and that what she typed is still there."""
    tab = opened(house)
    house.kill("Redis", 0)
    try:
        tab.sends(event_name(SignUpState, "submit"), TYPED)
        with pytest.raises(Gone):
            tab.waits_for(lambda: tab.redirects(), "to be led away")
        with pytest.raises((Gone, AssertionError)):
            opened(house)
    finally:
        house.comes_back("Redis")
    with opened(house) as again:
        again.sends(event_name(SignUpState, "submit"), TYPED)
        again.waits_for(lambda: again.var(SignUpState, "errors"), "the form to be checked")


def opened(house: House) -> Tab:
    tab = Tab.opens(house.url, "/create-account")
    tab.fills()
    return tab
