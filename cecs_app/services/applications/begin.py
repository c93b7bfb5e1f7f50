"""Choose: an application begins as a draft, or goes on where it was left."""

from sqlmodel import Session

from cecs_app.db import applications, certificates
from cecs_app.db.tables import Application, Certificate
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.errors import NotFound
from cecs_app.domain.fees import quote
from cecs_app.domain.steps import Step
from cecs_app.gateways.secrets import new_reference
from cecs_app.services import journal
from cecs_app.services.applications.draft import check_offered, step_path
from cecs_app.services.deps import Deps


def begin(deps: Deps, educator_id: int | None, account_id: int, number: str, wanted: str) -> str:
    """The address to go to. Raises NotFound, or NotAllowed("not_offered_today").

    Choosing again, from this tab or another, comes back to the same draft.
    """
    kind = _kind(wanted)
    with deps.database.transaction() as db:
        certificate = certificates.get_owned(db, educator_id, number, lock=True)
        opened = applications.find_open(db, applications.keys_in_the_way(certificate.id, kind))
        if opened is None:
            check_offered(db, deps, certificate, kind, "not_offered_today")
            opened = _open(db, deps, certificate, kind, account_id)
        return step_path(opened.reference, opened.step if opened.status == Status.DRAFT else "status")


def _kind(wanted: str) -> ApplicationKind:
    try:
        return ApplicationKind(wanted)
    except ValueError:
        raise NotFound from None


def _open(db: Session, deps: Deps, certificate: Certificate, kind: ApplicationKind, account_id: int) -> Application:
    asked = quote(deps.rulebook, kind, certificates.printed(certificate).kind, 1, deps.today())
    fresh = Application(
        reference=new_reference("A"),
        educator_id=certificate.educator_id,
        certificate_id=certificate.id or 0,
        kind=kind,
        status=Status.DRAFT,
        step=Step.START,
        review_cents=asked.review_cents or 0,
        total_cents=asked.total_cents or 0,
        open_key=applications.open_key(certificate.id, kind),
        created_at=deps.now(),
        saved_at=deps.now(),
    )
    opened = applications.add_open(db, fresh)
    if opened is fresh:
        journal.record(
            db,
            deps,
            "application_begun",
            actor="educator",
            account_id=account_id,
            application_id=opened.id,
            kind=str(kind),
            certificate=certificate.number,
        )
    return opened
