"""What an application costs on a day, and whether it is offered at all. Money is integer cents.

Source: shared/domain.md, section 2; the amounts themselves are rows of the rulebook.
"""

from dataclasses import dataclass
from datetime import date

from cecs_app.domain.certificate import ApplicationKind, CertificateKind, Reason
from cecs_app.domain.errors import CecsError
from cecs_app.domain.rulebook import Refusal, Rulebook


class InvalidQuote(CecsError, ValueError):
    """A count of endorsements that can't be priced. Data: `endorsements`, and `least` and `most` allowed."""

    code = "invalid_quote"


@dataclass(frozen=True)
class ReasonData:
    """What the words of a reason need.

    `since`: first day of the rule that refuses. `limit`: how many extensions a certificate may have.
    `offered_for`: the kinds this application is for. `instead`: what this kind may ask for.
    """

    application: ApplicationKind
    kind: CertificateKind
    since: date | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    limit: int | None = None
    offered_for: tuple[CertificateKind, ...] = ()
    instead: tuple[ApplicationKind, ...] = ()


@dataclass(frozen=True)
class Quote:
    """`total_cents` includes `review_cents`, the nonrefundable part; both None when not allowed."""

    allowed: bool
    reason: Reason | None
    review_cents: int | None
    total_cents: int | None
    data: ReasonData | None = None
    """For the words of `reason`; None when allowed."""
    balance_may_follow: bool = False
    """Whether the review fee may be paid alone, and the rest of the total later."""


def quote(
    rulebook: Rulebook, application: ApplicationKind, kind: CertificateKind, endorsements: int, on: date
) -> Quote:
    """The price that day, whatever the dates of a particular certificate.

    `endorsements` counts only where the rulebook says so (the `endorsement` application, priced each); any
    other application ignores it, since added endorsements are paid for by an application of their own.
    Raises InvalidQuote.
    """
    priced = _priced_count(rulebook, application, endorsements, on)
    rule = rulebook.rule(application, kind, on)
    if isinstance(rule, Refusal):
        data = refusal_data(rulebook, application, kind, rule, on)
        return Quote(False, rule.reason, None, None, data)
    total = rule.total_cents * priced
    review = min(rulebook.review_cents(on), total)
    return Quote(True, None, review, total, balance_may_follow=review < total and rulebook.balance_may_follow(on))


def refusal_data(
    rulebook: Rulebook, application: ApplicationKind, kind: CertificateKind, refusal: Refusal, on: date
) -> ReasonData:
    """As of `on`, or of the day the refusal begins where that is still to come."""
    day = max(on, refusal.span.first)
    return ReasonData(
        application,
        kind,
        since=refusal.span.since,
        offered_for=rulebook.offered_for(application, day),
        instead=rulebook.offered_to(kind, day),
    )


def _priced_count(rulebook: Rulebook, application: ApplicationKind, endorsements: int, on: date) -> int:
    # The exact type: True is the int 1 to Python, but a ticked box is not a number of endorsements.
    if type(endorsements) is not int or endorsements < 0:
        raise InvalidQuote(endorsements=endorsements, least=0, most=None)
    count = rulebook.endorsement_count(application, on)
    if count is None:
        return 1
    if not count.least <= endorsements <= count.most:
        raise InvalidQuote(endorsements=endorsements, least=count.least, most=count.most)
    return endorsements
