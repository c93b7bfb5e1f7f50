"""The card company's own page, where a person types a card. Works without JavaScript."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sandbox.cards import objects, payments, sessions
from sandbox.cards.acceptance import Acceptance
from sandbox.cards.desk import Desk
from sandbox.cards.errors import Body, GatewayError
from sandbox.cards.form import CardForm, Payer, field_errors, read_form
from sandbox.cards.practice import PRACTICE_CARDS, Outcome, PracticeCard, find_card
from sandbox.web import NEW_YORK, page

PAYEE = "Connecticut Educator Certification System (CECS)"

REFUSALS = {
    Outcome.DECLINED: "The bank declined this card. No money was taken. Use another card, or ask the bank.",
    Outcome.INSUFFICIENT_FUNDS: ("There is not enough money on this card. No money was taken. Use another card."),
}


def page_routes(desk: Desk) -> list[Route]:
    return [
        Route("/pay/{id}", _endpoint(_show, desk), methods=["GET"]),
        Route("/pay/{id}", _endpoint(_pay, desk), methods=["POST"]),
    ]


def _endpoint(answer: Callable[[Desk, str, str], Response], desk: Desk) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        typed = (await request.body()).decode(errors="replace")
        try:
            return await run_in_threadpool(answer, desk, request.path_params["id"], typed)
        except GatewayError:
            return page("pay_missing.html", status=404)

    return endpoint


def _show(desk: Desk, id: str, typed: str) -> Response:
    with desk.store.writing() as db:
        session = sessions.current(db, id, desk.now())
        items = objects.get_private(db, id)["items"]
    if session["status"] != "open":
        return _closed_page(session)
    return _form_page(session, items, CardForm())


def _pay(desk: Desk, id: str, typed: str) -> Response:
    form = read_form(typed)
    with desk.store.writing() as db:
        session = sessions.current(db, id, desk.now())
        items = objects.get_private(db, id)["items"]
        if session["status"] != "open":
            return _closed_page(session, status=409)
        card, errors = find_card(form.digits), field_errors(form, _today(desk))
        if errors or card is None:
            return _form_page(session, items, form, errors=errors, status=422)
        refusal = _try_card(db, session, card, form.payer, desk.now())
    if refusal:
        return _form_page(session, items, form, errors={"number": refusal}, status=402)
    return RedirectResponse(sessions.return_address(session), 303)


def _try_card(db: sqlite3.Connection, session: Body, card: PracticeCard, payer: Payer, now: int) -> str | None:
    """None when the card was approved, else the words for the payer."""
    not_accepted = Acceptance.of(session).refusal(card)
    if not_accepted:
        return f"{not_accepted} No money was taken."
    return REFUSALS.get(payments.pay(db, session, card, payer, now))


def _form_page(
    session: Body, items: list[Body], form: CardForm, errors: dict[str, str] | None = None, status: int = 200
) -> Response:
    return page(
        "pay.html",
        status=status,
        session=session,
        items=items,
        form=form,
        errors=errors or {},
        payee=PAYEE,
        accepted=Acceptance.of(session).summary,
        cards=PRACTICE_CARDS,
    )


def _closed_page(session: Body, status: int = 200) -> Response:
    """A paid session leads on to where paying would have led; an expired one leads back."""
    paid = session["status"] == "complete"
    address = sessions.return_address(session) if paid else session["cancel_url"]
    return page("pay_closed.html", status=status, paid=paid, address=address)


def _today(desk: Desk) -> date:
    return datetime.fromtimestamp(desk.now(), NEW_YORK).date()
