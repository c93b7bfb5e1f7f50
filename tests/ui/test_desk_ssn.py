"""The screens around an SSN: who is let in, and that nothing secret ever becomes a var."""

import asyncio
from typing import Any

import pytest

from cecs_app.domain.access import Stage
from cecs_app.domain.staff import Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import setup
from cecs_app.services.desk.ssn import About
from cecs_app.ui.desk.setup import DeskSetupState
from cecs_app.ui.desk.ssn import ApplicationSsnState, ClaimSsnState
from cecs_app.ui.ssn_log import SsnLogState
from tests import applying
from tests.employees import OFFICE, Employee, employed, hire, secret_of
from tests.on_record import ANOTHER_SSN, SSN
from tests.registering import claims_of
from tests.showing import REASON, claimed, numbered, show
from tests.ui import states
from tests.ui.visitors import cookie_of


@pytest.fixture
def rita(deps: Deps) -> Employee:
    return employed(deps)


@pytest.fixture
def reference(deps: Deps) -> str:
    return applying.filed(deps, numbered(deps), "continuation")


def opened(state_class: Any, token: str, path: str = "/", **route: str) -> tuple[Any, list[str]]:
    """The screen, and where the browser was sent."""
    state = states.fresh(state_class, token=token, path=path, **route)
    return state, states.redirects(asyncio.run(states.run(state, "load")))


def told(state: Any) -> str:
    """Everything of the whole tree that goes to the browser, and what stays on the server as well."""
    root = state._get_root_state()
    return repr(root.dict()) + repr(vars(root)) + repr(vars(state))


def test_a_reviewer_sees_whose_it_is_and_never_the_number(deps: Deps, rita: Employee, reference: str) -> None:
    state, sent = opened(ApplicationSsnState, rita.token, reference=reference)
    assert sent == []
    assert (state.subject.name, state.subject.reference) == ("Ada Lovelace", reference)
    assert "Ada Lovelace" in told(state), "it does look where she is told something"
    assert SSN not in told(state)
    assert SSN.replace("-", "") not in told(state)


def test_of_a_claim_too(deps: Deps, rita: Employee) -> None:
    reference = claimed(deps)
    state, sent = opened(ClaimSsnState, rita.token, reference=reference)
    assert (state.subject.name, sent) == ("Jane Kowalski", [])
    assert ANOTHER_SSN not in told(state)


@pytest.mark.parametrize("state_class", [ApplicationSsnState, ClaimSsnState])
def test_whoever_may_not_see_it_sees_no_name_either(deps: Deps, reference: str, state_class: Any) -> None:
    carla = employed(deps, Role.CASHIER, name="Carla")
    for token, where in (
        (carla.token, "/desk/not-your-duty"),
        (cookie_of(deps, Stage.ACKNOWLEDGED), "/desk/login"),
        ("", "/desk/login"),
    ):
        state, sent = opened(state_class, token, reference=reference)
        assert sent == [where]
        assert state.subject.name == ""


def test_her_own_record_is_not_shown_to_herself(deps: Deps, reference: str) -> None:
    her = employed(deps, name="Herself", ein="EIN-Ada")
    state, _sent = opened(ApplicationSsnState, her.token, reference=reference)
    assert state.errors == {"": "This is your own record. A colleague has to work on it."}
    assert state.subject.name == ""


def test_what_is_not_there_is_not_found(rita: Employee, reference: str) -> None:
    for state_class, name in ((ApplicationSsnState, "A-0000-0000"), (ClaimSsnState, reference)):
        assert opened(state_class, rita.token, reference=name)[1] == ["/not-found"]


def test_setting_up_brings_no_secret_to_the_browser(deps: Deps) -> None:
    hired = hire(deps, Role.REVIEWER)
    token = setup.begin(deps, hired.username, hired.setup_code, OFFICE).token
    state, _sent = opened(DeskSetupState, token)
    assert (state.has_begun, state.username) == (True, "rita")
    assert secret_of(deps, token) not in told(state)
    assert hired.setup_code not in told(state)


def test_the_owner_reads_who_looked_and_nobody_elses_log(deps: Deps, rita: Employee) -> None:
    reference = claimed(deps)
    show(deps, rita, reference, about=About.CLAIM)
    state, sent = opened(SsnLogState, cookie_of(deps, Stage.SIGNED_IN, "eve"))
    assert (state.log.showings, sent) == ([], [])
    assert claims_of(deps)[0].reference == reference
    assert REASON not in told(state)


@pytest.mark.parametrize("before", ["", "x", "-1", "1" * 30, "²", "1; DROP TABLE", "5"])
def test_a_forged_page_of_the_log_is_answered(deps: Deps, before: str) -> None:
    state, sent = opened(SsnLogState, cookie_of(deps, Stage.SIGNED_IN), path=f"/profile/ssn-log?before={before}")
    assert (state.log.showings, sent) == ([], [])
