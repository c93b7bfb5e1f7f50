"""An educator whose signed application waits for its fee, and what the database says of it."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from sqlmodel import col, select

from cecs_app.db import ledger
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.payment_tables import Payment
from cecs_app.db.tables import Account, Application, Certificate, Educator, Event
from cecs_app.domain.application import Status
from cecs_app.domain.dues import Dues, Part
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import Instrument
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.payments.card import start_card_payment
from cecs_app.services.payments.cashier import Received, Taken, receive
from cecs_app.services.payments.fee import dues_for
from cecs_app.services.payments.settle import Settled, settle

FILED = (Status.SUBMITTED, Status.IN_REVIEW, Status.WAITING_REVIEW)
NUMBERS = count(1)


@dataclass(frozen=True)
class Owing:
    educator_id: int
    reference: str


def owing(
    deps: Deps,
    name: str = "Ada",
    *,
    total_cents: int = 20_000,
    status: Status = Status.AWAITING_PAYMENT,
    kind: str = "renewal",
) -> Owing:
    """`name` tells educators apart."""
    with deps.database.transaction() as db:
        educator = _educator(deps, name)
        db.add(educator)
        db.flush()
        owner = educator.id or 0
        certificate = _certificate(name, owner)
        db.add_all([certificate, _account(deps, name, owner)])
        db.flush()
        application = _application(deps, name, owner, certificate.id or 0)
        application.kind, application.status, application.total_cents = kind, status, total_cents
        application.review_cents = min(5_000, total_cents)
        application.balance_may_follow = True
        application.certificate_ends_on = date(2027, 6, 30)
        db.add(application)
        db.flush()
        if status in FILED:
            application.filed_at = deps.now()
            name = f"application_{Status.SUBMITTED}"
            journal.record(db, deps, name, actor="educator", application_id=application.id)
        return Owing(owner, application.reference)


def status_of(deps: Deps, owed: Owing) -> Status:
    return Status(_found(deps, owed).status)


def set_status(deps: Deps, owed: Owing, status: Status) -> None:
    with deps.database.transaction() as db:
        row = db.exec(select(Application).where(Application.reference == owed.reference)).one()
        row.status = status


def payments_of(deps: Deps, owed: Owing) -> list[Payment]:
    """Oldest first."""
    application = _found(deps, owed)
    with deps.database.reading() as db:
        statement = select(Payment).where(Payment.application_id == application.id)
        return list(db.exec(statement.order_by(col(Payment.id))).all())


def events_of(deps: Deps, owed: Owing) -> list[str]:
    application = _found(deps, owed)
    with deps.database.reading() as db:
        statement = select(Event).where(Event.application_id == application.id).order_by(col(Event.id))
        return [event.name for event in db.exec(statement).all()]


def start(deps: Deps, owed: Owing, part: Part = Part.ALL) -> str:
    return start_card_payment(deps, owed.educator_id, owed.reference, part)


def come_back(deps: Deps, owed: Owing) -> Settled:
    return settle(deps, owed.educator_id, owed.reference)


def came(
    deps: Deps,
    owed: Owing,
    cents: int,
    *,
    kind: Instrument = Instrument.MONEY_ORDER,
    number: str = "",
    on: date | None = None,
) -> Taken:
    """An envelope with an instrument of its own, unless it bears this number; it came today, unless on that day."""
    held = Received(kind, number or f"N-{next(NUMBERS)}", cents, on or deps.today())
    return receive(deps, owed.reference, held, "mia")


def dues_now(deps: Deps, owed: Owing) -> Dues:
    application = _found(deps, owed)
    with deps.database.reading() as db:
        return dues_for(db, application)


def balances_of(deps: Deps, owed: Owing) -> dict[LedgerAccount, int]:
    """Accounts that stand at zero are left out."""
    application = _found(deps, owed)
    with deps.database.reading() as db:
        return {account: cents for account, cents in ledger.balances(db, application.id or 0).items() if cents}


def filed_at(deps: Deps, owed: Owing) -> datetime | None:
    return _found(deps, owed).filed_at


def login_of(deps: Deps, owed: Owing) -> str:
    """Her session cookie, with the statement of today acknowledged."""
    token = new_token()
    with deps.database.transaction() as db:
        account = db.exec(select(Account).where(Account.educator_id == owed.educator_id)).one()
        db.add(
            SignInSession(
                token_hash=token_hash(token),
                account_id=account.id or 0,
                is_temporary=False,
                acknowledged_version=deps.statements.acknowledgement(deps.today()).version,
                created_at=deps.now(),
                seen_at=deps.now(),
                proved_at=deps.now(),
            )
        )
    return token


def _found(deps: Deps, owed: Owing) -> Application:
    with deps.database.reading() as db:
        return db.exec(select(Application).where(Application.reference == owed.reference)).one()


def _educator(deps: Deps, name: str) -> Educator:
    return Educator(
        ein=f"9{sum(map(ord, name)):09d}",
        first_name=name,
        last_name="Lovelace",
        date_of_birth=date(1985, 12, 10),
        created_at=deps.now(),
    )


def _certificate(name: str, owner: int) -> Certificate:
    return Certificate(
        educator_id=owner,
        number=f"C-{name}",
        kind="initial",
        endorsements="029",
        valid_from=date(2024, 7, 1),
        valid_until=date(2027, 6, 30),
    )


def _account(deps: Deps, name: str, owner: int) -> Account:
    address = f"{name.lower()}@example.org"
    return Account(
        username=name.lower(),
        email=address,
        email_key=address,
        first_name=name,
        last_name="Lovelace",
        educator_id=owner,
        created_at=deps.now(),
    )


def _application(deps: Deps, name: str, owner: int, certificate_id: int) -> Application:
    return Application(
        reference=f"CT-{name.upper()}",
        educator_id=owner,
        certificate_id=certificate_id,
        kind="",
        status="",
        step="done",
        created_at=deps.now(),
        saved_at=deps.now(),
        submitted_at=deps.now(),
    )
