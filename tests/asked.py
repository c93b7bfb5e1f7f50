"""An application on a reviewer's desk, what she asks for, and how the educator answers."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from cecs_app.db.desk_tables import Document, RequestedItem
from cecs_app.db.tables import Account, Application
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.application import Status
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services import documents
from cecs_app.services.answering import Slot
from cecs_app.services.deps import Deps
from cecs_app.services.desk.ask import ask
from tests.at_desk import assign, hired
from tests.papers import PDF
from tests.payable import Owing, owing

TRANSCRIPT = Wanted(ItemKind.TRANSCRIPT, "Of your master's degree")
COURT = Wanted(ItemKind.COURT_PAPERS, "")


@dataclass(frozen=True)
class Case:
    owed: Owing
    rita: Clerk
    ada: Visitor

    @property
    def reference(self) -> str:
        return self.owed.reference


def in_review(deps: Deps, name: str = "Ada", *, total_cents: int = 0, clerk: Clerk | None = None) -> Case:
    """Filed, and claimed by Rita the reviewer."""
    owed = owing(deps, name, total_cents=total_cents, status=Status.IN_REVIEW)
    rita = clerk or hired(deps, Role.REVIEWER)
    assign(deps, owed.reference, rita)
    return Case(owed, rita, visitor(deps, owed.educator_id))


def asked(deps: Deps, *wanted: Wanted, days: int = 60, name: str = "Ada", clerk: Clerk | None = None) -> Case:
    """With the letter sent."""
    case = in_review(deps, name, clerk=clerk)
    ask(deps, case.rita, case.reference, wanted or (TRANSCRIPT,), due(deps, days))
    return case


def due(deps: Deps, days: int = 60) -> date:
    return deps.today() + timedelta(days=days)


def visitor(deps: Deps, educator_id: int) -> Visitor:
    """As a guard would hand her over."""
    with deps.database.reading() as db:
        account = db.exec(select(Account).where(Account.educator_id == educator_id)).one()
    return Visitor(1, account.id or 0, educator_id, account.username, account.first_name, Stage.ACKNOWLEDGED)


def items_of(deps: Deps, case: Case) -> list[RequestedItem]:
    statement = (
        select(RequestedItem)
        .join(Application, col(Application.id) == col(RequestedItem.application_id))
        .where(Application.reference == case.reference)
        .order_by(col(RequestedItem.id))
    )
    with deps.database.reading() as db:
        return list(db.exec(statement).all())


def states(deps: Deps, case: Case) -> list[str]:
    return [one.status for one in items_of(deps, case)]


def slot(deps: Deps, case: Case, which: int = 0, who: Visitor | None = None) -> Slot:
    return Slot(who or case.ada, case.reference, items_of(deps, case)[which].reference)


def sent(deps: Deps, case: Case, which: int = 0, content: bytes = PDF, name: str = "transcript.pdf") -> None:
    documents.send(deps, slot(deps, case, which), name, content)


def documents_in(deps: Deps) -> list[Document]:
    with deps.database.reading() as db:
        return list(db.exec(select(Document).order_by(col(Document.id))).all())


def application_of(deps: Deps, case: Case) -> Application:
    with deps.database.reading() as db:
        return db.exec(select(Application).where(Application.reference == case.reference)).one()
