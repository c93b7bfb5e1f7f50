"""/: what the CECS is, the two ways in, how it works, what it costs and how to pay."""

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import fee_table
from cecs_app.services.fee_table import FeeRow
from cecs_app.ui.components.frame import bare_page
from cecs_app.ui.guards import visit
from cecs_app.ui.pay.cards import card_lists
from cecs_app.ui.pay.fee_words import Ways, ways
from cecs_app.ui.visiting import Portal, Screen, call, path


class LandingState(Screen, rx.State):
    fees: list[FeeRow] = []
    on: str = ""
    review_fee: str = ""
    is_professional_free: bool = True
    ways: Ways = Ways()

    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> None:
        table = await call(fee_table.get_fee_table)
        self.fees, self.on = list(table.rows), table.on
        self.review_fee, self.is_professional_free = table.review_fee, table.is_professional_free
        deps = wiring.deps()
        self.ways = ways(deps.card_policy, deps.mail_policy)


def landing_page() -> rx.Component:
    return bare_page(
        _hero(),
        rx.el.div(_steps(), _fees(), _payment(), class_name="landing-body"),
        class_name="landing",
    )


def _hero() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.h1(_("Connecticut's Educator Certification System")),
                rx.el.p(
                    _("Apply for your certificate or permit, renew it, pay, and follow your application. "),
                    _("On a phone or a computer, at any hour."),
                    class_name="lead",
                ),
                rx.cond(Portal.signed_in, _signed_in_acts(), _acts()),
            ),
            rx.el.img(src="/mark.svg", alt=_("The CECS mark"), class_name="hero-mark"),
            class_name="hero-inner",
        ),
        class_name="hero",
    )


def _acts() -> rx.Component:
    return rx.el.div(
        rx.el.a(_("Create an Account on the C.E.C.S."), href=path("/create-account"), class_name="button"),
        rx.el.a(_("Login to the CECS"), href=path("/login"), class_name="button secondary"),
        rx.el.p(_("First time here? Create an account first.")),
        class_name="actions",
    )


def _signed_in_acts() -> rx.Component:
    return rx.el.div(
        rx.el.a(_("Continue to your certificates"), href=path("/certificates"), class_name="button"),
        class_name="actions",
    )


def _steps() -> rx.Component:
    steps = (
        (_("Create your account"), _("Two emails bring you a username and a temporary password.")),
        (_("Make your password"), _("Log in with what we mailed and set a personal password.")),
        (_("Register"), _("We look for your record and your Educator Identification Number (EIN).")),
        (_("Choose and apply"), _("Pick a certificate, answer a few questions, sign, and pay if there is a fee.")),
    )
    return rx.el.section(
        rx.el.h2(_("How it works"), id="how"),
        rx.el.ol(
            *[rx.el.li(rx.el.h3(title), rx.el.p(words)) for title, words in steps],
            class_name="steps",
        ),
        rx.el.p(
            _("Been here before? Log in and choose “Check Status/Pay Now” to see where your application stands."),
            class_name="hint",
        ),
        aria_labelledby="how",
    )


def _fees() -> rx.Component:
    state = LandingState
    return rx.el.section(
        rx.el.h2(_("Fees"), id="fees"),
        rx.cond(
            state.is_professional_free,
            rx.el.p(
                rx.el.strong(_("There is no fee to renew a Professional Educator Certificate.")),
                class_name="notice good",
            ),
        ),
        rx.cond(state.fees.length() > 0, _fee_table(), _fees_coming()),
        aria_labelledby="fees",
    )


def _fees_coming() -> rx.Component:
    return rx.el.div(
        rx.el.span(class_name="spinner", aria_hidden="true"),
        _("Loading today's fees…"),
        class_name="loading",
        role="status",
    )


def _fee_table() -> rx.Component:
    state = LandingState
    heads = (_("Application"), _("Certificate or permit"), _("Fee"))
    return rx.fragment(
        rx.el.table(
            rx.el.caption(_("Fees on {day}, set by the State of Connecticut").format(day=state.on)),
            rx.el.thead(rx.el.tr(*[rx.el.th(head, scope="col") for head in heads])),
            rx.el.tbody(rx.foreach(state.fees, _fee_row)),
            class_name="table fees",
        ),
        rx.el.p(
            _("A fee includes {amount} for the review. That part is not refunded.").format(amount=state.review_fee),
            class_name="hint",
        ),
    )


def _fee_row(row: rx.Var[FeeRow]) -> rx.Component:
    return rx.el.tr(
        rx.el.th(row.application, scope="row"),
        rx.el.td(row.kinds, custom_attrs={"data-label": _("Certificate or permit")}),
        rx.el.td(row.fee, custom_attrs={"data-label": _("Fee")}, class_name="amount"),
    )


def _payment() -> rx.Component:
    ways = LandingState.ways
    return rx.el.section(
        rx.el.h2(_("How to pay"), id="pay"),
        rx.el.div(
            rx.el.div(
                rx.el.h3(_("By credit card, at once")),
                card_lists(ways.accepted_cards, ways.refused_cards),
                class_name="card",
            ),
            rx.el.div(
                rx.el.h3(_("By mail, later")),
                rx.el.p(_("A {kinds}, payable to:").format(kinds=ways.instruments)),
                rx.el.p(rx.el.strong(ways.payee)),
                rx.el.p(_("Mail it with your payment slip to:")),
                rx.el.address(rx.foreach(ways.address, lambda line: rx.el.span(line, class_name="address-line"))),
                rx.el.p(_("Personal checks are NOT accepted."), class_name="warn-line"),
                class_name="card",
            ),
            class_name="two-columns",
        ),
        aria_labelledby="pay",
    )
