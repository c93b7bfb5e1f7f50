"""Keys are replaced while the portal runs: nobody is lost on the way, and the old ones open nothing afterwards."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import col, select, update

from cecs_app.db import registry, seals, turns
from cecs_app.db.seals import PEPPERED
from cecs_app.db.tables import EducatorSsn
from cecs_app.domain.claim_compare import Advice
from cecs_app.gateways.secrets import NAME_BYTES, Place
from cecs_app.services import keys
from cecs_app.services.deps import Deps
from cecs_app.services.desk import claim, settle_claim
from cecs_app.services.register import register
from cecs_app.wiring import build_deps
from cecs_app.words.claims import advice_words
from tests import on_record
from tests.claiming import act, clerk, educator_of, ssn_index_of
from tests.keyed import CLAIMED_SSN, NEW, OLD, Everything, keyed, readable, sealed_with
from tests.registering import typing
from tests.registry_csv import JANE, Files

NOWHERE_ELSE = {"present"}


def places(deps: Deps) -> set[str]:
    """Where all stands that is sealed or indexed."""
    return set().union(*(where for kind, where in sealed_with(deps).items() if kind not in PEPPERED))


@pytest.fixture
def killed_after(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A rotation in steps of one row that dies at its `steps`-th write."""
    monkeypatch.setattr(keys, "BATCH", 1)

    def rotate(deps: Deps, steps: int) -> bool:
        put, renew, count = keys._put, type(deps.documents).renew, itertools.count(1)

        def die_or(step: Any) -> Any:
            def doing(*given: Any) -> Any:
                if next(count) > steps:
                    raise KeyboardInterrupt
                return step(*given)

            return doing

        with monkeypatch.context() as patched:
            patched.setattr(keys, "_put", die_or(put))
            patched.setattr(type(deps.documents), "renew", die_or(renew))
            try:
                keys.rotate(deps)
            except KeyboardInterrupt:
                return True
        return False

    return rotate


