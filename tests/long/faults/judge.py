"""What must have become of all that educators were told, in our database, at the card company and in their mailboxes.

Read from the database and from the sandbox's own file, without asking the portal, but for the documents: these are
opened as it opens them.
"""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from email.policy import default
from hashlib import sha256 as sha256_of

from sqlmodel import select

from cecs_app.db import ledger
from cecs_app.db.desk_tables import Document, RequestedItem
from cecs_app.db.payment_tables import LedgerEntry, Payment
from cecs_app.db.tables import Application, Event, OutgoingMail
from cecs_app.domain.application import Status
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import PaymentStatus
from cecs_app.services.audit import verify
from tests.long.faults.house import House
from tests.long.faults.notebook import Note, Told

FEE = 20_000
QUIET_SECONDS = 150
"""A sweep claims for 60 seconds and comes every 20, a mail's lease lasts 60: two rounds and a slow machine."""


class Judge:
    def __init__(self, house: House, notes: list[Note]) -> None:
        self._house, self._notes = house, notes

    def seconds_to_quiet(self) -> float:
        """Until no mail waits and no payment that somebody was told of is open; or until patience ends."""
        began = time.monotonic()
        while time.monotonic() - began < QUIET_SECONDS and self._is_busy():
            time.sleep(0.5)
        return time.monotonic() - began

    def faults(self) -> list[str]:
        """Every promise that was not kept."""
        self._read()
        return [*self._submits(), *self._payments(), *self._mails(), *self._documents(), *self._books()]

    def _is_busy(self) -> bool:
        told = self._told(Told.PAID)
        with self._house.deps.database.reading() as db:
            mails = db.exec(select(OutgoingMail.id).where(OutgoingMail.status == "waiting")).first()
            paid = select(Application.reference, Payment.status).where(Payment.application_id == Application.id)
            open_ = [one for one, status in db.exec(paid).all() if one in told and status != PaymentStatus.PAID]
        return mails is not None or bool(open_)

    def _told(self, *kinds: Told) -> set[str]:
        return {one.subject for one in self._notes if one.told in kinds}

    def _read(self) -> None:
        with self._house.deps.database.reading() as db:
            self._applications = {one.id or 0: one for one in db.exec(select(Application)).all()}
            self._events = Counter((one.application_id, one.name) for one in db.exec(select(Event)).all())
            self._all_payments = list(db.exec(select(Payment)).all())
            self._entries = list(db.exec(select(LedgerEntry)).all())
            self._outgoing = list(db.exec(select(OutgoingMail)).all())
            self._sent = [(one, db.get_one(RequestedItem, one.item_id)) for one in db.exec(select(Document)).all()]
            self._unbalanced = ledger.unbalanced_postings(db)
        self._owners = {one.reference: number for number, one in self._applications.items()}
        self._inbox = list(self._mails_in_the_inbox())

    def _submits(self) -> Iterator[str]:
        for reference in self._told(Told.SUBMITTED, Told.PAID):
            if self._applications[self._owners[reference]].status == Status.DRAFT:
                yield f"{reference}: submitted, and a draft again"
        for (owner, name), times in self._events.items():
            if owner and name in (f"application_{Status.AWAITING_PAYMENT}", "payment_paid") and times > 1:
                yield f"{self._applications[owner].reference}: {times} times {name}"

    def _payments(self) -> Iterator[str]:
        captured = Counter(self._captured())
        for reference in self._told(Told.PAID, Told.RECEIPT):
            owner = self._owners[reference]
            paid = [one for one in self._all_payments if one.application_id == owner and one.status == "paid"]
            held = [
                one.amount_cents
                for one in self._entries
                if one.application_id == owner and one.account == LedgerAccount.CARD_COMPANY
            ]
            if (captured[reference], len(paid), held) != (1, 1, [FEE]):
                yield f"{reference}: captured {captured[reference]} times, paid {len(paid)} times, ledger {held}"
            if self._applications[owner].filed_at is None:
                yield f"{reference}: paid, and not filed"
        for reference, times in captured.items():
            if times > 1:
                yield f"{reference}: captured {times} times"

    def _mails(self) -> Iterator[str]:
        """Each row of the outbox is one mail in the inbox, whatever copies of it; and each cause wrote one row."""
        ids = Counter(number for number, _subject in self._inbox)
        for row in self._outgoing:
            mine = f"<cecs-{row.id}-{row.created_at:%Y%m%d%H%M%S}@cecs.example>"
            if row.status != "sent" or not ids.pop(mine, 0):
                yield f"mail {row.id} to {row.recipient}: {row.status}, and not in the inbox"
        yield from (f"mail {number} that no row of the outbox speaks of" for number in ids)
        different = Counter(subject for _number, subject in {*self._inbox})
        for words, told in (("waits for payment", Told.SUBMITTED), ("paid for application", Told.PAID)):
            for reference in self._told(told):
                count = sum(n for subject, n in different.items() if words in subject and reference in subject)
                if count != 1:
                    yield f"{reference}: {count} different mails '{words}'"

    def _documents(self) -> Iterator[str]:
        kept = Counter((item.reference, document.sha256) for document, item in self._sent)
        stored = {(item.reference, document.sha256): document for document, item in self._sent}
        for subject in self._told(Told.SENT):
            item, sha256 = subject.split()
            if kept[item, sha256] != 1:
                yield f"{item}: kept {kept[item, sha256]} times"
        for (item, sha256), document in stored.items():
            try:
                content = self._house.deps.documents.read(document.stored_as)
            except Exception as error:  # whatever it is, the document can't be opened
                yield f"{item}: {type(error).__name__}"
                continue
            if sha256_of(content).hexdigest() != sha256:
                yield f"{item}: other bytes"

    def _books(self) -> Iterator[str]:
        if self._unbalanced or sum(one.amount_cents for one in self._entries):
            yield f"the ledger does not balance: {self._unbalanced}"
        if fault := verify(self._house.deps).fault:
            yield f"the audit's chain is broken: {fault}"

    def _captured(self) -> Iterator[str]:
        """The application of each capture, as the card company's own file has it."""
        query = "SELECT body FROM objects WHERE object = 'payment_intent'"
        with closing(sqlite3.connect(f"file:{self._house.inbox_file}?mode=ro", uri=True)) as file:
            bodies = [json.loads(row[0]) for row in file.execute(query)]
        yield from (one["metadata"]["application"] for one in bodies if one.get("amount_received"))

    def _mails_in_the_inbox(self) -> Iterator[tuple[str, str]]:
        """Message-ID and subject of each."""
        with closing(sqlite3.connect(f"file:{self._house.inbox_file}?mode=ro", uri=True)) as file:
            raws = [row[0] for row in file.execute("SELECT raw FROM mails")]
        for raw in raws:
            message = message_from_bytes(raw, policy=default)
            yield str(message["Message-ID"]), str(message["Subject"])
