""" "Issued" is where an application changes the certificate itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import certificates
from cecs_app.db.tables import Account, Application, Certificate
from cecs_app.domain import certificate as domain
from cecs_app.domain.actions import get_offer, term_issued
from cecs_app.domain.application import Status
from cecs_app.domain.calendar import ONE_DAY
from cecs_app.domain.certificate import ApplicationKind, effective_until
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.rulebook import NewKind
from cecs_app.domain.steps import chosen_endorsements
from cecs_app.gateways.secrets import new_reference
from cecs_app.services import letters
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import dues_for
from cecs_app.words.formats import money_words
from cecs_app.words.letter import Letter
from cecs_app.words.letters import application as words
from cecs_app.words.payments import fee_title


@dataclass(frozen=True)
class Issued:
    """`number` is the certificate that is in force now: a new one after an advancement."""

    reference: str
    number: str
    valid_from: date
    valid_until: date


def check_issuable(db: Session, application: Application) -> Certificate:
    """The certificate it is for, held. Raises NotAllowed: "not_decidable", "certificate_replaced" or "balance_due"."""
    if application.filed_at is None:
        raise NotAllowed("not_decidable", status=application.status)
    certificate = certificates.get_locked(db, application.certificate_id)
    if certificate.replaced_by:
        raise NotAllowed("certificate_replaced", number=certificate.replaced_by)
    if owed := dues_for(db, application).owed_cents:
        raise NotAllowed("balance_due", owed=money_words(owed))
    return certificate


def issue(db: Session, deps: Deps, application: Application, *, staff_id: int | None = None) -> Issued:
    """Approves and issues at once, with its letter. Raises as check_issuable, or NotOffered.

    What was filed while a rule offered it is issued by that rule, although it has ended since: the wait is the
    Bureau's, not the educator's.
    """
    certificate = check_issuable(db, application)
    move(db, deps, application, Status.APPROVED, actor="staff", staff_id=staff_id)
    application.decided_at = deps.now()
    before = snapshot(certificate)
    issued = _change(db, deps, application, certificate)
    old = {"number": certificate.number, "valid_from": before["valid_from"], "valid_until": before["valid_until"]}
    new = {"number": issued.number, **_days(issued.valid_from, issued.valid_until)}
    move(db, deps, application, Status.ISSUED, actor="staff", staff_id=staff_id, old=old, new=new)
    _mail(db, deps, application, certificate, issued)
    return issued


def snapshot(certificate: Certificate) -> dict[str, Any]:
    """All that issuing can change of a certificate, as JSON."""
    since = certificate.in_force_since
    return {
        "endorsements": certificate.endorsements,
        "replaced_by": certificate.replaced_by,
        "in_force_since": since.isoformat() if since else None,
        **_days(certificate.valid_from, certificate.valid_until),
    }


def _change(db: Session, deps: Deps, application: Application, certificate: Certificate) -> Issued:
    held, kind = certificates.printed(certificate), ApplicationKind(application.kind)
    # Paid included: signed alone is not filed.
    filed_on = connecticut_day(application.filed_at or deps.now())
    offer = get_offer(deps.rulebook, held, kind, filed_on)
    term = term_issued(deps.rulebook, held, offer, deps.today())
    if isinstance(offer.effect, NewKind):
        result = _replace(db, certificate, offer.effect, term)
    else:
        result = _renew(deps, certificate, held, term)
    _add_endorsements(result, application)
    return Issued(application.reference, result.number, result.valid_from, result.valid_until)


def _renew(deps: Deps, certificate: Certificate, held: domain.Certificate, term: tuple[date, date]) -> Certificate:
    if term[0] != held.valid_from:
        end = effective_until(held, deps.today(), deps.rulebook)
        # Issued before the old term is over: she is in force all the while, not "not yet valid".
        follows = term[0] == end + ONE_DAY and deps.today() <= end
        certificate.in_force_since = held.valid_from if follows else None
    certificate.valid_from, certificate.valid_until = term
    return certificate


def _replace(db: Session, certificate: Certificate, effect: NewKind, term: tuple[date, date]) -> Certificate:
    fresh = Certificate(
        educator_id=certificate.educator_id,
        number=new_reference("C"),
        kind=effect.becomes,
        endorsements=certificate.endorsements,
        valid_from=term[0],
        valid_until=term[1],
    )
    db.add(fresh)
    certificate.replaced_by = fresh.number
    return fresh


def _add_endorsements(certificate: Certificate, application: Application) -> None:
    added = chosen_endorsements(application.answers)
    held = [code for code in certificate.endorsements.split(";") if code]
    certificate.endorsements = ";".join([*held, *(code for code in added if code not in held)])


def _days(valid_from: date, valid_until: date) -> dict[str, str]:
    return {"valid_from": valid_from.isoformat(), "valid_until": valid_until.isoformat()}


def _mail(db: Session, deps: Deps, application: Application, certificate: Certificate, issued: Issued) -> None:
    def compose(account: Account) -> Letter:
        title = fee_title(ApplicationKind(application.kind), domain.CertificateKind(certificate.kind))
        term, link = (issued.valid_from, issued.valid_until), deps.screen("/certificates")
        return words.issued(account.first_name, title, application.reference, issued.number, term, link)

    letters.send(db, deps, application, "issued", compose)
