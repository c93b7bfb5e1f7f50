"""What may be asked of one certificate on one day, from when, until when, and what dates come of it.

Source: shared/domain.md, section 2, through the rulebook. Nothing here names a kind: windows, limits and
effects are columns of its rows.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cecs_app.domain.calendar import ONE_DAY, Length, last_day, length_of, months_before, years
from cecs_app.domain.certificate import (
    ApplicationKind,
    Certificate,
    CertificateKind,
    Reason,
    Service,
    effective_until,
)
from cecs_app.domain.errors import CecsError
from cecs_app.domain.fees import ReasonData, refusal_data
from cecs_app.domain.rulebook import LongerTerm, NewKind, NewTerm, NoNewDates, Offer, Refusal, Rulebook


class NotOffered(CecsError, ValueError):
    """No dates come of an application not offered that day. Data: `application`, `kind`, `reason`."""

    code = "not_offered"


@dataclass(frozen=True)
class Action:
    """One application for one certificate; its three days and its fee are None when it is never offered.

    It may be made from `opens_on` through `closes_on`; `advised_by` is the last comfortable day.
    `total_cents` is for one endorsement where endorsements are priced each. `requires_service` and
    `clock_hours` are conditions only the educator can answer: an allowed action still asks about them.
    """

    application: ApplicationKind
    allowed: bool
    opens_on: date | None
    advised_by: date | None
    closes_on: date | None
    total_cents: int | None
    reason: Reason | None
    data: ReasonData
    requires_service: Service | None = None
    clock_hours: int | None = None


def actions(rulebook: Rulebook, certificate: Certificate, on: date, extensions_used: int = 0) -> tuple[Action, ...]:
    """All six applications, in the order of the enum, allowed or with the reason why not.

    `extensions_used` is how often this certificate was extended before. Raises ValueError below zero.
    """
    if extensions_used < 0:
        raise ValueError(f"extensions_used = {extensions_used}")
    return tuple(_action(rulebook, certificate, a, on, extensions_used) for a in ApplicationKind)


def _action(
    rulebook: Rulebook, certificate: Certificate, application: ApplicationKind, on: date, extensions_used: int
) -> Action:
    kind = certificate.kind
    rule, refusal = rulebook.rule(application, kind, on), rulebook.next_refusal(application, kind, on)
    if isinstance(rule, Refusal):
        return _never(rule.reason, refusal_data(rulebook, application, kind, rule, on))
    end = effective_until(certificate, on, rulebook)
    opens_on = _opens_on(rule, certificate, end)
    if refusal and refusal.span.first <= opens_on:
        return _never(refusal.reason, refusal_data(rulebook, application, kind, refusal, on))
    closes_on = min(end, refusal.span.first - ONE_DAY) if refusal else end
    reason = _reason(rule, opens_on, end, on, extensions_used)
    data = ReasonData(application, kind, None, opens_on, closes_on, _limit(rule))
    return _offered(rule, reason, data, _advised_by(rule, end, closes_on))


def _never(reason: Reason, data: ReasonData) -> Action:
    return Action(data.application, False, None, None, None, None, reason, data)


def _offered(rule: Offer, reason: Reason | None, data: ReasonData, advised_by: date | None) -> Action:
    return Action(
        data.application,
        reason is None,
        data.opens_on,
        advised_by,
        data.closes_on,
        rule.total_cents,
        reason,
        data,
        rule.requires_service,
        rule.clock_hours,
    )


def _advised_by(rule: Offer, end: date, closes_on: date) -> date | None:
    return min(closes_on, end - timedelta(days=rule.advised_days)) if rule.advised_days else None


def _opens_on(rule: Offer, certificate: Certificate, end: date) -> date:
    # A certificate shorter than the window can't be renewed before it is in force; one renewed early can be
    # copied or added to while the term before still runs.
    if rule.window_months is None:
        return certificate.begins
    return max(certificate.valid_from, months_before(end, rule.window_months))


def _reason(rule: Offer, opens_on: date, end: date, on: date, extensions_used: int) -> Reason | None:
    """The one that settles the matter: a day on which to come back is no news to one who may never."""
    if on > end:
        return Reason.EXPIRED
    limit = _limit(rule)
    if limit is not None and extensions_used >= limit:
        return Reason.LIMIT_REACHED
    return Reason.WINDOW_NOT_OPEN if on < opens_on else None


def _limit(rule: Offer) -> int | None:
    return rule.effect.most if isinstance(rule.effect, LongerTerm) else None


def next_term(
    rulebook: Rulebook, certificate: Certificate, application: ApplicationKind, on: date
) -> tuple[date, date]:
    """First and last day of what is both filed and issued `on` that day. Raises NotOffered."""
    return term_issued(rulebook, certificate, get_offer(rulebook, certificate, application, on), on)


def get_offer(rulebook: Rulebook, certificate: Certificate, application: ApplicationKind, filed_on: date) -> Offer:
    """The rule that holds for what was filed that day, however late it is decided. Raises NotOffered."""
    rule = rulebook.rule(application, certificate.kind, filed_on)
    if isinstance(rule, Refusal):
        raise NotOffered(application=application, kind=certificate.kind, reason=rule.reason)
    return rule


def term_issued(rulebook: Rulebook, certificate: Certificate, offer: Offer, on: date) -> tuple[date, date]:
    """First and last day of the certificate that is issued `on` that day.

    A new term follows the old one as the law has it on the day of issue, or begins on that day where the old one
    is over: nobody is certified backwards. It has the old one's length where no term is published for the kind.
    An extension keeps the first day and adds the year that begins after the last one.
    """
    end = effective_until(certificate, on, rulebook)
    match offer.effect:
        case NewTerm():
            return _term(rulebook, certificate.kind, max(end + ONE_DAY, on), length_of(certificate.valid_from, end))
        case LongerTerm(added):
            return certificate.valid_from, last_day(end + ONE_DAY, years(added))
        case NewKind(becomes):
            return _term(rulebook, becomes, on, length_of(certificate.valid_from, end))
        case NoNewDates():
            return certificate.valid_from, certificate.valid_until


def _term(rulebook: Rulebook, kind: CertificateKind, first: date, otherwise: Length) -> tuple[date, date]:
    published = rulebook.term_years(kind, first)
    return first, last_day(first, otherwise if published is None else years(published))
