"""The pages of EIN claims: who is let in, what they show and send back, and what they make of whatever arrives."""

import asyncio
import inspect
from typing import Any

import pytest

from cecs_app.domain.access import Stage
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import claim_proof, settle_claim
from cecs_app.services.register import register, show
from cecs_app.ui.desk.claim import ClaimState
from cecs_app.ui.desk.claim_acts import AskProofState, KeepApartState, LinkClaimState, RefuseClaimState
from cecs_app.ui.desk.claims import ClaimsState
from cecs_app.ui.register import RegisterState
from tests.at_desk import cookie_of_clerk, hired
from tests.claiming import WHY, act, ask_identity, claim_of, claimed, clerk
from tests.on_record import ANOTHER_SSN, contents, record
from tests.registering import ein_of, typing
from tests.ui import states
from tests.ui.test_access import HOSTILE
from tests.ui.visitors import cookie_of

EIN = "1000000001"
STATES = (ClaimsState, ClaimState, LinkClaimState, KeepApartState, RefuseClaimState, AskProofState)
HANDLERS = [
    (state, name) for state in STATES for name, one in state.event_handlers.items() if hasattr(one.fn, "needed")
]


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return clerk(deps)


@pytest.fixture
def married(deps: Deps) -> tuple[int, str]:
    """Her account, and the reference of her claim."""
    record(deps, last_name="Brandt")
    return claimed(deps)


def opened(state: Any, token: str, reference: str, **route: str) -> Any:
    shown = states.fresh(state, token=token, reference=reference, **route)
    run(shown, "load")
    return shown


def run(state: Any, handler: str, *args: Any) -> list[str]:
    return states.redirects(asyncio.run(states.run(state, handler, *args)))


def fresh_run(state_class: Any, handler: str, token: str, reference: str, argument: Any) -> list[str]:
    state = states.fresh(state_class, token=token, reference=reference, candidate=EIN)
    count = len(inspect.signature(state.event_handlers[handler].fn).parameters) - 1
    return run(state, handler, *[argument] * count)


class TestWhoIsLetIn:
    @pytest.mark.parametrize(("state", "handler"), HANDLERS, ids=lambda one: getattr(one, "__name__", one))
    def test_nobody_but_a_reviewer(self, deps: Deps, married: tuple[int, str], state: Any, handler: str) -> None:
        educator = cookie_of(deps, Stage.ACKNOWLEDGED)
        others = hired(deps, Role.CASHIER, name="Carl"), hired(deps, Role.SUPERVISOR, name="Sue")
        before = contents(deps)["event"]
        form = {"reason": WHY, "ein": EIN, "item_other": "yes", "detail_other": WHY, "due_on": "2027-02-01"}
        for token in ("", "invented", educator):
            assert fresh_run(state, handler, token, married[1], form) == ["/desk/login"]
        for other in others:
            token = cookie_of_clerk(deps, other)
            assert fresh_run(state, handler, token, married[1], form) == ["/desk/not-your-duty"]
        assert contents(deps)["event"] == before

    @pytest.mark.parametrize("state", STATES[1:], ids=lambda one: one.__name__)
    def test_her_own_claim_shows_her_nothing_but_why(self, deps: Deps, married: tuple[int, str], state: Any) -> None:
        with deps.database.reading():
            own = hired(deps, Role.REVIEWER, name="Olga", educator_id=1)
        shown = opened(state, cookie_of_clerk(deps, own), married[1], candidate=EIN)
        assert list(shown.errors.values()) == ["This is your own record. A colleague has to work on it."]
        assert shown.view.reference == ""

    @pytest.mark.parametrize("state", STATES[1:], ids=lambda one: one.__name__)
    def test_a_claim_that_is_none_is_not_found(self, deps: Deps, rita: Clerk, state: Any) -> None:
        shown = states.fresh(state, token=cookie_of_clerk(deps, rita), reference="C-0000-0000", candidate=EIN)
        assert run(shown, "load") == ["/not-found"]

    @pytest.mark.parametrize("argument", HOSTILE, ids=lambda value: f"{type(value).__name__}-{str(value)[:12]}")
    def test_arguments_of_any_type_are_answered_and_decide_nothing(
        self, deps: Deps, rita: Clerk, married: tuple[int, str], argument: Any
    ) -> None:
        token = cookie_of_clerk(deps, rita)
        for state, handler in HANDLERS:
            if (state, handler) == (LinkClaimState, "submit"):
                continue
            shown = opened(state, token, married[1], candidate=EIN)
            count = len(inspect.signature(shown.event_handlers[handler].fn).parameters) - 1
            run(shown, handler, *[argument] * count)
        assert claim_of(deps, married[1]).status == "open"

    @pytest.mark.parametrize("argument", HOSTILE, ids=lambda value: f"{type(value).__name__}-{str(value)[:12]}")
    def test_a_link_that_needs_a_reason_is_never_made_by_what_is_none(
        self, deps: Deps, rita: Clerk, argument: Any
    ) -> None:
        record(deps, ssn=ANOTHER_SSN)
        jane, reference = claimed(deps)
        shown = opened(LinkClaimState, cookie_of_clerk(deps, rita), reference, candidate=EIN)
        run(shown, "submit", argument)
        assert "reason" in shown.errors
        assert ein_of(deps, jane) is None

    @pytest.mark.parametrize("candidate", ["", "2", "1' OR '1'='1", "\0", "x" * 5_000])
    def test_a_candidate_in_the_address_that_is_none_is_not_found(
        self, deps: Deps, rita: Clerk, married: tuple[int, str], candidate: str
    ) -> None:
        shown = states.fresh(
            LinkClaimState, token=cookie_of_clerk(deps, rita), reference=married[1], candidate=candidate
        )
        assert run(shown, "load") == ["/not-found"]


