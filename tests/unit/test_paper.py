"""A slip or a receipt as a PDF: it can be printed anywhere, listened to, and nothing on it is taken for a command."""

import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest
import typst
import zxingcpp
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from cecs_app.words.paper import Fact, Paper, Section, Size, as_pdf, code_svg

SLIP = Paper(
    issuer="Connecticut Educator Certification System (CECS)",
    title="Payment slip",
    reference_label="Application",
    reference="R-2026-7K4M9P",
    amount="$200.00",
    lead="Put this sheet into the envelope with the check.",
    sections=(
        Section("Who pays", (Fact("Name", "Marcus Whitfield"), Fact("EIN", "1002345678"))),
        Section(
            "The check",
            (Fact("Payable to", "Treasurer", is_strong=True), Fact("Mail to", "Bureau\nP.O. Box 150471\nHartford")),
            ("Personal checks are NOT accepted.", "Send no cash."),
        ),
    ),
    code_alt="The application number as a QR code",
    footer="Made by the portal.",
)
HOSTILE = '#panic() $x$ *b* _i_ `r` // c <l> @l \\u{41} "q" -- ... #{1 + 1}'


def reader(paper: Paper, size: Size = Size.LETTER, language: str = "en") -> PdfReader:
    return PdfReader(BytesIO(as_pdf(paper, size, language)))


def text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def root(pdf: PdfReader) -> Any:
    return pdf.root_object


def tags(node: Any) -> Iterator[Any]:
    """Every structure element below, in the order in which it is read out."""
    found = node.get_object()
    for child in found if isinstance(found, ArrayObject) else []:
        yield from tags(child)
    if isinstance(found, DictionaryObject):
        if "/S" in found:
            yield found
        yield from tags(found.get("/K", ArrayObject()))


def pictures(pdf: PdfReader) -> list[str]:
    """What is said in place of each picture."""
    return [tag["/Alt"] for tag in tags(root(pdf)["/StructTreeRoot"]) if tag["/S"] == "/Figure"]


def claims_the_standard(pdf: PdfReader) -> bool:
    return b"<pdfuaid:part>1</pdfuaid:part>" in root(pdf)["/Metadata"].get_data()


def codes_on(pdf: bytes) -> list[str]:
    """What a camera reads off the first sheet, held before the page as it is drawn."""
    sheet = pypdfium2.PdfDocument(pdf)[0].render(scale=2, grayscale=True)
    pixels = memoryview(bytes(sheet.buffer)).cast("B", shape=[sheet.height, sheet.stride])
    return [code.text for code in zxingcpp.read_barcodes(pixels)]


def letters_of(paper: Paper) -> list[str]:
    """All words of a paper, from top to bottom."""
    in_sections = [
        words
        for section in paper.sections
        for words in (section.heading, *[w for f in section.facts for w in (f.label, f.value)], *section.paragraphs)
    ]
    top = (paper.issuer, paper.title, paper.lead, paper.amount, paper.reference_label, paper.reference)
    return [" ".join(words.split()) for words in (*top, *in_sections, paper.footer)]


def points_of(words: str, pdf: PdfReader) -> float:
    """How large the letters of these words are."""
    found = {}

    def see(seen: str, user: list[float], matrix: list[float], font: Any, size: float) -> None:
        found[seen.strip()] = size * abs(user[0] * matrix[0])

    pdf.pages[0].extract_text(visitor_text=see)
    return found[words]


def assert_in_order(words: list[str], whole: str) -> None:
    at = 0
    for word in words:
        assert word in whole[at:], f"{word!r} is missing, or comes too early"
        at = whole.index(word, at) + len(word)


@pytest.mark.parametrize(("language", "declared"), [("en", "en"), ("es", "es"), ("en-xa", "en-XA")])
def test_the_file_says_its_title_its_language_and_that_it_can_be_listened_to(language: str, declared: str) -> None:
    pdf = reader(SLIP, language=language)
    assert pdf.metadata is not None and pdf.metadata.title == "Payment slip"
    assert root(pdf)["/Lang"] == declared
    assert root(pdf)["/MarkInfo"]["/Marked"]
    assert root(pdf)["/ViewerPreferences"]["/DisplayDocTitle"]
    assert claims_the_standard(pdf)


def test_a_screen_reader_finds_headings_and_pairs_of_label_and_value() -> None:
    found = list(tags(root(reader(SLIP))["/StructTreeRoot"]))
    headings = [(tag["/S"], tag["/T"]) for tag in found if tag["/S"].startswith("/H")]
    assert headings == [("/H1", "Payment slip"), ("/H2", "Who pays"), ("/H2", "The check")]
    kinds = [tag["/S"] for tag in found]
    assert [kinds.count(kind) for kind in ("/L", "/LI", "/Lbl", "/LBody")] == [2, 4, 4, 4]


def test_the_code_is_named_and_nothing_else_is_a_picture() -> None:
    assert pictures(reader(SLIP)) == [SLIP.code_alt]
    assert pictures(reader(replace(SLIP, code_alt=""))) == []


