"""What a document is, is told from its bytes; what it is saved as, from its name made harmless."""

import pytest

from cecs_app.domain.documents import LARGEST_BYTES, LONGEST_NAME, MediaType, checked_type, tidy_name
from cecs_app.domain.errors import NotAllowed
from tests.papers import HTML, PDF, big_pdf, jpeg, png

THUMBNAIL = jpeg()


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
    ],
)
def test_what_only_looks_like_one_is_refused_in_words(content: bytes, code: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        checked_type(content)
    assert refusal.value.code == code


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
