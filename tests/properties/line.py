"""The line to the card company, with a stop before each question and one before its answer arrives."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from cecs_app.gateways.card_requests import CardSessionRequest
from cecs_app.gateways.cards import CardResult, CardSession, GatewayUnavailable, Hint, SettlementRow
from tests.properties.actors import Fate, pause
from tests.properties.company import CardCompany

T = TypeVar("T")
CALLS = ("open_session", "find_result", "capture", "cancel", "expire", "find_refund", "refund", "settlement_list")


def is_at_the_line(point: str) -> bool:
    return point.endswith(CALLS)


class WatchedCards:
    """Implements gateways.cards.CardGateway."""

    def __init__(self, company: CardCompany) -> None:
        self.company = company

    def open_session(self, request: CardSessionRequest) -> CardSession:
        return self._ask("open_session", lambda: self.company.open_session(request), request.key)

    def find_result(self, session_ref: str) -> CardResult:
        return self._ask("find_result", lambda: self.company.find_result(session_ref))

    def capture(self, intent_ref: str, key: str) -> None:
        self._ask("capture", lambda: self.company.capture(intent_ref, key), key)

    def cancel(self, intent_ref: str, key: str) -> None:
        self._ask("cancel", lambda: self.company.cancel(intent_ref, key), key)

    def expire(self, session_ref: str) -> None:
        self._ask("expire", lambda: self.company.expire(session_ref))

    def refund(self, intent_ref: str, amount_cents: int, reference: str, key: str) -> str:
        """As StripeCards does it: looks for the refund first, in a call of its own."""
        made = self._ask("find_refund", lambda: self.company.find_refund(reference))
        return made or self._ask("refund", lambda: self.company.refund(intent_ref, amount_cents, reference, key), key)

    def settlement_list(self, first: datetime, end: datetime) -> list[SettlementRow]:
        return self._ask("settlement_list", lambda: self.company.settlement_list(first, end))

    def read_hint(self, payload: bytes, signature: str) -> Hint:
        return self.company.read_hint(payload, signature)

    def _ask(self, name: str, question: Callable[[], T], key: str = "") -> T:
        fate = pause(f"before {name}")
        if fate is Fate.NO_ANSWER:
            raise GatewayUnavailable("not reached")
        if fate is Fate.FAILURE:
            self.company.fail(key)
        answer = question()
        if pause(f"after {name}") in (Fate.NO_ANSWER, Fate.FAILURE):
            raise GatewayUnavailable("answer lost")
        return answer
