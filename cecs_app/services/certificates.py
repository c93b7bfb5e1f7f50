"""The box with certificate information, and what "Choose" stands for in each row."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.db import accounts, applications, certificates
from cecs_app.db.tables import Application, Certificate
from cecs_app.domain import certificate as domain
from cecs_app.domain.actions import Action
from cecs_app.domain.calendar import ONE_DAY
from cecs_app.domain.certificate import ApplicationKind, effective_until, state_of
from cecs_app.domain.choosing import CARRY_ON, main_action, other_actions
from cecs_app.services.applications.draft import actions_today, step_path
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import FeeState, dues_for, fee_state
from cecs_app.words.certificates import (
    balance_words,
    law_words,
    offer_fee,
    offer_words,
    replaced_words,
    state_name,
    state_tone,
    unbroken_words,
)
from cecs_app.words.formats import date_words, money_words
from cecs_app.words.rules import application_name, endorsement_label, kind_name


@dataclass(frozen=True)
class OfferView:
    """One application in a row. `state` is choose, continue, pay, balance, status, later or no; `words` say when or
    why not."""

    application: str
    name: str
    state: str
    fee: str
    words: str
    href: str


@dataclass(frozen=True)
class CertificateView:
    number: str
    kind: str
    endorsements: tuple[str, ...]
    valid_from: str
    valid_until: str
    notes: tuple[str, ...]
    state: str
    tone: str
    main: OfferView | None
    others: tuple[OfferView, ...]


@dataclass(frozen=True)
class CertificatesView:
    ein: str = ""
    name: str = ""
    certificates: tuple[CertificateView, ...] = ()


@dataclass(frozen=True)
class _Open:
    """An application under way, and what is owed for it."""

    application: Application
    fee: FeeState
    owed: str


_STATES = {FeeState.UNSIGNED: "continue", FeeState.DUE: "pay", FeeState.BALANCE: "balance"}


def show(deps: Deps, educator_id: int | None, account_id: int) -> CertificatesView:
    with deps.database.reading() as db:
        account = accounts.get(db, account_id)
        educator = accounts.find_educator(db, account)
        opened = {key: _opened(db, one) for key, one in applications.open_of(db, educator_id).items()}
        rows = [_row(db, deps, one, opened) for one in certificates.of_educator(db, educator_id)]
        name = f"{account.first_name} {account.last_name}"
        return CertificatesView(educator.ein if educator else "", name, tuple(rows))


def _opened(db: Session, application: Application) -> _Open:
    dues = dues_for(db, application)
    return _Open(application, fee_state(application, dues), money_words(dues.owed_cents))


def _row(db: Session, deps: Deps, row: Certificate, opened: Mapping[str, _Open]) -> CertificateView:
    held = certificates.printed(row)
    state = "replaced" if row.replaced_by else str(state_of(held, deps.today(), deps.rulebook))
    actions = () if row.replaced_by else actions_today(db, deps, row)
    return CertificateView(
        number=row.number,
        kind=kind_name(held.kind),
        endorsements=tuple(endorsement_label(code) for code in held.endorsements),
        valid_from=date_words(row.valid_from),
        valid_until=date_words(effective_until(held, deps.today(), deps.rulebook)),
        notes=_notes(deps, row, held),
        state=state_name(state),
        tone=state_tone(state),
        main=_main(row, actions, opened) if actions else None,
        others=tuple(_offer(row, one, opened) for one in other_actions(actions)) if actions else (),
    )


def _notes(deps: Deps, row: Certificate, held: domain.Certificate) -> tuple[str, ...]:
    notes = []
    if row.replaced_by:
        notes.append(replaced_words(row.replaced_by))
    if effective_until(held, deps.today(), deps.rulebook) != row.valid_until:
        notes.append(law_words(row.valid_until))
    if held.in_force_since and deps.today() < held.valid_from:
        notes.append(unbroken_words(held.valid_from - ONE_DAY))
    return tuple(notes)


def _main(row: Certificate, actions: tuple[Action, ...], opened: Mapping[str, _Open]) -> OfferView:
    # The one under way goes first: a renewal may have become an extension on the way.
    under_way = (one for one in actions if one.application in CARRY_ON and _key(row, one) in opened)
    return _offer(row, next(under_way, None) or main_action(actions), opened)


def _offer(row: Certificate, action: Action, opened: Mapping[str, _Open]) -> OfferView:
    under_way = opened.get(_key(row, action))
    state, href = _state(action), ""
    if under_way:
        application = under_way.application
        state = _STATES.get(under_way.fee, "status")
        href = step_path(application.reference, application.step if state == "continue" else "status")
    return OfferView(
        application=str(action.application),
        name=application_name(action.application),
        state=state,
        fee=offer_fee(action, is_each=action.application is ApplicationKind.ENDORSEMENT),
        words=balance_words(under_way.owed) if under_way and state == "balance" else offer_words(action, state),
        href=href,
    )


def _key(row: Certificate, action: Action) -> str:
    return f"{row.id}:{action.application}"


def _state(action: Action) -> str:
    if action.allowed:
        return "choose"
    return "later" if action.reason == domain.Reason.WINDOW_NOT_OPEN else "no"
