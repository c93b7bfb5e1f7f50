import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
import stripe
from portal_side import GOOD_CARD, order, pay

from sandbox.settings import Settings


@pytest.fixture
def session(cards: stripe.StripeClient) -> stripe.checkout.Session:
    return cards.v1.checkout.sessions.create(order())


def status_of(cards: stripe.StripeClient, session: stripe.checkout.Session) -> tuple[str | None, bool]:
    """The session's status, and whether any card was tried."""
    now = cards.v1.checkout.sessions.retrieve(session.id)
    return now.status, now.payment_intent is not None


def test_the_page_shows_what_is_paid_to_whom(browser: httpx.Client, session: stripe.checkout.Session) -> None:
    assert session.url
    shown = browser.get(session.url).text
    for words in ("Renewal", "$200.00", "Connecticut Educator Certification", "Visa and Mastercard credit cards"):
        assert words in shown
    labels = re.findall(r"<label[^>]*>([^<]+)</label>", shown)
    assert labels == ["Card number", "Expiration (MM/YY)", "Security code", "Name on card", "ZIP code"]
    assert 'href="http://localhost:3000/pay">Back to the portal without paying</a>' in shown


def test_approval_leads_back_to_the_portal(browser: httpx.Client, session: stripe.checkout.Session) -> None:
    approved = pay(browser, session)
    assert approved.status_code == 303
    assert approved.headers["Location"] == f"http://localhost:3000/paid?session={session.id}"


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        ("378282246310005", "1234", "American Express is not accepted here. Use a Visa or Mastercard credit card."),
        ("6011111111111117", "123", "Discover is not accepted here."),
        ("4000056655665556", "123", "Debit cards are not accepted here. Use a Visa or Mastercard credit card."),
        ("5105105105105100", "123", "Prepaid cards are not accepted here."),
    ],
)
def test_a_card_of_a_blocked_kind_is_refused_untried(
    cards: stripe.StripeClient,
    browser: httpx.Client,
    session: stripe.checkout.Session,
    number: str,
    code: str,
    words: str,
) -> None:
    refused = pay(browser, session, number=number, code=code)
    assert refused.status_code == 402
    assert words in refused.text
    assert status_of(cards, session) == ("open", False)


def test_a_card_of_unknown_kind_passes_the_page(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session
) -> None:
    assert pay(browser, session, number="4111 1111 1111 1111").status_code == 303
    expand = {"expand": ["payment_intent.latest_charge"]}
    charge = cards.v1.checkout.sessions.retrieve(session.id, expand).payment_intent.latest_charge
    assert charge.payment_method_details.card.funding == "unknown"


@pytest.mark.parametrize(
    ("number", "decline_code", "words"),
    [
        ("4000 0000 0000 0002", "generic_decline", "The bank declined this card. No money was taken."),
        ("4000 0000 0000 9995", "insufficient_funds", "There is not enough money on this card. No money was taken."),
    ],
)
def test_a_declined_card_can_be_followed_by_another(
    cards: stripe.StripeClient,
    browser: httpx.Client,
    session: stripe.checkout.Session,
    number: str,
    decline_code: str,
    words: str,
) -> None:
    declined = pay(browser, session, number=number)
    assert words in declined.text
    seen = cards.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert (seen.status, seen.payment_intent.status) == ("open", "requires_payment_method")
    assert seen.payment_intent.last_payment_error.decline_code == decline_code
    assert pay(browser, session).status_code == 303
    after = cards.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]}).payment_intent
    assert (after.id, after.status) == (seen.payment_intent.id, "requires_capture")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": ""}, "Enter the card number."),
        ({"number": "4242 4242 4242 4241"}, "This is not a card number."),
        ({"number": "4012 8888 8888 1881"}, "This is not one of the practice cards."),
        ({"expiry": "13/40"}, "Enter the expiration as MM/YY"),
        ({"expiry": "01/20"}, "This card has expired."),
        ({"code": "12"}, "The security code is 3 digits."),
        ({"name": " "}, "Enter the name that is on the card."),
        ({"zip_code": "0610"}, "Enter a ZIP code of 5 digits"),
    ],
)
def test_a_mistake_is_named_twice_and_tries_no_card(
    cards: stripe.StripeClient,
    browser: httpx.Client,
    session: stripe.checkout.Session,
    changes: dict[str, str],
    words: str,
) -> None:
    shown = pay(browser, session, **changes)
    assert shown.status_code == 422
    assert shown.text.count(words) == 2, "once in the summary, once at the field"
    assert status_of(cards, session) == ("open", False)


def test_after_a_mistake_all_but_number_and_code_stay_typed(
    browser: httpx.Client, session: stripe.checkout.Session
) -> None:
    shown = pay(browser, session, zip_code="0610").text
    for kept in ('value="08/40"', 'value="Ada Lovelace"', 'value="0610"'):
        assert kept in shown
    assert 'id="number" name="number" value=""' in shown
    assert 'id="code" name="code" value=""' in shown


def test_paying_at_the_same_time_authorises_once(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session, sandbox: Settings
) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: pay(browser, session).status_code, range(8)))
    assert sorted(answers) == [303] + [409] * 7


def test_a_paid_session_says_so(browser: httpx.Client, session: stripe.checkout.Session) -> None:
    assert session.url
    pay(browser, session)
    shown = browser.get(session.url).text
    assert "This payment has already been made" in shown
    assert f'href="http://localhost:3000/paid?session={session.id}"' in shown


def test_an_expired_session_says_so(
    cards: stripe.StripeClient, browser: httpx.Client, session: stripe.checkout.Session
) -> None:
    assert session.url
    cards.v1.checkout.sessions.expire(session.id)
    shown = browser.get(session.url).text
    assert "This payment page has expired" in shown
    assert 'href="http://localhost:3000/pay"' in shown
    assert pay(browser, session).status_code == 409


def test_an_unknown_session_is_not_found(browser: httpx.Client, sandbox: Settings) -> None:
    missing = browser.get(f"{sandbox.card_url}/pay/cs_test_none")
    assert missing.status_code == 404
    assert "No such payment" in missing.text


def test_no_card_number_or_security_code_is_kept(
    browser: httpx.Client, session: stripe.checkout.Session, sandbox: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    pay(browser, session, code="987")
    files = b"".join(file.read_bytes() for file in sandbox.sandbox_data.iterdir())
    for secret in (GOOD_CARD["number"], GOOD_CARD["number"].replace(" ", "")):
        assert secret.encode() not in files
        assert secret not in "".join(capfd.readouterr())


def test_the_page_allows_nothing_from_elsewhere(browser: httpx.Client, session: stripe.checkout.Session) -> None:
    assert session.url
    policy = browser.get(session.url).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "form-action" not in policy, "Chromium would stop the redirect to the portal"
