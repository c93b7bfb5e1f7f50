"""A webhook is believed in nothing but that something happened: what happened is asked of the company itself."""

from dataclasses import replace

import pytest

from cecs_app.domain.application import Status
from cecs_app.gateways.cards import ForgedHint, Hint
from cecs_app.services.deps import Deps
from cecs_app.services.payments.hints import take_hint
from cecs_app.services.payments.settle import sweep_open_payments
from tests.applying import at_once
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.on_record import contents
from tests.payable import Owing, come_back, owing, payments_of, start, status_of


class Hinting(FakeCards):
    """`payload` is "event-id session-ref payment", "-" for nothing."""

    def read_hint(self, payload: bytes, signature: str) -> Hint:
        if signature != "signed":
            raise ForgedHint
        event_id, *names = (one.replace("-", "") if one == "-" else one for one in payload.decode().split())
        return Hint(event_id, "charge.captured", *names)


@pytest.fixture
def cards(clock: TestClock) -> FakeCards:
    return Hinting(clock=clock)


@pytest.fixture
def resting(desk: Deps, cards: FakeCards, ada: Owing) -> str:
    """Ada's page was asked about a moment ago, so no sweep asks again in this minute; then she pays."""
    page = start(desk, ada)
    sweep_open_payments(desk)
    cards.pay(page)
    assert sweep_open_payments(desk) == 0
    return payments_of(desk, ada)[0].session_ref or ""


def test_it_makes_the_payment_due_at_once(desk: Deps, ada: Owing, resting: str) -> None:
    assert take_hint(desk, f"evt_1 {resting} -".encode(), "signed")
    assert status_of(desk, ada) is Status.AWAITING_PAYMENT, "a hint alone settles nothing"
    assert sweep_open_payments(desk) == 1
    assert status_of(desk, ada) is Status.SUBMITTED


def test_our_own_reference_finds_it_too(desk: Deps, ada: Owing, resting: str) -> None:
    assert take_hint(desk, f"evt_1 - {payments_of(desk, ada)[0].reference}".encode(), "signed")
    assert sweep_open_payments(desk) == 1


@pytest.mark.parametrize("signature", ["", "forged", "SIGNED"])
def test_what_the_card_company_did_not_sign_changes_nothing(
    desk: Deps, ada: Owing, resting: str, signature: str
) -> None:
    before = contents(desk)
    with pytest.raises(ForgedHint):
        take_hint(desk, f"evt_1 {resting} -".encode(), signature)
    assert contents(desk) == before


def test_a_second_delivery_asks_nobody_again(desk: Deps, cards: FakeCards, ada: Owing, resting: str) -> None:
    cards.down = {"capture"}
    assert take_hint(desk, f"evt_1 {resting} -".encode(), "signed")
    sweep_open_payments(desk)
    before = contents(desk)
    assert not take_hint(desk, f"evt_1 {resting} -".encode(), "signed")
    assert contents(desk) == before
    assert sweep_open_payments(desk) == 0


def test_delivered_many_times_in_one_instant_it_is_taken_once(desk: Deps, ada: Owing, resting: str) -> None:
    told = at_once(6, lambda: take_hint(desk, f"evt_1 {resting} -".encode(), "signed"))
    assert sorted(told, key=bool) == [False] * 5 + [True]
    assert len(contents(desk)["card_event"]) == 1


@pytest.mark.parametrize("names", ["cs_unknown -", "- P-UNKNOWN", "- -"])
def test_of_what_it_does_not_name_nothing_becomes_due(desk: Deps, ada: Owing, resting: str, names: str) -> None:
    assert take_hint(desk, f"evt_1 {names}".encode(), "signed")
    assert sweep_open_payments(desk) == 0
    assert len(contents(desk)["card_event"]) == 1


def test_one_hint_makes_one_payment_due_and_not_everybodys(
    desk: Deps, cards: FakeCards, ada: Owing, resting: str
) -> None:
    bea = owing(desk, "Bea")
    start(desk, bea)
    sweep_open_payments(desk)
    take_hint(desk, f"evt_1 {resting} -".encode(), "signed")
    before = len(cards.calls)
    assert sweep_open_payments(desk) == 1
    assert cards.calls[before:] == ["find_result", "capture"]


class TooQuick(FakeCards):
    """The webhook arrives before the answer to our request."""

    def open_session(self, request):  # type: ignore[no-untyped-def]  # as the protocol has it
        made = super().open_session(request)
        self.hint(made.ref)
        self.pay(made.url)
        return made

    def hint(self, ref: str) -> None:
        raise NotImplementedError


def test_a_hint_before_the_page_is_stored_is_not_lost(desk: Deps, ada: Owing, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = TooQuick()
    desk = replace(desk, cards=cards)
    taken: list[bool] = []
    monkeypatch.setattr(cards, "hint", lambda ref: taken.append(take_hint(desk, f"evt_1 {ref}".encode(), "signed")))
    start(desk, ada)
    assert taken == [True]
    assert sweep_open_payments(desk) == 1, "a page is asked about as soon as it is stored"
    assert status_of(desk, ada) is Status.SUBMITTED


def test_a_hint_about_what_is_settled_changes_nothing(desk: Deps, cards: FakeCards, ada: Owing, resting: str) -> None:
    come_back(desk, ada)
    before, asked = contents(desk), len(cards.calls)
    assert take_hint(desk, f"evt_2 {resting} {payments_of(desk, ada)[0].reference}".encode(), "signed")
    assert sweep_open_payments(desk) == 0
    assert (contents(desk)["payment"], len(cards.calls)) == (before["payment"], asked)


def test_a_hint_may_say_what_it_likes_of_the_money(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    """It speaks of a captured charge; the page is still open, so nothing was paid."""
    start(desk, ada)
    sweep_open_payments(desk)
    assert take_hint(desk, f"evt_1 {payments_of(desk, ada)[0].session_ref} -".encode(), "signed")
    sweep_open_payments(desk)
    assert status_of(desk, ada) is Status.AWAITING_PAYMENT
