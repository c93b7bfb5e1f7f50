"""One thing of each kind that is not kept for good, needed last just now; each tells whether it is still there."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import select

from cecs_app.db.desk_tables import Document, RequestedItem, StaffSession
from cecs_app.db.login_tables import (
    Acknowledgement,
    Attempt,
    EmailChange,
    KnownDevice,
    RecoveryCode,
    SignInSession,
    SignUp,
)
from cecs_app.db.tables import Application, Claim, OutgoingMail
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.application import Status
from cecs_app.domain.retention import Kept
from cecs_app.services import documents
from cecs_app.services.answering import Slot
from cecs_app.services.applications.expire import expire_drafts
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.services.desk import settle_claim
from tests.applying import applicant, filled
from tests.asked import asked, sent
from tests.at_desk import hired
from tests.claiming import act, ask_identity, claim_of, claimed, clerk
from tests.fakes import TestClock
from tests.on_record import account, record
from tests.papers import PDF
from tests.people import all_of

IsThere = Callable[[], bool]
Make = Callable[[Deps, TestClock], IsThere]


def added(deps: Deps, row: Any) -> IsThere:
    with deps.database.transaction() as db:
        db.add(row)
        db.flush()
        number = row.id
    return lambda: any(one.id == number for one in all_of(deps, type(row)))


def closed_draft(deps: Deps, clock: TestClock) -> IsThere:
    """Touched last at the clock's instant: what was entered in it."""
    reference, touched = filled(deps, applicant(deps), "continuation"), clock.now
    clock.forward(days=deps.retention_policy.days[Kept.DRAFTS], seconds=1)
    assert expire_drafts(deps) == 1
    clock.now = touched
    with deps.database.transaction() as db:
        row = db.exec(select(Application).where(Application.reference == reference)).one()
        row.typed = {"conduct": {"explanation": "half a sentence"}}
    return lambda: bool(application(deps, reference).answers or application(deps, reference).typed)


def application(deps: Deps, reference: str) -> Application:
    with deps.database.reading() as db:
        return db.exec(select(Application).where(Application.reference == reference)).one()


def refused_claim(deps: Deps) -> str:
    record(deps, last_name="Other")
    rita = clerk(deps)
    _jane, reference = claimed(deps)
    settle_claim.refuse(deps, rita, act(deps, rita, reference))
    return reference


def claim_ssn(deps: Deps, clock: TestClock) -> IsThere:
    reference = refused_claim(deps)
    return lambda: bool(claim_of(deps, reference).sealed_ssn)


def claim(deps: Deps, clock: TestClock) -> IsThere:
    reference = refused_claim(deps)
    return lambda: any(one.reference == reference for one in all_of(deps, Claim))


def open_claim_with_document(deps: Deps) -> tuple[str, IsThere]:
    """The claim's reference, and whether the proof that she sent for it is there."""
    record(deps, last_name="Other")
    jane, reference = claimed(deps)
    ask_identity(deps, clerk(deps), reference)
    (item,) = all_of(deps, RequestedItem)
    documents.send(
        deps, Slot(Visitor(1, jane, None, "jane", "Jane", Stage.SIGNED_IN), "", item.reference), "a.pdf", PDF
    )
    return reference, file_of(deps)


def file_of(deps: Deps) -> IsThere:
    """Whether the last document's row is there."""
    kept = all_of(deps, Document)[-1]
    return lambda: kept.reference in {one.reference for one in all_of(deps, Document)}


def claim_document(deps: Deps, clock: TestClock) -> IsThere:
    reference, is_there = open_claim_with_document(deps)
    maria = clerk(deps, "Maria")
    settle_claim.refuse(deps, maria, act(deps, maria, reference))
    return is_there


def document(deps: Deps, status: Status) -> IsThere:
    """Of an application that came to this status just now."""
    case = asked(deps)
    sent(deps, case)
    with deps.database.transaction() as db:
        row = db.exec(select(Application).where(Application.reference == case.reference)).one()
        if status is Status.WITHDRAWN:
            move(db, deps, row, status, actor="educator")
        else:
            row.status, row.decided_at = status, deps.now()
    return file_of(deps)


def session(deps: Deps, **more: Any) -> SignInSession:
    owner = account(deps, f"owner{len(all_of(deps, SignInSession))}")
    now, token = deps.now(), f"hash {owner}"
    values = {"is_temporary": False, "proved_at": now, "created_at": now, "seen_at": now, "address": "203.0.113.7"}
    return SignInSession(token_hash=token, account_id=owner, **values | more)


