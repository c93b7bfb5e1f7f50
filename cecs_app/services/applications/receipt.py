"""The confirmation of a submitted application: when it was filed, what was paid, and what comes next."""

from dataclasses import dataclass, field

from cecs_app.clock import connecticut_day
from cecs_app.db import accounts, applications
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import WITHOUT_A_TERM, ApplicationKind
from cecs_app.domain.dues import Dues
from cecs_app.domain.errors import Elsewhere
from cecs_app.services.applications.draft import step_path
from cecs_app.services.applications.status import Standing, standing_of
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import dues_for
from cecs_app.services.payments.movements import Movement, movements_of
from cecs_app.words.formats import date_words, instant_words, money_words
from cecs_app.words.payments import timely_words
from cecs_app.words.slips import filing_words


@dataclass(frozen=True)
class ReceiptView:
    """`filed` is empty until the review fee is paid: only then does the application count as filed. Of the amounts,
    `owed` and `overpaid` are empty where there is none."""

    standing: Standing = field(default_factory=Standing)
    name: str = ""
    ein: str = ""
    signed_name: str = ""
    signed: str = ""
    filed: str = ""
    timely: str = ""
    filing: tuple[str, ...] = ()
    """What is missing until it counts as filed."""
    paid: str = ""
    owed: str = ""
    overpaid: str = ""
    movements: tuple[Movement, ...] = ()


def show(deps: Deps, educator_id: int | None, reference: str) -> ReceiptView:
    """Raises NotFound, or Elsewhere for what was never signed."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        if application.submitted_at is None:
            is_draft = application.status == Status.DRAFT
            raise Elsewhere(step_path(reference, application.step if is_draft else "status"))
        educator = accounts.get_educator(db, application.educator_id)
        dues = dues_for(db, application)
        return ReceiptView(
            standing=standing_of(db, deps, application),
            name=f"{educator.first_name} {educator.last_name}",
            ein=educator.ein,
            signed_name=application.signed_name,
            signed=instant_words(application.submitted_at),
            filed=instant_words(application.filed_at) if application.filed_at else "",
            timely=_timely(application),
            filing=() if application.filed_at or not dues.to_file_cents else _filing(deps, application, dues),
            paid=money_words(dues.paid_cents + dues.overpaid_cents),
            owed=money_words(dues.owed_cents) if dues.owed_cents else "",
            overpaid=money_words(dues.overpaid_cents) if dues.overpaid_cents else "",
            movements=movements_of(db, application.id or 0),
        )


def _filing(deps: Deps, application: Application, dues: Dues) -> tuple[str, ...]:
    ends = application.certificate_ends_on
    return filing_words(dues, date_words(ends) if ends and ends >= deps.today() else "")


def _timely(application: Application) -> str:
    filed_at, ends = application.filed_at, application.certificate_ends_on
    if filed_at is None or ends is None or ApplicationKind(application.kind) in WITHOUT_A_TERM:
        return ""
    return timely_words(connecticut_day(filed_at), ends)
