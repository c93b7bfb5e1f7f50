"""Items that were asked for, as they stand in the database."""

from datetime import timedelta

from cecs_app.db import applications
from cecs_app.db.desk_tables import RequestedItem
from cecs_app.domain.credentials import ItemKind, ItemStatus
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps


def asked(deps: Deps, clerk: Clerk, reference: str, *items: tuple[ItemKind, ItemStatus]) -> None:
    with deps.database.transaction() as db:
        application = applications.get_any(db, reference)
        for kind, status in items:
            db.add(
                RequestedItem(
                    reference=f"I-{reference}-{kind}",
                    application_id=application.id,
                    kind=kind,
                    status=status,
                    asked_by=clerk.staff_id,
                    asked_at=deps.now(),
                    due_on=deps.today() + timedelta(days=60),
                )
            )
