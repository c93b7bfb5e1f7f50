"""What the Bureau does while nobody looks at its screens: by the services that they call."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlmodel import col, select

from cecs_app.db.tables import Application, Claim
from cecs_app.domain.application import Status
from cecs_app.domain.asking import Wanted
from cecs_app.domain.claim import ClaimStatus
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.staff import Clerk
from cecs_app.practice.staff import REVIEWER
from cecs_app.services.deps import Deps
from cecs_app.services.desk import ask, assign, claim, claim_proof, decide, settle_claim
from tests.e2e import bureau
from tests.e2e.desk import deps_of
from tests.e2e.portal import Portal

WHY_DENIED = "The statement of experience covers two years. The rule asks for three."
USUAL = ""
"""The letter says it in the words that the Bureau always uses."""


@contextmanager
def reviewing(portal: Portal) -> Iterator[tuple[Deps, Clerk]]:
    with deps_of(portal) as deps:
        yield deps, bureau.begin(deps, REVIEWER.username).clerk


def takes_up(portal: Portal, reference: str) -> None:
    with reviewing(portal) as (deps, clerk):
        assign.claim(deps, clerk, reference)


def asks(portal: Portal, reference: str, *kinds: ItemKind) -> None:
    """After taking it up."""
    takes_up(portal, reference)
    with reviewing(portal) as (deps, clerk):
        due_on = deps.today() + timedelta(days=deps.desk_policy.answer_days)
        ask.ask(deps, clerk, reference, tuple(Wanted(one, USUAL) for one in kinds), due_on)


def approves(portal: Portal, reference: str) -> None:
    takes_up(portal, reference)
    with reviewing(portal) as (deps, clerk):
        decide.approve(deps, clerk, reference)


def denies(portal: Portal, reference: str, reason: str = WHY_DENIED) -> None:
    takes_up(portal, reference)
    with reviewing(portal) as (deps, clerk):
        decide.deny(deps, clerk, reference, reason)


def asks_for_proof(portal: Portal, claim_reference: str) -> None:
    with reviewing(portal) as (deps, clerk):
        seen = claim.show(deps, clerk, claim_reference).stamp
        due_on = deps.today() + timedelta(days=deps.desk_policy.answer_days)
        wanted = (Wanted(ItemKind.PROOF_OF_IDENTITY, USUAL),)
        claim_proof.ask_proof(deps, clerk, settle_claim.Act(claim_reference, seen), wanted, due_on)


def application_in(deps: Deps, status: Status) -> str:
    """The reference of the first that was filed of those on the practice desk in that status."""
    with deps.database.reading() as db:
        found = select(Application.reference).where(Application.status == status)
        return db.exec(found.order_by(col(Application.filed_at), col(Application.id))).first() or "none"


def claim_with_a_candidate(deps: Deps) -> tuple[str, str]:
    """The reference and the EIN: of the oldest claim that waits and may be about some record."""
    with deps.database.reading() as db:
        waiting = select(Claim).where(Claim.status == ClaimStatus.OPEN, Claim.candidates != "").order_by(col(Claim.id))
        found = db.exec(waiting).first()
        assert found is not None
        return found.reference, found.candidates.split(";")[0]
