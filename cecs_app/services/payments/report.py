"""What came in and went out between two days, from the ledger alone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cecs_app.clock import CONNECTICUT, connecticut_day
from cecs_app.db import ledger
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.ledger import MONEY, LedgerAccount
from cecs_app.services.deps import Deps

EARLIEST_YEAR = 2000


@dataclass(frozen=True)
class DayReport:
    """Cents. Refunds and voids are minus."""

    day: date
    by_card_cents: int
    by_mail_cents: int
    gone_back_cents: int


@dataclass(frozen=True)
class Report:
    """`accounts`: what each account earned (plus) or gave (minus) in the whole time."""

    first_day: date
    last_day: date
    postings: int
    accounts: dict[str, int]
    days: tuple[DayReport, ...]


def report(deps: Deps, first_day: date, last_day: date) -> Report:
    """Both days included, as Connecticut counts days. Raises InvalidFields for days that can't be."""
    check_days(first_day, last_day, latest=deps.today())
    first, end = (datetime.combine(day, time(), CONNECTICUT) for day in (first_day, last_day + timedelta(days=1)))
    with deps.database.reading() as db:
        entries = ledger.between(db, first, end)
    accounts = Counter(dict.fromkeys(LedgerAccount, 0))
    days: dict[date, Counter[str]] = {}
    for one in entries:
        account, cents = LedgerAccount(one.account), one.amount_cents
        # Income accounts stand with a minus in the books; people read what they earned as a plus.
        accounts[account] += cents if account in MONEY else -cents
        if account in MONEY:
            days.setdefault(connecticut_day(one.at), Counter())["back" if cents < 0 else account] += cents
    return Report(
        first_day=first_day,
        last_day=last_day,
        postings=len({one.posting for one in entries}),
        accounts={str(account): accounts[account] for account in LedgerAccount},
        days=tuple(_day(day, sums) for day, sums in sorted(days.items())),
    )


def check_days(first_day: date, last_day: date, *, latest: date) -> None:
    """Raises InvalidFields for days the wrong way round, still to come, or before there was a portal."""
    if first_day.year < EARLIEST_YEAR:
        raise InvalidFields({"from": "day_too_long_ago"})
    if last_day < first_day:
        raise InvalidFields({"to": "days_reversed"})
    if last_day > latest:
        raise InvalidFields({"to": "day_to_come"})


def _day(day: date, sums: Counter[str]) -> DayReport:
    card, mail = (sums[account] for account in MONEY)
    return DayReport(day, card, mail, sums["back"])
