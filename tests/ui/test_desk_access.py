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

TABLE = """
approve_state ask_state claim_state claims_state ask_proof_state keep_apart_state link_claim_state refuse_claim_state
deny_state hold_state items_state resume_state: reviewer
queue_state.take_next review_state.claim review_state.take_next: reviewer
queue_state.load queue_state.narrow queue_state.search: reviewer supervisor
review_state.add_note review_state.load review_state.release: reviewer supervisor
application_ssn_state claim_ssn_state reports_state: reviewer supervisor
review_state.give second_look_state undo_state desk_appeal_state: supervisor
cashier_state.look_up envelope_state take_back_state: cashier
cashier_state.load mail_day_state differences_state money_state: cashier supervisor
"""
"""Whole states, or one handler of them: who may. A supervisor may release what she did not claim."""


def may() -> dict[str, set[str]]:
    lines = TABLE.strip().replace("_state\n", "_state ").splitlines()
    return {
        name: set(roles.split())
        for line in lines
        for names, _, roles in [line.partition(":")]
        for name in names.split()
    }


def allowed(name: str) -> set[str]:
    state, _, handler = name.rpartition(".")
    short = state.rpartition("____")[2]
    table = may()
    return table.get(f"{short}.{handler}") or table[short]


def at_desk() -> dict[str, Any]:
    return {name: fn for name, fn in guarded().items() if isinstance(fn.needed, Duty)}


def sent_to(name: str, token: str, argument: Any = None) -> list[str]:
    state_class, handler = state_and_handler(name)
    state = states.fresh(state_class, token=token, reference="A-0000-0000", path="/desk")
    count = len(inspect.signature(state.event_handlers[handler].fn).parameters) - 1
    return states.redirects(asyncio.run(states.run(state, handler, *[argument] * count)))


def test_the_table_names_no_handler_that_is_gone() -> None:
    states_of = {name.rpartition(".")[0].rpartition("____")[2] for name in at_desk()}
    handlers = {
        ".".join((name.rpartition(".")[0].rpartition("____")[2], name.rpartition(".")[2])) for name in at_desk()
    }
    assert set(may()) - states_of - handlers == set()


@pytest.mark.parametrize("role", Role)
def test_each_role_is_let_in_where_its_work_is_and_nowhere_else(deps: Deps, role: Role) -> None:
    token = cookie_of_clerk(deps, hired(deps, role))
    let_in = {name for name in at_desk() if NOT_YOUR_DUTY not in sent_to(name, token, {})}
    assert let_in == {name for name in at_desk() if role in allowed(name)}


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
    assert by_stage == {"desk_frame", "desk_login_state", "desk_setup_state"}
