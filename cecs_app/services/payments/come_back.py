"""The card page can't be opened: she gets a link by mail, to pay when it can."""

from datetime import timedelta

from cecs_app.db import applications
from cecs_app.db.payment_tables import Payment
from cecs_app.db.tables import Account, Application
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.words.letter import Letter
from cecs_app.words.letters import payment as letters

ONCE_IN = timedelta(days=1)
EVENT = "card_page_unavailable"


def remind(deps: Deps, payment: Payment) -> None:
    """Once a day at most, however often she tries."""
    with deps.database.transaction() as db:
        application = db.get_one(Application, payment.application_id, with_for_update=True)
        earlier = applications.find_event_at(db, application.id, EVENT)
        if earlier and deps.now() - earlier < ONCE_IN:
            return
        journal.record(db, deps, EVENT, actor="system", application_id=application.id, payment=payment.reference)

        def compose(account: Account) -> Letter:
            link = deps.screen(f"/applications/{application.reference}/pay")
            return letters.come_back(account.first_name, application.reference, payment.amount_cents, link)

        outbox.post_to_educator(db, deps, application.educator_id, compose)
