"""What can be done at the desk and about it, as functions that bind who does it and to what."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from cecs_app.domain.application import AT_THE_DESK, Status
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.services import documents
from cecs_app.services.answering import Slot, say_by_post
from cecs_app.services.applications import appeal, withdraw
from cecs_app.services.desk import appeals, ask, assign, cashier, decide, items, notes, second_look, undo
from cecs_app.services.desk.cashier import Typed
from tests.papers import PDF, png
from tests.properties.desk_world import Act, DeskWorld

WHY = "The transcript shows 24 credits; the rule asks for 30."
ASKED = (ItemKind.TRANSCRIPT, ItemKind.COURT_PAPERS, ItemKind.FEE_BALANCE)
REVIEWED = (Status.IN_REVIEW, Status.WAITING_REVIEW, Status.MISSING_CREDENTIALS)
FINAL = (Status.ISSUED, Status.DENIED)
WITH_ITEMS = (Status.MISSING_CREDENTIALS, Status.WAITING_REVIEW, Status.IN_REVIEW)
Bind = Callable[[DeskWorld, Clerk, str, int], Act]


@dataclass(frozen=True)
class Deed:
    """`is_held`: only whoever has claimed it can. `n` of `bind` picks among what there is."""

    name: str
    duties: tuple[Duty, ...]
    statuses: tuple[Status, ...]
    bind: Bind
    is_held: bool = True


def _take_next(world: DeskWorld, clerk: Clerk, reference: str, n: int) -> Act:
    return lambda: assign.take_next(world.deps, clerk)


def _give(world: DeskWorld, clerk: Clerk, reference: str, n: int) -> Act:
    return lambda: assign.give(world.deps, clerk, reference, list(world.staff.values())[n % len(world.staff)])


def _ask(world: DeskWorld, clerk: Clerk, reference: str, n: int) -> Act:
    wanted = tuple(Wanted(kind, "") for at, kind in enumerate(ASKED) if (n + 1) >> at & 1)
    due_on = world.deps.today() + timedelta(days=5 + n)
    return lambda: ask.ask(world.deps, clerk, reference, wanted, due_on)


def _item(act: Callable[..., None], *reason: str) -> Bind:
    def bind(world: DeskWorld, clerk: Clerk, reference: str, n: int) -> Act:
        found = world.items(reference)
        which = found[-1 - n % len(found)].reference if found else "N-0"
        return lambda: act(world.deps, clerk, reference, which, *reason)

    return bind


def _hold(world: DeskWorld, clerk: Clerk, reference: str, n: int) -> Act:
    return lambda: decide.hold(world.deps, clerk, reference, WHY, world.deps.today() + timedelta(days=1 + n * 5))


def _settle(world: DeskWorld, clerk: Clerk, reference: str, n: int) -> Act:
    return lambda: appeals.settle(world.deps, clerk, reference, ("upheld", "granted")[n % 2], WHY)


def _plain(act: Callable[..., object], *more: str) -> Bind:
    return lambda world, clerk, reference, n: lambda: act(world.deps, clerk, reference, *more)


def _money(world: DeskWorld, clerk: Clerk, reference: str, n: int) -> Act:
    dollars = (str(world.row(reference).total_cents // 100), "50", "500")[n % 3]
    typed = Typed(
        "money_order", f"{world.figures.counts['acts']}", dollars, world.deps.today().isoformat(), is_meant=True
    )
    return lambda: cashier.record(world.deps, clerk, reference, typed)


REVIEW, SECOND = (Duty.REVIEW,), (Duty.SECOND_LOOK,)
DEEDS = (
    Deed("take the next", REVIEW, AT_THE_DESK, _take_next, is_held=False),
    Deed("claim", REVIEW, AT_THE_DESK, _plain(assign.claim), is_held=False),
    Deed("release", (Duty.REVIEW, Duty.ASSIGN), AT_THE_DESK, _plain(assign.release), is_held=False),
    Deed("give", (Duty.ASSIGN,), AT_THE_DESK, _give, is_held=False),
    Deed("ask", REVIEW, (Status.IN_REVIEW,), _ask),
    Deed("accept", REVIEW, WITH_ITEMS, _item(items.accept)),
    Deed("refuse", REVIEW, WITH_ITEMS, _item(items.refuse, "Not signed.")),
    Deed("waive", REVIEW, WITH_ITEMS, _item(items.waive, "Not needed.")),
    Deed("an envelope brings it", REVIEW, WITH_ITEMS, _item(items.received_by_post)),
    Deed("approve", REVIEW, REVIEWED, _plain(decide.approve)),
    Deed("deny", REVIEW, REVIEWED, _plain(decide.deny, WHY)),
    Deed("hold", REVIEW, (Status.IN_REVIEW,), _hold),
    Deed("resume", REVIEW, (Status.ON_HOLD,), _plain(decide.resume)),
    Deed("confirm", SECOND, (Status.SECOND_LOOK,), _plain(second_look.confirm), is_held=False),
    Deed("send back", SECOND, (Status.SECOND_LOOK,), _plain(second_look.send_back, WHY), is_held=False),
    Deed("undo", SECOND, FINAL, _plain(undo.undo, WHY), is_held=False),
    Deed("settle the appeal", SECOND, (Status.APPEALED,), _settle, is_held=False),
    Deed("note", (Duty.READ_CASES,), AT_THE_DESK, _plain(notes.add, WHY), is_held=False),
    Deed("record money", (Duty.TAKE_MAIL,), (Status.AWAITING_PAYMENT, *AT_THE_DESK), _money, is_held=False),
)


def _slot(world: DeskWorld, reference: str, n: int) -> Slot:
    found = world.items(reference)
    return Slot(world.visitor(reference), reference, found[-1 - n % len(found)].reference if found else "N-0")


def _send(world: DeskWorld, reference: str, n: int) -> Act:
    slot = _slot(world, reference, n // 3)
    return lambda: documents.send(world.deps, slot, "paper", PDF if n % 3 == 0 else png(n))


def _by_post(world: DeskWorld, reference: str, n: int) -> Act:
    slot = _slot(world, reference, n)
    return lambda: say_by_post(world.deps, slot)


def _withdraw(world: DeskWorld, reference: str, n: int) -> Act:
    who = world.files[reference]
    return lambda: withdraw.withdraw(world.deps, who.educator_id, who.account_id, reference)


def _appeal(world: DeskWorld, reference: str, n: int) -> Act:
    who = world.files[reference]
    return lambda: appeal.ask(world.deps, who.educator_id, who.account_id, reference, WHY)


ANSWERS: dict[str, tuple[tuple[Status, ...], Callable[[DeskWorld, str, int], Act]]] = {
    "she sends a file": (WITH_ITEMS, _send),
    "she says by post": (WITH_ITEMS, _by_post),
    "she withdraws": (AT_THE_DESK, _withdraw),
    "she appeals": ((Status.DENIED,), _appeal),
}
