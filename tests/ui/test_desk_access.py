"""Every role against every handler of the desk: each lets in those whose duty it is, and nobody else.

The table is written down from what each role needs, apart from the program's own marks.
"""

import asyncio
import inspect
from typing import Any

import pytest

from cecs_app.domain.access import Stage
from cecs_app.domain.staff import Duty, Role
from cecs_app.services.deps import Deps
from cecs_app.ui.guards import DESK_LOGIN, DESK_SETUP, NOT_YOUR_DUTY
from tests.at_desk import cookie_of_clerk, hired
from tests.ui import states
from tests.ui.test_access import HOSTILE, guarded, state_and_handler
from tests.ui.visitors import cookie_of

EVERYONE = {Role.REVIEWER, Role.CASHIER, Role.SUPERVISOR}
MAY = {
    Duty.ENTER: EVERYONE,
    Duty.READ_CASES: {Role.REVIEWER, Role.SUPERVISOR},
    Duty.REVIEW: {Role.REVIEWER},
    Duty.SETTLE_CLAIMS: {Role.REVIEWER},
    Duty.SHOW_SSN: {Role.REVIEWER, Role.SUPERVISOR},
    Duty.SECOND_LOOK: {Role.SUPERVISOR},
    Duty.ASSIGN: {Role.SUPERVISOR},
    Duty.TAKE_MAIL: {Role.CASHIER},
    Duty.SEE_MONEY: {Role.CASHIER, Role.SUPERVISOR},
    Duty.SEE_REPORTS: {Role.REVIEWER, Role.SUPERVISOR},
}


def at_desk() -> dict[str, Any]:
    return {name: fn for name, fn in guarded().items() if isinstance(fn.needed, Duty)}


def sent_to(name: str, token: str, argument: Any = None) -> list[str]:
    state_class, handler = state_and_handler(name)
    state = states.fresh(state_class, token=token, reference="A-0000-0000", path="/desk")
    count = len(inspect.signature(state.event_handlers[handler].fn).parameters) - 1
    return states.redirects(asyncio.run(states.run(state, handler, *[argument] * count)))


def test_the_table_knows_every_duty() -> None:
    assert set(MAY) == set(Duty)


@pytest.mark.parametrize("role", Role)
def test_each_role_is_let_in_where_its_duty_is_and_nowhere_else(deps: Deps, role: Role) -> None:
    token = cookie_of_clerk(deps, hired(deps, role))
    refused = {name for name in at_desk() if NOT_YOUR_DUTY in sent_to(name, token, {})}
    assert refused == {name for name, fn in at_desk().items() if role not in MAY[fn.needed]}


def test_nobody_without_a_login_of_the_staff_gets_in(deps: Deps) -> None:
    tokens = ["", "invented", *(cookie_of(deps, stage, f"ana{stage}") for stage in Stage if stage > Stage.ANYONE)]
    for token in tokens:
        assert {name for name in at_desk() if sent_to(name, token, {}) != [DESK_LOGIN]} == set(), token


def test_a_setup_code_lets_in_to_the_setup_only(deps: Deps) -> None:
    token = cookie_of_clerk(deps, hired(deps, *Role), is_setup=True)
    assert {name for name in at_desk() if sent_to(name, token, {}) != [DESK_SETUP]} == set()


@pytest.mark.parametrize("argument", HOSTILE, ids=lambda value: f"{type(value).__name__}-{str(value)[:12]}")
def test_arguments_of_any_type_are_answered_and_never_raise(deps: Deps, argument: Any) -> None:
    token = cookie_of_clerk(deps, hired(deps, *Role))
    for name in at_desk():
        sent_to(name, token, argument)


def test_only_the_header_the_login_and_the_setup_are_open_to_anyone() -> None:
    of_desk = {name: fn for name, fn in guarded().items() if "___ui___desk___" in name}
    by_stage = {
        name.rpartition(".")[0].rpartition("____")[2]
        for name, fn in of_desk.items()
        if not isinstance(fn.needed, Duty)
    }
    assert by_stage == {"desk_frame", "desk_idle", "desk_login_state", "desk_setup_state"}
