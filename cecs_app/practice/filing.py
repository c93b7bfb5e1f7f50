"""How a made-up educator fills in, signs and pays an application: by the services that the screens call."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from cecs_app.db import applications, certificates
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.account import Contact
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.choosing import CARRY_ON
from cecs_app.domain.payment import Instrument
from cecs_app.domain.steps import Step
from cecs_app.practice.world import World
from cecs_app.services.applications import conduct, details, endorsements, service, start, submit
from cecs_app.services.applications.begin import begin
from cecs_app.services.applications.conduct import Reply
from cecs_app.services.applications.draft import actions_today
from cecs_app.services.applications.service import Stated
from cecs_app.services.applications.submit import Signature
from cecs_app.services.payments.cashier import Received, receive
from cecs_app.services.payments.fee import dues_for

CONTACT = Contact("860-555-0143", "12 Elm Street", "Hartford", "CT", "06106")
EXPLANATION = "In 2009 I paid a fine for disorderly conduct after a demonstration. Nothing has happened since."
ADVANCEMENT = ApplicationKind.ADVANCEMENT


@dataclass(frozen=True)
class Holder:
    """A made-up educator with her account, and the certificate this is about."""

    educator_id: int
    account_id: int
    name: str
    number: str
    says_yes: bool
    """To a conduct question."""

    @property
    def visitor(self) -> Visitor:
        """As if she had logged in."""
        return Visitor(0, self.account_id, self.educator_id, "", self.name, Stage.ACKNOWLEDGED)


def find_kind(world: World, holder: Holder) -> ApplicationKind | None:
    """What she applies for at this instant: what carries her certificate on, where that is open."""
    open_now = _open_now(world, holder)
    carrying = [kind for kind in ApplicationKind if kind in open_now and (kind in CARRY_ON or kind is ADVANCEMENT)]
    if carrying:
        return world.dice.choice(carrying)
    wanted = world.dice.choice((ApplicationKind.ENDORSEMENT, ApplicationKind.ENDORSEMENT, ApplicationKind.DUPLICATE))
    return wanted if wanted in open_now else None


def _open_now(world: World, holder: Holder) -> set[ApplicationKind]:
    with world.deps.database.reading() as db:
        row = certificates.get_owned(db, holder.educator_id, holder.number)
        taken = {ApplicationKind(one.kind) for one in applications.of_educator(db, holder.educator_id) if one.open_key}
        actions = () if row.replaced_by else actions_today(db, world.deps, row)
    # An advancement replaces the certificate, so nothing else is asked meanwhile; and it is carried on in one way.
    if ADVANCEMENT in taken:
        return set()
    if taken:
        taken |= {ADVANCEMENT, *CARRY_ON}
    return {one.application for one in actions if one.allowed} - taken


def draft(world: World, holder: Holder, kind: ApplicationKind, until: Step = Step.CHECK) -> str:
    """Begun, with every step before `until` answered; gives the reference."""
    deps = world.deps
    path = begin(deps, holder.educator_id, holder.account_id, holder.number, kind)
    reference, step = path.split("/")[2], Step(path.split("/")[3])
    while step not in (until, Step.CHECK, Step.SIGN):
        step = Step(_answer(world, holder, kind, reference, step).split("/")[3])
    return reference


def sign(world: World, holder: Holder, reference: str) -> None:
    version = world.deps.statements.declaration(world.deps.today()).version
    signature = Signature(holder.name, True, version)
    submit.submit(world.deps, holder.educator_id, holder.account_id, reference, signature)


def owed_cents(world: World, reference: str) -> int:
    with world.deps.database.reading() as db:
        return _owed(db, reference)


def pay_by_mail(world: World, reference: str, cents: int) -> None:
    """A money order, which the cashier records."""
    number = f"{world.dice.randrange(10**9):09d}"
    received = Received(Instrument.MONEY_ORDER, number, cents, world.deps.today())
    receive(world.deps, reference, received, world.cashier.username, staff_id=world.cashier.staff_id)


def _owed(db: Session, reference: str) -> int:
    return dues_for(db, applications.get_by_reference(db, reference)).owed_cents


def _answer(world: World, holder: Holder, kind: ApplicationKind, reference: str, step: Step) -> str:
    """Gives where it leads."""
    world.now += timedelta(seconds=40)
    deps, owner = world.deps, holder.educator_id
    match step:
        case Step.START:
            return start.save(deps, owner, reference)
        case Step.DETAILS:
            return details.save(deps, owner, reference, CONTACT)
        case Step.ENDORSEMENTS:
            return endorsements.save(deps, owner, reference, [world.dice.choice(("030", "033", "235"))])
        case Step.SERVICE:
            served = "some" if kind is ApplicationKind.EXTENSION else "none"
            return service.save(deps, owner, reference, Stated(served, True, "54", True, True))
        case Step.CONDUCT:
            shown = conduct.show(deps, owner, reference)
            replies = {one.id: Reply("no", "") for one in shown.questions}
            if holder.says_yes:
                replies[shown.questions[0].id] = Reply("yes", EXPLANATION)
            return conduct.save(deps, owner, reference, shown.version, replies)
    raise ValueError(f"{step} asks nothing")
