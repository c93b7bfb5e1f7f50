"""What stands at the card company and in the portal's database: as it is at a kill, and as it must be in the end."""

import sqlite3

import httpx
import stripe
from sqlmodel import Session, col, select

from cecs_app.db import ledger
from cecs_app.db.payment_tables import Payment, Refund
from cecs_app.db.tables import Application, OutgoingMail
from cecs_app.domain.ledger import LedgerAccount
from tests.e2e.gateway import KEY
from tests.killed.lane import Lane

SESSIONS_OF = (
    "SELECT id FROM objects WHERE object = 'checkout.session' AND json_extract(body, '$.metadata.application') = ?"
)
RECEIPT, REFUND = "Receipt", "Refund"
AWAITS = "awaiting_payment"


class CardCompany:
    """Asked with its own library, past the gate."""

    def __init__(self, lane: Lane, reference: str) -> None:
        self._lane, self._reference = lane, reference
        self._stripe = stripe.StripeClient(KEY, base_addresses={"api": lane.portal.card_url})

    def intents(self) -> list[stripe.PaymentIntent]:
        every = self._stripe.v1.payment_intents.list({"limit": 100}).auto_paging_iter()
        return [one for one in every if (one.metadata or {}) and one.metadata["application"] == self._reference]

    def taken(self) -> list[int]:
        return [one.amount_received for one in self.intents() if one.amount_received]

    def refunds(self) -> list[int]:
        every = (self._stripe.v1.refunds.list({"payment_intent": one.id}) for one in self.intents())
        return [refund.amount for found in every for refund in found.auto_paging_iter()]

    def pages(self) -> list[str]:
        """The ids of every card page ever made for it: the library's stand-in can't list them, its file can."""
        file = sqlite3.connect(f"file:{self._lane.sandbox_file}?mode=ro", uri=True)
        found = [row[0] for row in file.execute(SESSIONS_OF, [self._reference])]
        file.close()
        return found

    def expires(self, page: str) -> None:
        self._stripe.v1.checkout.sessions.expire(page)

    def words(self) -> str:
        pages = [f"page {self._stripe.v1.checkout.sessions.retrieve(one).status}" for one in self.pages()]
        refunds = [f"{cents / 100:.2f} given back" for cents in self.refunds()]
        return ", ".join([*pages, *(f"money {one.status}" for one in self.intents()), *refunds]) or "nothing"


def application(db: Session, reference: str) -> Application:
    return db.exec(select(Application).where(Application.reference == reference)).one()


def rows(db: Session, table: type[Payment] | type[Refund], reference: str) -> list[Payment] | list[Refund]:
    owner = application(db, reference).id
    return list(db.exec(select(table).where(table.application_id == owner).order_by(col(table.id))).all())


def database_words(lane: Lane, reference: str, email: str) -> str:
    with lane.deps.database.reading() as db:
        payments = [f"payment {one.status}" for one in rows(db, Payment, reference)]
        refunds = [f"refund {one.status}" for one in rows(db, Refund, reference)]
        waiting = OutgoingMail.recipient == email, OutgoingMail.status == "waiting"
        mails = ["mail waiting"] if db.exec(select(OutgoingMail).where(*waiting)).first() else []
        return ", ".join([*payments, *refunds, application(db, reference).status.replace("_", " "), *mails])


def books(db: Session, reference: str) -> dict[str, object]:
    owner = application(db, reference).id or 0
    held = ledger.balances(db, owner).get(LedgerAccount.CARD_COMPANY, 0)
    return {"unbalanced postings": ledger.unbalanced_postings(db), "held by the card company": held}


def mails(lane: Lane, email: str, kind: str) -> list[str]:
    """The ids that their sender gave them: a mail sent again after a crash bears the same."""
    asked = {"limit": 200, "query": f"to:{email}"}
    found = httpx.get(f"{lane.portal.inbox.address}/api/v1/search", params=asked).json()["messages"]
    return [one["MessageID"] for one in found if one["Subject"].startswith(kind)]


def facts(lane: Lane, reference: str, email: str) -> dict[str, object]:
    """All that a settled payment is judged by, in one look."""
    company, receipts = CardCompany(lane, reference), mails(lane, email, RECEIPT)
    with lane.deps.database.reading() as db:
        found = application(db, reference)
        return {
            **books(db, reference),
            "payments": [f"{one.status} {one.refusal}".strip() for one in rows(db, Payment, reference)],
            "refunds": [one.status for one in rows(db, Refund, reference)],
            "filed": found.filed_at is not None,
            "captured": company.taken(),
            "holds": [one.status for one in company.intents() if one.status != "succeeded"],
            "given back": company.refunds(),
            "receipts": len(set(receipts)),
            "copies of the receipt": len(receipts),
            "refund mails": len(mails(lane, email, REFUND)),
        }
