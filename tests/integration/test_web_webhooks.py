"""POST /webhooks/cards: what the card company signed is taken once; whatever else comes changes nothing."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from cecs_app import wiring
from cecs_app.domain.application import Status
from cecs_app.gateways.cards import ForgedHint, StripeCards
from cecs_app.services.deps import Deps
from cecs_app.services.payments.settle import sweep_open_payments
from cecs_app.web import webhooks
from cecs_app.web.guard import add_headers, refuse_foreign_origin
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.on_record import contents
from tests.payable import Owing, payments_of, start, status_of

SECRET = "whsec_cecs_practice"
PATH = "/webhooks/cards"


class SignedLikeStripes(FakeCards):
    """Money moves in our hands; webhooks are read by the real reader."""

    def read_hint(self, payload: bytes, signature: str):  # type: ignore[no-untyped-def]  # as the protocol has it
        return StripeCards("http://127.0.0.1:9", "sk_test_none", SECRET).read_hint(payload, signature)


@pytest.fixture
def cards(clock: TestClock) -> FakeCards:
    return SignedLikeStripes(clock=clock)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, desk: Deps) -> Iterator[TestClient]:
    monkeypatch.setattr(wiring, "deps", lambda: desk)
    guarded = refuse_foreign_origin(Starlette(routes=webhooks.ROUTES), desk.settings)  # type: ignore[arg-type]
    app = add_headers(guarded, desk.settings)
    with TestClient(app, base_url="http://localhost:3000", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def paid(desk: Deps, cards: FakeCards, ada: Owing) -> str:
    """Ada has paid, no sweep is due, and only a webhook can tell us; gives her session."""
    page = start(desk, ada)
    sweep_open_payments(desk)
    cards.pay(page)
    return payments_of(desk, ada)[0].session_ref or ""


def event(about: dict[str, object], event_id: str = "evt_1", kind: str = "checkout.session.completed") -> bytes:
    return json.dumps({"id": event_id, "object": "event", "type": kind, "data": {"object": about}}).encode()


def session(ref: str) -> bytes:
    return event({"object": "checkout.session", "id": ref})


def signed(payload: bytes, *, secret: str = SECRET, age: float = 0) -> str:
    at = int(time.time() - age)
    digest = hmac.new(secret.encode(), f"{at}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def post(client: TestClient, payload: bytes, signature: str | None) -> tuple[int, object]:
    headers = {} if signature is None else {"Stripe-Signature": signature}
    response = client.post(PATH, content=payload, headers=headers)
    return response.status_code, response.json()


def test_what_is_signed_is_taken_and_the_payment_is_settled(
    client: TestClient, desk: Deps, ada: Owing, paid: str
) -> None:
    payload = session(paid)
    assert post(client, payload, signed(payload)) == (200, {"taken": True})
    assert status_of(desk, ada) is Status.SUBMITTED


@pytest.mark.parametrize("secret", [SECRET, "whsec_before"])
def test_while_a_secret_is_replaced_either_signs(secret: str) -> None:
    payload = session("cs_1")
    both = StripeCards("http://127.0.0.1:9", "sk_test_none", SECRET, "whsec_before")
    assert both.read_hint(payload, signed(payload, secret=secret)).session_ref == "cs_1"


@pytest.mark.parametrize("kind", ["payment_intent", "charge"])
def test_other_objects_name_the_payment_by_our_own_reference(
    client: TestClient, desk: Deps, ada: Owing, paid: str, kind: str
) -> None:
    metadata = {"application": "CT-ADA", "payment": payments_of(desk, ada)[0].reference}
    payload = event({"object": kind, "id": "pi_1", "metadata": metadata}, kind="payment_intent.succeeded")
    assert post(client, payload, signed(payload)) == (200, {"taken": True})
    assert status_of(desk, ada) is Status.SUBMITTED


def test_a_second_delivery_is_answered_and_changes_nothing(client: TestClient, desk: Deps, paid: str) -> None:
    payload = session(paid)
    post(client, payload, signed(payload))
    before = contents(desk)
    assert post(client, payload, signed(payload)) == (200, {"taken": False})
    assert contents(desk) == before


GOOD = session("cs_1")
FORGED = {
    "no header": None,
    "empty": "",
    "another secret": signed(GOOD, secret="whsec_of_somebody_else"),
    "of another body": signed(session("cs_2")),
    "too old": signed(GOOD, age=301),
    "no time": signed(GOOD).partition(",")[2],
    "no signature": signed(GOOD).partition(",")[0],
    "an older scheme": signed(GOOD).replace("v1=", "v0="),
    "a time that is none": signed(GOOD).replace("t=", "t=x"),
    "later time": f"t={int(time.time())}," + signed(GOOD, age=400).partition(",")[2],
    "no text": "t=1,v1=\u00e9",
    "long": "v1=" + "0" * 8_000,
}


@pytest.mark.parametrize("name", FORGED)
def test_what_the_card_company_did_not_sign_is_refused(client: TestClient, desk: Deps, paid: str, name: str) -> None:
    before, signature = contents(desk), FORGED[name]
    headers = {} if signature is None else {"Stripe-Signature": signature.encode("latin-1")}
    response = client.post(PATH, content=GOOD, headers=headers)  # type: ignore[arg-type]  # bytes are taken too
    assert (response.status_code, response.json()) == (400, {"error": "not signed by the card company"})
    assert contents(desk) == before


def test_five_minutes_are_not_too_old(client: TestClient) -> None:
    assert post(client, GOOD, signed(GOOD, age=290))[0] == 200


def test_one_changed_letter_is_enough(client: TestClient, desk: Deps, ada: Owing, paid: str) -> None:
    payload = session(paid)
    signature = signed(payload)
    assert post(client, payload.replace(b"evt_1", b"evt_2"), signature)[0] == 400
    assert status_of(desk, ada) is Status.AWAITING_PAYMENT


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"evt_1"',
        b"{}",
        b"\xff\xfe",
        b'{"id": "evt_1", "object": "event", "type": "x"}',
        b'{"id": "evt_1", "object": "event", "type": "x", "data": []}',
        b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": null}}',
        b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": {"metadata": ["payment"]}}}',
        b'{"object": "event", "type": "x", "data": {"object": {}}}',
    ],
)
def test_signed_nonsense_is_refused_and_never_a_failure(client: TestClient, desk: Deps, payload: bytes) -> None:
    assert post(client, payload, signed(payload))[0] == 400
    assert contents(desk)["card_event"] == []


def test_an_event_about_something_else_is_taken_and_asks_nobody(client: TestClient, cards: FakeCards) -> None:
    payload = event({"object": "payout", "id": "po_1"}, kind="payout.paid")
    assert post(client, payload, signed(payload)) == (200, {"taken": True})
    assert cards.calls == []


@pytest.mark.parametrize(("size", "code"), [(256 * 1024, 400), (256 * 1024 + 1, 413), (5_000_000, 413)])
def test_more_than_any_event_is_long_is_not_even_read(client: TestClient, desk: Deps, size: int, code: int) -> None:
    payload = b" " * size
    assert post(client, payload, "t=1,v1=0")[0] == code
    assert contents(desk)["card_event"] == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_nothing_but_a_post_is_answered(client: TestClient, method: str) -> None:
    assert client.request(method, PATH).status_code == 405


def test_a_page_of_another_site_can_post_nothing(client: TestClient) -> None:
    headers = {"Origin": "https://evil.example", "Stripe-Signature": signed(GOOD)}
    assert client.post(PATH, content=GOOD, headers=headers).status_code == 403


def test_a_database_that_fails_makes_the_card_company_deliver_again(
    client: TestClient, desk: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> Deps:
        raise RuntimeError

    with monkeypatch.context() as failing:
        failing.setattr(wiring, "deps", down)
        assert client.post(PATH, content=GOOD, headers={"Stripe-Signature": signed(GOOD)}).status_code == 500
    assert post(client, GOOD, signed(GOOD)) == (200, {"taken": True})


def test_while_the_gateway_is_away_the_hint_is_taken_and_kept(
    client: TestClient, desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing, paid: str
) -> None:
    payload, cards.down = session(paid), {"find_result"}
    assert post(client, payload, signed(payload)) == (200, {"taken": True})
    cards.down = set()
    clock.forward(seconds=61)
    sweep_open_payments(desk)
    assert status_of(desk, ada) is Status.SUBMITTED


def test_a_deployment_with_another_secret_takes_nothing_of_ours(desk: Deps, ada: Owing) -> None:
    elsewhere = replace(desk, cards=StripeCards("http://127.0.0.1:9", "sk_test_none", "whsec_elsewhere"))
    with pytest.raises(ForgedHint, match="SignatureVerificationError"):
        elsewhere.cards.read_hint(GOOD, signed(GOOD))
