"""Ends the card page that waits, so that nobody pays there for what is taken back."""

from cecs_app.db import applications, payments
from cecs_app.gateways.cards import GatewayUnavailable
from cecs_app.services.deps import Deps
from cecs_app.services.payments.record import record_ended
from cecs_app.services.payments.settle import Outcome, settle


def close_card_page(deps: Deps, educator_id: int | None, reference: str) -> bool:
    """Whether it was paid, as only this question brought out. Raises NotFound.

    What can't be asked about just now stays open.
    """
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        payment = payments.find_latest(db, application.id or 0)
    if payment is None or not payment.open_key:
        return False
    outcome = settle(deps, educator_id, reference).outcome
    if outcome is Outcome.OPEN and payment.session_ref:
        try:
            deps.cards.expire(payment.session_ref)
        except GatewayUnavailable:
            return False
        record_ended(deps, payment, "application_moved")
    return outcome is Outcome.PAID
