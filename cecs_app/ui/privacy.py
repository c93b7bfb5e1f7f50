"""/privacy: the policy on Social Security Numbers. Source: C.G.S. 42-470 and 42-471."""

import reflex as rx

from cecs_app.language import _
from cecs_app.ui.components.frame import page


def privacy_page() -> rx.Component:
    return page(
        _("Privacy of your Social Security Number"),
        rx.el.p(_("Connecticut law asks us to say how we treat your SSN. Here it is, in short."), class_name="lead"),
        *_part(
            _("Why we ask for it"),
            _(
                _(
                    _("Once, to find your record and your EIN. The law also has us report it to tax agencies."),
                ),
            ),
        ),
        *_part(
            _("How it is kept"),
            _("Encrypted, apart from everything else. It travels only over encrypted connections."),
            _("It is never shown on a page, printed, mailed, or used as your username or password."),
        ),
        *_part(
            _("Who sees it"),
            _("Staff of the Bureau whose work needs it, and nobody else. Each look is recorded with its reason."),
            _("We do not sell it, and we give it to others only where the law requires."),
        ),
        *_part(
            _("How long"),
            _("As long as the law has us keep your record. Then it is destroyed so that it can't be read again."),
        ),
        *_part(
            _("Questions"),
            _("Write to: Bureau of Educator Standards and Certification, PO Box 150471, Hartford, CT 06115-0471."),
        ),
    )


def _part(heading: str, *paragraphs: str) -> list[rx.Component]:
    return [rx.el.h2(heading), *[rx.el.p(words) for words in paragraphs]]
