"""What would be issued if the application were approved today: shown before anybody approves it."""

from dataclasses import dataclass
from datetime import date

from cecs_app.domain.actions import term_issued
from cecs_app.domain.application import AT_THE_DESK, Status
from cecs_app.domain.certificate import ApplicationKind, effective_until
from cecs_app.domain.rulebook import NewKind, NoNewDates, Offer
from cecs_app.domain.steps import chosen_endorsements
from cecs_app.language import _
from cecs_app.services.deps import Deps
from cecs_app.services.desk.review.facts import Facts
from cecs_app.words.formats import date_words, listed
from cecs_app.words.rules import endorsement_label, kind_name


@dataclass(frozen=True)
class OutcomeView:
    """Empty where nothing can come of it any more. `now` is the term as it stands; `then` the one after issuing, empty
    where the dates stay."""

    what: str = ""
    now: str = ""
    then: str = ""
    note: str = ""


def outcome(deps: Deps, facts: Facts) -> OutcomeView:
    offer = deps.rulebook.rule(facts.kind, facts.held.kind, facts.filed_on)
    if facts.status not in (*AT_THE_DESK, Status.AWAITING_PAYMENT) or not isinstance(offer, Offer):
        return OutcomeView()
    first, last = term_issued(deps.rulebook, facts.held, offer, deps.today())
    end = effective_until(facts.held, deps.today(), deps.rulebook)
    return OutcomeView(
        what=_what(facts, offer),
        now=_term(facts.held.valid_from, end),
        then="" if isinstance(offer.effect, NoNewDates) else _term(first, last),
        note=_("It takes the place of {number}.").format(number=facts.held.number)
        if isinstance(offer.effect, NewKind)
        else "",
    )


def _term(first: date, last: date) -> str:
    return _("{first} through {last}").format(first=date_words(first), last=date_words(last))


def _what(facts: Facts, offer: Offer) -> str:
    if isinstance(offer.effect, NewKind):
        return _("A new {kind}, with a number of its own").format(kind=kind_name(offer.effect.becomes))
    if facts.kind is ApplicationKind.DUPLICATE:
        return _("A duplicate of {number}").format(number=facts.held.number)
    if codes := chosen_endorsements(facts.application.answers):
        return _("{codes} on {number}").format(
            codes=listed([*map(endorsement_label, codes)]), number=facts.held.number
        )
    return _("{kind} {number}, with new dates").format(kind=kind_name(facts.held.kind), number=facts.held.number)
