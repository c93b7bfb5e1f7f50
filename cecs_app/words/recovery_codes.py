"""The one page that shows recovery codes. Made on the server and sent once: it is in no state, address or cache."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader

from cecs_app.language import _, current

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)


@dataclass(frozen=True)
class CodesPage:
    title: str
    portal: str
    said: str
    """What was done just now."""
    advice: tuple[str, ...]
    codes: tuple[str, ...] = field(repr=False)
    file: str = field(repr=False)
    """The codes as a data: address. The browser keeps it as a file by itself: nothing more is asked of the server."""
    file_words: str
    home: str
    back: str
    back_words: str


def recovery_codes_page(codes: list[str], username: str, *, said: str, home: str, back: str) -> str:
    page = CodesPage(
        title=_("Your recovery codes"),
        portal=_("Connecticut educator certification"),
        said=said,
        advice=(
            _("Without your phone or passkey, one of these codes logs you in, with your password. Each works once."),
            _("Keep them where you find them without your phone: on paper, or in a password manager."),
            _("This is the only time we show them. We can't look them up."),
        ),
        codes=tuple(codes),
        file=_as_file(codes, username),
        file_words=_("Save them as a file"),
        home=home,
        back=back,
        back_words=_("I have kept them"),
    )
    return _TEMPLATES.get_template("codes.html").render(page=page, language=current())


def _as_file(codes: list[str], username: str) -> str:
    lines = [_("Recovery codes for the CECS, username {username}").format(username=username), "", *codes, ""]
    return "data:text/plain;charset=utf-8," + quote("\r\n".join(lines))
