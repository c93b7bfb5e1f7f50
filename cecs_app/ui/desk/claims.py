"""/desk/claims: registrations that only a person can decide, the oldest first; and those decided."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import claims
from cecs_app.services.desk.claims import ClaimLine, ClaimsView, Tab
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.desk.search_form import search_form
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, path


class ClaimsState(Screen, rx.State):
    view: ClaimsView = ClaimsView()

    @visit(Duty.SETTLE_CLAIMS)
    async def load(self, _clerk: Clerk) -> None:
        asked = self.router.url.query_parameters
        tab, after, find = (text(asked, name, claims.LONGEST_SEARCH) for name in ("tab", "after", "find"))
        self.view = await call(claims.show, tab, after, find)

    @act(Duty.SETTLE_CLAIMS)
    async def search(self, _clerk: Clerk, form_data: dict[str, Any]) -> Any:
        return go(claims.search_address(text(form_data, "find")))


def claims_page() -> rx.Component:
    state = ClaimsState
    view = state.view
    return desk_page(
        _("EIN claims"),
        loaded(
            rx.el.p(_("Registrations that match no record for certain. Each waits for one of us."), class_name="lead"),
            _search(state),
            _tabs(view),
            rx.cond(view.lines.length() > 0, _table(view), _none(view)),
            rx.cond(
                view.more != "",
                rx.el.nav(
                    rx.el.a(_("Next page"), href=path("") + view.more, class_name="button secondary"),
                    aria_label=_("Pages"),
                    class_name="actions",
                ),
            ),
        ),
    )


def _search(state: Any) -> rx.Component:
    return search_form(
        state,
        _("Find a claim"),
        _("Reference, or name: smith jo. Decided ones too."),
        fields.error_summary(state),
        longest=claims.LONGEST_SEARCH,
        key=state.view.find,
        look="search claim-search",
    )


def _tabs(view: Any) -> rx.Component:
    tabs = ((Tab.OPEN, _("Open"), claims.address()), (Tab.DECIDED, _("Decided"), claims.address(tab=Tab.DECIDED)))
    return rx.el.nav(
        *[
            rx.cond(
                view.tab == str(tab),
                rx.el.a(words, href=path(address), custom_attrs={"aria-current": "page"}),
                rx.el.a(words, href=path(address)),
            )
            for tab, words, address in tabs
        ],
        aria_label=_("Claims"),
        class_name="ways",
    )


def _table(view: Any) -> rx.Component:
    heads = (_("Claim"), _("Status"), _("Asked on"), _("Answer by"), _("Candidates"))
    return rx.el.table(
        rx.el.caption(_("EIN claims"), class_name="visually-hidden"),
        rx.el.thead(rx.el.tr(*[rx.el.th(words, scope="col") for words in heads])),
        rx.el.tbody(rx.foreach(view.lines, _line)),
        class_name="table claims",
    )


def _line(one: rx.Var[ClaimLine]) -> rx.Component:
    link = rx.el.a(
        rx.el.strong(one.name),
        " ",
        rx.el.span(one.reference, class_name="fact whole"),
        href=path("/desk/claims/") + one.reference,
    )
    late = rx.cond(one.is_overdue, rx.el.div(_("Overdue"), class_name="badge bad"))
    return rx.el.tr(
        rx.el.th(link, scope="row"),
        _cell(_("Status"), _standing(one)),
        _cell(_("Asked on"), one.opened),
        _cell(_("Answer by"), one.due, " ", late),
        _cell(_("Candidates"), one.candidates),
    )


def _standing(one: Any) -> rx.Component:
    """An open claim tells how far its proof is, a decided one by whom and when."""
    status = rx.cond(
        one.proof != "",
        rx.el.span(one.proof, class_name="badge " + one.proof_tone),
        rx.el.span(one.status, class_name="badge " + one.tone),
    )
    return rx.fragment(status, rx.cond(one.decided != "", rx.el.div(one.decided, class_name="hint")))


def _cell(label: str, *content: Any) -> rx.Component:
    return rx.el.td(rx.el.div(*content), custom_attrs={"data-label": label})


def _none(view: Any) -> rx.Component:
    searched = _("No claim fits. Check the spelling, or type less of the name.")
    nothing = rx.cond(view.tab == str(Tab.OPEN), _("No claim waits. Well done."), _("No claim has been decided yet."))
    return rx.el.div(rx.el.p(rx.cond(view.find != "", searched, nothing)), class_name="notice")
