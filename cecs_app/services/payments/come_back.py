"""The card page can't be opened: she gets a link by mail, to pay when it can."""

from datetime import timedelta

from cecs_app.db import accounts, applications
from cecs_app.db.payment_tables import Payment
from cecs_app.db.tables import Application
from cecs_app.language import speaking
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.words.letters import payment as letters

ONCE_IN = timedelta(days=1)
EVENT = "card_page_unavailable"


def remind(deps: Deps, payment: Payment) -> None:
    """Once a day at most, however often she tries."""
    with deps.database.transaction() as db:
        application = db.get_one(Application, payment.application_id, with_for_update=True)
        account = accounts.find_by_educator(db, application.educator_id)
        earlier = applications.find_event_at(db, application.id, EVENT)
        if account is None or (earlier and deps.now() - earlier < ONCE_IN):
            return
        journal.record(db, deps, EVENT, actor="system", application_id=application.id, payment=payment.reference)
        with speaking(account.language):
            link = deps.screen(f"/applications/{application.reference}/pay")
            letter = letters.come_back(account.first_name, application.reference, payment.amount_cents, link)
            outbox.post(db, deps, account.email, letter)
