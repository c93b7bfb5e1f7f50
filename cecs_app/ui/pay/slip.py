"""/applications/<reference>/slip: printed, and put into the envelope with the check."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.errors import NotAllowed
from cecs_app.language import _
from cecs_app.services.payments.by_mail import SlipView, get_slip
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.summary import row
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, go, path, route_text
from cecs_app.words.formats import date_words, money_words
from cecs_app.words.payments import fee_title


@dataclass(frozen=True)
class SlipWords:
    reference: str = ""
    name: str = ""
    ein: str = ""
    title: str = ""
    total: str = ""
    review: str = ""
    is_all_review: bool = False
    ends: str = ""
    """The certificate's last day; empty when that is over."""


class SlipState(Screen, rx.State):
    slip: SlipWords = SlipWords()
    pay_address: str = ""

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> Any:
        reference = route_text(self, "reference")
        self.pay_address = path(f"/applications/{reference}/pay")
        try:
            self.slip = _slip_words(await call(get_slip, who.educator_id, reference))
        except NotAllowed:
            # Paid meanwhile, or not signed yet: the pay page knows where that leads.
            return go(f"/applications/{reference}/pay")
        return None


def slip_page() -> rx.Component:
    slip = SlipState.slip
    return page(
        _("Pay by mail"),
        loaded(
            rx.el.ol(
                rx.el.li(_("Print this page with your browser (Ctrl+P, or ⌘P on a Mac), or copy the slip by hand.")),
                rx.el.li(_("Get a certified bank check, a cashier's check or a money order.")),
                rx.el.li(_("Mail it together with the slip.")),
                class_name="no-print",
            ),
            _slip(slip),
            _rules(slip),
            rx.el.p(
                _("We mailed you these facts as well. You can still pay by card instead:"),
                " ",
                rx.el.a(_("choose how to pay"), href=SlipState.pay_address),
                ".",
                class_name="no-print",
            ),
        ),
        back="/applications",
    )


def _slip(slip: Any) -> rx.Component:
    policy = wiring.deps().payment_policy
    return rx.el.section(
        rx.el.div(
            rx.el.div(rx.el.h2(_("Payment slip")), rx.el.p(slip.title, class_name="hint")),
            rx.el.p(slip.total, class_name="fee-amount"),
            class_name="slip-head",
        ),
        rx.el.dl(
            row(_("Application"), rx.el.span(slip.reference, class_name="fact")),
            row(_("Name"), slip.name),
            row(_("EIN"), rx.el.span(slip.ein, class_name="fact")),
            row(_("Amount"), rx.el.strong(slip.total)),
            row(_("Payable to"), rx.el.strong(policy.payee)),
            row(_("Mail to"), *[rx.el.span(line, class_name="address-line") for line in policy.address]),
            class_name="summary",
        ),
        rx.el.p(rx.el.strong(_("Personal checks are NOT accepted.")), " ", _("Send no cash.")),
        class_name="slip",
    )


def _rules(slip: Any) -> rx.Component:
    filed = _("Your application counts as filed when the Bureau has received at least the review fee of {review}.")
    ends = _("Your certificate is valid through {day}. To be filed in time, the payment must arrive before it ends.")
    return rx.el.section(
        rx.el.h2(_("When it counts as filed")),
        rx.el.p(filed.format(review=slip.review)),
        rx.cond(slip.ends != "", rx.el.p(ends.format(day=slip.ends))),
        rx.el.p(
            rx.cond(slip.is_all_review, "", _("The balance may follow later.") + " "),
            _("The review fee is not refunded."),
        ),
    )


def _slip_words(slip: SlipView) -> SlipWords:
    return SlipWords(
        reference=slip.reference,
        name=slip.name,
        ein=slip.ein,
        title=fee_title(slip.application, slip.certificate),
        total=money_words(slip.total_cents),
        review=money_words(slip.review_cents),
        is_all_review=slip.review_cents >= slip.total_cents,
        ends="" if slip.has_ended else date_words(slip.certificate_ends),
    )
