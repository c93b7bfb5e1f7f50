"""The one page that shows an SSN. Made on the server and sent once: it is in no state, no address and no cache."""

from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from cecs_app.language import _, current

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)


@dataclass(frozen=True)
class SsnPage:
    title: str
    desk: str
    ssn: str = field(repr=False)
    facts: tuple[tuple[str, str], ...]
    """Label and value."""
    warning: str
    back: str
    back_words: str


def ssn_page(ssn: str, name: str, ein: str, reference: str, reason: str, *, back: str) -> str:
    facts = [(_("Belongs to"), name), (_("EIN"), ein or _("None yet: stated for an EIN claim"))]
    page = SsnPage(
        title=_("Social Security Number"),
        desk=_("The Bureau's desk"),
        ssn=ssn,
        facts=(*facts, (_("Shown for"), reference), (_("Your reason"), reason)),
        warning=_("That you looked, when and why, now stands in the log that this person can read."),
        back=back,
        back_words=_("Hide it and go back"),
    )
    return _TEMPLATES.get_template("ssn.html").render(page=page, language=current())
