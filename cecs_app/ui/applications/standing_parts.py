"""How a screen shows where an application stands."""

from typing import Any

import reflex as rx

from cecs_app.language import _
from cecs_app.words.track import TrackStep


def badge(standing: Any) -> rx.Component:
    return rx.el.span(standing.status, class_name="badge " + standing.tone)


def about(standing: Any) -> rx.Component:
    """Which one it is, in a line."""
    reference = rx.el.span(standing.reference, class_name="fact")
    return rx.fragment(standing.certificate, " · ", reference)


def next_step(standing: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("What happens next")),
        rx.el.p(standing.next),
        rx.cond(standing.place != "", rx.el.p(standing.place)),
        rx.el.p(who_acts(standing)),
        overpaid(standing),
        class_name="card next",
    )


def who_acts(standing: Any) -> rx.Component:
    """ "Who acts: You, by November 30, 2026"."""
    by = rx.cond(standing.by != "", rx.fragment(", ", rx.el.strong(standing.by)))
    return rx.fragment(_("Who acts:"), " ", rx.el.strong(standing.actor), by)


def overpaid(standing: Any) -> rx.Component:
    return rx.cond(standing.overpaid != "", rx.el.p(standing.overpaid, class_name="notice"))


def track(steps: Any) -> rx.Component:
    """The way it goes, as a line of steps; nothing where it leads nowhere any more."""
    return rx.cond(
        steps.length() > 0,
        rx.el.div(
            rx.el.ol(rx.foreach(steps, _step), class_name="track", aria_label=_("How far it has come")),
            class_name="track-room",
        ),
    )


def _step(step: rx.Var[TrackStep]) -> rx.Component:
    said = rx.match(step.state, ("done", _("done")), ("ahead", _("still to come")), _("it stands here"))
    return rx.el.li(
        rx.el.span(step.name),
        rx.el.span(", ", said, class_name="visually-hidden"),
        class_name=step.state,
        aria_current=rx.cond(step.state == "now", "step", "false"),
    )
