"""The wide column of the review screen: what has to be weighed."""

from typing import Any

import reflex as rx

from cecs_app.language import _
from cecs_app.ui.components.summary import row
from cecs_app.ui.desk.review.parts import case_path

_MARKS = {"holds": "✓", "fails": "✕"}


def way_link(reference: Any, way: Any) -> rx.Component:
    """A fragment stays on the screen; anything else is a page under the application's."""
    look = "button " + way.look
    return rx.cond(
        way.href.startswith("#"),
        rx.el.a(way.label, href=way.href, class_name=look, custom_attrs={"reloadDocument": True}),
        rx.el.a(way.label, href=case_path(reference) + "/" + way.href, class_name=look),
    )


def decision(made: Any) -> rx.Component:
    return rx.cond(
        made.what != "",
        rx.el.div(
            rx.el.p(rx.el.strong(made.what), " · ", made.who),
            rx.cond(made.reason != "", rx.el.blockquote(made.reason, class_name="as-typed")),
            class_name="decision",
        ),
    )


def conditions(view: Any) -> rx.Component:
    all_hold = rx.el.span(_("All hold"), class_name="badge good")
    return rx.el.section(
        rx.el.div(
            rx.el.h2(_("Conditions")),
            rx.cond(view.unmet != "", rx.el.span(view.unmet, class_name="badge warn"), all_hold),
            class_name="section-head",
        ),
        condition_list(view.conditions),
        rx.el.details(
            rx.el.summary(_("Source of the rule that held on the day of filing")),
            rx.el.p(view.source, class_name="hint"),
        ),
        id="conditions",
        class_name="panel",
    )


def condition_list(found: Any) -> rx.Component:
    return rx.el.ul(rx.foreach(found, _condition), class_name="conditions")


def _condition(one: Any) -> rx.Component:
    mark = rx.match(one.finding, *_MARKS.items(), "?")
    return rx.el.li(
        rx.el.span(mark, class_name="finding", aria_hidden="true"),
        rx.el.div(
            rx.el.strong(one.name),
            rx.el.span(" (", one.finding_words, ")", class_name="visually-hidden"),
            rx.el.span(one.words, class_name="condition-words"),
        ),
        class_name=one.finding,
    )


def outcome(then: Any) -> rx.Component:
    return rx.cond(
        then.what != "",
        rx.el.section(
            rx.el.h2(_("Issued if approved today")),
            outcome_facts(then),
            id="outcome",
            class_name="panel",
        ),
    )


def outcome_facts(then: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(rx.el.strong(then.what)),
        rx.el.dl(
            rx.cond(
                then.then != "",
                rx.fragment(row(_("Valid"), rx.el.strong(then.then)), row(_("Until now"), then.now)),
                row(_("The dates stay"), then.now),
            ),
            class_name="summary tight",
        ),
        rx.cond(then.note != "", rx.el.p(then.note, class_name="hint")),
    )


def answers(given: Any) -> rx.Component:
    alarm = rx.el.span(_("Yes: {count}").format(count=given.yes_count), class_name="badge bad")
    return rx.el.section(
        rx.el.div(rx.el.h2(_("What was stated")), rx.cond(given.yes_count > 0, alarm), class_name="section-head"),
        rx.el.dl(rx.foreach(given.lines, lambda one: row(one.label, one.value)), class_name="summary tight"),
        said_yes(given.conduct),
        rx.cond(given.conduct.length() > 0, _all_conduct(given)),
        rx.cond(given.signed_name != "", _signed(given)),
        id="answers",
        class_name="panel",
    )


def said_yes(answers_given: Any) -> rx.Component:
    """The conduct questions answered "yes", each with what she wrote."""
    return rx.foreach(answers_given, _yes)


def _yes(one: Any) -> rx.Component:
    return rx.cond(
        one.is_yes,
        rx.el.div(
            rx.el.p(one.question),
            rx.el.p(rx.el.strong(_("Yes:")), " ", rx.el.span(one.explanation, class_name="as-typed")),
            class_name="notice bad",
        ),
    )


def _all_conduct(given: Any) -> rx.Component:
    none = _("Conduct: every question answered with no")
    some = _("All conduct questions and answers")
    return rx.el.details(
        rx.el.summary(rx.cond(given.yes_count > 0, some, none)),
        rx.el.ul(
            rx.foreach(
                given.conduct,
                lambda one: rx.el.li(one.question, " ", rx.el.strong(one.answer)),
            ),
            class_name="plain-list",
        ),
        rx.el.p(_("Version of the questions:"), " ", given.conduct_version, class_name="hint"),
    )


def _signed(given: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary(_("Signed by {name}, {at}").format(name=given.signed_name, at=given.signed)),
        rx.el.ul(rx.foreach(given.declaration, rx.el.li)),
        rx.el.p(_("Version of the declaration:"), " ", given.declaration_version, class_name="hint"),
    )


def letters(past: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Letters sent")),
        rx.cond(
            past.letters.length() > 0, rx.foreach(past.letters, _letter), rx.el.p(_("None yet."), class_name="hint")
        ),
        id="letters",
        class_name="panel",
    )


def _letter(one: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary(one.subject, " · ", one.sent),
        rx.foreach(one.paragraphs, lambda text: rx.el.p(text)),
        class_name="folded-letter",
    )
