"""What must hold of the money: after every step, and once everything has come to rest.

Each law gives the breaches it finds, in words. `books` is what we wrote down, `company` is what truly happened.
"""

from collections import Counter
from collections.abc import Iterator

from cecs_app.domain.application import Status
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import RefundStatus
from tests.fakes import PostedMail
from tests.properties.books import Books
from tests.properties.company import HELD, TAKEN, CardCompany


class Violation(AssertionError):
    """Money went astray."""


def always(books: Books, company: CardCompany) -> Iterator[str]:
    yield from _postings_balance(books)
    yield from _one_payment_under_way(books)
    yield from _one_way_to_be_charged(company)
    yield from _paid_means_captured_once(books, company)
    yield from _the_ledger_claims_no_more_than_was_moved(books, company)
    yield from _filed_means_the_review_fee_is_there(books)


def at_rest(books: Books, company: CardCompany, mails: list[PostedMail]) -> Iterator[str]:
    yield from always(books, company)
    yield from _nothing_is_left_under_way(books, company)
    yield from _captured_means_paid(books, company)
    yield from _every_application_has_its_money(books, company)
    yield from _refunds_agree(books, company)
    yield from _one_receipt_each(books, mails)


def _postings_balance(books: Books) -> Iterator[str]:
    sums: Counter[str] = Counter()
    for entry in books.entries:
        sums[entry.posting] += entry.amount_cents
    yield from (f"{posting} sums to {cents}" for posting, cents in sums.items() if cents)


def _one_payment_under_way(books: Books) -> Iterator[str]:
    counts = Counter(payment.application_id for payment in books.under_way)
    yield from (f"application {one} has {count} payments under way" for one, count in counts.items() if count > 1)


def _one_way_to_be_charged(company: CardCompany) -> Iterator[str]:
    """Open pages whose address somebody knows, and sums that are held: one at most for an application."""
    ways: Counter[str] = Counter()
    for ref, result in company.results.items():
        if result.intent_status == HELD or (result.state == "open" and ref in company.known):
            ways[company.requests[ref].application] += 1
    yield from (f"{one} can be charged in {count} ways at once" for one, count in ways.items() if count > 1)


def _paid_means_captured_once(books: Books, company: CardCompany) -> Iterator[str]:
    intents = Counter(payment.intent_ref for payment in books.paid)
    yield from (f"{ref} has {count} paid payments" for ref, count in intents.items() if count > 1)
    taken = company.taken()
    for payment in books.paid:
        if taken[payment.intent_ref] != payment.amount_cents:
            yield f"{payment.reference} is paid, but {taken[payment.intent_ref]} cents were captured"


def _the_ledger_claims_no_more_than_was_moved(books: Books, company: CardCompany) -> Iterator[str]:
    moved = company.taken()
    moved.update({one.ref: -one.cents for one in company.given_back})
    for entry in books.entries:
        if entry.account == LedgerAccount.CARD_COMPANY and moved[entry.gateway_ref] != entry.amount_cents:
            yield f"{entry.posting} claims {entry.amount_cents}, the company moved {moved[entry.gateway_ref]}"


def _filed_means_the_review_fee_is_there(books: Books) -> Iterator[str]:
    for one in books.applications:
        if one.status == Status.SUBMITTED and -books.balance(one.id, LedgerAccount.REVIEW_FEES) < one.review_cents:
            yield f"{one.reference} is filed without its review fee"


def _nothing_is_left_under_way(books: Books, company: CardCompany) -> Iterator[str]:
    yield from (f"{payment.reference} is still {payment.status}" for payment in books.under_way)
    yield from (f"{ref} is still open" for ref, result in company.results.items() if result.state == "open")
    yield from (f"{ref} is still held" for ref, result in company.results.items() if result.intent_status == HELD)
    yield from (f"{one.reference} is still claimed" for one in books.refunds if one.status == RefundStatus.CLAIMED)


def _captured_means_paid(books: Books, company: CardCompany) -> Iterator[str]:
    paid = {payment.intent_ref for payment in books.paid}
    for ref, result in company.results.items():
        if result.intent_status == TAKEN and result.intent_ref not in paid:
            yield f"{result.intent_ref} was captured from {ref}, but no payment is paid"
    yield from (f"{ref} was captured {n} times" for ref, n in Counter(company.captured).items() if n > 1)


def _every_application_has_its_money(books: Books, company: CardCompany) -> Iterator[str]:
    by_mail = {one.application_id for one in books.mailed}
    for one in books.applications:
        taken = company.taken(one.reference)
        back = sum(gone.cents for gone in company.given_back if gone.intent_ref in taken)
        entered = books.balance(one.id, LedgerAccount.CARD_COMPANY)
        if sum(taken.values()) - back != entered:
            yield f"{one.reference}: the company keeps {sum(taken.values()) - back}, the ledger says {entered}"
        if books.balance(one.id, LedgerAccount.OVERPAYMENTS) and one.id not in by_mail:
            yield f"{one.reference} was overpaid by card alone"
        has_review = -books.balance(one.id, LedgerAccount.REVIEW_FEES) >= one.review_cents
        if one.status == Status.AWAITING_PAYMENT and has_review:
            yield f"{one.reference} has its review fee and is not filed"
        if (one.status == Status.SUBMITTED) != (one.filed_at is not None and one.status != Status.WITHDRAWN):
            yield f"{one.reference} is {one.status}, filed at {one.filed_at}"


def _refunds_agree(books: Books, company: CardCompany) -> Iterator[str]:
    ours = Counter({one.refund_ref: one.amount_cents for one in books.done_by_card})
    theirs = Counter({one.ref: one.cents for one in company.given_back})
    if ours != theirs:
        yield f"refunds of ours {dict(ours)}, of the company {dict(theirs)}"


def _one_receipt_each(books: Books, mails: list[PostedMail]) -> Iterator[str]:
    receipts = [mail.text for mail in mails if mail.subject.startswith("Receipt:")]
    for payment in books.paid:
        count = sum(payment.reference in text for text in receipts)
        if count != 1:
            yield f"{payment.reference} has {count} receipts"
    if len(receipts) != len(books.paid):
        yield f"{len(receipts)} receipts for {len(books.paid)} payments"
