"""At the end of each example: whatever is open can be brought to an end, by honest people, in a few steps."""

from cecs_app.db import decisions
from cecs_app.domain.application import AT_THE_DESK, ENDED, Status
from cecs_app.domain.credentials import UNSETTLED
from cecs_app.domain.errors import CecsError
from cecs_app.domain.staff import Clerk
from cecs_app.services.applications import withdraw
from cecs_app.services.desk import appeals, assign, decide, items, second_look
from tests.payable import Owing, came
from tests.properties.desk_acts import WHY
from tests.properties.desk_world import DeskWorld, Violation

MOST = 12
"""Acts until it ends."""


def come_to_rest(world: DeskWorld) -> None:
    """Raises Violation for one that nobody can bring to an end."""
    for reference in world.files:
        for _ in range(MOST):
            if world.row(reference).status in ENDED:
                break
            _go_on(world, reference)
        status = world.row(reference).status
        if status not in ENDED:
            raise Violation(f"{reference} is stuck: {status}")
        world.figures.counts[f"ended {status}"] += 1


def _go_on(world: DeskWorld, reference: str) -> None:
    deps, status = world.deps, Status(world.row(reference).status)
    zoe, wanda, sue = (world.clerk(name) for name in ("zoe", "wanda", "sue"))
    assert zoe and wanda and sue
    who = world.files[reference]
    if status in (Status.DRAFT, Status.AWAITING_PAYMENT):
        withdraw.withdraw(deps, who.educator_id, who.account_id, reference)
        return
    if status in AT_THE_DESK and world.row(reference).assigned_to != zoe.staff_id:
        assign.give(deps, wanda, reference, zoe.staff_id)
    match status:
        case Status.ON_HOLD:
            decide.resume(deps, zoe, reference)
        case Status.SECOND_LOOK:
            with deps.database.reading() as db:
                made = decisions.find_waiting(db, world.row(reference).id)
            _look(world, reference, sue if made and made.decided_by != sue.staff_id else wanda)
        case Status.APPEALED:
            appeals.settle(deps, wanda, reference, "upheld", WHY)
        case Status.SUBMITTED | Status.WAITING_REVIEW:
            assign.claim(deps, zoe, reference)
        case _:
            _finish(world, reference, zoe)


def _look(world: DeskWorld, reference: str, supervisor: Clerk) -> None:
    try:
        second_look.confirm(world.deps, supervisor, reference)
    except CecsError:
        second_look.send_back(world.deps, supervisor, reference, WHY)


def _finish(world: DeskWorld, reference: str, zoe: Clerk) -> None:
    """Everything is judged and paid; then she approves, or denies where that cannot be."""
    row = world.row(reference)
    for item in world.items(reference):
        if item.status in UNSETTLED:
            items.waive(world.deps, zoe, reference, item.reference, "Not needed.")
    if world.owed(reference):
        came(world.deps, Owing(row.educator_id, reference), world.owed(reference), number=f"rest-{reference}")
    if world.row(reference).status != Status.IN_REVIEW:
        assign.claim(world.deps, zoe, reference)
    try:
        decide.approve(world.deps, zoe, reference)
    except CecsError:
        decide.deny(world.deps, zoe, reference, WHY)
