"""Two clerks, two tabs, two accounts: whatever happens at the same moment, one thing happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from cecs_app.domain.errors import CecsError
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps
from cecs_app.services.desk import settle_claim
from cecs_app.services.desk.settle_claim import Act
from cecs_app.services.register import register, show
from tests.claiming import WHY, act, claim_of, claimed, clerk, refused
from tests.on_record import ANOTHER_SSN, account, record
from tests.registering import JANE, claims_of, ein_of, eins, mails_to, typing

EIN = "1000000001"


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return clerk(deps)


@pytest.fixture
def sam(deps: Deps) -> Clerk:
    return clerk(deps, "Sam")


def outcomes(*deeds: Callable[[], object]) -> list[str]:
    """Of all at once: "done", or the code of what stopped it."""
    together = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        together.wait()
        try:
            deed()
        except CecsError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


class TestTwoClerks:
    @pytest.mark.parametrize("second", ["link", "keep_apart", "refuse", "add_candidate"])
    def test_the_second_one_is_told_that_it_is_decided(self, deps: Deps, rita: Clerk, sam: Clerk, second: str) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        seen = act(deps, sam, reference)
        settle_claim.link(deps, rita, act(deps, rita, reference), EIN)
        mails = len(mails_to(deps, "jane"))
        with refused("claim_settled"):
            deeds_of(deps, sam, seen)[second]()
        assert (ein_of(deps, jane), claim_of(deps, reference).decided_by) == (EIN, rita.staff_id)
        assert (len(mails_to(deps, "jane")), eins(deps)) == (mails, [EIN])

    @pytest.mark.parametrize("other", ["link", "keep_apart", "refuse"])
    def test_of_two_at_the_same_moment_one_decides(self, deps: Deps, rita: Clerk, sam: Clerk, other: str) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        seen = act(deps, rita, reference)
        came = outcomes(deeds_of(deps, rita, seen)["link"], deeds_of(deps, sam, seen)[other])
        assert sorted(came) == ["claim_settled", "done"]
        claim = claim_of(deps, reference)
        assert claim.decided_by == (rita, sam)[came.index("done")].staff_id
        assert len(mails_to(deps, "jane")) == 2
        assert (ein_of(deps, jane) is None) == (claim.status == "refused")
        assert len(eins(deps)) == (2 if claim.status == "kept_apart" else 1)

    def test_one_record_goes_to_one_of_two_accounts_that_claim_it(self, deps: Deps, rita: Clerk, sam: Clerk) -> None:
        record(deps, last_name="Brandt")
        claimants = [claimed(deps, name=name) for name in ("ana", "bea")]
        acts = [act(deps, rita, reference) for _account, reference in claimants]
        came = outcomes(deeds_of(deps, rita, acts[0])["link"], deeds_of(deps, sam, acts[1])["link"])
        # Whoever comes second finds the record taken.
        assert sorted(came) == ["done", "record_taken"]
        assert sorted(ein_of(deps, one) or "" for one, _reference in claimants) == ["", EIN]
        assert sorted(one.status for one in claims_of(deps)) == ["linked", "open"]


def deeds_of(deps: Deps, by: Clerk, seen: Act) -> dict[str, Callable[[], object]]:
    return {
        "link": lambda: settle_claim.link(deps, by, seen, EIN),
        "keep_apart": lambda: settle_claim.keep_apart(deps, by, seen),
        "refuse": lambda: settle_claim.refuse(deps, by, seen),
        "add_candidate": lambda: settle_claim.add_candidate(deps, by, seen, EIN),
    }


class TestWhileSheTypesInAnotherTab:
    def test_what_she_changed_first_is_not_decided_on_unseen(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        seen = act(deps, rita, reference)
        register(deps, jane, typing(last_name="Holm"))
        for name, deed in deeds_of(deps, rita, seen).items():
            with refused("claim_changed"):
                deed()
            assert ein_of(deps, jane) is None, name
        settle_claim.link(deps, rita, act(deps, rita, reference), EIN)
        assert ein_of(deps, jane) == EIN

    def test_what_she_sends_unchanged_does_not_stand_in_the_clerks_way(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        seen = act(deps, rita, reference)
        register(deps, jane, JANE)
        settle_claim.link(deps, rita, seen, EIN)
        assert ein_of(deps, jane) == EIN

    def test_what_she_put_right_first_settles_it(self, deps: Deps, rita: Clerk) -> None:
        record(deps)
        jane, reference = claimed(deps, typing(last_name="Kowalski"))
        seen = act(deps, rita, reference)
        register(deps, jane, JANE)
        for deed in deeds_of(deps, rita, seen).values():
            with refused("claim_settled"):
                deed()
        assert (ein_of(deps, jane), eins(deps)) == (EIN, [EIN])

    @pytest.mark.parametrize("deed", ["link", "keep_apart"])
    def test_what_she_sends_afterwards_shows_her_the_number_she_has(self, deps: Deps, rita: Clerk, deed: str) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        deeds_of(deps, rita, act(deps, rita, reference))[deed]()
        number = ein_of(deps, jane)
        view = register(deps, jane, typing(last_name="Holm", ssn=ANOTHER_SSN))
        assert (view.ein, view.reference) == (number, "")
        assert len(claims_of(deps)) == 1

    def test_what_she_sends_after_a_refusal_opens_a_claim_of_its_own(self, deps: Deps, rita: Clerk) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        deeds_of(deps, rita, act(deps, rita, reference))["refuse"]()
        assert register(deps, jane, JANE).reference not in ("", reference)
        assert len(claims_of(deps)) == 2

    @pytest.mark.parametrize("deed", ["link", "keep_apart", "refuse"])
    @pytest.mark.parametrize("last_name", ["Munoz", "Holm", "Brandt"])
    def test_at_the_same_moment_one_of_the_two_comes_first_and_the_other_heeds_it(
        self, deps: Deps, rita: Clerk, deed: str, last_name: str
    ) -> None:
        record(deps, last_name="Brandt")
        jane, reference = claimed(deps)
        seen = act(deps, rita, reference)
        hers, clerks = outcomes(
            lambda: register(deps, jane, typing(last_name=last_name)), deeds_of(deps, rita, seen)[deed]
        )
        assert hers == "done"
        assert clerks in ("done", "claim_changed", "claim_settled")
        open_ones = [one for one in claims_of(deps) if one.open_key]
        has_record = ein_of(deps, jane) is not None
        assert has_record != bool(open_ones) or (deed == "refuse" and clerks == "done")
        assert len(open_ones) <= 1
        assert show(deps, jane).ein == (ein_of(deps, jane) or "")
        assert len(eins(deps)) == (2 if deed == "keep_apart" and clerks == "done" else 1)

    def test_a_record_that_has_come_to_be_since_is_not_decided_past(self, deps: Deps, rita: Clerk) -> None:
        record(deps, ssn=ANOTHER_SSN)
        _jane, reference = claimed(deps)
        seen = act(deps, rita, reference)
        register(deps, account(deps, "janet"), typing(first_name="Petra", last_name="Lund", month="1", day="2"))
        with refused("claim_changed"):
            settle_claim.keep_apart(deps, rita, seen)

    def test_minting_for_one_and_registering_of_another_with_her_number_make_one_record(
        self, deps: Deps, rita: Clerk
    ) -> None:
        record(deps, ssn=ANOTHER_SSN)
        jane, reference = claimed(deps)
        janet = account(deps, "janet")
        other = typing(first_name="Petra", last_name="Lund", month="1", day="2")
        seen = act(deps, rita, reference, WHY)
        came = outcomes(lambda: settle_claim.keep_apart(deps, rita, seen), lambda: register(deps, janet, other))
        # If hers was minted first, the other becomes a claim; if the other came first, the clerk had not seen it.
        assert came in (["done", "done"], ["claim_changed", "done"])
        (only,) = {ein_of(deps, jane), ein_of(deps, janet)} - {None}
        assert eins(deps) == [EIN, only]
        assert ein_of(deps, jane) == (only if came[0] == "done" else None)
