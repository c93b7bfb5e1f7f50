"""The moment of paying. Runs in one writing transaction, so that two tabs cannot pay one session twice."""

import sqlite3

from sandbox.cards import charges, intents, sessions
from sandbox.cards.errors import Body
from sandbox.cards.form import Payer
from sandbox.cards.practice import Outcome, PracticeCard


def pay(db: sqlite3.Connection, session: Body, card: PracticeCard, payer: Payer, now: int) -> Outcome:
    """Tries the card for an open session. The next kinds of outcome (3-D Secure, delays) branch here."""
    intent = intents.start(db, session, now)
    charge = charges.attempt(db, intent, card, payer, now)
    if card.outcome is not Outcome.APPROVED:
        intents.decline(db, intent, charge, card.outcome)
        return card.outcome
    sessions.complete(db, session, intents.authorise(db, intent, charge), payer)
    return card.outcome
