"""What a mail is made of, before it becomes text and HTML."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from cecs_app.language import _, current

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)


@dataclass(frozen=True)
class Letter:
    """`facts` are label and value, set apart so that they can be copied; `link` is its words and its address."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    link: tuple[str, str] | None = None
    closing: tuple[str, ...] = ()


def greeting(first_name: str) -> str:
    return _("Dear {first_name},").format(first_name=first_name)


def as_lines(letter: Letter) -> tuple[str, ...]:
    """To be read at the desk: without the subject, the link and the signature."""
    facts = (f"{label}: {value}" for label, value in letter.facts)
    return (letter.greeting, *letter.paragraphs, *facts, *letter.closing)


def as_text(letter: Letter) -> str:
    lines = [letter.greeting, "", *_spaced(letter.paragraphs)]
    for label, value in letter.facts:
        lines += [f"{label}:", f"    {value}", ""]
    if letter.link:
        lines += [f"{letter.link[0]}:", letter.link[1], ""]
    return "\n".join([*lines, *_spaced(letter.closing), signature()])


def as_html(letter: Letter) -> str:
    template = _TEMPLATES.get_template("letter.html")
    return template.render(letter=letter, signature=signature(), language=current())


def _spaced(paragraphs: tuple[str, ...]) -> list[str]:
    return [line for paragraph in paragraphs for line in (paragraph, "")]


def signature() -> str:
    return _("Bureau of Educator Standards and Certification, Connecticut")
