"""What the hosted page shows in each state of a session."""

from starlette.responses import RedirectResponse, Response

from sandbox.cards import sessions
from sandbox.cards.acceptance import Acceptance
from sandbox.cards.errors import Body
from sandbox.cards.form import CardForm
from sandbox.cards.practice import BRAND_NAMES, CARD_GROUPS, Brand
from sandbox.web import page

PAYEE = "Connecticut Educator Certification System (CECS)"


def card_form(
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
        groups=CARD_GROUPS,
    )


def bank_asks(session: Body, method: Body) -> Response:
    card = method["card"]
    name = f"{BRAND_NAMES[Brand(card['brand'])]} ending in {card['last4']}"
    return page("challenge.html", session=session, payee=PAYEE, card=name)


def closed(session: Body, status: int = 200) -> Response:
    """A paid session leads on to where paying would have led; an expired one leads back."""
    paid = session["status"] == "complete"
    address = sessions.return_address(session) if paid else session["cancel_url"]
    return page("pay_closed.html", status=status, paid=paid, address=address)


def back_to_portal(session: Body) -> Response:
    return RedirectResponse(sessions.return_address(session), 303)


def to_bank(session: Body) -> Response:
    return RedirectResponse(f"/pay/{session['id']}/challenge", 303)


def to_card_form(session: Body) -> Response:
    return RedirectResponse(f"/pay/{session['id']}", 303)
