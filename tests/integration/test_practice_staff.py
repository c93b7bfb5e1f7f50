"""The made-up staff: each can log in with what `make run` names and a code of the practice authenticator."""

import dataclasses
import json

import pytest

from cecs_app.cli import banner
from cecs_app.cli.places import Places, environment
from cecs_app.domain.passwords import password_fault
from cecs_app.domain.staff import Role
from cecs_app.practice import staff
from cecs_app.practice.load import NotForProduction, load_practice
from cecs_app.practice.staff import Colleague
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sign_in
from cecs_app.services.passwords import own_words
from tests.employees import OFFICE, code_of
from tests.on_record import contents

PLACES = Places(3000, 8025, 8026, 1025, 3000)


def logs_in(deps: Deps, one: Colleague) -> frozenset[Role]:
    code = code_of(deps, one.authenticator)
    return sign_in.sign_in(deps, one.username, staff.PASSWORD, code, OFFICE).clerk.roles


def test_each_logs_in_with_her_own_role(deps: Deps) -> None:
    load_practice(deps)
    assert [logs_in(deps, one) for one in staff.EVERYBODY] == [{one.role} for one in staff.EVERYBODY]


def test_every_role_is_there_and_two_reviewers(deps: Deps) -> None:
    assert [one.role for one in staff.EVERYBODY].count(Role.REVIEWER) == 2
    assert {one.role for one in staff.EVERYBODY} == set(Role)


def test_loading_again_leaves_them_as_they_are(deps: Deps) -> None:
    load_practice(deps)
    before = contents(deps)["staff_member"]
    load_practice(deps)
    assert contents(deps)["staff_member"] == before


def test_production_never_gets_them(deps: Deps) -> None:
    production = dataclasses.replace(deps, settings=deps.settings.model_copy(update={"environment": "production"}))
    with pytest.raises(NotForProduction):
        load_practice(production)
    assert contents(deps)["staff_member"] == []


@pytest.mark.parametrize("one", staff.EVERYBODY, ids=lambda one: one.username)
def test_their_password_is_one_that_the_portal_would_take(one: Colleague) -> None:
    first, _, last = one.name.partition(" ")
    assert password_fault(staff.PASSWORD, own_words(first, last, one.username, one.email)) is None


def test_the_banner_names_them_and_where_their_codes_are(deps: Deps) -> None:
    words = banner.text(PLACES, has_practice=True)
    assert all(one.username in words for one in staff.EVERYBODY)
    assert staff.PASSWORD in words
    assert "http://localhost:8025/authenticator" in words
    assert not any(one.authenticator in words for one in staff.EVERYBODY)
    assert staff.PASSWORD not in banner.text(PLACES, has_practice=False)


def test_the_sandbox_is_told_the_secrets_and_nothing_else_holds_them(deps: Deps) -> None:
    load_practice(deps)
    told = json.loads(environment(PLACES)["SANDBOX_AUTHENTICATORS"])
    assert told == {one.name: one.authenticator for one in staff.EVERYBODY}
    everything = repr(contents(deps))
    assert not any(one.authenticator in everything for one in staff.EVERYBODY)
    assert staff.PASSWORD not in everything
