"""The cashier's screens and the reports: each handler for whose duty it is, whatever is sent to it."""

import asyncio
from typing import Any

import pytest

from cecs_app.domain.access import Stage
from cecs_app.domain.staff import DUTIES, Clerk, Duty, Role
from cecs_app.services.deps import Deps
from cecs_app.ui.desk.cashier import CashierState, MailDayState
from cecs_app.ui.desk.differences import DifferencesState
from cecs_app.ui.desk.envelope import EnvelopeState
from cecs_app.ui.desk.reports import MoneyState, ReportsState
from cecs_app.ui.desk.take_back import TakeBackState
from tests.at_desk import cookie_of_clerk, hired
from tests.on_record import contents
from tests.payable import Owing, came, owing
from tests.ui import states
from tests.ui.test_access import HOSTILE
from tests.ui.visitors import cookie_of

HANDLERS = {
    (CashierState, "load"): Duty.SEE_MONEY,
    (CashierState, "look_up"): Duty.TAKE_MAIL,
    (MailDayState, "load"): Duty.SEE_MONEY,
    (EnvelopeState, "load"): Duty.TAKE_MAIL,
    (EnvelopeState, "record"): Duty.TAKE_MAIL,
    (TakeBackState, "load"): Duty.TAKE_MAIL,
    (TakeBackState, "take_back"): Duty.TAKE_MAIL,
    (DifferencesState, "load"): Duty.SEE_MONEY,
    (ReportsState, "load"): Duty.SEE_REPORTS,
    (MoneyState, "load"): Duty.SEE_MONEY,
}
ACTS = [one for one in HANDLERS if one[1] != "load"]
ORDER = {"kind": "money_order", "number": "77-1", "amount": "$200.00", "received_on": "2027-01-15"}


def run(state_class: Any, handler: str, token: str, *given: Any, **route: str) -> tuple[Any, list[str]]:
    state = states.fresh(state_class, token=token, **route)
    arguments = given or (({},) if handler != "load" else ())
    return state, states.redirects(asyncio.run(states.run(state, handler, *arguments)))


@pytest.fixture
def ada(deps: Deps) -> Owing:
    return owing(deps)


@pytest.fixture
def mia(deps: Deps) -> Clerk:
    return hired(deps, Role.CASHIER, name="Mia")


@pytest.fixture
def token(deps: Deps, mia: Clerk) -> str:
    return cookie_of_clerk(deps, mia)


def test_every_handler_of_these_screens_is_asked() -> None:
    owned = {
        (state, name)
        for state, _ in HANDLERS
        for name, one in state.event_handlers.items()
        if hasattr(one.fn, "needed")
    }
    assert owned == set(HANDLERS)
    assert {one: one[0].event_handlers[one[1]].fn.needed for one in HANDLERS} == HANDLERS


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("state", "handler"), HANDLERS, ids=lambda one: getattr(one, "__name__", one))
def test_a_role_is_let_in_where_it_has_the_duty(deps: Deps, ada: Owing, state: Any, handler: str, role: Role) -> None:
    receipt = came(deps, ada, 5_000).reference
    before = contents(deps)["event"]
    clerk = cookie_of_clerk(deps, hired(deps, role))
    reference = receipt if state is TakeBackState else ada.reference
    _state, sent = run(state, handler, clerk, reference=reference)
    is_refused = HANDLERS[state, handler] not in DUTIES[role]
    assert ("/desk/not-your-duty" in sent) == is_refused
    assert contents(deps)["event"] == before


@pytest.mark.parametrize(("state", "handler"), HANDLERS, ids=lambda one: getattr(one, "__name__", one))
def test_who_is_not_at_the_desk_is_sent_to_its_login(deps: Deps, ada: Owing, state: Any, handler: str) -> None:
    before = contents(deps)["event"]
    for cookie in ("", "invented", cookie_of(deps, Stage.ACKNOWLEDGED)):
        assert run(state, handler, cookie, reference=ada.reference)[1] == ["/desk/login"]
    assert contents(deps)["event"] == before


@pytest.mark.parametrize("argument", HOSTILE, ids=lambda value: f"{type(value).__name__}-{str(value)[:12]}")
@pytest.mark.parametrize(("state", "handler"), ACTS, ids=lambda one: getattr(one, "__name__", one))
def test_arguments_of_any_type_change_nothing(
    deps: Deps, ada: Owing, token: str, state: Any, handler: str, argument: Any
) -> None:
    receipt = came(deps, ada, 5_000).reference
    before = contents(deps)["event"]
    forms = (argument, dict.fromkeys((*ORDER, "reference", "reason", "remark"), argument))
    for form in forms:
        for reference in (ada.reference, receipt, "", "\x00", "../.."):
            run(state, handler, token, form, reference=reference)
    assert contents(deps)["event"] == before


