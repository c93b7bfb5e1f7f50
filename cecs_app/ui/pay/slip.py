"""/applications/<reference>/slip: printed, and put into the envelope with the check."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.errors import NotAllowed
from cecs_app.language import _
from cecs_app.services.payments.by_mail import SlipView, get_slip
from cecs_app.ui.components.downloads import downloads
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.summary import row
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, go, path, route_text
from cecs_app.words.formats import date_words, money_words
from cecs_app.words.paper import code_svg
from cecs_app.words.payments import accepted_instruments, fee_title
from cecs_app.words.slips import filing_heading, filing_words


@dataclass(frozen=True)
class SlipWords:
    reference: str = ""
    name: str = ""
    ein: str = ""
    title: str = ""
    owed: str = ""
    instruments: str = ""
    payee: str = ""
    was_mailed: bool = False
    address: tuple[str, ...] = ()
    heading: str = ""
    filing: tuple[str, ...] = ()
    picture: str = ""
    """The reference as a picture to scan."""


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
            return go(f"/applications/{reference}/pay", replace=True)
        return None


def slip_page() -> rx.Component:
    slip = SlipState.slip
    return page(
        _("Pay by mail"),
        loaded(
            rx.el.ol(
                rx.el.li(_("Print the slip, or copy it by hand.")),
                rx.el.li(_("Get a {kinds}.").format(kinds=slip.instruments)),
                rx.el.li(_("Mail it together with the slip.")),
                class_name="no-print",
            ),
            _slip(slip),
            downloads(slip.reference, "slip", _("Download the slip (PDF)")),
            rx.el.section(
                rx.el.h2(slip.heading),
                rx.foreach(slip.filing, rx.el.p),
                rx.el.p(_("The review fee is not refunded.")),
            ),
            rx.el.p(
                rx.cond(slip.was_mailed, _("We mailed you these facts as well.") + " ", ""),
                _("You can still pay by card instead:"),
                " ",
                rx.el.a(_("choose how to pay"), href=SlipState.pay_address),
                ".",
                class_name="no-print",
            ),
        ),
        back="/applications",
    )


def _slip(slip: Any) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                rx.el.h2(_("Payment slip")),
                rx.el.p(slip.title, class_name="hint"),
                rx.el.p(slip.owed, class_name="fee-amount"),
            ),
            rx.el.img(src=slip.picture, alt=_("The application number as a code to scan"), class_name="code"),
            class_name="slip-head",
        ),
        rx.el.dl(
            row(_("Application"), rx.el.span(slip.reference, class_name="fact")),
            row(_("Name"), slip.name),
            row(_("EIN"), rx.el.span(slip.ein, class_name="fact")),
            row(_("Amount"), rx.el.strong(slip.owed)),
            row(_("Payable to"), rx.el.strong(slip.payee)),
            row(_("Mail to"), rx.foreach(slip.address, lambda line: rx.el.span(line, class_name="address-line"))),
            class_name="summary",
        ),
        rx.el.p(rx.el.strong(_("Personal checks are NOT accepted.")), " ", _("Send no cash.")),
        class_name="slip",
    )


def _slip_words(slip: SlipView) -> SlipWords:
    return SlipWords(
        reference=slip.reference,
        name=slip.name,
        ein=slip.ein,
        title=fee_title(slip.application, slip.certificate),
        owed=money_words(slip.dues.owed_cents),
        instruments=accepted_instruments(slip.policy),
        payee=slip.policy.payee,
        was_mailed=slip.was_mailed,
        address=slip.policy.address,
        heading=filing_heading(slip.dues),
        filing=filing_words(slip.dues, "" if slip.has_ended else date_words(slip.certificate_ends)),
        picture=code_svg(slip.reference),
    )
