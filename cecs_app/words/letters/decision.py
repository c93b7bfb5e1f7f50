"""The letters about a decision: denied, on hold, taken back, and what an appeal came to."""

from datetime import date

from cecs_app.language import _
from cecs_app.words.formats import date_words
from cecs_app.words.letter import Letter, greeting


def denied(first_name: str, reference: str, reason: str, *, until: date | None, panel_days: int, link: str) -> Letter:
    """`until` is the last day to appeal; None where denial is final."""
    return Letter(
        subject=_("Denied: your application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(_("The Bureau has denied your application. This is why:"), *_lines(reason)),
        facts=((_("Reference"), reference),),
        link=(_("Appeal") if until else _("See your application"), link),
        closing=_appeal(until, panel_days),
    )


def _appeal(until: date | None, panel_days: int) -> tuple[str, ...]:
    if until is None:
        return (
            _("For a permit this decision is final. If your situation changes, you can apply again."),
            _("A review fee already paid is not refunded."),
        )
    words = _(
        "You may appeal through {day}. Log in, open this application and choose Appeal. A panel of three looks at it "
        "again and decides within {days} days."
    )
    return (
        words.format(day=date_words(until), days=panel_days),
        _("You may also apply again. A review fee already paid is not refunded."),
    )


def held(first_name: str, reference: str, reason: str, until: date, link: str) -> Letter:
    return Letter(
        subject=_("On hold: your application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(_("The Bureau has put your application on hold. This is why:"), *_lines(reason)),
        facts=((_("Reference"), reference), (_("On hold until"), date_words(until))),
        link=(_("See your application"), link),
        closing=(_("You need do nothing. Your place in the queue is kept, and we look at it again by that day."),),
    )


def undone(first_name: str, reference: str, reason: str, link: str) -> Letter:
    return Letter(
        subject=_("Decision taken back: your application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("A supervisor has taken back the decision on your application. The Bureau decides anew. This is why:"),
            *_lines(reason),
        ),
        facts=((_("Reference"), reference),),
        link=(_("See your application"), link),
        closing=(_("You need do nothing. We are sorry for the confusion, and mail you the new decision."),),
    )


def appeal_received(first_name: str, reference: str, due: date, link: str) -> Letter:
    return Letter(
        subject=_("We have your appeal: application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(_("We have your appeal. A panel of three looks at your application again."),),
        facts=((_("Reference"), reference), (_("The panel decides by"), date_words(due))),
        link=(_("See your application"), link),
        closing=(_("You need do nothing more. We mail you what the panel decides."),),
    )


def appeal_decided(first_name: str, reference: str, reason: str, *, is_granted: bool, link: str) -> Letter:
    granted = _("The panel granted your appeal. The Bureau reviews your application again.")
    upheld = _("The panel looked at your application again. The denial stands, and this is final.")
    return Letter(
        subject=_("Your appeal is decided: application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(granted if is_granted else upheld, _("The panel gives these reasons:"), *_lines(reason)),
        facts=((_("Reference"), reference),),
        link=(_("See your application"), link),
        closing=(
            _("You need do nothing. We mail you the new decision.")
            if is_granted
            else _("You may apply again when your situation has changed."),
        ),
    )


def _lines(reason: str) -> tuple[str, ...]:
    """The paragraphs of what a person typed."""
    return tuple(line.strip() for line in reason.splitlines() if line.strip())