@pytest.mark.parametrize("day", ["", "x", "2027-99-99", "9999-12-31", "\x00", "../.."])
def test_a_day_that_can_not_be_is_not_found(deps: Deps, token: str, day: str) -> None:
    _state, sent = run(MailDayState, "load", token, mail_day=day)
    assert sent == ([] if day == "" else ["/not-found"])


def test_a_scan_leads_to_whose_it_is_and_nothing_is_recorded_yet(deps: Deps, token: str, ada: Owing) -> None:
    before = contents(deps)["event"]
    form = {"reference": "http://localhost:3000/applications/CT-ADA/slip"}
    _state, sent = run(CashierState, "look_up", token, form)
    assert sent == ["/desk/cashier/envelope/CT-ADA"]
    seen, _ = run(EnvelopeState, "load", token, reference="CT-ADA")
    assert (seen.envelope.name, seen.envelope.owed) == ("Ada Lovelace", "$200.00")
    assert contents(deps)["event"] == before


def test_what_was_recorded_is_told_once_above_the_next_envelope(deps: Deps, token: str, ada: Owing) -> None:
    state, sent = run(EnvelopeState, "record", token, ORDER, reference="CT-ADA")
    assert sent == ["/desk/cashier"]
    desk = asyncio.run(state.get_state(CashierState))
    asyncio.run(states.run(desk, "load"))
    assert desk.recorded.holds[1] == "Nothing is owed any more."
    assert [one.reference for one in desk.mail.listed] == [desk.recorded.receipt]
    asyncio.run(states.run(desk, "load"))
    assert desk.recorded.receipt == ""


def test_what_is_wrong_is_said_at_each_field(deps: Deps, token: str, ada: Owing) -> None:
    state, sent = run(EnvelopeState, "record", token, {"amount": "12,50"}, reference="CT-ADA")
    assert (sent, list(state.errors)) == ([], ["kind", "number", "amount", "received_on"])
    assert state.errors["amount"].startswith("Enter the amount in dollars")


def test_an_envelope_that_may_not_be_opened_leaves_nobody_elses_on_the_screen(deps: Deps, ada: Owing) -> None:
    bea = owing(deps, "Bea")
    own = cookie_of_clerk(deps, hired(deps, Role.CASHIER, name="Own", educator_id=ada.educator_id))
    state, _ = run(EnvelopeState, "load", own, reference=bea.reference)
    assert state.envelope.name == "Bea Lovelace"
    again = states.fresh(EnvelopeState, token=own, reference=ada.reference)
    again.envelope = state.envelope
    asyncio.run(states.run(again, "load"))
    assert (again.envelope.name, list(again.errors.values())) == (
        "",
        ["This is your own record. A colleague has to work on it."],
    )


def test_what_was_taken_back_leads_to_its_day_with_a_word_of_it(deps: Deps, token: str, ada: Owing) -> None:
    receipt = came(deps, ada, 5_000).reference
    state, sent = run(TakeBackState, "take_back", token, {"reason": "bounced", "remark": ""}, reference=receipt)
    assert sent == ["/desk/cashier/day/2027-01-15"]
    day = asyncio.run(state.get_state(MailDayState))
    asyncio.run(states.run(day, "load"))
    assert day.notice == f"{receipt} was taken back. The educator has been told by mail."


def test_the_pictures_have_a_bar_for_each_figure_and_a_table_of_all(deps: Deps, ada: Owing) -> None:
    came(deps, ada, 20_000)
    token = cookie_of_clerk(deps, hired(deps, Role.SUPERVISOR))
    reports, _ = run(ReportsState, "load", token)
    assert (reports.waiting.headline, len(reports.waiting.bars), len(reports.waiting.rows)) == (
        "1 now, 0 a week ago",
        1,
        13,
    )
    assert reports.ages.rows[-1] == ("In all", "1", "0", "0", "0", "1")
    money, _ = run(MoneyState, "load", token)
    assert money.money.rows[-1] == ("Jan 11", "$0.00", "$200.00", "$0.00", "$200.00")
    assert money.money.headline == "$0.00 last week, $200.00 so far this week"
