"""Where an application stands, seen by one of the staff: its head, and what she does next."""

from sqlmodel import Session

from cecs_app.db import accounts, decisions, staff
from cecs_app.db.queue_place import count_ahead
from cecs_app.domain.advice import Advice, Holder, Standpoint, Todo
from cecs_app.domain.application import AT_THE_DESK, TO_TAKE_UP, Status
from cecs_app.domain.decision import needs_second_look
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _, ngettext
from cecs_app.services.deps import Deps
from cecs_app.services.desk.review.facts import Facts
from cecs_app.services.desk.review.views import AdviceView, DecisionView, Head
from cecs_app.words import advice as words
from cecs_app.words.formats import date_words, instant_words, money_words
from cecs_app.words.rules import application_name, kind_name
from cecs_app.words.statuses import status_name, status_tone

CLAIMABLE = (
    Status.SUBMITTED,
    Status.WAITING_REVIEW,
    Status.IN_REVIEW,
    Status.MISSING_CREDENTIALS,
    Status.ON_HOLD,
)
"""What a reviewer works on; the others are with a supervisor, the panel, or over."""


def standpoint(clerk: Clerk, facts: Facts) -> Standpoint:
    application, waiting = facts.application, facts.waiting
    return Standpoint(
        status=facts.status,
        holder=_holder(clerk, application.assigned_to),
        can_review=clerk.may(Duty.REVIEW),
        can_second=clerk.may(Duty.SECOND_LOOK),
        conditions=facts.conditions,
        items=facts.asked,
        has_yes=needs_second_look(application.answers),
        decided_by_me=waiting is not None and waiting.decided_by == clerk.staff_id,
    )


def head(db: Session, deps: Deps, clerk: Clerk, facts: Facts) -> Head:
    application = facts.application
    educator = accounts.get_educator(db, application.educator_id)
    return Head(
        reference=application.reference,
        name=f"{educator.first_name} {educator.last_name}",
        ein=educator.ein,
        application=application_name(facts.kind),
        certificate=f"{kind_name(facts.held.kind)} {facts.held.number}",
        status=status_name(facts.status),
        tone=status_tone(facts.status),
        filed=instant_words(application.filed_at) if application.filed_at else _("Not filed yet"),
        waits=_waits(deps, facts),
        place=_place(db, facts),
        holder=_holder_name(db, clerk, facts) if facts.status in AT_THE_DESK else "",
        alarm=_("Conduct: yes") if needs_second_look(application.answers) else "",
    )


def advice_view(db: Session, clerk: Clerk, facts: Facts, given: Advice, seen: Standpoint) -> AdviceView:
    is_free = seen.holder is Holder.NOBODY and facts.status in CLAIMABLE
    return AdviceView(
        tone=words.tone(given, facts.status),
        headline=words.headline(given, facts.status, _known(db, clerk, facts)),
        detail=words.detail(given),
        ways=words.main_way(given),
        can_claim=seen.can_review and is_free,
        is_quiet=given.todo is Todo.FINISHED or words.tone(given, facts.status) == words.QUIET,
    )


def decision_view(db: Session, facts: Facts) -> DecisionView:
    made = facts.waiting or decisions.find_last(db, facts.application.id)
    if made is None or facts.status not in (Status.SECOND_LOOK, Status.ISSUED, Status.DENIED, Status.APPEALED):
        return DecisionView()
    who = _("{name}, {at}").format(name=staff.get(db, made.decided_by).name, at=instant_words(made.decided_at))
    if made.seconded_by and made.seconded_at:
        second, at = staff.get(db, made.seconded_by).name, instant_words(made.seconded_at)
        who = _("{first}; confirmed by {second}, {at}").format(first=who, second=second, at=at)
    return DecisionView(words.decided_words(made.verdict), who, made.reason)


def _holder(clerk: Clerk, assigned_to: int | None) -> Holder:
    if assigned_to is None:
        return Holder.NOBODY
    return Holder.ME if assigned_to == clerk.staff_id else Holder.COLLEAGUE


def _holder_name(db: Session, clerk: Clerk, facts: Facts) -> str:
    number = facts.application.assigned_to
    if number is None:
        return _("Nobody yet")
    return _("You") if number == clerk.staff_id else staff.get(db, number).name


def _waits(deps: Deps, facts: Facts) -> str:
    if facts.application.filed_at is None or facts.status not in AT_THE_DESK:
        return ""
    days = (deps.today() - facts.filed_on).days
    return ngettext("{days} day ago", "{days} days ago", days).format(days=days) if days else _("today")


def _place(db: Session, facts: Facts) -> str:
    """In the line of those to be taken up."""
    if facts.status not in TO_TAKE_UP or facts.application.filed_at is None:
        return ""
    return _("Number {place} in line").format(place=count_ahead(db, facts.application) + 1)


def _known(db: Session, clerk: Clerk, facts: Facts) -> dict[str, str]:
    """What the advice may need to say."""
    application = facts.application
    known = {"owed": money_words(facts.dues.to_file_cents or facts.dues.owed_cents)}
    if application.assigned_to and application.assigned_at:
        known |= {"who": _holder_name(db, clerk, facts), "since": instant_words(application.assigned_at)}
    if application.held_until:
        known["until"] = date_words(application.held_until)
    if waiting := facts.waiting:
        known |= {"who": staff.get(db, waiting.decided_by).name, "verdict": waiting.verdict}
    if appeal := decisions.find_open_appeal(db, application.id):
        known["due"] = date_words(appeal.due_on)
    return known
