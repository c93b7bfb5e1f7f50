"""An application as its reviewer weighs it: what the rule asks, what is stated, asked for and paid."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import applications, certificates, decisions, items
from cecs_app.db.desk_tables import Decision, RequestedItem
from cecs_app.db.tables import Application, Certificate, Event
from cecs_app.domain import certificate as domain
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind, effective_until
from cecs_app.domain.conditions import Asked, Condition, Filed, conditions
from cecs_app.domain.credentials import ItemKind, ItemStatus
from cecs_app.domain.dues import Dues
from cecs_app.domain.steps import chosen_endorsements
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import dues_for


@dataclass(frozen=True)
class Facts:
    """`held` is the certificate as it stood before this application changed it."""

    application: Application
    kind: ApplicationKind
    status: Status
    certificate: Certificate
    held: domain.Certificate
    filed_on: date
    """Today while it is not filed."""
    dues: Dues
    items: tuple[RequestedItem, ...]
    events: tuple[Event, ...]
    waiting: Decision | None
    """For its second look."""
    conditions: tuple[Condition, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(Asked(ItemKind(one.kind), ItemStatus(one.status)) for one in self.items)


def facts_of(db: Session, deps: Deps, application: Application) -> Facts:
    certificate = certificates.get(db, application.certificate_id)
    events = tuple(applications.events_of(db, application.id))
    found = Facts(
        application=application,
        kind=ApplicationKind(application.kind),
        status=Status(application.status),
        certificate=certificate,
        held=_before(application, certificates.printed(certificate), events),
        filed_on=connecticut_day(application.filed_at or deps.now()),
        dues=dues_for(db, application),
        items=tuple(items.of_application(db, application.id or 0)),
        events=events,
        waiting=decisions.find_waiting(db, application.id),
        conditions=(),
    )
    return replace(found, conditions=conditions(deps.rulebook, _filed(db, deps, found)))


def _before(application: Application, held: domain.Certificate, events: tuple[Event, ...]) -> domain.Certificate:
    """Issuing has moved its days and added to it: the conditions are about what it was."""
    if application.status != Status.ISSUED:
        return held
    issued = next((one.data for one in reversed(events) if one.name == "application_issued"), {})
    old = issued.get("old", {})
    added = chosen_endorsements(application.answers)
    return replace(
        held,
        endorsements=tuple(code for code in held.endorsements if code not in added),
        valid_from=date.fromisoformat(old["valid_from"]) if old else held.valid_from,
        valid_until=date.fromisoformat(old["valid_until"]) if old else held.valid_until,
        in_force_since=None,
    )


def _filed(db: Session, deps: Deps, found: Facts) -> Filed:
    application, is_issued = found.application, found.status is Status.ISSUED
    used = applications.count_issued(db, application.educator_id, found.certificate.id, ApplicationKind.EXTENSION)
    is_counted = is_issued and found.kind is ApplicationKind.EXTENSION
    return Filed(
        application=found.kind,
        certificate=found.held,
        filed_on=found.filed_on,
        ends_on=application.certificate_ends_on or effective_until(found.held, found.filed_on, deps.rulebook),
        extensions_used=used - 1 if is_counted else used,
        answers=application.answers,
        total_cents=application.total_cents,
        owed_cents=found.dues.owed_cents,
        items=found.asked,
        known_codes=frozenset(deps.endorsements),
        replaced_by="" if is_issued else found.certificate.replaced_by or "",
    )
