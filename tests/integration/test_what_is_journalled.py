"""What an educator does by herself stands in the journal: that she did it, and nothing of what she typed."""

import json
from contextlib import suppress

import pytest

from cecs_app.db.tables import Event
from cecs_app.domain.account import Contact
from cecs_app.services import audit, profile, recovery, sessions, sign_up
from cecs_app.services.applications import conduct, details
from cecs_app.services.applications.conduct import Reply
from cecs_app.services.deps import Deps
from cecs_app.services.sign_in import WrongCredentials
from tests.applying import applicant, filled
from tests.people import OTHER_PASSWORD, Member, all_of, ask_account, log_in, mailed_link, member

HOME = Contact("860-555-0123", "1 Elm St", "Hartford", "CT", "06103")


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def last(deps: Deps) -> Event:
    return all_of(deps, Event)[-1]


def told(deps: Deps) -> tuple[str, str, int | None]:
    event = last(deps)
    return event.name, event.actor, event.account_id


def test_contact_details_by_the_names_of_what_changed(deps: Deps, ada: Member) -> None:
    profile.change_contact(deps, ada.id, HOME)
    assert last(deps).data == {"fields": ["phone", "address_line", "city", "state", "zip_code"]}
    profile.change_contact(deps, ada.id, Contact("860-555-0199", "1 Elm St", "Hartford", "CT", "06103"))
    assert (told(deps), last(deps).data) == (("contact_changed", "educator", ada.id), {"fields": ["phone"]})


def test_signing_out_once(deps: Deps, ada: Member) -> None:
    sessions.end(deps, ada.token)
    assert told(deps) == ("signed_out", "educator", ada.id)
    before = len(all_of(deps, Event))
    sessions.end(deps, ada.token)
    sessions.end(deps, "nobody's")
    assert len(all_of(deps, Event)) == before


def test_a_login_that_failed_for_known_and_unknown_names(deps: Deps, ada: Member) -> None:
    for username, account in ((ada.username, ada.id), ("nobody1234", None)):
        with suppress(WrongCredentials):
            log_in(deps, username, OTHER_PASSWORD)
        assert told(deps) == ("sign_in_refused", "system", account)


def test_what_was_asked_for_an_unknown_address(deps: Deps) -> None:
    for ask, asked in ((recovery.mail_username, "username"), (recovery.mail_temporary_password, "password")):
        ask(deps, "visitor", "nobody@example.org")
        assert (told(deps), last(deps).data) == (("asked_with_unknown_address", "system", None), {"asked": asked})


def test_mails_sent_again(deps: Deps) -> None:
    ask_account(deps, "eve@example.org", browser="visitor")
    sign_up.resend_username(deps, "visitor")
    assert last(deps).name == "username_mailed"
    sign_up.resend_password(deps, "visitor")
    assert last(deps).name == "temporary_password_mailed"


def test_each_saved_step_of_a_draft(deps: Deps) -> None:
    ada = applicant(deps)
    filled(deps, ada, "continuation")
    steps = [one.data["step"] for one in all_of(deps, Event) if one.name == "draft_saved"]
    assert steps == ["start", "details", "conduct"]


def test_nothing_that_she_typed(deps: Deps) -> None:
    ada = applicant(deps)
    reference = filled(deps, ada, "continuation")
    answers = {key: Reply("yes", "In 2019 in Danbury.") for key in _questions(deps)}
    details.save(deps, ada.educator_id, reference, HOME)
    conduct.save(deps, ada.educator_id, reference, _version(deps), answers)
    profile.change_contact(deps, ada.account_id, HOME)
    profile.ask_email_change(deps, ada.account_id, "new@example.net")
    profile.confirm_email(deps, mailed_link(deps, "new@example.net"))
    journal = json.dumps([one.data for one in all_of(deps, Event)])
    assert [one for one in ("860-555", "Elm St", "Hartford", "06103", "Danbury", "@") if one in journal] == []
    assert audit.verify(deps).fault is None


def _questions(deps: Deps) -> list[str]:
    return [one.id for one in deps.statements.conduct_questions(deps.today()).questions]


def _version(deps: Deps) -> str:
    return deps.statements.conduct_questions(deps.today()).version
