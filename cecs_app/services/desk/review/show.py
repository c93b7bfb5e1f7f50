"""The review screen: what to do next first, then everything one needs to decide."""

from sqlmodel import Session

from cecs_app.db import staff
from cecs_app.domain.advice import Holder, Standpoint, advice
from cecs_app.domain.application import AT_THE_DESK
from cecs_app.domain.conditions import Condition, Finding
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import ngettext
from cecs_app.services.deps import Deps
from cecs_app.services.desk.assign import is_reviewer
from cecs_app.services.desk.case import read_case
from cecs_app.services.desk.review.answers import answers
from cecs_app.services.desk.review.facts import Facts, facts_of
from cecs_app.services.desk.review.outcome import outcome
from cecs_app.services.desk.review.past import past
from cecs_app.services.desk.review.record import record
from cecs_app.services.desk.review.standing import CLAIMABLE, advice_view, decision_view, head, standpoint
from cecs_app.services.desk.review.views import Colleague, ConditionView, PaymentsView, ReviewView
from cecs_app.services.desk.review.ways import other_ways
from cecs_app.services.payments.movements import movements_of
from cecs_app.words.applications import amount_words
from cecs_app.words.conditions import condition_words, finding_name, topic_name
from cecs_app.words.formats import money_words


def show(deps: Deps, clerk: Clerk, reference: str) -> ReviewView:
    """Raises NotFound, or NotAllowed("own_application")."""
    with deps.database.reading() as db:
        facts = facts_of(db, deps, read_case(db, clerk, reference))
        seen = standpoint(clerk, facts)
        given = advice(seen)
        rule = deps.rulebook.rule(facts.kind, facts.held.kind, facts.filed_on)
        return ReviewView(
            head=head(db, deps, clerk, facts),
            advice=advice_view(db, clerk, facts, given, seen),
            decision=decision_view(db, facts),
            ways=other_ways(seen, given),
            can_release=_can_release(clerk, seen),
            source=rule.source,
            conditions=condition_views(facts),
            unmet=_unmet(facts),
            outcome=outcome(deps, facts),
            record=record(db, deps, facts),
            answers=answers(deps, facts.application),
            payments=_payments(db, facts),
            past=past(db, facts),
            colleagues=_colleagues(db, clerk, facts),
        )


def _can_release(clerk: Clerk, seen: Standpoint) -> bool:
    is_hers = seen.holder is Holder.ME or (seen.holder is Holder.COLLEAGUE and clerk.may(Duty.ASSIGN))
    return is_hers and seen.status in CLAIMABLE


def condition_views(facts: Facts) -> tuple[ConditionView, ...]:
    """What is open stands first."""
    return tuple(_condition(one) for finding in _ORDER for one in facts.conditions if one.finding is finding)


_ORDER = (Finding.FAILS, Finding.LOOK, Finding.HOLDS)


def _condition(one: Condition) -> ConditionView:
    return ConditionView(str(one.finding), finding_name(one.finding), topic_name(one.topic), condition_words(one))


def _unmet(facts: Facts) -> str:
    count = sum(one.finding is not Finding.HOLDS for one in facts.conditions)
    if not count:
        return ""
    return ngettext("{count} of {all} is open", "{count} of {all} are open", count).format(
        count=count, all=len(facts.conditions)
    )


def _payments(db: Session, facts: Facts) -> PaymentsView:
    dues = facts.dues
    paid = dues.paid_cents + dues.overpaid_cents
    return PaymentsView(
        fee=amount_words(facts.application.total_cents),
        paid=money_words(paid) if paid or dues.total_cents else "",
        owed=money_words(dues.owed_cents) if dues.owed_cents else "",
        overpaid=money_words(dues.overpaid_cents) if dues.overpaid_cents else "",
        movements=movements_of(db, facts.application.id or 0),
    )


def _colleagues(db: Session, clerk: Clerk, facts: Facts) -> tuple[Colleague, ...]:
    if not clerk.may(Duty.ASSIGN) or facts.status not in AT_THE_DESK:
        return ()
    working = (one for one in staff.everybody(db) if is_reviewer(one))
    return tuple(Colleague(str(one.id), one.name) for one in working if one.id != facts.application.assigned_to)
