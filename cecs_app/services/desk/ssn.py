"""Showing an SSN to one of the staff: for a reason, after password and a fresh code, and written down."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from cecs_app.db import accounts, showings
from cecs_app.db.desk_tables import SsnShowing
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import InvalidFields, NotAllowed, SignedOut, TooManyTries
from cecs_app.domain.ssn import holds_ssn
from cecs_app.domain.staff import DUTIES, Clerk, Duty, Role
from cecs_app.services import journal, limits
from cecs_app.services.deps import Deps
from cecs_app.services.desk import proof, sessions
from cecs_app.services.desk.case import read_case
from cecs_app.services.desk.claim_case import read_claim
from cecs_app.services.desk.proof import WrongProof

SHORTEST_REASON, LONGEST_REASON = 10, 200


class About(StrEnum):
    """What a clerk works on while she needs the SSN."""

    APPLICATION = "applications"
    CLAIM = "claims"


@dataclass(frozen=True)
class SubjectView:
    """Whose SSN it is: of a record, or for a claim of what she stated."""

    reference: str
    name: str
    ein: str


@dataclass(frozen=True)
class Asked:
    about: About
    reference: str
    reason: str
    password: str
    code: str

    def __repr__(self) -> str:
        return f"Asked({self.about}, {self.reference}, …)"


@dataclass(frozen=True)
class Shown:
    """`ssn` goes straight into the answer's page, and nowhere else."""

    subject: SubjectView
    ssn: str
    reason: str

    def __repr__(self) -> str:
        return f"Shown({self.subject.reference}, …)"


@dataclass(frozen=True)
class _Sealed:
    subject: SubjectView
    sealed: bytes
    educator_id: int | None = None
    account_id: int | None = None
    application_id: int | None = None


def get_subject(deps: Deps, clerk: Clerk, about: About, reference: str) -> SubjectView:
    """Raises NotFound, NotAllowed("own_application") or NotAllowed("no_ssn")."""
    with deps.database.reading() as db:
        return _find(db, deps, clerk, about, reference).subject


def show(deps: Deps, token: str, asked: Asked, browser: Browser) -> Shown:
    """Written down before it leaves. Raises what get_subject does, SignedOut, InvalidFields, WrongProof,
    TooManyTries and NotAllowed("not_your_duty")."""
    clerk = _clerk_of(deps, token)
    reason = _checked_reason(asked.reason)
    get_subject(deps, clerk, asked.about, asked.reference)
    counted = _spend(deps, clerk, asked, browser)
    found = proof.find(deps, clerk.username, asked.password, asked.code)
    with deps.database.transaction() as db:
        if found and proof.use(db, found, counted):
            return _shown(db, deps, clerk, asked, reason)
        _journal_refused(db, deps, clerk, "ssn_showing_refused", asked)
    raise WrongProof


def _clerk_of(deps: Deps, token: str) -> Clerk:
    clerk = sessions.find_clerk(deps, token)
    if clerk is None:
        raise SignedOut
    if not clerk.may(Duty.SHOW_SSN):
        raise NotAllowed("not_your_duty")
    return clerk


def _checked_reason(typed: str) -> str:
    reason = " ".join(typed.split())
    if not reason:
        raise InvalidFields({"reason": "reason_missing"})
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise InvalidFields({"reason": "reason_length"})
    if holds_ssn(reason):
        # She reads it in her log, and it stands in the audit.
        raise InvalidFields({"reason": "reason_has_number"})
    return reason


def _spend(deps: Deps, clerk: Clerk, asked: Asked, browser: Browser) -> proof.Counted:
    try:
        limits.spend(deps, limits.SSN_SHOWING, str(clerk.staff_id))
        return proof.spend(deps, clerk.username, browser)
    except TooManyTries:
        with deps.database.transaction() as db:
            _journal_refused(db, deps, clerk, "ssn_showing_stopped", asked)
        raise


def _shown(db: Session, deps: Deps, clerk: Clerk, asked: Asked, reason: str) -> Shown:
    found = _find(db, deps, clerk, asked.about, asked.reference)
    digits = deps.ssns.open(found.sealed)
    db.add(
        SsnShowing(
            educator_id=found.educator_id,
            account_id=found.account_id,
            staff_id=clerk.staff_id,
            role=_role(clerk),
            about=found.subject.reference,
            reason=reason,
            at=deps.now(),
        )
    )
    journal.record_act(
        db,
        deps,
        clerk,
        "ssn_shown",
        account_id=found.account_id,
        application_id=found.application_id,
        about=found.subject.reference,
        reason=reason,
    )
    return Shown(found.subject, f"{digits[:3]}-{digits[3:5]}-{digits[5:]}", reason)


def _role(clerk: Clerk) -> Role:
    """Of several, the first whose duty it is."""
    return next(role for role in Role if role in clerk.roles and Duty.SHOW_SSN in DUTIES[role])


def _find(db: Session, deps: Deps, clerk: Clerk, about: About, reference: str) -> _Sealed:
    return _of_claim(db, deps, clerk, reference) if about is About.CLAIM else _of_application(db, clerk, reference)


def _of_application(db: Session, clerk: Clerk, reference: str) -> _Sealed:
    application = read_case(db, clerk, reference)
    educator = accounts.get_educator(db, application.educator_id)
    sealed = showings.find_sealed(db, application.educator_id)
    if sealed is None:
        raise NotAllowed("no_ssn")
    subject = SubjectView(application.reference, f"{educator.first_name} {educator.last_name}", educator.ein)
    return _Sealed(subject, sealed, educator_id=educator.id, application_id=application.id)


def _of_claim(db: Session, deps: Deps, clerk: Clerk, reference: str) -> _Sealed:
    case = read_claim(db, deps, clerk, reference)
    claim, account = case.claim, case.account
    if not claim.sealed_ssn:
        raise NotAllowed("no_ssn")
    subject = SubjectView(claim.reference, f"{claim.first_name} {claim.last_name}", "")
    return _Sealed(subject, claim.sealed_ssn, educator_id=account.educator_id, account_id=account.id)


def _journal_refused(db: Session, deps: Deps, clerk: Clerk, name: str, asked: Asked) -> None:
    journal.record_act(db, deps, clerk, name, about=asked.reference)
