"""Who works on an application: claimed, given back, given to somebody else. One person at a time."""

from typing import Any

from sqlmodel import Session

from cecs_app.db import queue, staff
from cecs_app.db.desk_tables import StaffMember
from cecs_app.db.queue import Narrowed, Page
from cecs_app.db.tables import Application
from cecs_app.domain.application import AT_THE_DESK, TO_TAKE_UP, Status
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.queue import next_probes
from cecs_app.domain.staff import Clerk, Duty, may, roles_of
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import move_case, open_case, own_records

AT_ONCE = 20
"""So many are looked through in one question: more than there are reviewers pressing the button in one instant."""


def take_next(deps: Deps, clerk: Clerk) -> str:
    """The reference of the first in the order of filing that is nobody's, or hers and back again; no own record.

    Raises NotAllowed("queue_empty").
    """
    wanted = next_probes(clerk.staff_id)
    with deps.database.transaction() as db:
        narrowed, page = Narrowed(not_of=own_records(db, clerk)), Page(AT_ONCE)
        while found := queue.keys(db, wanted, narrowed, page):
            for key in found:
                # What a colleague takes in this very instant is skipped, not waited for.
                if application := queue.lock_free(db, key.number, wanted):
                    _take(db, deps, clerk, application)
                    return application.reference
            page = Page(AT_ONCE, after=found[-1])
        raise NotAllowed("queue_empty")


def claim(deps: Deps, clerk: Clerk, reference: str) -> None:
    """Hers from now on, and in review if it waited for one. To claim it twice changes nothing.

    Raises NotFound, or NotAllowed: "own_application", "not_at_the_desk", "claimed_by_other".
    """
    with deps.database.transaction() as db:
        application = _open_at_the_desk(db, clerk, reference)
        _check_free(db, clerk, application)
        _take(db, deps, clerk, application)


def release(deps: Deps, clerk: Clerk, reference: str) -> None:
    """Nobody's, where it stands; the queue offers it to whoever is free. A supervisor may release another's.

    Raises NotFound, or NotAllowed: "own_application", "claimed_by_other".
    """
    with deps.database.transaction() as db:
        application = open_case(db, clerk, reference)
        if application.assigned_to is None:
            return
        if not clerk.may(Duty.ASSIGN):
            _check_free(db, clerk, application)
        held_by = application.assigned_to
        application.assigned_to = application.assigned_at = None
        _record(db, deps, clerk, application, "application_released", held_by=held_by)


def give(deps: Deps, clerk: Clerk, reference: str, staff_id: int) -> None:
    """To a colleague who reviews, whoever has it now.

    Raises NotFound, or NotAllowed: "own_application", "not_at_the_desk", "not_a_reviewer", "their_own_application".
    """
    with deps.database.transaction() as db:
        application = _open_at_the_desk(db, clerk, reference)
        member = _get_reviewer(db, staff_id)
        if application.educator_id in own_records(db, member):
            raise NotAllowed("their_own_application", name=member.name)
        if application.assigned_to != member.id:
            _assign(deps, application, member.id or 0)
            _record(db, deps, clerk, application, "application_given", to=member.id)


def give_back(db: Session, deps: Deps, application: Application, staff_id: int) -> None:
    """To her who had it before; nobody's, where she reviews no more or it has turned out to be her own."""
    member = staff.get(db, staff_id)
    if is_reviewer(member) and application.educator_id not in own_records(db, member):
        _assign(deps, application, staff_id)


def let_go(db: Session, deps: Deps, member: StaffMember) -> None:
    """All that lies on the desk of somebody who reviews no more goes back to the queue, each in its place."""
    for application in queue.lock_held_by(db, member.id or 0):
        application.assigned_to = application.assigned_at = None
        about = {"application_id": application.id, "held_by": member.id}
        journal.record(db, deps, "application_released", actor="system", **about)


def _open_at_the_desk(db: Session, clerk: Clerk, reference: str) -> Application:
    application = open_case(db, clerk, reference)
    if application.status not in AT_THE_DESK:
        raise NotAllowed("not_at_the_desk")
    return application


def _check_free(db: Session, clerk: Clerk, application: Application) -> None:
    if application.assigned_to not in (None, clerk.staff_id):
        raise NotAllowed("claimed_by_other", name=staff.get(db, application.assigned_to or 0).name)


def _take(db: Session, deps: Deps, clerk: Clerk, application: Application) -> None:
    if application.assigned_to is None:
        _assign(deps, application, clerk.staff_id)
        _record(db, deps, clerk, application, "application_claimed")
    if application.status in TO_TAKE_UP:
        move_case(db, deps, clerk, application, Status.IN_REVIEW)


def _assign(deps: Deps, application: Application, staff_id: int) -> None:
    application.assigned_to, application.assigned_at = staff_id, deps.now()


def _get_reviewer(db: Session, staff_id: int) -> StaffMember:
    # Picked from the list, so that a number too great for the database is nobody, and no error.
    member = next((one for one in staff.everybody(db) if one.id == staff_id), None)
    if member is None or not is_reviewer(member):
        raise NotAllowed("not_a_reviewer")
    return member


def is_reviewer(member: StaffMember) -> bool:
    """Whether she works here, and one of her roles lets her review."""
    return member.disabled_at is None and may(roles_of(member.roles), Duty.REVIEW)


def _record(db: Session, deps: Deps, clerk: Clerk, application: Application, name: str, **data: Any) -> None:
    journal.record_act(db, deps, clerk, name, application_id=application.id, **data)
