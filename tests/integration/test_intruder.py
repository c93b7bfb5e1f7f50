"""Whoever asks for somebody else's application learns nothing: it answers exactly like one that was never made.

The functions are found by looking at the program, so that a new one can't be forgotten.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from cecs_app import services
from cecs_app.domain.account import Contact
from cecs_app.domain.application import Status
from cecs_app.domain.errors import CecsError, NotFound
from cecs_app.domain.steps import Step
from cecs_app.services import applications, payments
from cecs_app.services.deps import Deps
from cecs_app.words.paper import Size
from tests.applying import ADDRESS, QUALIFIED, Applicant, all_no, applicant, filled, moved, sign, signature, stored
from tests.fakes import posted
from tests.fakes_cards import FakeCards
from tests.letters import LETTER, send_letter

INVENTED = "A-NONE-NONE"
STATES = ("draft", "awaiting_payment", "submitted", "missing_credentials", "withdrawn")
Function = Callable[..., object]


def found() -> dict[str, Function]:
    """Every public function of the services that is given an owner and a reference."""
    functions: dict[str, Function] = {}
    for package in (services, applications, payments):
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            for name, one in inspect.getmembers(module, inspect.isfunction):
                is_own = one.__module__ == info.name and not name.startswith("_")
                if is_own and {"educator_id", "reference"} <= set(inspect.signature(one).parameters):
                    functions[f"{info.name.removeprefix('cecs_app.services.')}.{name}"] = one
    return functions


FOUND = found()


@pytest.fixture
def deps(deps: Deps) -> Deps:
    return replace(deps, cards=FakeCards())


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def grace(deps: Deps) -> Applicant:
    """The intruder, an educator with an application of her own."""
    who = applicant(deps, name="Grace")
    filled(deps, who, "duplicate")
    return who


def made(deps: Deps, who: Applicant, state: str) -> str:
    reference = filled(deps, who, "endorsement")
    send_letter(deps, reference)
    if state == "draft":
        return reference
    sign(deps, who, reference)
    if state != "awaiting_payment":
        path = {
            "submitted": [Status.SUBMITTED],
            "missing_credentials": [Status.SUBMITTED, Status.IN_REVIEW, Status.MISSING_CREDENTIALS],
            "withdrawn": [Status.WITHDRAWN],
        }
        moved(deps, reference, *path[state])
    return reference


def extras(deps: Deps) -> Mapping[str, Any]:
    """Something fitting for whatever else a function may ask. A new parameter needs its line here."""
    return {
        "deps": deps,
        "step": Step.DETAILS,
        "typed": replace(ADDRESS, city="Elsewhere"),
        "codes": ["015"],
        "stated": QUALIFIED,
        "version": "2026-07",
        "replies": all_no(deps),
        "signature": signature(deps, "Grace Hopper"),
        "size": Size.LETTER,
        "letter": LETTER,
        "statement": "I have completed the coursework since, and send the transcript.",
        "fields": {"phone": "860 555 0100"},
    }


def told(deps: Deps, act: Function, educator_id: int | None, account_id: int, reference: str) -> object:
    """What the caller is told: the error whole, or that there was none."""
    asked = [name for name, one in inspect.signature(act).parameters.items() if one.default is one.empty]
    given = {**extras(deps), "educator_id": educator_id, "account_id": account_id, "reference": reference}
    try:
        with deps.database.transaction() if "db" in asked else deps.database.reading() as db:
            given["db"] = db
            act(**{name: given[name] for name in asked})
    except CecsError as error:
        return type(error), error.code, error.data, error.args
    return None


def test_the_functions_are_found() -> None:
    assert len(FOUND) >= 25
    assert {
        "applications.submit.submit",
        "applications.withdraw.withdraw",
        "applications.draft.open_draft",
        "applications.change_kind.change",
        "applications.receipt.show",
        "payments.card.start_card_payment",
        "payments.settle.settle",
        "payments.settle.find_known",
        "payments.settle.close_card_page",
        "payments.by_mail.get_slip",
        "payments.by_mail.choose_mail",
        "payments.fee.get_fee",
        "papers.receipt_pdf",
        "papers.slip_pdf",
    } <= set(FOUND)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", FOUND)
def test_somebody_elses_application_answers_like_an_invented_one(
    deps: Deps, ada: Applicant, grace: Applicant, name: str, state: str
) -> None:
    reference = made(deps, ada, state)
    before, mails = stored(deps, reference).model_dump(), len(posted(deps))
    expected = (NotFound, "not_found", {}, ("not_found",))
    for owner in (grace.educator_id, None, 0, -1):
        for asked in (reference, reference.lower(), INVENTED, ""):
            assert told(deps, FOUND[name], owner, grace.account_id, asked) == expected
    assert told(deps, FOUND[name], ada.educator_id, ada.account_id, INVENTED) == expected
    assert stored(deps, reference).model_dump() == before
    assert len(posted(deps)) == mails


@pytest.mark.parametrize("name", FOUND)
def test_the_owner_herself_is_let_through(deps: Deps, ada: Applicant, name: str) -> None:
    reference = made(deps, ada, "draft")
    outcome = told(deps, FOUND[name], ada.educator_id, ada.account_id, reference)
    assert outcome is None or (isinstance(outcome, tuple) and outcome[0] is not NotFound)


def test_an_address_of_hers_never_stands_in_another_ones_draft(deps: Deps, ada: Applicant) -> None:
    shown: Any = FOUND["applications.details.show"]
    mary = applicant(deps, name="Mary")
    hers, other = filled(deps, ada, "continuation"), filled(deps, mary, "continuation", until=Step.DETAILS)
    assert shown(deps, ada.educator_id, ada.account_id, hers).contact == ADDRESS
    assert shown(deps, mary.educator_id, mary.account_id, other).contact == Contact()
