"""3-D Secure: the bank asks on a page of its own, and only its yes leads to a charge."""

import httpx
import pytest
import stripe
from portal_side import intent_of, order, pay

ASKING = "4000 0027 6000 3184"


@pytest.fixture
def session(cards: stripe.StripeClient, browser: httpx.Client) -> stripe.checkout.Session:
    """With the bank's question open."""
    session = cards.v1.checkout.sessions.create(order())
    sent_on = pay(browser, session, number=ASKING)
    assert (sent_on.status_code, sent_on.headers["Location"]) == (303, f"/pay/{session.id}/challenge")
    return session


def answer(browser: httpx.Client, session: stripe.checkout.Session, button: str) -> httpx.Response:
    return browser.post(f"{session.url}/challenge", data={"answer": button})


def test_while_the_bank_asks_nothing_is_charged_and_the_session_is_open(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session
) -> None:
    assert cards.v1.checkout.sessions.retrieve(session.id).status == "open"
    intent = intent_of(cards, session)
    assert (intent.status, intent.latest_charge) == ("requires_action", None)
    assert intent.next_action.redirect_to_url.url == f"{session.url}/challenge"
    shown = browser.get(intent.next_action.redirect_to_url.url).text
    for words in ("Is it you who is paying?", "$200.00", "Visa ending in 3184", ">Confirm</button>", ">Fail</button>"):
        assert words in shown
    with pytest.raises(stripe.InvalidRequestError, match="status of requires_action"):
        cards.v1.payment_intents.capture(intent.id)


def test_confirmed_it_is_authorised_and_leads_back_to_the_portal(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session
) -> None:
    led_back = answer(browser, session, "confirm")
    assert (led_back.status_code, led_back.headers["Location"]) == (
        303,
        f"http://localhost:3000/paid?session={session.id}",
    )
    assert cards.v1.checkout.sessions.retrieve(session.id).status == "complete"
    intent = intent_of(cards, session)
    assert (intent.status, intent.next_action) == ("requires_capture", None)
    assert intent.latest_charge.payment_method_details.card.last4 == "3184"
    assert cards.v1.payment_intents.capture(intent.id).amount_received == 20_000


@pytest.mark.parametrize("button", ["fail", "", "something else"])
def test_failed_it_takes_nothing_and_the_payer_is_back_on_the_card_page(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session, button: str
) -> None:
    back = answer(browser, session, button)
    assert back.status_code == 402
    assert "could not confirm that it is you. No money was taken." in back.text
    assert f'action="/pay/{session.id}"' in back.text
    assert cards.v1.checkout.sessions.retrieve(session.id).status == "open"
    intent = intent_of(cards, session)
    assert (intent.status, intent.latest_charge) == ("requires_payment_method", None)
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"


def test_after_a_failed_challenge_another_card_pays(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session
) -> None:
    answer(browser, session, "fail")
    assert pay(browser, session).status_code == 303
    intent = intent_of(cards, session)
    assert (intent.status, intent.last_payment_error) == ("requires_capture", None)


def test_the_payer_may_leave_the_question_and_pay_with_another_card(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session
) -> None:
    assert pay(browser, session).status_code == 303
    assert answer(browser, session, "confirm").status_code == 409
    assert intent_of(cards, session).latest_charge.payment_method_details.card.last4 == "4242"


def test_an_expired_session_can_no_longer_be_confirmed(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session
) -> None:
    cards.v1.checkout.sessions.expire(session.id)
    assert answer(browser, session, "confirm").status_code == 409
    intent = intent_of(cards, session)
    assert (intent.status, intent.next_action) == ("canceled", None)


def test_without_a_question_its_page_leads_to_the_card_page(browser: httpx.Client, cards: stripe.StripeClient) -> None:
    session = cards.v1.checkout.sessions.create(order())
    for led in (browser.get(f"{session.url}/challenge"), answer(browser, session, "confirm")):
        assert (led.status_code, led.headers["Location"]) == (303, f"/pay/{session.id}")
