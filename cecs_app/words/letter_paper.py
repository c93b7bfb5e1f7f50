"""A letter of the Bureau on its letterhead, as a PDF."""

from dataclasses import asdict, dataclass

from cecs_app.words.paper import Fact, Size, compiled


@dataclass(frozen=True)
class LetterPaper:
    """`sender` is the Bureau's name and address, line by line; `numbers` are what an answer should quote. `link` says
    what stands under `address`; both may be empty."""

    sender: tuple[str, ...]
    to: str
    date: str
    numbers: tuple[Fact, ...]
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...]
    link: str
    address: str
    closing: tuple[str, ...]
    signature: str


def as_pdf(paper: LetterPaper, size: Size, language: str) -> bytes:
    return compiled("letter.typ", asdict(paper), size, language)
