"""The card company as the property knows it: the arbiter of how much money was truly taken and given back.

It counts by itself and believes nothing that our own books say. Its rules are Stripe's: a key is answered once and
remembered for a day (its own failures too), only what is held can be captured or released, a page that is over takes
no card, no more goes back than was taken.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cecs_app.gateways.card_requests import CardSessionRequest
from cecs_app.gateways.cards import CardResult, CardSession, GatewayRefused, GatewayUnavailable, Hint, SettlementRow
from tests.fakes_cards import FakeCards

KEY_LASTS = timedelta(hours=24)
HOLD_LASTS = timedelta(days=7)
LEAST_LIFE = timedelta(minutes=30)
"""A new page must live at least so long."""
HELD, TAKEN, RELEASED = "requires_capture", "succeeded", "canceled"
FAILED = GatewayUnavailable("api_error")


@dataclass(frozen=True)
class Kept:
    """What was answered under a key: a text, or the error."""

    answer: object
    at: datetime


@dataclass(frozen=True)
class GivenBack:
    ref: str
    intent_ref: str
    cents: int
    reference: str
    """Ours."""


@dataclass
class CardCompany(FakeCards):
    kept: dict[str, Kept] = field(default_factory=dict)
    given_back: list[GivenBack] = field(default_factory=list)
    events: list[Hint] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    """Sessions whose address somebody was given: only these can be paid."""
    on_capture: Callable[[CardSessionRequest], None] = lambda _request: None

    def open_session(self, request: CardSessionRequest) -> CardSession:
        return self._once(request.key, lambda: self._open(request))  # type: ignore[return-value]

    def capture(self, intent_ref: str, key: str) -> None:
        self._once(key, lambda: self._capture(intent_ref, key))

    def cancel(self, intent_ref: str, key: str) -> None:
        self._once(key, lambda: self._cancel(intent_ref, key))

    def expire(self, session_ref: str) -> None:
        super().expire(session_ref)
        self._tell("checkout.session.expired", session_ref)

    def find_refund(self, reference: str) -> str:
        return next((one.ref for one in self.given_back if one.reference == reference), "")

    def refund(self, intent_ref: str, amount_cents: int, reference: str, key: str) -> str:
        return str(self._once(key, lambda: self._refund(intent_ref, amount_cents, reference)))

    def read_hint(self, payload: bytes, signature: str) -> Hint:
        return self.events[int(payload)]

    def fail(self, key: str) -> None:
        """Answers with its own failure, and with the same again for this key. Raises GatewayUnavailable."""
        if key and not self._remembered(key):
            self.kept[key] = Kept(FAILED, self.clock())
        raise GatewayUnavailable("api_error")

    def pay(self, url: str, brand: str = "visa", funding: str = "credit", **changes: object) -> None:
        super().pay(url, brand, funding, **changes)
        self._tell("checkout.session.completed", url.rpartition("/")[2])

    def is_payable(self, url: str) -> bool:
        return self.results[url.rpartition("/")[2]].state == "open"

    def run_clock(self) -> None:
        """Pages and holds that are out of time end by themselves."""
        for ref, result in list(self.results.items()):
            if result.state == "open" and self.clock() >= self.requests[ref].expires_at:
                self.results[ref] = CardResult(state="expired")
                self._tell("checkout.session.expired", ref)
            elif result.intent_status == HELD and result.paid_at and self.clock() - result.paid_at >= HOLD_LASTS:
                self.results[ref] = replace(result, intent_status=RELEASED)
                self._tell("payment_intent.canceled", intent_ref=ref)

    def failed_lately(self) -> bool:
        """Whether some key is still answered with a failure."""
        return any(kept.answer is FAILED and self._remembered(key) for key, kept in self.kept.items())

    def taken(self, application: str = "") -> Counter[str]:
        """Cents that were truly captured, by intent; each capture counts."""
        return Counter(
            {
                ref: self.result_of(ref).amount_cents * times
                for ref, times in Counter(self.captured).items()
                if application in ("", self.request_of(ref).application)
            }
        )

    def request_of(self, intent_ref: str) -> CardSessionRequest:
        return self.requests[intent_ref.replace("pi_", "cs_")]

    def _open(self, request: CardSessionRequest) -> CardSession:
        if request.expires_at - self.clock() < LEAST_LIFE:
            raise GatewayUnavailable("parameter_invalid_integer")
        return super().open_session(request)

    def _capture(self, intent_ref: str, key: str) -> str:
        if self.result_of(intent_ref).intent_status == HELD:
            self.on_capture(self.request_of(intent_ref))
        super().capture(intent_ref, key)
        self._tell("charge.captured", intent_ref=intent_ref)
        return "captured"

    def _cancel(self, intent_ref: str, key: str) -> str:
        super().cancel(intent_ref, key)
        self._tell("payment_intent.canceled", intent_ref=intent_ref)
        return "cancelled"

    def _refund(self, intent_ref: str, amount_cents: int, reference: str) -> str:
        gone = sum(one.cents for one in self.given_back if one.intent_ref == intent_ref)
        if gone + amount_cents > self.taken()[intent_ref]:
            raise GatewayRefused("charge_already_refunded")
        made = GivenBack(f"re_{len(self.given_back)}_{reference}", intent_ref, amount_cents, reference)
        self.given_back.append(made)
        self.settled.append(SettlementRow(made.ref, -amount_cents, self.clock()))
        self._tell("charge.refunded", intent_ref=intent_ref)
        return made.ref

    def _once(self, key: str, act: Callable[[], object]) -> object:
        """Once execution has begun, its answer is kept, an error too."""
        kept = self._remembered(key)
        if kept is None:
            try:
                kept = Kept(act(), self.clock())
            except (GatewayUnavailable, GatewayRefused) as error:
                kept = Kept(error, self.clock())
            self.kept[key] = kept
        if isinstance(kept.answer, Exception):
            raise type(kept.answer)(*kept.answer.args)
        return kept.answer

    def _remembered(self, key: str) -> Kept | None:
        kept = self.kept.get(key)
        return kept if kept and self.clock() - kept.at < KEY_LASTS else None

    def _tell(self, kind: str, session_ref: str = "", intent_ref: str = "") -> None:
        """An event is about the page or about the money; either way it bears our own reference."""
        request = self.request_of(intent_ref or session_ref)
        self.events.append(Hint(f"evt_{len(self.events)}", kind, session_ref, request.reference))


@dataclass(frozen=True)
class Card:
    """What an educator may type on the page, and what the company then says of it."""

    brand: str = "visa"
    funding: str = "credit"
    decline: str = ""
    altered_cents: int = 0
    """Another amount than was asked for is approved: a fault of theirs that must cost nobody money."""


CARDS = (
    Card(),
    Card(brand="mastercard"),
    Card(),
    Card(),
    Card(brand="mastercard"),
    Card(),
    Card(),
    Card(funding="debit"),
    Card(funding="unknown"),
    Card(brand="amex"),
    Card(decline="insufficient_funds"),
    Card(altered_cents=1),
)
