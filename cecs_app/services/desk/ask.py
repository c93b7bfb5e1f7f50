"""A reviewer asks for what is missing: named items, one letter, one day by which to answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from cecs_app.db.desk_tables import RequestedItem
from cecs_app.db.tables import Account, Application, Educator
from cecs_app.domain.application import Status
from cecs_app.domain.asking import LONGEST_DETAIL, Wanted, asking_faults
from cecs_app.domain.credentials import OUTSTANDING, ItemKind, ItemStatus
from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.staff import Clerk
from cecs_app.services import letters
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import check_decidable, move_case, read_held_case, taken_up
from cecs_app.services.items import ask_for, items_of, named, told
from cecs_app.services.payments.fee import dues_for
from cecs_app.words.items import item_hint, item_name
from cecs_app.words.letter import Letter
from cecs_app.words.letters.missing import missing


@dataclass(frozen=True)
class Choice:
    """One kind that may be asked for. Chosen already: what was refused, and what never came."""

    kind: str = ""
    name: str = ""
    hint: str = ""
    detail: str = ""
    reason: str = ""
    """Why the last one was refused."""
    is_chosen: bool = False


@dataclass(frozen=True)
class AskView:
    reference: str = ""
    due_on: str = ""
    """As a browser's date field takes it."""
    choices: tuple[Choice, ...] = ()


def show(deps: Deps, clerk: Clerk, reference: str) -> AskView:
    """Raises as read_case, and NotAllowed: "not_claimed" or "not_decidable"."""
    with deps.database.reading() as db:
        application = _read(db, clerk, reference)
        due_on = deps.today() + timedelta(days=deps.desk_policy.answer_days)
        return AskView(application.reference, due_on.isoformat(), _choices(db, application))


def preview(deps: Deps, clerk: Clerk, reference: str, wanted: tuple[Wanted, ...], due_on: date) -> Letter:
    """What the letter would say, in the language of the moment; changes nothing. Raises as ask."""
    with deps.database.reading() as db:
        application = _read(db, clerk, reference)
        check_wanted(deps, wanted, due_on, _allowed(db, application))
        asked = [one for one in items_of(db, application) if one.status == ItemStatus.ASKED]
        words = named(asked) | {one.kind: one.detail.strip() for one in wanted}
        educator = db.get_one(Educator, application.educator_id)
        return missing(educator.first_name, told(deps, application, words, due_on))


def ask(deps: Deps, clerk: Clerk, reference: str, wanted: tuple[Wanted, ...], due_on: date) -> None:
    """Mails the letter; the claim stays hers.

    Raises as show, NotAllowed("already_asked"), and InvalidFields with the keys "wanted", "detail_<kind>", "due_on".
    """
    with deps.database.transaction() as db:
        application = taken_up(db, deps, clerk, reference)
        check_wanted(deps, wanted, due_on, _allowed(db, application))
        _check_new(items_of(db, application), wanted, due_on)
        asked = ask_for(db, deps, application, clerk.staff_id, wanted, due_on)
        application.answer_due_on = due_on
        kinds = [one.kind for one in asked]
        move_case(db, deps, clerk, application, Status.MISSING_CREDENTIALS, due=due_on.isoformat(), items=kinds)

        def compose(account: Account) -> Letter:
            return missing(account.first_name, told(deps, application, named(asked), due_on))

        letters.send(db, deps, application, "missing", compose)


def _check_new(there: Sequence[RequestedItem], wanted: tuple[Wanted, ...], due_on: date) -> None:
    """Raises NotAllowed("already_asked"): a second press, or another tab, sends no second letter."""
    asked = {(one.kind, one.detail, one.due_on) for one in there if one.status == ItemStatus.ASKED}
    if {(one.kind, one.detail.strip(), due_on) for one in wanted} <= asked:
        raise NotAllowed("already_asked")


def check_wanted(deps: Deps, wanted: tuple[Wanted, ...], due_on: date, allowed: Collection[ItemKind]) -> None:
    """Raises InvalidFields."""
    if faults := asking_faults(wanted, due_on, deps.today(), allowed):
        raise InvalidFields(faults)


def _read(db: Session, clerk: Clerk, reference: str) -> Application:
    application = read_held_case(db, clerk, reference)
    check_decidable(application)
    return application


def _allowed(db: Session, application: Application) -> frozenset[ItemKind]:
    """The balance only while one is owed."""
    owes = dues_for(db, application).owed_cents > 0
    return frozenset(one for one in ItemKind if owes or one is not ItemKind.FEE_BALANCE)


def _choices(db: Session, application: Application) -> tuple[Choice, ...]:
    last = {one.kind: one for one in items_of(db, application)}
    allowed = _allowed(db, application)
    return tuple(_choice(kind, last.get(kind)) for kind in ItemKind if kind in allowed)


def _choice(kind: ItemKind, last: RequestedItem | None) -> Choice:
    """`last` is the newest of that kind that was asked for."""
    refused = last is not None and last.status == ItemStatus.REFUSED
    chosen = last is not None and (refused or last.status in OUTSTANDING)
    return Choice(
        kind=kind,
        name=item_name(kind),
        hint=item_hint(kind),
        # The next letter says why, unless she words it anew.
        detail=f"{last.reason} {last.detail}".strip()[:LONGEST_DETAIL] if last and chosen else "",
        reason=last.reason if last and refused else "",
        is_chosen=chosen,
    )
