"""/privacy: how Social Security Numbers are protected. Source: Conn. Gen. Stat. §§ 42-470 and 42-471."""

import reflex as rx

from cecs_app import wiring
from cecs_app.language import _
from cecs_app.ui.components.frame import page
from cecs_app.words.retention import kept_words


def privacy_page() -> rx.Component:
    return page(
        _("Privacy of your Social Security Number"),
        rx.el.p(
            _("State law (Connecticut General Statutes, sections 42-470 and 42-471) asks everybody who collects "),
            _("Social Security Numbers to protect them, and to say how. This is how the CECS does it."),
            class_name="lead",
        ),
        *[_part(title, words) for title, words in _parts()],
        _how_long(),
        rx.el.section(rx.el.h2(_("Whom to ask")), rx.el.p(_("Write to:")), _address()),
    )


def _how_long() -> rx.Component:
    lines = kept_words(wiring.deps().retention_policy)
    return rx.el.section(
        rx.el.h2(_("How long we keep what")),
        rx.el.p(
            _("Your record, certificates, applications, payments and letters are public records: the Bureau keeps ")
            + _("them as the law asks. What follows goes by itself.")
        ),
        rx.el.ul(*[rx.el.li(line) for line in lines]),
    )


def _parts() -> tuple[tuple[str, str], ...]:
    return (*_what_for(), *_how_kept())


def _what_for() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("What we collect"),
            _("Your Social Security Number (SSN), once, when you register. It is never your username or password."),
        ),
        (
            _("Why"),
            _(
                "To find your record and your Educator Identification Number (EIN), so that nobody else's record is "
                "tied to your account, and to report where the law requires it."
            ),
        ),
        (
            _("Who sees it"),
            _(
                "No email and no printed page shows it, nor does any screen of yours. Bureau staff work with your "
                "EIN. Only a reviewer or supervisor may have it shown, for a reason that is written down, and after "
                "proving once more who is asking. Each time is kept in a log that you can read under Profile."
            ),
        ),
    )


def _how_kept() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("How it is kept safe"),
            _(
                "It travels encrypted only. It is sealed (AES-256) the moment it arrives, and stored apart from "
                "your name. The keys are not in the database. It is never written to a log."
            ),
        ),
        (
            _("To whom it is given"),
            _(
                "To nobody, unless a law requires it. It is never sold, and it serves nothing but certification. "
                "The card company that takes payments does not get it."
            ),
        ),
        (
            _("How it is destroyed"),
            _(
                "When the law no longer asks us to keep your record, the sealed number is erased from the database "
                "and, as they run out, from the backups, so that it can't be read or rebuilt."
            ),
        ),
        (
            _("If you would rather not enter it"),
            _("You can write to the Bureau instead. A person then looks for your record, which takes longer."),
        ),
    )


def _part(title: str, words: str) -> rx.Component:
    return rx.el.section(rx.el.h2(title), rx.el.p(words))


def _address() -> rx.Component:
    lines = wiring.deps().mail_policy.address
    return rx.el.address(*[rx.el.span(line, class_name="address-line") for line in lines], class_name="card")
