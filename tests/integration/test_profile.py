"""What an educator changes by herself: how she is reached, her last name, and, after proof, her email address."""

from datetime import date

import pytest

from cecs_app.db.tables import Account, Educator, Event
from cecs_app.domain.account import Contact
from cecs_app.domain.errors import InvalidFields, TooManyTries
from cecs_app.services import profile
from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.people import Member, account_of, all_of, member

HOME = Contact("860-555-0123", "1 Elm St", "Hartford", "CT", "06103")


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def on_record(deps: Deps, ada: Member, last_name: str = "Lovelace") -> None:
    with deps.database.transaction() as db:
        educator = Educator(
            ein="1000000001",
            first_name="Ada",
            last_name=last_name,
            date_of_birth=date(1985, 12, 10),
            created_at=deps.now(),
        )
        db.add(educator)
        db.flush()
        account = db.get(Account, ada.id)
        assert account is not None
        account.educator_id = educator.id


def names_on_record(deps: Deps) -> tuple[str, str]:
    (educator,) = all_of(deps, Educator)
    return educator.last_name, educator.former_last_names


def test_the_profile_shows_what_the_account_holds(deps: Deps, ada: Member) -> None:
    on_record(deps, ada)
    shown = profile.get_profile(deps, ada.id)
    assert (shown.username, shown.ein, shown.email) == (ada.username, "1000000001", ada.email)
    assert (shown.first_name, shown.last_name, shown.waiting_email) == ("Ada", "Lovelace", "")
    assert shown.contact == Contact()


def test_contact_details_are_kept_and_can_be_taken_off_again(deps: Deps, ada: Member) -> None:
    profile.change_contact(deps, ada.id, Contact("860-555-0123", "1 Elm St", "Hartford", "ct", "06103"))
    assert profile.get_profile(deps, ada.id).contact == HOME
    profile.change_contact(deps, ada.id, Contact())
    assert profile.get_profile(deps, ada.id).contact == Contact()


def test_a_wrong_contact_detail_changes_nothing(deps: Deps, ada: Member) -> None:
    profile.change_contact(deps, ada.id, HOME)
    with pytest.raises(InvalidFields) as caught:
        profile.change_contact(deps, ada.id, Contact("12", "1 Elm St", "", "CT", "06103"))
    assert caught.value.fields == {"phone": "phone_invalid", "city": "address_incomplete"}
    assert profile.get_profile(deps, ada.id).contact == HOME


def test_nobody_elses_contact_details_change(deps: Deps, ada: Member) -> None:
    bob = member(deps, "bob@example.org", "Bob", "Builder")
    profile.change_contact(deps, ada.id, HOME)
    assert profile.get_profile(deps, bob.id).contact == Contact()


def test_a_new_last_name_is_on_the_account_and_the_record_keeps_the_former_one(deps: Deps, ada: Member) -> None:
    on_record(deps, ada)
    profile.change_last_name(deps, ada.id, "  King ")
    assert account_of(deps, ada.email).last_name == "King"
    assert names_on_record(deps) == ("King", "Lovelace")
    event = all_of(deps, Event)[-1]
    assert (event.name, event.data) == ("last_name_changed", {"before": "Lovelace", "after": "King"})


def test_every_former_name_is_kept_once_and_the_one_in_use_is_none_of_them(deps: Deps, ada: Member) -> None:
    on_record(deps, ada)
    for name, former in (("King", "Lovelace"), ("Byron", "Lovelace;King"), ("King", "Lovelace;Byron")):
        profile.change_last_name(deps, ada.id, name)
        assert names_on_record(deps) == (name, former)


def test_the_name_on_the_record_is_kept_even_where_the_account_had_another(deps: Deps, ada: Member) -> None:
    on_record(deps, ada, last_name="Byron")
    profile.change_last_name(deps, ada.id, "King")
    assert names_on_record(deps) == ("King", "Byron")


def test_the_username_stays_when_the_name_changes(deps: Deps, ada: Member) -> None:
    profile.change_last_name(deps, ada.id, "King")
    assert account_of(deps, ada.email).username == ada.username


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "required"), ("K;ng", "name_invalid"), ("x" * 61, "too_long"), ("see a.b", "name_invalid")],
)
def test_what_is_no_name_is_refused_and_costs_no_try(deps: Deps, ada: Member, typed: str, code: str) -> None:
    for _ in range(4):
        with pytest.raises(InvalidFields) as caught:
            profile.change_last_name(deps, ada.id, typed)
        assert caught.value.fields == {"last_name": code}
    profile.change_last_name(deps, ada.id, "King")


def test_a_last_name_changes_three_times_a_day_at_most(deps: Deps, clock: TestClock, ada: Member) -> None:
    for name in ("King", "Byron", "Milbanke"):
        profile.change_last_name(deps, ada.id, name)
    with pytest.raises(TooManyTries):
        profile.change_last_name(deps, ada.id, "Lovelace")
    assert account_of(deps, ada.email).last_name == "Milbanke"
    clock.forward(days=1)
    profile.change_last_name(deps, ada.id, "Lovelace")
