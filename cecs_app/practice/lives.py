"""What became of each made-up application. Each life is one story, told by the services the screens call."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from cecs_app.db import applications
from cecs_app.domain.application import Status
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.decision import AppealOutcome
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.staff import Clerk
from cecs_app.domain.steps import Step
from cecs_app.practice import filing, papers
from cecs_app.practice.filing import Holder
from cecs_app.practice.world import Life, World
from cecs_app.services import answering, documents
from cecs_app.services.answering import Slot
from cecs_app.services.applications import appeal, missing, withdraw
from cecs_app.services.desk import appeals, ask, assign, decide, items, notes, second_look

ASKED = (
    (ItemKind.TRANSCRIPT, "An official transcript of your graduate coursework."),
    (ItemKind.STATEMENT_OF_EXPERIENCE, "From the district where you taught between 2019 and 2023."),
    (ItemKind.TEST_SCORES, "Your scores of the subject test."),
)
WHY_DENIED = (
    "The transcript shows 24 credits of advanced coursework. The rule asks for 30 credits or a master's degree."
)
WHY_HELD = (
    "We have asked the certification office of Rhode Island about your earlier certificate and wait for its answer."
)
NOT_COUNTED = "I attach nothing new, but the six credits of summer 2021 were not counted. Please look again."
Story = Callable[[World, Holder, str, Clerk], Life]


def life(world: World, holder: Holder, story: Story | None) -> Life:
    """Files it and tells the story; without one it waits in the queue."""
    kind = filing.find_kind(world, holder)
    if kind is None:
        return
    reference = filing.draft(world, holder, kind)
    filing.sign(world, holder, reference)
    if owed := filing.owed_cents(world, reference):
        yield world.later(3, 8)
        filing.pay_by_mail(world, reference, owed)
    if story:
        yield from story(world, holder, reference, world.dice.choice(world.reviewers))


def left_as_draft(world: World, holder: Holder) -> Life:
    if kind := filing.find_kind(world, holder):
        filing.draft(world, holder, kind, until=Step.CONDUCT)
    yield from ()


def left_unpaid(world: World, holder: Holder) -> Life:
    if kind := filing.find_kind(world, holder):
        reference = filing.draft(world, holder, kind)
        if filing.owed_cents(world, reference):  # without a fee it would be filed, and overtaken for no reason
            filing.sign(world, holder, reference)
    yield from ()


def issued(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from _taken_up(world, reference, clerk)
    decided = decide.approve(world.deps, clerk, reference)
    if decided.needs_second_look:
        yield world.later(1, 3)
        second_look.confirm(world.deps, world.supervisor, reference)


def denied(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from _taken_up(world, reference, clerk)
    decided = decide.deny(world.deps, clerk, reference, WHY_DENIED)
    if decided.needs_second_look:
        yield world.later(1, 2)
        second_look.confirm(world.deps, world.supervisor, reference)


def appealed(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from denied(world, holder, reference, clerk)
    yield world.later(2, 9)
    with suppress(NotAllowed):  # a permit's denial is final, or she has begun anew
        appeal.ask(world.deps, holder.educator_id, holder.account_id, reference, NOT_COUNTED)


def upheld(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from appealed(world, holder, reference, clerk)
    if not _is_appealed(world, reference):
        return
    yield world.later(10, 14)
    reason = "The panel counted all credits again, those of summer 2021 included, and came to 24."
    appeals.settle(world.deps, world.supervisor, reference, AppealOutcome.UPHELD, reason)


def in_review(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from _taken_up(world, reference, clerk)
    if world.dice.randrange(2):
        notes.add(world.deps, clerk, reference, "Asked the district about the months of service; they call back.")


def waits_for_supervisor(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from _taken_up(world, reference, clerk)
    decide.approve(world.deps, clerk, reference)


def on_hold(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from _taken_up(world, reference, clerk)
    until = world.today + timedelta(days=world.dice.randint(5, 60))
    decide.hold(world.deps, clerk, reference, WHY_HELD, until)


def asked(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from _taken_up(world, reference, clerk)
    wanted = [Wanted(kind, detail) for kind, detail in world.dice.sample(ASKED, world.dice.randint(1, 2))]
    due_on = world.deps.today() + timedelta(days=world.deps.desk_policy.answer_days)
    ask.ask(world.deps, clerk, reference, tuple(wanted), due_on)


def answered(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from asked(world, holder, reference, clerk)
    yield world.later(3, 15)
    for item in missing.show(world.deps, holder.educator_id, reference).to_send:
        slot = Slot(holder.visitor, reference, item.reference)
        if world.dice.randrange(4):
            documents.send(world.deps, slot, f"{item.name}.pdf", papers.scanned(holder.name, item.name))
        else:
            answering.say_by_post(world.deps, slot)


def answered_and_issued(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield from answered(world, holder, reference, clerk)
    yield world.later(4, 12)
    for item in _asked_for(world, reference):
        if item.can_receive:
            items.received_by_post(world.deps, clerk, reference, item.reference)
        items.accept(world.deps, clerk, reference, item.reference)
    decide.approve(world.deps, clerk, reference)


def taken_back(world: World, holder: Holder, reference: str, clerk: Clerk) -> Life:
    yield world.later(2, 20)
    withdraw.withdraw(world.deps, holder.educator_id, holder.account_id, reference)


def _asked_for(world: World, reference: str) -> tuple[items.ItemView, ...]:
    with world.deps.database.reading() as db:
        return items.items_of(db, applications.get_by_reference(db, reference).id or 0)


def _is_appealed(world: World, reference: str) -> bool:
    with world.deps.database.reading() as db:
        return applications.get_by_reference(db, reference).status == Status.APPEALED


def _taken_up(world: World, reference: str, clerk: Clerk) -> Iterator[datetime]:
    yield world.later(28, 50)
    assign.claim(world.deps, clerk, reference)
    yield world.now + timedelta(minutes=world.dice.randint(12, 90))
