"""An educator takes her application back."""

from cecs_app.db import applications, decisions
from cecs_app.domain.application import Status, can_move
from cecs_app.domain.decision import DecisionOutcome
from cecs_app.domain.errors import Elsewhere, NotAllowed
from cecs_app.services.applications.draft import step_path
from cecs_app.services.applications.move import move
from cecs_app.services.applications.status import Standing, standing_of
from cecs_app.services.deps import Deps
from cecs_app.services.payments.settle import close_card_page


def show(deps: Deps, educator_id: int | None, reference: str) -> Standing:
    """What would be withdrawn. Raises NotFound, or Elsewhere when it can't be any more."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        if not can_move(Status(application.status), Status.WITHDRAWN):
            raise Elsewhere(step_path(reference, "status"))
        return standing_of(db, deps, application)


def withdraw(deps: Deps, educator_id: int | None, account_id: int, reference: str) -> str:
    """Gives the address to go to. Raises NotFound, or NotAllowed while a card payment is under way.

    A card page that is open and unpaid is closed first: coming back without paying leaves one behind. Raises
    Elsewhere when it turns out to be paid: what she meant to take back was not.
    """
    if close_card_page(deps, educator_id, reference):
        raise Elsewhere(step_path(reference, "receipt"))
    with deps.database.transaction() as db:
        application = applications.get_owned(db, educator_id, reference, lock=True)
        if applications.has_open_payment(db, application.id):
            raise NotAllowed("payment_under_way")
        if application.status != Status.WITHDRAWN:
            move(db, deps, application, Status.WITHDRAWN, actor="educator", account_id=account_id)
            decisions.close_waiting(db, application.id, DecisionOutcome.WITHDRAWN)
        return step_path(reference, "status")
