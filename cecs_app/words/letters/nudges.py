"""Short mails about where an application stands: nothing is asked of her."""

from cecs_app.language import _
from cecs_app.words.letter import Letter, greeting


def taken_up(first_name: str, reference: str, link: str) -> Letter:
    return Letter(
        subject=_("In review: your application {reference}").format(reference=reference),
        greeting=greeting(first_name),
        paragraphs=(
            _("A reviewer at the Bureau has taken up your application."),
            _("You need not do anything. We write to you when it is decided, or if something is missing."),
        ),
        facts=((_("Reference"), reference),),
        link=(_("See where it stands"), link),
    )
