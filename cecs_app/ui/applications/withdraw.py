"""/applications/<reference>/withdraw: asks once, and says what is lost."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import withdraw
from cecs_app.services.applications.status import Standing
from cecs_app.ui.applications.step_frame import application_path
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.summary import row
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class WithdrawState(Screen, rx.State):
    standing: Standing = Standing()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.standing = await call(withdraw.show, who.educator_id, route_text(self, "reference"))

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, _form: dict[str, Any]) -> Any:
        reference = route_text(self, "reference")
        return go(await call(withdraw.withdraw, who.educator_id, who.account_id, reference), replace=True)


def withdraw_page() -> rx.Component:
    state = WithdrawState
    standing = state.standing
    keep = rx.el.a(_("Keep it"), href=application_path(standing.reference, "status"), class_name="button secondary")
    return page(
        _("Withdraw this application?"),
        loaded(
            rx.el.dl(
                row(_("Application"), standing.application),
                row(_("Reference"), rx.el.span(standing.reference, class_name="fact")),
                row(_("Certificate or permit"), standing.certificate),
                class_name="summary",
            ),
            rx.el.ul(rx.foreach(_loss(standing), rx.el.li)),
            fields.form(
                state,
                state.submit,
                rx.el.div(fields.submit_button(state, _("Withdraw it"), look="danger"), keep, class_name="actions"),
            ),
        ),
        back="/applications",
    )


def _loss(standing: Any) -> Any:
    draft = [_("Your answers are no longer kept for going on."), _("You can begin a new one at any time it is open.")]
    filed = [
        _("The Bureau stops working on it, and your place in the queue is lost."),
        _("A review fee already paid is not refunded."),
    ]
    free = filed[:1]
    unpaid = [_("It ends unpaid: nothing is owed any more."), draft[-1]]
    return rx.cond(
        standing.resume != "",
        draft,
        rx.cond(standing.is_payable & ~standing.is_balance, unpaid, rx.cond(standing.is_free, free, filed)),
    )
