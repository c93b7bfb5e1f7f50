"""Links to a paper as a PDF, for the two sizes of sheet."""

from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.language import _, current
from cecs_app.words.paper import Size


def downloads(reference: Any, paper: Any, words: str) -> rx.Component:
    """`paper` is "receipt", "slip", or "letters/" and its reference; see web/papers.py."""
    return rx.el.div(
        _link(reference, paper, Size.LETTER, words, "button secondary"),
        _link(reference, paper, Size.A4, _("The same on A4"), ""),
        class_name="actions no-print",
    )


def _link(reference: Any, paper: Any, size: Size, words: str, look: str) -> rx.Component:
    start = wiring.deps().settings.endpoints.rstrip("/") + "/papers/"
    end = f".pdf?size={size}&language={current()}"
    # A document load: the router knows nothing of endpoints.
    return rx.el.a(
        words,
        href=start + reference + "/" + paper + end,
        class_name=look,
        custom_attrs={"reloadDocument": True, "download": ""},
    )
