"""The Bureau's yes from the command line, for the support staff; the desk decides in desk/decide.py."""

from cecs_app.db import applications
from cecs_app.domain.application import Status
from cecs_app.domain.decision import needs_second_look
from cecs_app.domain.errors import NotAllowed
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.services.issue import Issued, check_issuable, issue

DECIDABLE = (Status.SUBMITTED, Status.IN_REVIEW, Status.WAITING_REVIEW)


def approve(deps: Deps, reference: str) -> Issued:
    """Approves and issues at once. Raises NotFound, NotOffered, or NotAllowed: "not_decidable", "balance_due",
    "certificate_replaced", "second_look_needed" where two people must decide."""
    with deps.database.transaction() as db:
        application = applications.get_any(db, reference)
        if application.status not in DECIDABLE:
            raise NotAllowed("not_decidable", status=application.status)
        if needs_second_look(application.answers):
            raise NotAllowed("second_look_needed")
        check_issuable(db, application)
        if application.status != Status.IN_REVIEW:
            move(db, deps, application, Status.IN_REVIEW, actor="staff")
        return issue(db, deps, application)
