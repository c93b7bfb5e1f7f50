"""One educator who pays while the portal is killed, and what must have become of her payment in the end."""

import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from cecs_app.db.payment_tables import Payment
from cecs_app.domain.certificate import CertificateKind
from tests.e2e import steps
from tests.e2e.accounts import Holder, holder_of
from tests.e2e.educator import Educator
from tests.killed.figures import Figure
from tests.killed.lane import Lane
from tests.killed.standing import RECEIPT, CardCompany, database_words, facts, mails, rows

VISA, UNKNOWN_FUNDING = "4242 4242 4242 4242", "4111 1111 1111 1111"
FEE, REVIEW_FEE = 20_000, 5_000
BOUND_SECONDS = 110
"""A sweep claims for 60 seconds and comes every 20: two rounds, a restart, and a slow machine."""
HEARS, HEARS_NOTHING = True, False

PAID: dict[str, Any] = {
    "unbalanced postings": [],
    "held by the card company": FEE,
    "payments": ["paid"],
    "refunds": [],
    "filed": True,
    "captured": [FEE],
    "holds": [],
    "given back": [],
    "receipts": 1,
    "copies of the receipt": 1,
    "refund mails": 0,
}
NO_RECEIPT = {"receipts": 0, "copies of the receipt": 0}
UNPAID: dict[str, Any] = {**PAID, "held by the card company": 0, "filed": False, "captured": [], **NO_RECEIPT}
RELEASED: dict[str, Any] = {**UNPAID, "payments": ["ended funding_refused"], "holds": ["canceled"]}
REFUNDED: dict[str, Any] = {
    **PAID,
    "held by the card company": 0,
    "refunds": ["done"],
    "given back": [FEE],
    "refund mails": 1,
}


@dataclass
class Case:
    """`wanted` is filled when it has settled: it must hold for good."""

    lane: Lane
    educator: Educator
    holder: Holder
    reference: str
    figure: Figure
    wanted: dict[str, Any] = field(default_factory=dict)
    _killed_at: float = 0

    @classmethod
    def begins(cls, lane: Lane, educator: Educator, figure: Figure) -> "Case":
        """Signed, and at the choice of how to pay."""
        holder = holder_of(lane.portal, CertificateKind.INITIAL)
        lane.webhooks.is_open = False
        return cls(lane, educator, holder, steps.goes_to_pay(educator, holder), figure)

    @property
    def payment(self) -> str:
        """The reference of her payment by card."""
        with self.lane.deps.database.reading() as db:
            return rows(db, Payment, self.reference)[-1].reference

    @property
    def company(self) -> CardCompany:
        return CardCompany(self.lane, self.reference)

    def presses_pay(self, name: str = "Pay $200.00 by card now") -> None:
        self.educator.opens(f"/applications/{self.reference}/pay")
        self.educator.presses(name)

    def opens_the_card_page(self) -> str:
        self.presses_pay()
        self.educator.page.get_by_label("Card number").wait_for()
        return str(self.educator.page.url)

    def pays(self, number: str = VISA) -> None:
        steps.pays_on_the_card_page(self.educator, number)

    def pays_and_never_comes_back(self, address: str, number: str = VISA) -> None:
        """Her browser is closed in the moment in which the bank says yes."""
        typed = {"number": number, "expiry": "08/40", "code": "123", "name": "Practice", "zip_code": "06511"}
        answer = httpx.post(address, data=typed, follow_redirects=False)
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.text

    def has_a_receipt(self) -> bool:
        """In her inbox, whatever the portal knows of it."""
        deadline = time.monotonic() + 10
        while not (found := mails(self.lane, self.holder.email, RECEIPT)) and time.monotonic() < deadline:
            time.sleep(0.1)
        return bool(found)

    def stands_a_moment(self) -> None:
        """Long enough to have come to the next thing it waits for."""
        time.sleep(0.7)

    def portal_is_killed(self) -> None:
        """As it stands; and she never looks again."""
        self._notes_what_stands()
        self.lane.process.is_killed()
        self._killed_at = time.monotonic()
        self.educator.page.goto("about:blank")

    def command_is_killed(self, kill: Any) -> None:
        self._notes_what_stands()
        kill()
        self._killed_at = time.monotonic()

    def portal_is_back(self, hears: bool) -> None:
        self.lane.webhooks.is_open = hears
        self.figure.hears, self.figure.back = hears, self.lane.process.starts()

    def settles(self, **wanted: Any) -> None:
        """By itself, and in a bounded time."""
        wrong = self.becomes(**wanted)
        self.figure.settled = time.monotonic() - self._killed_at
        self.figure.outcome = "; ".join(wrong) or self.company.words() + "; " + self._database()
        assert not wrong, wrong

    def becomes(self, **wanted: Any) -> list[str]:
        """What is still not so when the time is up."""
        deadline = time.monotonic() + BOUND_SECONDS
        self.wanted = wanted
        while (wrong := self.differences()) and time.monotonic() < deadline:
            time.sleep(0.4)
        return wrong

    def differences(self) -> list[str]:
        found = facts(self.lane, self.reference, self.holder.email)
        return [f"{name}: {found[name]}, not {value}" for name, value in self.wanted.items() if found[name] != value]

    def _notes_what_stands(self) -> None:
        self.figure.gateway, self.figure.database = self.company.words(), self._database()

    def _database(self) -> str:
        return database_words(self.lane, self.reference, self.holder.email)