class TestDeciding:
    def test_linking_leads_back_to_the_claim(self, deps: Deps, rita: Clerk, married: tuple[int, str]) -> None:
        jane, reference = married
        shown = opened(LinkClaimState, cookie_of_clerk(deps, rita), reference, candidate=EIN)
        assert run(shown, "submit", {"reason": ""}) == [f"/desk/claims/{reference}"]
        assert ein_of(deps, jane) == EIN
        decided = opened(ClaimState, cookie_of_clerk(deps, rita), reference)
        assert (decided.view.is_open, decided.view.ein, decided.view.status) == (False, EIN, "Linked")

    @pytest.mark.parametrize(("state", "came"), [(KeepApartState, "kept_apart"), (RefuseClaimState, "refused")])
    def test_the_others_need_a_reason(
        self, deps: Deps, rita: Clerk, married: tuple[int, str], state: Any, came: str
    ) -> None:
        shown = opened(state, cookie_of_clerk(deps, rita), married[1])
        assert run(shown, "submit", {"reason": " "}) == []
        assert list(shown.errors) == ["reason"]
        assert run(shown, "submit", {"reason": WHY}) == [f"/desk/claims/{married[1]}"]
        assert claim_of(deps, married[1]).status == came

    def test_proof_is_asked_for_and_taken_in_when_it_comes_by_post(
        self, deps: Deps, rita: Clerk, married: tuple[int, str]
    ) -> None:
        token = cookie_of_clerk(deps, rita)
        asking = opened(AskProofState, token, married[1])
        assert run(asking, "submit", {"due_on": asking.view.due_on}) == []
        assert "wanted" in asking.errors
        form = {"item_name_change": "yes", "due_on": asking.view.due_on}
        assert run(asking, "submit", form) == [f"/desk/claims/{married[1]}"]
        shown = opened(ClaimState, token, married[1])
        assert shown.view.proof == "Proof asked"
        run(shown, "receive", shown.view.proofs[0].reference)
        assert shown.view.proof == "Proof arrived"

    def test_what_the_screen_did_not_show_yet_is_not_decided_on(
        self, deps: Deps, rita: Clerk, married: tuple[int, str]
    ) -> None:
        jane, reference = married
        shown = opened(KeepApartState, cookie_of_clerk(deps, rita), reference)
        register(deps, jane, typing(last_name="Holm"))
        run(shown, "submit", {"reason": WHY})
        assert list(shown.errors.values()) == [
            "Something in this claim has changed since you opened the page. Look at it again."
        ]
        assert ein_of(deps, jane) is None

    def test_a_screen_that_was_never_filled_decides_nothing(
        self, deps: Deps, rita: Clerk, married: tuple[int, str]
    ) -> None:
        token = cookie_of_clerk(deps, rita)
        for state in (LinkClaimState, KeepApartState, RefuseClaimState):
            fresh_run(state, "submit", token, married[1], {"reason": WHY})
        assert claim_of(deps, married[1]).status == "open"

    def test_another_record_is_put_beside_the_others(self, deps: Deps, rita: Clerk, married: tuple[int, str]) -> None:
        record(deps, "77", ssn=ANOTHER_SSN, first_name="Ada", last_name="Holm")
        shown = opened(ClaimState, cookie_of_clerk(deps, rita), married[1])
        run(shown, "add", {"ein": "78"})
        assert list(shown.errors) == ["ein"]
        run(shown, "add", {"ein": "77"})
        assert [one.ein for one in shown.view.candidates] == [EIN, "77"]


class TestTheList:
    def test_a_search_leads_to_its_address_and_never_with_an_ssn(
        self, deps: Deps, rita: Clerk, married: tuple[int, str]
    ) -> None:
        shown = states.fresh(ClaimsState, token=cookie_of_clerk(deps, rita), path="/desk/claims")
        run(shown, "load")
        assert [one.reference for one in shown.view.lines] == [married[1]]
        assert run(shown, "search", {"find": "munoz"}) == ["/desk/claims?find=munoz"]
        assert run(shown, "search", {"find": "734-12-3456"}) == []
        assert list(shown.errors) == ["find"]


class TestTheEducatorsScreen:
    def screen(self, deps: Deps, account_id: int) -> Any:
        state = states.fresh(RegisterState)
        state._take(show(deps, account_id))
        return state

    def test_it_says_what_is_asked_then_what_was_decided(
        self, deps: Deps, rita: Clerk, married: tuple[int, str]
    ) -> None:
        jane, reference = married
        ask_identity(deps, rita, reference)
        assert (self.screen(deps, jane).proof_due, self.screen(deps, jane).has_proof) == ("February 4, 2027", True)
        item = opened(ClaimState, cookie_of_clerk(deps, rita), reference).view.proofs[0].reference
        claim_proof.receive_by_post(deps, rita, act(deps, rita, reference), item)
        assert (self.screen(deps, jane).proof_due, self.screen(deps, jane).has_proof) == ("", True)
        settle_claim.refuse(deps, rita, act(deps, rita, reference))
        assert self.screen(deps, jane).refused == WHY
        assert self.screen(deps, jane).claim_reference == ""
