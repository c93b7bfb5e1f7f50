"""A webhook of the card company. It is believed in nothing but that something happened: the rest is fetched."""

from cecs_app.db import card_events, payments
from cecs_app.services.deps import Deps


def take_hint(deps: Deps, payload: bytes, signature: str) -> bool:
    """Makes the payment it is about due for the next sweep. False for one that was taken before. Raises ForgedHint."""
    hint = deps.cards.read_hint(payload, signature)
    with deps.database.transaction() as db:
        if not card_events.add(db, hint.event_id, hint.kind, deps.now()):
            return False
        payments.make_due(db, hint.session_ref, hint.payment, deps.now())
        return True
