"""What the cashiers entered on one day: for the deposit slip, and to take one back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cecs_app.clock import connecticut_day, start_of
from cecs_app.db import mailed_payments
from cecs_app.db.payment_tables import MailedPayment
from cecs_app.domain.errors import InvalidFields, NotAllowed, NotFound
from cecs_app.domain.payment import Instrument
from cecs_app.domain.ssn import holds_ssn
from cecs_app.domain.staff import Clerk
from cecs_app.domain.typed import find_day
from cecs_app.language import _, mark
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import check_not_own
from cecs_app.services.payments.voids import void
from cecs_app.words.formats import date_words, instant_words, money_words, time_words
from cecs_app.words.payments import instrument_name

EARLIEST = date(2000, 1, 1)
REASONS = {
    "bounced": mark("The bank returned it unpaid"),
    "in_error": mark("It was recorded in error"),
}
LONGEST_REMARK = 200


@dataclass(frozen=True)
class Entry:
    """`taken_back` is why, empty while it stands."""

    reference: str = ""
    kind: str = ""
    number: str = ""
    amount: str = ""
    application: str = ""
    name: str = ""
    received: str = ""
    recorded: str = ""
    time: str = ""
    """Of the day, when it was recorded."""
    by: str = ""
    taken_back: str = ""


@dataclass(frozen=True)
class KindTotal:
    kind: str
    count: int
    amount: str


@dataclass(frozen=True)
class MailDay:
    """`listed`: every entry. `earlier` and `later` are days as the address has them; there is none after today."""

    day: str = ""
    words: str = ""
    is_today: bool = False
    earlier: str = ""
    later: str = ""
    listed: tuple[Entry, ...] = ()
    totals: tuple[KindTotal, ...] = ()
    """Of what stands; what was taken back is left out."""
    count: int = 0
    total: str = ""
    taken_back: int = 0


def get_mail_day(deps: Deps, asked: str = "") -> MailDay:
    """Today, unless another day is asked for. Raises NotFound for one that can't be."""
    day = day_of(deps, asked)
    found = read_day(deps, day)
    standing = [mailed for mailed, *_rest in found if mailed.voided_at is None]
    return MailDay(
        day=day.isoformat(),
        words=date_words(day),
        is_today=day == deps.today(),
        earlier=(day - timedelta(days=1)).isoformat() if day > EARLIEST else "",
        later=(day + timedelta(days=1)).isoformat() if day < deps.today() else "",
        listed=tuple(_entry(one) for one in found),
        totals=_totals(standing),
        count=len(standing),
        total=money_words(sum(one.amount_cents for one in standing)),
        taken_back=len(found) - len(standing),
    )


def read_day(deps: Deps, day: date) -> Sequence[mailed_payments.WithOwner]:
    """In the order of entry. The day is the one on which they were entered: what is taken to the bank together."""
    with deps.database.reading() as db:
        return mailed_payments.recorded_between(db, start_of(day), start_of(day + timedelta(days=1)))


def day_of(deps: Deps, asked: str) -> date:
    day = find_day(asked) if asked else deps.today()
    if day is None or not EARLIEST <= day <= deps.today():
        raise NotFound
    return day


def get_entry(deps: Deps, clerk: Clerk, reference: str) -> Entry:
    """Raises NotFound, or NotAllowed("own_application")."""
    with deps.database.reading() as db:
        found = mailed_payments.get_with_owner(db, reference)
        check_not_own(db, clerk, found[1].educator_id)
        return _entry(found)


def take_back(deps: Deps, clerk: Clerk, reference: str, reason: str, remark: str) -> str:
    """Gives the day of the list that it stands in. Raises as get_entry, InvalidFields, or NotAllowed:
    "taken_back_before", or "refund_exists"."""
    if get_entry(deps, clerk, reference).taken_back:
        raise NotAllowed("taken_back_before")
    if reason not in REASONS:
        raise InvalidFields({"reason": "choose_one"})
    if len(remark) > LONGEST_REMARK:
        raise InvalidFields({"remark": "too_long"})
    if holds_ssn(remark):
        raise InvalidFields({"remark": "reason_has_number"})
    words = _(REASONS[reason]) + (f": {remark}" if remark else "")
    try:
        void(deps, reference, words, clerk.username, staff_id=clerk.staff_id)
    except NotFound as error:
        # It was there a moment ago: another tab was quicker.
        raise NotAllowed("taken_back_before") from error
    with deps.database.reading() as db:
        mailed, *_rest = mailed_payments.get_with_owner(db, reference)
        return connecticut_day(mailed.recorded_at).isoformat()


def _entry(found: mailed_payments.WithOwner) -> Entry:
    mailed, application, educator = found
    return Entry(
        reference=mailed.reference,
        kind=instrument_name(Instrument(mailed.kind)).capitalize(),
        number=mailed.number,
        amount=money_words(mailed.amount_cents),
        application=application.reference,
        name=f"{educator.first_name} {educator.last_name}",
        received=date_words(mailed.received_on),
        recorded=instant_words(mailed.recorded_at),
        time=time_words(mailed.recorded_at),
        by=mailed.recorded_by,
        taken_back=mailed.void_reason if mailed.voided_at else "",
    )


def _totals(standing: Sequence[MailedPayment]) -> tuple[KindTotal, ...]:
    counts, cents = Counter[str](), Counter[str]()
    for one in standing:
        counts[one.kind] += 1
        cents[one.kind] += one.amount_cents
    return tuple(
        KindTotal(instrument_name(kind).capitalize(), counts[kind], money_words(cents[kind]))
        for kind in Instrument
        if counts[kind]
    )