class TestTheSameRecordIsFound:
    @pytest.mark.parametrize("steps", [0, 3, 1000], ids=["before", "half way", "after"])
    def test_by_an_educator_who_registers(self, rotating: Deps, killed_after: Any, steps: int) -> None:
        killed_after(rotating, steps)
        if steps == 3:
            assert sealed_with(rotating)["ssn_indexes"] == {"present", "before"}
        sue, tom, una = (on_record.account(rotating, name) for name in ("sue", "tom", "una"))
        assert register(rotating, una, typing(year="1981")).reference, "found by her number alone: a claim"
        assert register(rotating, sue, typing()).ein == "1000000001"
        assert register(rotating, tom, typing(ssn=on_record.ANOTHER_SSN, last_name="Other")).ein == "2000000002"

    @pytest.mark.parametrize("steps", [0, 1, 3, 1000])
    def test_by_a_clerk_who_settles_a_claim(
        self, rotating: Deps, all_of_it: Everything, killed_after: Any, steps: int
    ) -> None:
        killed_after(rotating, steps)
        rita = clerk(rotating, "Una")
        (candidate,) = claim.show(rotating, rita, all_of_it.claim).candidates
        assert (candidate.ein, candidate.advice) == ("3000000003", advice_words(Advice.BIRTH_DATE_SLIP))
        settle_claim.link(rotating, rita, act(rotating, rita, all_of_it.claim), candidate.ein)

    def test_a_number_minted_from_a_claim_of_then_is_under_the_keys_of_now(
        self, rotating: Deps, all_of_it: Everything
    ) -> None:
        rita = clerk(rotating, "Una")
        ein = settle_claim.keep_apart(rotating, rita, act(rotating, rita, all_of_it.claim))
        assert ssn_index_of(rotating, ein) == rotating.ssns.index(CLAIMED_SSN.replace("-", ""))
        with rotating.database.reading() as db:
            sealed = registry.ssns_of(db, [educator_of(rotating, ein).id or 0]).popitem()[1].sealed
        assert rotating.sealer.named(sealed) is Place.PRESENT

    def test_by_an_import_which_finds_nothing_new_in_the_same_file(self, deps: Deps, tmp_path: Path) -> None:
        Files(deps, tmp_path).load([JANE])
        with keyed(deps, NEW, OLD) as rotating:
            assert Files(rotating, tmp_path).load([JANE]).educators.unchanged == 1

    def test_portals_of_both_keys_wait_for_each_other(self, deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
        """Else two could mint a number for one SSN."""
        taken: list[str] = []
        monkeypatch.setattr(turns, "take", lambda _db, subject: taken.append(subject))
        with keyed(deps, OLD, NEW) as first, keyed(deps, NEW, OLD) as second:
            for portal, name in ((first, "sue"), (second, "tom")):
                register(portal, on_record.account(portal, name), typing())
        taken = [subject for subject in taken if len(subject) > len("register:") + 60]  # not those of counting tries
        assert taken[:2] == taken[2:] == sorted(taken[:2])


class TestNothingIsLost:
    @pytest.mark.parametrize("steps", range(0, 14, 2))
    def test_wherever_it_is_killed(self, deps: Deps, rotating: Deps, killed_after: Any, steps: int) -> None:
        before = readable(deps)
        assert all(before.values()), "something of every kind"
        assert killed_after(rotating, steps), "it was in the middle"
        assert readable(rotating) == before
        left = keys.left(keys.status(rotating))
        assert left > 0
        assert sum(keys.rotate(rotating).values()) > 0
        assert readable(rotating) == before
        assert keys.left(keys.status(rotating)) == 0

    def test_the_new_key_alone_opens_all_and_the_old_one_nothing(self, deps: Deps, rotating: Deps) -> None:
        before = readable(deps)
        keys.rotate(rotating)
        with keyed(deps, NEW) as after, keyed(deps, OLD) as stolen:
            assert readable(after) == before
            assert places(after) == {"present"}
            assert places(stolen) == {"unknown"}

    @pytest.mark.parametrize("name", ["sealing_key", "ssn_index_key"])
    def test_where_one_key_alone_is_replaced(self, deps: Deps, all_of_it: Everything, name: str) -> None:
        before = readable(deps)
        changed = {name: SecretStr(NEW), f"{name}_before": (SecretStr(OLD),)}
        alone = replace(build_deps(deps.settings.model_copy(update=changed)), clock=deps.clock)
        assert keys.rotate(alone)["ssns"] == len(before["ssns"])
        assert (readable(alone), places(alone)) == (before, {"present"})
        alone.database.engine.dispose()

    def test_what_somebody_changes_meanwhile_stays_changed(self, rotating: Deps) -> None:
        put = seals.put

        def meanwhile(db: Any, column: Any, changes: Any) -> int:
            db.exec(update(EducatorSsn).values(sealed=rotating.ssns.seal("737123456")))
            return put(db, column, changes)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(seals, "put", meanwhile)
            renewed = keys._rotate(rotating, "ssns")
        assert renewed == 0
        assert set(readable(rotating)["ssns"]) == {"737123456"}

    def test_what_no_key_opens_is_told_and_stops_nothing(self, deps: Deps, rotating: Deps) -> None:
        with keyed(deps, "of nobody") as other, other.database.transaction() as db:
            db.exec(update(EducatorSsn).where(col(EducatorSsn.educator_id) == 1).values(sealed=other.ssns.seal("7")))
        keys.rotate(rotating)
        found = keys.status(rotating)
        assert (found["ssns"][Place.UNKNOWN], found["ssn_indexes"][Place.UNKNOWN], keys.left(found)) == (1, 1, 2)

    def test_what_was_sealed_before_keys_had_names_gets_one(self, deps: Deps) -> None:
        on_record.record(deps)
        before = readable(deps)
        with deps.database.transaction() as db:
            row = db.exec(select(EducatorSsn)).one()
            row.sealed = row.sealed[NAME_BYTES:]
        assert readable(deps) == before
        assert sealed_with(deps)["ssns"] == {"nameless"}
        assert keys.rotate(deps)["ssns"] == 1
        assert (readable(deps), sealed_with(deps)["ssns"]) == (before, NOWHERE_ELSE)


def test_educators_register_while_it_runs(deps: Deps, rotating: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "BATCH", 1)
    numbers = [f"737-12-{number:04}" for number in range(1001, 1009)]
    for number in numbers:
        on_record.record(deps, number[-4:], ssn=number)
    with ThreadPoolExecutor() as pool:
        rotation = pool.submit(keys.rotate, rotating)
        found = [
            register(rotating, on_record.account(rotating, f"e{number[-4:]}"), typing(ssn=number)).ein
            for number in numbers
        ]
        assert rotation.result()["ssns"] > 0
    assert found == [number[-4:] for number in numbers]
    assert places(rotating) == {"present"}