def trace_of_acknowledged_session(deps: Deps, clock: TestClock) -> IsThere:
    """Where it came from: the session itself belongs to what she acknowledged in it."""
    made = session(deps, ended_at=deps.now())
    added(deps, made)
    values = {"account_id": made.account_id, "session_id": made.id or 0, "version": "1"}
    added(deps, Acknowledgement(acknowledged_at=deps.now(), **values))
    return lambda: any(one.address for one in all_of(deps, SignInSession))


def desk_session(deps: Deps, **more: Any) -> StaffSession:
    rita = hired(deps)
    return StaffSession(token_hash="hash", staff_id=rita.staff_id, created_at=deps.now(), seen_at=deps.now(), **more)


def mail(deps: Deps, status: str, **more: Any) -> OutgoingMail:
    now = deps.now()
    return OutgoingMail(recipient="ada@example.org", sealed=b"...", status=status, created_at=now, due_at=now, **more)


def stray_file(deps: Deps, clock: TestClock) -> IsThere:
    """Which nothing speaks of since now."""
    name = deps.documents.keep(PDF)
    deps.documents.set_aside(name, deps.now())
    return lambda: name in list(deps.documents.aside_before(deps.now()))


def sign_up(deps: Deps, clock: TestClock) -> IsThere:
    person = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.org"}
    return added(deps, SignUp(visitor_hash="hash", created_at=deps.now(), **person))


def email_change(deps: Deps, **more: Any) -> EmailChange:
    values = {"account_id": account(deps), "email": "new@example.org", "token_hash": "hash", "expires_at": deps.now()}
    return EmailChange(**values | more)


def recovery_code(deps: Deps, **more: Any) -> RecoveryCode:
    return RecoveryCode(account_id=account(deps), code_hash="hash", created_at=deps.now(), **more)


def device(deps: Deps, clock: TestClock) -> IsThere:
    now = deps.now()
    return added(deps, KnownDevice(account_id=account(deps), token_hash="hash", created_at=now, seen_at=now))


MAKE: Mapping[str, tuple[Kept, Make]] = {
    "answers of a closed draft": (Kept.CLOSED_DRAFTS, closed_draft),
    "a claim's SSN": (Kept.CLAIM_SSNS, claim_ssn),
    "a claim's document": (Kept.CLAIM_DOCUMENTS, claim_document),
    "a claim": (Kept.CLAIMS, claim),
    "a document, withdrawn": (Kept.WITHDRAWN_DOCUMENTS, lambda deps, _clock: document(deps, Status.WITHDRAWN)),
    "a document, issued": (Kept.DECIDED_DOCUMENTS, lambda deps, _clock: document(deps, Status.ISSUED)),
    "a document, denied": (Kept.DECIDED_DOCUMENTS, lambda deps, _clock: document(deps, Status.DENIED)),
    "a sign-up": (Kept.SIGN_UPS, sign_up),
    "an address to confirm": (Kept.EMAIL_CHANGES, lambda deps, _clock: added(deps, email_change(deps))),
    "a mail": (Kept.MAILS, lambda deps, _clock: added(deps, mail(deps, "sent", sent_at=deps.now()))),
    "a refused mail": (Kept.MAILS, lambda deps, _clock: added(deps, mail(deps, "refused"))),
    "a recovery code": (
        Kept.RECOVERY_CODES,
        lambda deps, _clock: added(deps, recovery_code(deps, used_at=deps.now())),
    ),
    "an attempt": (Kept.ATTEMPTS, lambda deps, _clock: added(deps, Attempt(subject="sign-in:ada", at=deps.now()))),
    "a login": (Kept.SESSIONS, lambda deps, _clock: added(deps, session(deps, ended_at=deps.now()))),
    "a login left to run out": (Kept.SESSIONS, lambda deps, _clock: added(deps, session(deps))),
    "where a login came from": (Kept.SESSIONS, trace_of_acknowledged_session),
    "a login at the desk": (Kept.DESK_SESSIONS, lambda deps, _clock: added(deps, desk_session(deps))),
    "a device": (Kept.DEVICES, device),
    "a stray file": (Kept.STRAY_FILES, stray_file),
}
"""What it is called, which period it has, and how to make it."""
