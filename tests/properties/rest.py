"""The end of an example: the requests are gone, the company answers again, and the sweeps go on until all is quiet."""

from cecs_app.clock import connecticut_day
from cecs_app.services.audit import verify
from cecs_app.services.payments.compare import compare
from cecs_app.services.payments.refunds import sweep_claimed_refunds
from cecs_app.services.payments.settle import BATCH, sweep_open_payments
from tests.fakes import posted
from tests.properties import laws
from tests.properties.company import RELEASED, CardCompany
from tests.properties.world import NOON, World

A_LEASE, UNANSWERED, A_DAY = 1.1, 21, 25 * 60
"""Minutes: past a lease; past an unanswered request; past the company's memory of a failure."""
MOST_ROUNDS = 20


def come_to_rest(world: World) -> None:
    world.crash_all()
    if world.has_failed:
        return
    world.check()
    _soon_only_open_pages_are_left(world)
    for _ in range(2):
        world.pass_time(A_DAY)
        _sweep_until_quiet(world)
    world.fail_on(laws.at_rest(world.books, world.company, posted(world.deps)))
    fault = verify(world.deps).fault
    world.fail_on([f"the audit's chain is broken: {fault}"] if fault else [])
    _compare_all(world)
    _count(world)


def _soon_only_open_pages_are_left(world: World) -> None:
    """Long before a day is over; what the company itself still answers with its failure has to wait."""
    world.pass_time(UNANSWERED)
    _sweep_until_quiet(world)
    if world.company.failed_lately():
        return
    unpaid = {ref for ref, result in world.company.results.items() if result.state == "open"}
    left = [payment.reference for payment in world.books.under_way if payment.session_ref not in unpaid]
    world.fail_on(f"{reference} is under way without an open page" for reference in left)


def _sweep_until_quiet(world: World) -> None:
    """The services' own dependencies, watched, but not stopped: nobody is an actor here."""
    for _ in range(MOST_ROUNDS):
        world.pass_time(A_LEASE)
        before = world.books
        # A sweep asks about a few only: the others may be the ones that have something to say.
        while sweep_open_payments(world.desk) == BATCH or sweep_claimed_refunds(world.desk) == BATCH:
            pass
        if world.books == before:
            return
    world.fail_on(["the sweeps never come to rest"])


def _compare_all(world: World) -> None:
    found = compare(world.desk, connecticut_day(NOON), world.desk.today())
    if not found.agrees:
        world.fail_on([f"the comparison finds {found.differences} {found.unbalanced}"])


def _count(world: World) -> None:
    books, company, counts = world.books, world.company, world.figures.counts
    counts["payments"] += len(books.payments)
    counts["paid"] += len(books.paid)
    counts["captures"] += len(company.captured)
    counts["releases"] += sum(result.intent_status == RELEASED for result in company.results.values())
    counts["pages closed or expired"] += sum(result.state == "expired" for result in company.results.values())
    counts["refunds by card"] += len(company.given_back)
    counts["mailed"] += len(books.mailed)
    counts["mailed voided"] += sum(one.voided_at is not None for one in books.mailed)
    _count_webhooks(world, company)


def _count_webhooks(world: World, company: CardCompany) -> None:
    counts, delivered = world.figures.counts, world.delivered
    counts["webhooks delivered"] += len(delivered)
    counts["webhooks repeated"] += sum(delivered.values()) - len(delivered)
    counts["webhooks never delivered"] += len(company.events) - len(delivered)
