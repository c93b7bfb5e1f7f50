"""Name and contact details as the Bureau has them; address and phone can be set right for this application."""

from dataclasses import asdict, dataclass, field, fields

from sqlmodel import Session

from cecs_app.db import accounts, applications
from cecs_app.domain.account import Contact, contact_faults, tidy_contact
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.steps import Step
from cecs_app.services.applications.draft import Draft, Head, head, open_draft, save_answer
from cecs_app.services.deps import Deps

ASKED = ("address_line", "city", "state", "zip_code")
"""The certificate and its letters go there, so an application needs them; the phone is optional."""


@dataclass(frozen=True)
class DetailsView:
    head: Head = field(default_factory=Head)
    ein: str = ""
    name: str = ""
    email: str = ""
    contact: Contact = field(default_factory=Contact)


def show(deps: Deps, educator_id: int | None, account_id: int, reference: str) -> DetailsView:
    """Raises NotFound or Elsewhere."""
    with deps.database.reading() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.DETAILS)
        account = accounts.get(db, account_id)
        educator = accounts.find_educator(db, account)
        return DetailsView(
            head=head(draft, Step.DETAILS),
            ein=educator.ein if educator else "",
            name=f"{account.first_name} {account.last_name}",
            email=account.email,
            contact=_typed(draft) or contact_of(db, draft, account_id),
        )


def _typed(draft: Draft) -> Contact | None:
    typed = draft.typed(Step.DETAILS)
    return None if typed is None else Contact(**{one.name: typed.get(one.name, "") for one in fields(Contact)})


def contact_of(db: Session, draft: Draft, account_id: int) -> Contact:
    """What was saved with this draft, before that what the profile says, or else the application before."""
    if saved := draft.answer(Step.DETAILS):
        return Contact(**saved)
    account = accounts.get(db, account_id)
    if account.address_line:
        return Contact(account.phone, account.address_line, account.city, account.state, account.zip_code)
    earlier = (one.answers.get(Step.DETAILS) for one in applications.of_educator(db, draft.application.educator_id))
    return next((Contact(**answer) for answer in earlier if answer), Contact(phone=account.phone))


def save(deps: Deps, educator_id: int | None, reference: str, typed: Contact) -> str:
    """Gives the address to go to. Raises NotFound, Elsewhere or InvalidFields."""
    contact = tidy_contact(typed)
    with deps.database.transaction() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.DETAILS, lock=True)
        if faults := _faults(contact):
            raise InvalidFields(faults)
        return save_answer(db, deps, draft, Step.DETAILS, asdict(contact))


def _faults(contact: Contact) -> dict[str, str]:
    missing = {name: "required" for name in ASKED if not getattr(contact, name)}
    found = {**contact_faults(contact), **missing}
    return {name: found[name] for name in ("phone", *ASKED) if name in found}
