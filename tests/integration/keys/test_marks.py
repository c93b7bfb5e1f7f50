"""What bears a key's name besides seals: passwords by their pepper, the journal, documents; none is forgotten."""

from pathlib import Path

import bcrypt
import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from cecs_app.db.seals import PEPPERED, SEALED
from cecs_app.db.tables import Event
from cecs_app.domain.audit import Breach
from cecs_app.domain.staff import Role
from cecs_app.gateways.secrets import Place
from cecs_app.services import audit, keys, recovery
from cecs_app.services.deps import Deps
from cecs_app.services.sign_in import WrongCredentials
from tests import employees, people
from tests.keyed import NEW, OLD, Everything, keyed, sealed_with

NOWHERE_ELSE = {"present"}


class TestPasswords:
    def test_are_hashed_anew_at_the_next_login_and_hold_without_the_old_pepper(
        self, deps: Deps, rotating: Deps, all_of_it: Everything
    ) -> None:
        ada, rita = all_of_it.ada, all_of_it.rita
        people.log_in(rotating, ada.username)
        employees.log_in(rotating, rita)
        assert sealed_with(rotating)["passwords"] == sealed_with(rotating)["staff_passwords"] == NOWHERE_ELSE
        keys.rotate(rotating)
        with keyed(deps, NEW) as after:
            people.log_in(after, ada.username)
            after.clock.forward(minutes=2)  # type: ignore[attr-defined]  # the tests' own
            employees.log_in(after, rita)

    def test_of_who_has_not_come_since_the_status_tells(
        self, deps: Deps, rotating: Deps, all_of_it: Everything
    ) -> None:
        keys.rotate(rotating)
        found = keys.status(rotating)
        assert (found["passwords"][Place.BEFORE], found["staff_passwords"][Place.BEFORE]) == (1, 1)
        with keyed(deps, NEW) as too_early, pytest.raises(WrongCredentials):
            people.log_in(too_early, all_of_it.ada.username)

    def test_one_from_before_peppers_had_names_is_checked_with_the_oldest(self, deps: Deps) -> None:
        named = deps.passwords.hash(people.PASSWORD)
        nameless = named[named.index("$") :]
        with keyed(deps, NEW, "of last year", OLD) as later:
            assert later.passwords.matches(people.PASSWORD, nameless)
            assert later.passwords.matches(people.PASSWORD, later.passwords.renewed(people.PASSWORD, nameless))
        with keyed(deps, NEW, OLD, "of long ago") as wrong:
            assert not wrong.passwords.matches(people.PASSWORD, nameless)

    def test_are_hashed_once_for_whoever_tries(self, deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
        """Or the time would tell who has an account while peppers rotate."""
        hashed, checked = deps.passwords.hash(people.PASSWORD), []
        with keyed(deps, NEW, OLD) as rotating:
            rotating.passwords.matches("warm", None)
            check = bcrypt.checkpw
            monkeypatch.setattr(bcrypt, "checkpw", lambda *given: checked.append(given) or check(*given))
            for stored in (hashed, None, "0badf00d" + hashed[8:]):
                assert not rotating.passwords.matches("wrong", stored)
        assert len(checked) == 3


class TestTheJournal:
    def test_is_whole_under_two_keys_and_ends_under_the_present_one(self, deps: Deps, rotating: Deps) -> None:
        assert rotating_fault(rotating) is Breach.ENDS_WITH_OLD_KEY
        keys.rotate(rotating)
        assert rotating_fault(rotating) is None
        with keyed(deps, NEW) as without:
            assert rotating_fault(without) is Breach.EVENT_CHANGED

    def test_can_not_be_written_on_with_the_old_key(self, deps: Deps, rotating: Deps) -> None:
        keys.rotate(rotating)
        people.ask_account(deps, "forger@example.org")
        assert rotating_fault(rotating) is Breach.ENDS_WITH_OLD_KEY

    def test_tells_how_much_was_renewed(self, rotating: Deps) -> None:
        renewed = keys.rotate(rotating)
        begun, ended = people.all_of(rotating, Event)[-2:]
        assert (begun.name, ended.name, ended.data) == ("keys_rotation_begun", "keys_rotated", renewed)


def rotating_fault(deps: Deps) -> Breach | None:
    fault = audit.verify(deps).fault
    return fault.breach if fault else None


def test_every_sealed_column_is_known_to_the_rotation() -> None:
    known = {(column.sealed.class_.__tablename__, column.sealed.key) for column in SEALED.values()}
    sealed = {
        (table.name, column.name)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if column.name.startswith("sealed")
    }
    assert known == sealed
    assert set(SEALED) == set(keys.PURPOSES)


def test_every_hash_with_a_pepper_is_known_to_the_status(deps: Deps, all_of_it: Everything) -> None:
    recovery.mail_temporary_password(deps, "a browser", all_of_it.ada.email)
    employees.hire(deps, Role.REVIEWER, name="Zoe")
    with deps.database.reading() as db:
        peppered = {
            (table.name, column.name)
            for table in SQLModel.metadata.sorted_tables
            for column in table.columns
            if any(isinstance(one, str) and "$2b$" in one for one in db.scalars(select(column)))
        }
    assert peppered == {(hashed.class_.__tablename__, hashed.key) for hashed in PEPPERED.values()}


def test_a_document_is_never_half_sealed(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = deps.documents.keep(b"a transcript")
    with keyed(deps, NEW, OLD) as rotating:
        monkeypatch.setattr(Path, "rename", lambda *_given: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(OSError, match="killed"):
            rotating.documents.renew(kept)
        assert rotating.documents.read(kept) == b"a transcript"
        assert list(rotating.documents.names()) == [kept]
