"""A card company that tests hold in their hands: it does what it is told, and remembers what it was asked."""

from dataclasses import dataclass, field, replace

from cecs_app.gateways.cards import CardResult, CardSession, CardSessionRequest, GatewayUnavailable


@dataclass
class FakeCards:
    """Scripted by `pay`, `let_expire` and `down`. Implements gateways.cards.CardGateway."""

    requests: dict[str, CardSessionRequest] = field(default_factory=dict)
    results: dict[str, CardResult] = field(default_factory=dict)
    captured: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
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
        self._move(intent_ref, "succeeded")
        self.captured.append(intent_ref)
        self._answered("capture")

    def cancel(self, intent_ref: str, key: str) -> None:
        self._called("cancel")
        self._move(intent_ref, "canceled")
        self.cancelled.append(intent_ref)
        self._answered("cancel")

    def expire(self, session_ref: str) -> None:
        self._called("expire")
        self.results[session_ref] = CardResult(state="expired")
        self.expired.append(session_ref)

    def pay(self, url: str, brand: str = "visa", funding: str = "credit", **changes: object) -> None:
        """The educator types a card on the hosted page, and its bank approves."""
        ref = url.rpartition("/")[2]
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
            last4="4242",
        )
        self.results[ref] = replace(approved, **changes)

    def let_expire(self, url: str) -> None:
        self.results[url.rpartition("/")[2]] = CardResult(state="expired")

    def _move(self, intent_ref: str, status: str) -> None:
        ref = intent_ref.replace("pi_", "cs_")
        if self.results[ref].intent_status != "requires_capture":
            raise GatewayUnavailable("payment_intent_unexpected_state")
        self.results[ref] = replace(self.results[ref], intent_status=status)

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.down:
            raise GatewayUnavailable(name)

    def _answered(self, name: str) -> None:
        if name in self.lost:
            raise GatewayUnavailable(name)
