"""The confirmation of a submitted application: its reference, the instant it was filed, and what comes next."""

from dataclasses import dataclass, field

from cecs_app.db import accounts, applications
from cecs_app.domain.application import Status
from cecs_app.domain.errors import Elsewhere
from cecs_app.services.applications.draft import step_path
from cecs_app.services.applications.status import Standing, standing_of
from cecs_app.services.deps import Deps
from cecs_app.words.formats import instant_words


@dataclass(frozen=True)
class ReceiptView:
    """`filed` is empty until the fee is paid: only then does the application count as filed."""

    standing: Standing = field(default_factory=Standing)
    name: str = ""
    ein: str = ""
    signed_name: str = ""
    signed: str = ""
    filed: str = ""


def show(deps: Deps, educator_id: int | None, reference: str) -> ReceiptView:
    """Raises NotFound, or Elsewhere for what was never signed."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        if application.submitted_at is None:
            is_draft = application.status == Status.DRAFT
            raise Elsewhere(step_path(reference, application.step if is_draft else "status"))
        educator = accounts.get_educator(db, application.educator_id)
        filed_at = applications.find_moved_at(db, application.id, Status.SUBMITTED)
        return ReceiptView(
            standing=standing_of(db, application),
            name=f"{educator.first_name} {educator.last_name}",
            ein=educator.ein,
            signed_name=application.signed_name,
            signed=instant_words(application.submitted_at),
            filed=instant_words(filed_at) if filed_at else "",
        )
