"""Every practice card does what the page says of it."""

import re

import httpx
import pytest
import stripe
from portal_side import GOOD_CARD, intent_of, order, pay

from sandbox.cards.form import _is_luhn
from sandbox.cards.practice import CARD_GROUPS
from sandbox.settings import Settings

CARDS = [card for group in CARD_GROUPS for card in group.cards]
TROUBLE = next(group for group in CARD_GROUPS if "trouble" in group.title)


@pytest.fixture
def session(cards: stripe.StripeClient) -> stripe.checkout.Session:
    return cards.v1.checkout.sessions.create(order())


@pytest.mark.parametrize(
    ("number", "brand", "funding", "country"),
    [
        ("4242 4242 4242 4242", "visa", "credit", "US"),
        ("5555 5555 5555 4444", "mastercard", "credit", "US"),
        ("4000 0082 6000 0000", "visa", "credit", "GB"),
        ("4111 1111 1111 1111", "visa", "unknown", "US"),
        *[(card.number, "visa", "credit", "US") for card in TROUBLE.cards],
    ],
)
def test_an_accepted_card_is_authorised_and_tells_its_kind(
    cards: stripe.StripeClient,
    browser: httpx.Client,
    session: stripe.checkout.Session,
    number: str,
    brand: str,
    funding: str,
    country: str,
) -> None:
    assert pay(browser, session, number=number).status_code == 303
    intent = intent_of(cards, session)
    card = intent.latest_charge.payment_method_details.card
    assert (intent.status, intent.last_payment_error) == ("requires_capture", None)
    assert (card.brand, card.funding, card.country, card.last4) == (brand, funding, country, number[-4:])


@pytest.mark.parametrize(
    ("number", "decline_code", "message"),
    [
        ("4000 0000 0000 0002", "generic_decline", "Your card was declined."),
        ("4000 0000 0000 9995", "insufficient_funds", "Your card has insufficient funds."),
    ],
)
def test_a_declined_card_leaves_the_reason_with_the_intent(
    cards: stripe.StripeClient,
    browser: httpx.Client,
    session: stripe.checkout.Session,
    number: str,
    decline_code: str,
    message: str,
) -> None:
    assert "No money was taken" in pay(browser, session, number=number).text
    intent = intent_of(cards, session)
    why = intent.last_payment_error
    assert (why.type, why.code, why.decline_code, why.message) == (
        "card_error",
        "card_declined",
        decline_code,
        message,
    )
    assert why.payment_method.card.last4 == number[-4:]
    assert (intent.latest_charge.status, intent.latest_charge.paid) == ("failed", False)


def test_every_number_is_a_possible_card_number_and_there_once() -> None:
    assert all(_is_luhn(card.digits) for card in CARDS)
    assert len({card.digits for card in CARDS}) == len(CARDS)


def test_the_page_lists_every_card_in_its_group(browser: httpx.Client, session: stripe.checkout.Session) -> None:
    assert session.url
    shown = browser.get(session.url).text
    assert re.findall(r"<h3>([^<]+)</h3>", shown) == [group.title for group in CARD_GROUPS]
    assert re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", shown) == [(card.shows, card.number) for card in CARDS]


def test_no_number_is_kept_of_any_card(browser: httpx.Client, cards: stripe.StripeClient, sandbox: Settings) -> None:
    for card in CARDS:
        pay(browser, cards.v1.checkout.sessions.create(order()), number=card.number)
    files = b"".join(file.read_bytes() for file in sandbox.sandbox_data.iterdir())
    for number in (GOOD_CARD["number"], *(card.number for card in CARDS)):
        assert number.encode() not in files
        assert number.replace(" ", "").encode() not in files
