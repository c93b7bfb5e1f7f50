"""One EIN claim as the clerk who decides it sees it: what she stated beside each record, with what agrees marked."""

from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import accounts, certificates, staff
from cecs_app.db.tables import Certificate, Educator
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.claim import ClaimStatus, is_overdue, proof_of
from cecs_app.domain.claim_compare import AGREES, Advice, Agreement, compare_email, needs_reason, suggest
from cecs_app.domain.credentials import ItemStatus
from cecs_app.domain.staff import Clerk
from cecs_app.language import _
from cecs_app.services.deps import Deps
from cecs_app.services.desk.claim_case import Candidate, ClaimCase, read_claim
from cecs_app.services.desk.items import ItemView, claim_items
from cecs_app.words.claims import (
    advice_words,
    agreement_tone,
    agreement_words,
    proof_tone,
    proof_words,
    ssn_words,
    status_tone,
    status_words,
)
from cecs_app.words.formats import date_words
from cecs_app.words.rules import kind_name


@dataclass(frozen=True)
class Fact:
    """One fact on both sides, and what to make of it."""

    name: str
    stated: str
    on_record: str
    verdict: str
    tone: str


@dataclass(frozen=True)
class CandidateView:
    ein: str = ""
    name: str = ""
    facts: tuple[Fact, ...] = ()
    certificates: tuple[str, ...] = ()
    account_since: str = ""
    """Empty where nobody has an account for the record."""
    advice: str = ""
    has_twin: bool = False
    """She, or another candidate, is likely this one's twin."""
    can_link: bool = False
    needs_reason: bool = False
    renames: bool = False
    """Whether linking changes the last name on record, unless the clerk keeps it."""
    changes: tuple[str, ...] = ()
    """What linking does to the record."""


@dataclass(frozen=True)
class ClaimView:
    reference: str = ""
    stamp: str = ""
    """Of what she states; an act sends it back, so that nobody decides on what has changed since."""
    name: str = ""
    date_of_birth: str = ""
    email: str = ""
    account: str = ""
    """The name and address of the account that asks."""
    opened: str = ""
    due: str = ""
    is_overdue: bool = False
    is_open: bool = False
    status: str = ""
    tone: str = ""
    decided: str = ""
    reason: str = ""
    ein: str = ""
    """What it came to, once there is a record."""
    proof: str = ""
    proof_tone: str = ""
    proofs: tuple[ItemView, ...] = ()
    advice: str = ""
    candidates: tuple[CandidateView, ...] = ()


def show(deps: Deps, clerk: Clerk, reference: str) -> ClaimView:
    """Raises NotFound or NotAllowed("own_application")."""
    with deps.database.reading() as db:
        return _view(db, deps, read_claim(db, deps, clerk, reference))


def show_candidate(deps: Deps, clerk: Clerk, reference: str, ein: str) -> tuple[ClaimView, CandidateView]:
    """The claim and one of its candidates. Raises as show, and NotFound for what is none of them."""
    with deps.database.reading() as db:
        case = read_claim(db, deps, clerk, reference)
        return _view(db, deps, case), _candidate(db, case, case.get_candidate(ein))


def _view(db: Session, deps: Deps, case: ClaimCase) -> ClaimView:
    claim, account = case.claim, case.account
    proofs = claim_items(db, claim.id or 0)
    proof = proof_of([ItemStatus(one.status) for one in proofs])
    educator = accounts.find_educator(db, account)
    is_open = claim.open_key is not None
    return ClaimView(
        reference=claim.reference,
        stamp=case.stamp,
        name=f"{claim.first_name} {claim.last_name}",
        date_of_birth=date_words(claim.date_of_birth),
        email=claim.email,
        account=f"{account.first_name} {account.last_name} · {account.email}",
        opened=date_words(connecticut_day(claim.created_at)),
        due=date_words(claim.due_on),
        is_overdue=is_open and is_overdue(claim.due_on, proof, deps.today()),
        is_open=is_open,
        status=status_words(ClaimStatus(claim.status)),
        tone=status_tone(ClaimStatus(claim.status)),
        decided=_decided(db, case),
        reason=claim.reason,
        ein=educator.ein if educator else "",
        proof=proof_words(proof) if is_open else "",
        proof_tone=proof_tone(proof),
        proofs=proofs,
        advice=advice_words(suggest([(one.found, one.advice) for one in case.candidates])) if is_open else "",
        candidates=tuple(_candidate(db, case, one) for one in case.candidates),
    )


