"""What a payment slip or a receipt is made of, before it becomes a PDF that is printed, or listened to."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import segno
import typst

_HOUSE = Path(__file__).parents[2]
"""The template takes the mark from `assets/`, so that web and paper bear the same one."""

_TEMPLATES = Path(__file__).parent / "templates"
_DARK, _LIGHT = "#14202e", "#fff"
"""Fixed: a code that follows a dark page is not read by every camera."""


class Size(StrEnum):
    """Of the sheet: what printers hold in the United States, and what they hold elsewhere."""

    LETTER = "us-letter"
    A4 = "a4"


@dataclass(frozen=True)
class Fact:
    """`value` may have several lines, as an address does."""

    label: str
    value: str
    is_strong: bool = False


@dataclass(frozen=True)
class Section:
    heading: str
    facts: tuple[Fact, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """`amount` stands large, or is empty. With `code_alt`, the words for who cannot see it, a QR code of the
    reference is printed too, so that nobody at the Bureau has to type it off.
    """

    issuer: str
    title: str
    reference_label: str
    reference: str
    amount: str
    lead: str
    sections: tuple[Section, ...]
    code_alt: str = ""
    footer: str = ""


def as_pdf(paper: Paper, size: Size, language: str) -> bytes:
    """A PDF/UA file, where the words allow it."""
    code = _code_image(paper.reference) if paper.code_alt else ""
    return compiled("paper.typ", {**asdict(paper), "code": code}, size, language)


def compiled(template: str, content: Mapping[str, object], size: Size, language: str) -> bytes:
    """A PDF/UA file. The standard refuses letters that no font here has, Chinese ones say; a receipt must not fail for
    that, so then boxes stand in their place, and the file no longer claims the standard.
    """
    lang, _, region = language.partition("-")
    data = json.dumps({**content, "size": size.value, "lang": lang, "region": region.upper()})
    try:
        return _made(template, data, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _made(template, data, None)


def code_svg(text: str) -> str:
    """The QR code as an address for the web page's `img`; it brings its own white, so that it scans in dark mode."""
    return _code(text).svg_data_uri(scale=4, dark=_DARK, light=_LIGHT)


def _made(template: str, data: str, standard: Literal["ua-1"] | None) -> bytes:
    """What people typed travels as data: typst never reads it as its own language."""
    return typst.compile(
        _TEMPLATES / template,
        root=_HOUSE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": data},
        pdf_standards=standard,
    )


def _code_image(text: str) -> str:
    image = BytesIO()
    _code(text).save(image, kind="svg", dark=_DARK, light=_LIGHT, xmldecl=False)
    return image.getvalue().decode()


def _code(text: str) -> segno.QRCode:
    """Never a micro code: telephones do not read those."""
    return segno.make_qr(text, error="m")


@cache
def _fonts() -> typst.Fonts:
    """Those inside typst only, so that a paper looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False)