@pytest.mark.parametrize("paper", [SLIP, replace(SLIP, code_alt="")], ids=["with code", "without"])
def test_every_word_is_there_in_the_order_of_the_sheet(paper: Paper) -> None:
    assert_in_order(letters_of(paper), text(reader(paper)))


def test_what_may_be_empty_leaves_the_rest() -> None:
    bare = replace(SLIP, amount="", lead="", footer="", sections=())
    assert text(reader(bare)) == f"{SLIP.issuer} {SLIP.title} {SLIP.reference_label} {SLIP.reference}"


def test_what_people_typed_is_printed_as_they_typed_it() -> None:
    section = Section(HOSTILE, (Fact("Name", HOSTILE), Fact(HOSTILE, "x", is_strong=True)), (HOSTILE,))
    hostile = replace(
        SLIP, issuer=HOSTILE, title=HOSTILE, reference_label=HOSTILE, lead=HOSTILE, sections=(section,), footer=HOSTILE
    )
    pdf = reader(replace(hostile, code_alt=HOSTILE))
    assert text(pdf).count(HOSTILE) == 9
    assert pdf.metadata is not None and pdf.metadata.title == HOSTILE
    assert pictures(pdf) == [HOSTILE]


@pytest.mark.parametrize(
    "name", ["María Begoña Núñez-Ibáñez, ¿sí? ¡sí!", "ÁÉÍÓÚÜÑ áéíóúüñ «a» º ª", "Nguyễn Łukasz Øğuz"]
)
def test_letters_of_other_languages_survive(name: str) -> None:
    pdf = reader(replace(SLIP, sections=(Section("Quién", (Fact("Nombre", name),)),)), language="es")
    assert name in text(pdf)
    assert claims_the_standard(pdf)


def test_a_name_in_letters_no_font_has_does_not_cost_the_receipt() -> None:
    pdf = reader(
        replace(SLIP, sections=(Section("Who", (Fact("Name", "王小明 Wang \x07"), Fact("EIN", "1002345678"))),))
    )
    assert_in_order(["Name", "Wang", "EIN", "1002345678"], text(pdf))
    assert root(pdf)["/MarkInfo"]["/Marked"]
    assert not claims_the_standard(pdf)


def test_any_other_fault_is_not_hidden() -> None:
    with pytest.raises(typst.TypstError):
        as_pdf(SLIP, Size.LETTER, "no language at all")


@pytest.mark.parametrize(("size", "points"), [(Size.LETTER, (612, 792)), (Size.A4, (595.28, 841.89))])
def test_the_sheet_has_the_size_asked_for(size: Size, points: tuple[float, float]) -> None:
    box = reader(SLIP, size).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(points, abs=0.01)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("more", [0, 8, 12])
def test_a_longer_paper_gets_smaller_letters_not_a_second_sheet(size: Size, more: int) -> None:
    longer = replace(SLIP, sections=(*SLIP.sections, Section("More", (), ("One more line.",) * more)))
    pdf = reader(longer, size)
    assert len(pdf.pages) == 1
    assert text(pdf).endswith(SLIP.footer)


def test_a_short_paper_has_large_letters() -> None:
    assert points_of("Send no cash.", reader(SLIP)) == pytest.approx(12)


def test_what_no_sheet_holds_goes_on_and_says_which_sheet_is_which() -> None:
    pages = reader(replace(SLIP, sections=SLIP.sections * 5)).pages
    assert [page.extract_text().splitlines()[-1].strip() for page in pages] == ["1 / 2", "2 / 2"]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("reference", ["R-2026-7K4M9P", "1", "CT-" + "0123456789" * 4])
def test_a_camera_reads_the_reference_off_the_sheet(size: Size, reference: str) -> None:
    assert codes_on(as_pdf(replace(SLIP, reference=reference), size, "en")) == [reference]
    assert codes_on(as_pdf(replace(SLIP, reference=reference, code_alt=""), size, "en")) == []


def test_a_camera_reads_the_code_off_a_web_page_as_dark_as_itself() -> None:
    kind, _, svg = code_svg(SLIP.reference).partition(",")
    assert kind.startswith("data:image/svg+xml")
    page = '#set page(fill: rgb("#14202e"))\n#image(bytes(sys.inputs.svg), width: 4cm)'
    assert codes_on(typst.compile(page.encode(), sys_inputs={"svg": unquote(svg)})) == [SLIP.reference]


def test_the_same_paper_is_the_same_file_on_every_day() -> None:
    assert not {"/CreationDate", "/ModDate"} & (reader(SLIP).metadata or {}).keys()
    assert b"Date" not in root(reader(SLIP))["/Metadata"].get_data()
    assert as_pdf(SLIP, Size.A4, "es") == as_pdf(replace(SLIP), Size.A4, "es")
    assert as_pdf(SLIP, Size.A4, "es") != as_pdf(replace(SLIP, amount="$201.00"), Size.A4, "es")


def test_nobody_waits_for_a_paper() -> None:
    as_pdf(SLIP, Size.LETTER, "en")
    tries = []
    for number in range(5):
        start = time.perf_counter()
        as_pdf(replace(SLIP, reference=f"R-2026-{number}"), Size.LETTER, "en")
        tries.append(time.perf_counter() - start)
    assert min(tries) < 0.2