def _decided(db: Session, case: ClaimCase) -> str:
    """By whom and when; a claim that she settled herself has no clerk."""
    if case.claim.decided_at is None:
        return ""
    names = staff.names(db, {case.claim.decided_by or 0})
    return " · ".join([date_words(connecticut_day(case.claim.decided_at)), *names.values()])


def _candidate(db: Session, case: ClaimCase, one: Candidate) -> CandidateView:
    educator = one.educator
    owner = accounts.find_by_educator(db, educator.id or 0)
    held = certificates.of_educator(db, educator.id)
    return CandidateView(
        ein=educator.ein,
        name=" ".join(part for part in (educator.first_name, educator.middle_name, educator.last_name) if part),
        facts=_facts(case, one),
        certificates=tuple(_certificate_words(certificate) for certificate in held),
        account_since=date_words(connecticut_day(owner.created_at)) if owner else "",
        advice=advice_words(one.advice),
        has_twin=one.found.is_twin or one.advice is Advice.TWINS_MIXED,
        can_link=case.claim.open_key is not None and owner is None and not one.found.is_twin,
        needs_reason=needs_reason(one.found, one.advice),
        renames=one.found.last_name not in AGREES,
        changes=_changes(case, one),
    )


def _facts(case: ClaimCase, one: Candidate) -> tuple[Fact, ...]:
    claim, educator, found = case.claim, one.educator, one.found
    email = compare_email(claim.email, educator.email)
    first = f"{educator.first_name} {educator.middle_name}".strip()
    return (
        Fact(_("SSN"), "", "", ssn_words(found.ssn), agreement_tone(found.ssn)),
        _fact(
            _("Date of Birth"),
            date_words(claim.date_of_birth),
            date_words(educator.date_of_birth),
            found.date_of_birth,
        ),
        _fact(_("First Name"), claim.first_name, first, found.first_name),
        _fact(_("Last Name"), claim.last_name, _last_names(educator), found.last_name),
        _fact(_("Email"), claim.email, educator.email, email),
    )


def _fact(name: str, stated: str, on_record: str, found: Agreement) -> Fact:
    return Fact(name, stated, on_record, agreement_words(found), agreement_tone(found))


def _last_names(educator: Educator) -> str:
    former = [name for name in educator.former_last_names.split(";") if name]
    return (
        _("{name} (formerly {former})").format(name=educator.last_name, former=", ".join(former))
        if former
        else (educator.last_name)
    )


def _certificate_words(row: Certificate) -> str:
    words = _("{kind}, {number}: {first} through {last}").format(
        kind=kind_name(CertificateKind(row.kind)),
        number=row.number,
        first=date_words(row.valid_from),
        last=date_words(row.valid_until),
    )
    return words + (" · " + _("replaced by {number}").format(number=row.replaced_by) if row.replaced_by else "")


def _changes(case: ClaimCase, one: Candidate) -> tuple[str, ...]:
    stated, record, found = case.stated, one.record, one.found
    told = []
    if found.last_name not in AGREES:
        words = _("The last name on record becomes {new}, unless you keep it. {old} is kept as a former name.")
        told.append(words.format(new=stated.last_name, old=record.last_name))
    if found.ssn is Agreement.NONE_ON_RECORD:
        told.append(_("The SSN that was stated is put on the record, unless another record bears it."))
    if found.ssn is Agreement.DIFFERS:
        told.append(_("The SSN on record stays as it is, though another was stated."))
    if found.first_name is Agreement.DIFFERS:
        told.append(_("The first name on record stays {name}.").format(name=record.first_name))
    if found.date_of_birth is not Agreement.SAME:
        told.append(_("The date of birth on record stays {day}.").format(day=date_words(record.date_of_birth)))
    return tuple(told)
