"""The card company's own page, where a person types a card, and the bank's behind it. Work without JavaScript."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.cards import objects, payments, screens, sessions
from sandbox.cards.acceptance import Acceptance
from sandbox.cards.desk import Desk
from sandbox.cards.errors import Body, GatewayError
from sandbox.cards.form import CardForm, Payer, field_errors, has_confirmed, read_form
from sandbox.cards.practice import Outcome, PracticeCard, find_card
from sandbox.web import NEW_YORK, page

REFUSALS = {
    Outcome.DECLINED: "The bank declined this card. No money was taken. Use another card, or ask the bank.",
    Outcome.INSUFFICIENT_FUNDS: "There is not enough money on this card. No money was taken. Use another card.",
}
NOT_CONFIRMED = "The bank could not confirm that it is you. No money was taken. Try again, or use another card."


def page_routes(desk: Desk) -> list[Route]:
    return [
        Route("/pay/{id}", _endpoint(_show, desk), methods=["GET"]),
        Route("/pay/{id}", _endpoint(_pay, desk), methods=["POST"]),
        Route("/pay/{id}/challenge", _endpoint(_show_challenge, desk), methods=["GET"]),
        Route("/pay/{id}/challenge", _endpoint(_answer_challenge, desk), methods=["POST"]),
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
        session, items = _opened(db, id, desk)
    if session["status"] != "open":
        return screens.closed(session)
    return screens.card_form(session, items, CardForm())


def _pay(desk: Desk, id: str, typed: str) -> Response:
    form = read_form(typed)
    with desk.store.writing() as db:
        session, items = _opened(db, id, desk)
        if session["status"] != "open":
            return screens.closed(session, status=409)
        card, errors = find_card(form.digits), field_errors(form, _today(desk))
        if errors or card is None:
            return screens.card_form(session, items, form, errors=errors, status=422)
        refusal = _try_card(db, session, card, form.payer, desk.now())
    if refusal:
        return screens.card_form(session, items, form, errors={"number": refusal}, status=402)
    return screens.to_bank(session) if card.outcome is Outcome.CHALLENGED else screens.back_to_portal(session)


def _try_card(db: sqlite3.Connection, session: Body, card: PracticeCard, payer: Payer, now: int) -> str | None:
    """None when the card was not refused, else the words for the payer."""
    not_accepted = Acceptance.of(session).refusal(card)
    if not_accepted:
        return f"{not_accepted} No money was taken."
    return REFUSALS.get(payments.pay(db, session, card, payer, now))


def _show_challenge(desk: Desk, id: str, typed: str) -> Response:
    with desk.store.writing() as db:
        session, _ = _opened(db, id, desk)
        method = payments.challenged(db, session)
    if session["status"] != "open":
        return screens.closed(session)
    return screens.bank_asks(session, method) if method else screens.to_card_form(session)


def _answer_challenge(desk: Desk, id: str, typed: str) -> Response:
    passed = has_confirmed(typed)
    with desk.store.writing() as db:
        session, items = _opened(db, id, desk)
        if session["status"] != "open":
            return screens.closed(session, status=409)
        method = payments.challenged(db, session)
        if method is None:
            return screens.to_card_form(session)
        payments.answer_challenge(db, session, method, passed=passed, now=desk.now())
    if passed:
        return screens.back_to_portal(session)
    return screens.card_form(session, items, CardForm(), errors={"number": NOT_CONFIRMED}, status=402)


def _opened(db: sqlite3.Connection, id: str, desk: Desk) -> tuple[Body, list[Body]]:
    """The session as it is by now, and what is paid for."""
    return sessions.current(db, id, desk.now()), objects.get_private(db, id)["items"]


def _today(desk: Desk) -> date:
    return datetime.fromtimestamp(desk.now(), NEW_YORK).date()
