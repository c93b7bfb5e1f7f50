"""A card company that tests hold in their hands: it does what it is told, and remembers what it was asked."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from cecs_app.gateways.card_requests import CardSessionRequest
from cecs_app.gateways.cards import (
    CardResult,
    CardSession,
    ForgedHint,
    GatewayRefused,
    GatewayUnavailable,
    Hint,
    SettlementRow,
)


def _new_year() -> datetime:
    return datetime(2027, 1, 15, 17, 0, tzinfo=UTC)


@dataclass
class FakeCards:
    """Scripted by `pay`, `decline`, `let_expire`, `down` and `lost`. Implements gateways.cards.CardGateway."""

    clock: Callable[[], datetime] = _new_year
    requests: dict[str, CardSessionRequest] = field(default_factory=dict)
    results: dict[str, CardResult] = field(default_factory=dict)
    captured: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    refunds: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Our reference → the intent and the cents."""
    settled: list[SettlementRow] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    """Names of the calls that get no answer."""
    lost: set[str] = field(default_factory=set)
    """Names of the calls that are done, but whose answer is lost."""

    def open_session(self, request: CardSessionRequest) -> CardSession:
        self._called("open_session")
        ref = f"cs_{request.key}"
        assert self.requests.setdefault(ref, request) == request, "one key asks for one thing"
        self.results.setdefault(ref, CardResult(state="open"))
        self._answered("open_session")
        return CardSession(ref, f"https://cards.example/pay/{ref}")

    def find_result(self, session_ref: str) -> CardResult:
        self._called("find_result")
        return self.results[session_ref]

    def capture(self, intent_ref: str, key: str) -> None:
        self._called("capture")
        result = self._move(intent_ref, "succeeded")
        self.captured.append(intent_ref)
        self.settled.append(SettlementRow(intent_ref, result.amount_cents, self.clock()))
        self._answered("capture")

    def cancel(self, intent_ref: str, key: str) -> None:
        self._called("cancel")
        self._move(intent_ref, "canceled")
        self.cancelled.append(intent_ref)
        self._answered("cancel")

    def expire(self, session_ref: str) -> None:
        self._called("expire")
        if self.results[session_ref].state != "open":
            raise GatewayUnavailable("session is not open")
        self.results[session_ref] = CardResult(state="expired")
        self.expired.append(session_ref)
        self._answered("expire")

    def refund(self, intent_ref: str, amount_cents: int, reference: str, key: str) -> str:
        self._called("refund")
        if reference not in self.refunds:
            given = sum(cents for intent, cents in self.refunds.values() if intent == intent_ref)
            if given + amount_cents > self.result_of(intent_ref).amount_cents:
                raise GatewayRefused("charge_already_refunded")
            self.refunds[reference] = (intent_ref, amount_cents)
            self.settled.append(SettlementRow(f"re_{reference}", -amount_cents, self.clock()))
        self._answered("refund")
        return f"re_{reference}"

    def settlement_list(self, first: datetime, end: datetime) -> list[SettlementRow]:
        self._called("settlement_list")
        return [row for row in self.settled if first <= row.at < end]

    def read_hint(self, payload: bytes, signature: str) -> Hint:
        """`payload` is "event-id session-ref"."""
        if signature != "signed":
            raise ForgedHint
        event_id, session_ref = payload.decode().split()
        return Hint(event_id, "checkout.session.completed", session_ref, "")

    def pay(self, url: str, brand: str = "visa", funding: str = "credit", **changes: object) -> None:
        """The educator types a card on the hosted page, and its bank approves."""
        ref = url.rpartition("/")[2]
        assert self.results[ref].state == "open", "a page that is over takes no card"
        request = self.requests[ref]
        approved = CardResult(
            state="complete",
            intent_ref=ref.replace("cs_", "pi_"),
            intent_status="requires_capture",
            amount_cents=request.amount_cents,
            currency="usd",
            reference=request.reference,
            brand=brand,
            funding=funding,
            country="US",
            last4="4242",
            paid_at=self.clock(),
        )
        self.results[ref] = replace(approved, **changes)  # type: ignore[arg-type]

    def decline(self, url: str, code: str) -> None:
        """The bank says no; the page stays open."""
        self.results[url.rpartition("/")[2]] = CardResult(state="open", declined=code)

    def let_expire(self, url: str) -> None:
        self.results[url.rpartition("/")[2]] = CardResult(state="expired")

    def result_of(self, intent_ref: str) -> CardResult:
        return self.results[intent_ref.replace("pi_", "cs_")]

    def _move(self, intent_ref: str, status: str) -> CardResult:
        if self.result_of(intent_ref).intent_status != "requires_capture":
            raise GatewayUnavailable("payment_intent_unexpected_state")
        moved = replace(self.result_of(intent_ref), intent_status=status)
        self.results[intent_ref.replace("pi_", "cs_")] = moved
        return moved

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.down:
            raise GatewayUnavailable(name)

    def _answered(self, name: str) -> None:
        if name in self.lost:
            raise GatewayUnavailable(name)
