"""/certificates: the box with certificate information, and the column "Renew/Update"."""

from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import certificates
from cecs_app.services.applications.begin import begin
from cecs_app.services.certificates import CertificatesView, CertificateView, OfferView
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.summary import row
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, path


class CertificatesState(Screen, rx.State):
    view: CertificatesView = CertificatesView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(certificates.show, who.educator_id, who.account_id)

    @act(Stage.ACKNOWLEDGED)
    async def choose(self, who: Visitor, form: dict[str, Any]) -> Any:
        number, application = text(form, "number"), text(form, "application")
        return go(await call(begin, who.educator_id, who.account_id, number, application))


def certificates_page() -> rx.Component:
    view = CertificatesState.view
    return page(
        _("Your certificates"),
        loaded(
            fields.error_summary(CertificatesState),
            rx.el.dl(
                row(_("Name"), view.name),
                row(_("Educator Identification Number (EIN)"), rx.el.span(view.ein, class_name="fact")),
                class_name="summary holder",
            ),
            rx.cond(view.certificates.length() > 0, _table(view), _none()),
        ),
        wide=True,
    )


def _table(view: Any) -> rx.Component:
    heads = [_("Certificate or permit"), _("Endorsements"), _("Valid"), _("Renew/Update")]
    return rx.el.table(
        rx.el.caption(_("Certificate information"), class_name="visually-hidden"),
        rx.el.thead(rx.el.tr(*[rx.el.th(one, scope="col") for one in heads])),
        rx.el.tbody(rx.foreach(view.certificates, _row)),
        class_name="table certificates",
    )


def _row(one: rx.Var[CertificateView]) -> rx.Component:
    valid = (
        rx.el.span(one.valid_from, class_name="whole"),
        " ",
        _("to"),
        " ",
        rx.el.span(one.valid_until, class_name="whole"),
    )
    badge = rx.el.div(rx.el.span(one.state, class_name=f"badge {one.tone}"))
    return rx.el.tr(
        rx.el.td(
            rx.el.strong(one.kind),
            rx.el.div(one.number, class_name="fact"),
            custom_attrs=_label(_("Certificate or permit")),
        ),
        rx.el.td(rx.foreach(one.endorsements, lambda words: rx.el.div(words)), custom_attrs=_label(_("Endorsements"))),
        rx.el.td(*valid, badge, rx.foreach(one.notes, _note), custom_attrs=_label(_("Valid"))),
        rx.el.td(_offers(one), custom_attrs=_label(_("Renew/Update"))),
    )


def _offers(one: Any) -> rx.Component:
    return rx.fragment(
        rx.cond(one.main, _offer(one.number, one.main, look="button")),
        rx.cond(
            one.others.length() > 0,
            rx.el.details(
                rx.el.summary(
                    _("Other applications"), rx.el.span(" ", one.kind, " ", one.number, class_name="visually-hidden")
                ),
                rx.foreach(one.others, lambda other: _offer(one.number, other, look="button secondary")),
                class_name="others",
            ),
        ),
    )


def _offer(number: Any, offer: rx.Var[OfferView], *, look: str) -> rx.Component:
    title = rx.el.div(rx.el.strong(offer.name), rx.cond(offer.fee, rx.el.span(" · ", offer.fee)))
    return rx.el.div(title, rx.el.div(offer.words, class_name="hint"), _way(number, offer, look), class_name="offer")


def _way(number: Any, offer: Any, look: str) -> rx.Component:
    choose, resume, check, pay = _("Choose"), _("Continue"), _("Check Status"), _("Check Status/Pay Now")
    return rx.match(
        offer.state,
        ("choose", _choose(number, offer, choose, look)),
        ("continue", _link(number, offer, resume, look)),
        ("status", _link(number, offer, check, look)),
        ("pay", _link(number, offer, pay, look)),
        ("balance", _link(number, offer, pay, look)),
        rx.fragment(),
    )


def _link(number: Any, offer: Any, words: str, look: str) -> rx.Component:
    return rx.el.a(words, aria_label=_said(number, offer, words), href=path("") + offer.href, class_name=look)


def _choose(number: Any, offer: Any, words: str, look: str) -> rx.Component:
    return rx.el.form(
        rx.el.input(type="hidden", name="number", value=number, read_only=True),
        rx.el.input(type="hidden", name="application", value=offer.application, read_only=True),
        rx.el.button(
            words,
            aria_label=_said(number, offer, words),
            type="submit",
            class_name=look,
            aria_disabled=CertificatesState.busy,
        ),
        on_submit=CertificatesState.choose.throttle(fields.DOUBLE_PRESS_MS),
    )


def _said(number: Any, offer: Any, words: str) -> Any:
    """What a screen reader says, since a bare "Choose" stands in every row."""
    return _("{act}: {application}, {number}").format(act=words, application=offer.name, number=number)


def _note(words: rx.Var[str]) -> rx.Component:
    return rx.el.div(words, class_name="hint")


def _label(words: str) -> dict[str, str]:
    return {"data-label": words}


def _none() -> rx.Component:
    policy = wiring.deps().mail_policy
    return rx.el.div(
        rx.el.h2(_("No certificate or permit is on record under this number yet")),
        rx.el.p(_("Does one belong here? Write to the Bureau, and name your EIN:")),
        rx.el.address(*[rx.el.span(line, class_name="address-line") for line in policy.address]),
        class_name="notice",
    )
