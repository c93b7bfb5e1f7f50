"""/certificates: the box with certificate information, and the column "Renew/Update"."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import certificates
from cecs_app.services.certificates import CertificateView, OfferView
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call


class CertificatesState(Screen, rx.State):
    ein: str = ""
    name: str = ""
    certificates: list[CertificateView] = []

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        view = await call(certificates.show, who.educator_id, who.account_id)
        self.ein, self.name, self.certificates = view.ein, view.name, list(view.certificates)


def certificates_page() -> rx.Component:
    state = CertificatesState
    return page(
        _("Your certificates"),
        loaded(
            rx.el.dl(
                rx.el.div(rx.el.dt(_("Name")), rx.el.dd(state.name)),
                rx.el.div(rx.el.dt(_("Educator Identification Number (EIN)")), rx.el.dd(state.ein, class_name="fact")),
                class_name="summary",
            ),
            rx.cond(state.certificates.length() > 0, _table(state), _none()),
        ),
        wide=True,
    )


def _table(state: Any) -> rx.Component:
    heads = [_("Certificate or permit"), _("Endorsements"), _("Valid"), _("State"), _("Renew/Update")]
    return rx.el.table(
        rx.el.caption(_("Certificate information"), class_name="visually-hidden"),
        rx.el.thead(rx.el.tr(*[rx.el.th(one, scope="col") for one in heads])),
        rx.el.tbody(rx.foreach(state.certificates, _row)),
        class_name="table",
    )


def _row(one: rx.Var[CertificateView]) -> rx.Component:
    valid = _("{first} to {last}").format(first=one.valid_from, last=one.valid_until)
    badge = rx.el.span(one.state, class_name=f"badge {one.tone}")
    return rx.el.tr(
        rx.el.td(rx.el.strong(one.kind), rx.el.br(), one.number, custom_attrs=_label(_("Certificate or permit"))),
        rx.el.td(rx.foreach(one.endorsements, lambda words: rx.el.div(words)), custom_attrs=_label(_("Endorsements"))),
        rx.el.td(valid, rx.foreach(one.notes, _note), custom_attrs=_label(_("Valid"))),
        rx.el.td(badge, custom_attrs=_label(_("State"))),
        rx.el.td(rx.cond(one.main, _offer(one.main)), custom_attrs=_label(_("Renew/Update"))),
    )


def _offer(offer: rx.Var[OfferView]) -> rx.Component:
    return rx.fragment(
        rx.el.div(rx.el.strong(offer.name)), rx.el.div(offer.words), rx.cond(offer.fee, rx.el.div(offer.fee))
    )


def _note(words: rx.Var[str]) -> rx.Component:
    return rx.el.div(words, class_name="hint")


def _label(words: str) -> dict[str, str]:
    return {"data-label": words}


def _none() -> rx.Component:
    return rx.el.p(
        _("No certificate or permit is on record under this number yet. Does one belong here? Ask the Bureau."),
        class_name="notice",
    )
