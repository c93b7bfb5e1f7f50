"""With the reference of another educator's application, every handler answers as if there were none."""

import asyncio
import inspect
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from cecs_app.db.tables import Account, Certificate
from cecs_app.domain.access import Stage
from cecs_app.services.deps import Deps
from cecs_app.ui.certificates import CertificatesState
from cecs_app.ui.routes import PAGES
from tests import applying
from tests.letters import LETTER, send_letter
from tests.on_record import contents
from tests.ui import states
from tests.ui.visitors import cookie_of

HERS = [page for page in PAGES if "[reference]" in page.route and not page.is_desk]
STATES = sorted({page.state for page in HERS}, key=lambda state: state.__name__)
FORM = {"signed_name": "Ana Example", "agrees": "yes", "served": "none", "address_line": "1 A", "city": "B"}


def handlers() -> list[tuple[Any, str]]:
    return [
        (state, name) for state in STATES for name, one in state.event_handlers.items() if hasattr(one.fn, "needed")
    ]


def runs(state_class: Any, handler: str, token: str, reference: str) -> list[Any]:
    state = states.fresh(state_class, token=token, reference=reference, letter=LETTER)
    count = len(inspect.signature(state.event_handlers[handler].fn).parameters) - 1
    return asyncio.run(states.run(state, handler, *[FORM] * count))


def test_every_screen_with_a_reference_is_asked() -> None:
    assert len(STATES) == len({page.route for page in HERS})
    assert len(handlers()) > 20


def test_the_owner_herself_is_let_in_so_the_handlers_do_see_whose_it_is(deps: Deps) -> None:
    token = cookie_of(deps, Stage.ACKNOWLEDGED, "ana")
    with deps.database.reading() as db:
        (owner,) = db.exec(select(Account)).all()
    with deps.database.transaction() as db:
        db.add(_certificate(owner.educator_id or 0))
    who = applying.Applicant(owner.educator_id or 0, owner.id or 0, "C-ANA")
    reference = applying.filled(deps, who, "continuation")
    send_letter(deps, reference)
    loads = [state for state, handler in handlers() if handler == "load"]
    assert [one for one in loads if "/not-found" in states.redirects(runs(one, "load", token, reference))] == []
    assert all("/not-found" in states.redirects(runs(one, "load", token, "A-0000-0000")) for one in loads)


def _certificate(educator_id: int) -> Certificate:
    term = {"valid_from": date(2022, 7, 1), "valid_until": date(2027, 6, 30)}
    return Certificate(educator_id=educator_id, number="C-ANA", kind="professional", endorsements="029", **term)


@pytest.mark.parametrize("stands", ["draft", "filed"])
@pytest.mark.parametrize(("state", "handler"), handlers(), ids=lambda one: getattr(one, "__name__", one))
def test_another_educators_application_is_not_there(deps: Deps, state: Any, handler: str, stands: str) -> None:
    owner = applying.applicant(deps)
    make = applying.filled if stands == "draft" else applying.filed
    reference = make(deps, owner, "continuation")
    send_letter(deps, reference)
    intruder = cookie_of(deps, Stage.ACKNOWLEDGED, "ana")
    before = contents(deps)
    theirs = runs(state, handler, intruder, reference)
    invented = runs(state, handler, intruder, "A-0000-0000")
    assert states.redirects(theirs) == states.redirects(invented)
    assert contents(deps)["application"] == before["application"]
    assert contents(deps)["event"] == before["event"]
    assert contents(deps)["payment"] == before["payment"]


def test_choosing_another_educators_certificate_begins_nothing(deps: Deps) -> None:
    owner = applying.applicant(deps)
    state = states.fresh(CertificatesState, token=cookie_of(deps, Stage.ACKNOWLEDGED, "ana"))
    form = {"number": owner.number, "application": "continuation"}
    assert states.redirects(asyncio.run(states.run(state, "choose", form))) == ["/not-found"]
    assert contents(deps)["application"] == []
