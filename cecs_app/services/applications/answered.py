"""Whether everything that was asked for has been answered: then the application waits for its reviewer again."""

from typing import Any

from sqlmodel import Session

from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status
from cecs_app.domain.credentials import OUTSTANDING, ItemKind, ItemStatus
from cecs_app.services import journal, letters
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.services.items import items_of, set_status
from cecs_app.words.letter import Letter
from cecs_app.words.letters import missing as words


def move_if_answered(
    db: Session,
    deps: Deps,
    application: Application,
    *,
    actor: str,
    account_id: int | None = None,
    staff_id: int | None = None,
) -> None:
    """The caller holds the application. Its instant of filing, and so its place in the queue, stays what it was."""
    asked = items_of(db, application)
    if application.status != Status.MISSING_CREDENTIALS or any(one.status == ItemStatus.ASKED for one in asked):
        return
    # Of this letter, and not of those before.
    last = [one for one in asked if one.due_on == application.answer_due_on]
    is_waived = all(one.status == ItemStatus.WAIVED for one in last)
    data: dict[str, Any] = {"waived": True} if is_waived else {}
    move(db, deps, application, Status.WAITING_REVIEW, actor=actor, account_id=account_id, staff_id=staff_id, **data)
    came = tuple(ItemKind(one.kind) for one in asked if one.status == ItemStatus.RECEIVED)
    by_post = tuple(ItemKind(one.kind) for one in asked if one.status == ItemStatus.BY_POST)

    def compose(account: Account) -> Letter:
        link = deps.screen(f"/applications/{application.reference}/status")
        if is_waived:
            return words.not_needed(account.first_name, application.reference, link)
        return words.arrived(account.first_name, application.reference, came, by_post, link)

    letters.send(db, deps, application, "arrived", compose)


def settle_balance(db: Session, deps: Deps, application: Application, actor: str, staff_id: int | None) -> None:
    """The balance is paid: what asked for it has its answer. Most applications were never asked."""
    waiting = [
        one for one in items_of(db, application) if one.kind == ItemKind.FEE_BALANCE and one.status in OUTSTANDING
    ]
    for item in waiting:
        set_status(deps, item, ItemStatus.RECEIVED)
        set_status(deps, item, ItemStatus.ACCEPTED)
        about: dict[str, Any] = {"item": item.reference, "kind": item.kind, "staff_id": staff_id}
        journal.record(db, deps, "item_accepted", actor=actor, application_id=application.id, **about)
    if waiting:
        move_if_answered(db, deps, application, actor=actor, staff_id=staff_id)
