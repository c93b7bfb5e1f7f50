"""Who may run against whom over one application, each with the call that it makes of the services."""

from collections.abc import Callable

from cecs_app.domain.dues import Part
from cecs_app.services.applications.withdraw import withdraw
from cecs_app.services.payments.by_mail import choose_mail
from cecs_app.services.payments.card import start_card_payment
from cecs_app.services.payments.settle import settle, sweep_open_payments
from cecs_app.services.payments.voids import void
from tests.payable import Owing
from tests.properties.world import World

Call = Callable[[], object]
Racer = Callable[[World, Owing], Call]


def asks_for_all(world: World, owed: Owing) -> Call:
    return lambda: world.learn(start_card_payment(world.desk, owed.educator_id, owed.reference, Part.ALL))


def asks_for_the_review_fee(world: World, owed: Owing) -> Call:
    return lambda: world.learn(start_card_payment(world.desk, owed.educator_id, owed.reference, Part.REVIEW))


def comes_back(world: World, owed: Owing) -> Call:
    """Its answer leads back to a page that is still open."""
    return lambda: world.learn(settle(world.desk, owed.educator_id, owed.reference).page)


def withdraws(world: World, owed: Owing) -> Call:
    return lambda: withdraw(world.desk, owed.educator_id, owed.educator_id, owed.reference)


def chooses_mail(world: World, owed: Owing) -> Call:
    return lambda: choose_mail(world.desk, owed.educator_id, owed.reference)


def sweeps(world: World, _owed: Owing) -> Call:
    return lambda: sweep_open_payments(world.desk)


def voids(world: World, owed: Owing) -> Call:
    """The payment of hers that is under way as staff look at their list."""
    here = world.books.application(owed.reference).id
    found = [one.reference for one in world.books.under_way if one.application_id == here]
    return lambda: void(world.desk, found[0], "in error", "staff") if found else None


PAYERS: tuple[Racer, ...] = (asks_for_all, asks_for_the_review_fee, comes_back)
RACERS: tuple[Racer, ...] = (*PAYERS, *PAYERS, sweeps, voids, withdraws, chooses_mail)
