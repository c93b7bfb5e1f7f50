"""What the desk says to somebody whose role does not include what she asked for."""

import reflex as rx

from cecs_app.language import _
from cecs_app.ui.desk.frame import desk_page


def not_your_duty_page() -> rx.Component:
    return desk_page(
        _("This is not part of your role"),
        rx.el.p(_("Nothing was changed. If you need it for your work, ask your supervisor to give you the role.")),
        wide=False,
    )
