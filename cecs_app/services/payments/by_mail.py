"""Pay later: the choice, and the slip that travels with the check."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from cecs_app.db import applications, certificates
from cecs_app.db.tables import Account, Application, Educator
from cecs_app.domain.certificate import ApplicationKind, CertificateKind, effective_until
from cecs_app.domain.dues import Dues
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.payment import MailPolicy
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import PAYABLE, dues_for, fee_state
from cecs_app.words.letter import Letter
from cecs_app.words.letters import mailed as letters


@dataclass(frozen=True)
class SlipView:
    """`certificate_ends` is the last day in force, as the law stands today."""

    reference: str
    name: str
    ein: str
    application: ApplicationKind
    certificate: CertificateKind
    dues: Dues
    certificate_ends: date
    has_ended: bool
    was_mailed: bool
    policy: MailPolicy


def choose_mail(deps: Deps, educator_id: int | None, reference: str) -> None:
    """Mails the slip's facts the first time. Paying by card stays possible. Raises NotFound or NotAllowed."""
    with deps.database.transaction() as db:
        application = applications.get_owned(db, educator_id, reference, lock=True)
        _check_due(db, application)
        if application.pay_by_mail:
            return
        application.pay_by_mail = True
        journal.record(db, deps, "pay_by_mail_chosen", actor="educator", application_id=application.id)
        _mail_slip(db, deps, application)


def get_slip(deps: Deps, educator_id: int | None, reference: str) -> SlipView:
    """Raises NotFound, or NotAllowed("nothing_to_pay") when nothing is owed now."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        _check_due(db, application)
        return _slip(db, deps, application)


def _check_due(db: Session, application: Application) -> None:
    if fee_state(application, dues_for(db, application)) not in PAYABLE:
        raise NotAllowed("nothing_to_pay")


def _slip(db: Session, deps: Deps, application: Application) -> SlipView:
    educator = db.get_one(Educator, application.educator_id)
    certificate = certificates.printed(certificates.get(db, application.certificate_id))
    ends = effective_until(certificate, deps.today(), deps.rulebook)
    return SlipView(
        reference=application.reference,
        name=f"{educator.first_name} {educator.last_name}",
        ein=educator.ein,
        application=ApplicationKind(application.kind),
        certificate=certificate.kind,
        dues=dues_for(db, application),
        certificate_ends=ends,
        has_ended=ends < deps.today(),
        was_mailed=application.pay_by_mail,
        policy=deps.mail_policy,
    )


def _mail_slip(db: Session, deps: Deps, application: Application) -> None:
    slip = _slip(db, deps, application)

    def compose(account: Account) -> Letter:
        return letters.mail_slip(
            account.first_name,
            reference=slip.reference,
            ein=slip.ein,
            dues=slip.dues,
            policy=slip.policy,
            link=deps.screen(f"/applications/{slip.reference}/slip"),
        )

    outbox.post_to_educator(db, deps, application.educator_id, compose)
