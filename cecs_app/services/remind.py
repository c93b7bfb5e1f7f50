"""Reminds educators of what was asked for: some days before it is due, and once when the day has passed.

Nothing is decided by a day that passes. Times and gaps: rules/desk.toml.
"""

from datetime import date, timedelta

from cecs_app.db import accounts, items
from cecs_app.db.desk_tables import RequestedItem
from cecs_app.db.tables import Account, Application, Claim
from cecs_app.domain.application import Status
from cecs_app.domain.credentials import ItemStatus
from cecs_app.services import journal, letters, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.items import items_of, named, told
from cecs_app.words.letter import Letter
from cecs_app.words.letters.missing import reminder

BATCH = 100
STALE = timedelta(days=30)
"""A reminder that could not be sent for so long is not sent any more."""


def remind(deps: Deps) -> int:
    """How many were mailed. Each in a transaction of its own; what another worker mails is not mailed again."""
    today = deps.today()
    first, last = today - STALE, today + timedelta(days=max(deps.desk_policy.reminder_days, default=0))
    days = (first + timedelta(days=one) for one in range((last - first).days + 1))
    return sum(_remind_of(deps, due_on) for due_on in days)


def _remind_of(deps: Deps, due_on: date) -> int:
    """Of everything that is due that day."""
    fell_due, mailed = deps.desk_policy.last_reminder(due_on, deps.today()), 0
    if fell_due is None:
        return 0
    while True:
        with deps.database.reading() as db:
            filed = items.applications_to_remind(db, due_on, fell_due, BATCH)
            claimed = items.claims_to_remind(db, due_on, fell_due, BATCH)
        mailed += sum(_remind_application(deps, one, fell_due) for one in filed)
        mailed += sum(_remind_claim(deps, one, fell_due) for one in claimed)
        if not filed and not claimed:
            return mailed


def _remind_application(deps: Deps, application_id: int, fell_due: date) -> bool:
    with deps.database.transaction() as db:
        application = db.get_one(Application, application_id, with_for_update=True)
        asked = _still_due(items_of(db, application), fell_due)
        if application.status != Status.MISSING_CREDENTIALS or not asked:
            return False
        _mark(deps, asked)

        def compose(account: Account) -> Letter:
            return reminder(account.first_name, told(deps, application, named(asked), asked[0].due_on), deps.today())

        letters.send(db, deps, application, "reminder", compose)
        journal.record(db, deps, "reminder_sent", actor="system", application_id=application.id)
        return True


def _remind_claim(deps: Deps, claim_id: int, fell_due: date) -> bool:
    with deps.database.transaction() as db:
        claim = db.get_one(Claim, claim_id, with_for_update=True)
        asked = _still_due(items_of(db, claim), fell_due)
        if claim.open_key is None or not asked:
            return False
        _mark(deps, asked)
        account = accounts.get(db, claim.account_id)

        def compose(account: Account) -> Letter:
            return reminder(account.first_name, told(deps, claim, named(asked), asked[0].due_on), deps.today())

        outbox.post_to_account(db, deps, account, compose)
        journal.record(db, deps, "reminder_sent", actor="system", account_id=account.id, claim=claim.reference)
        return True


def _still_due(found: list[RequestedItem], fell_due: date) -> list[RequestedItem]:
    """Everything that is asked for, if any of it was not told since; the row is held, so nobody tells it meanwhile."""
    asked = [one for one in found if one.status == ItemStatus.ASKED]
    return asked if any((one.reminded_on or date.min) < fell_due for one in asked) else []


def _mark(deps: Deps, asked: list[RequestedItem]) -> None:
    for one in asked:
        one.reminded_on = deps.today()
