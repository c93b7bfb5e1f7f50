"""What an educator may send as a document: told from the bytes, never from the name or from what a browser says.

A file that is a PDF or a picture and something else besides does no harm: it is never served as HTML.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from cecs_app.domain.active_pdf import is_active
from cecs_app.domain.errors import NotAllowed

LARGEST_MEGABYTES = 10
LARGEST_BYTES = LARGEST_MEGABYTES * 1024 * 1024
"""A photograph of any phone, or a scan of some twenty pages, fits; four of these at once fit into a small server."""
LONGEST_NAME = 100
MOST_PIXELS = 250_000_000
"""The largest camera of a phone takes 200 million. A file may claim more, and fill the memory of who opens it."""


class MediaType(StrEnum):
    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"


_SIGNATURES = {MediaType.PDF: b"%PDF-", MediaType.JPEG: b"\xff\xd8\xff", MediaType.PNG: b"\x89PNG\r\n\x1a\n"}
_EXTENSIONS = {MediaType.PDF: ".pdf", MediaType.JPEG: ".jpg", MediaType.PNG: ".png"}
_ANY_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_PDF_TAIL_BYTES = 2048
"""Readers look for the end mark in the last kilobyte; some programs add a little behind it."""

# JPEG: start of a frame is C0 to CF, but for three that are tables; start of scan is DA, end of image D9.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA
_MARKER = re.compile(rb"\xff+[^\xff]")
MOST_SEGMENTS = 10_000
"""Before the first scan; a real picture has a dozen."""
_END = b"\xff\xd9"


def checked_type(content: bytes) -> MediaType:
    """Raises NotAllowed: "document_empty", "document_too_large", "document_type", "document_broken",
    "document_active" or "document_huge".
    """
    if not content:
        raise NotAllowed("document_empty")
    if len(content) > LARGEST_BYTES:
        raise NotAllowed("document_too_large", most=LARGEST_MEGABYTES)
    found = next((one for one, signature in _SIGNATURES.items() if content.startswith(signature)), None)
    if found is None:
        raise NotAllowed("document_type")
    if not _is_whole(found, content):
        raise NotAllowed("document_broken")
    if found is MediaType.PDF and is_active(content):
        raise NotAllowed("document_active")
    if pixels(found, content) > MOST_PIXELS:
        raise NotAllowed("document_huge")
    return found


def tidy_name(name: str, media_type: MediaType) -> str:
    """A name to save it under: no folders, nothing invisible, the extension of what it is."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in last)
    stem = _ANY_EXTENSION.sub("", " ".join(seen.split())).strip(" .")
    extension = _EXTENSIONS[media_type]
    return (stem[: LONGEST_NAME - len(extension)].rstrip(" .") or "document") + extension


def pixels(media_type: MediaType, content: bytes) -> int:
    """How many a whole picture says that it has; a PDF has none."""
    match media_type:
        case MediaType.PDF:
            return 0
        case MediaType.PNG:
            width, height = content[16:20], content[20:24]
        case MediaType.JPEG:
            frame = _frame_at(content)
            height, width = content[frame + 5 : frame + 7], content[frame + 7 : frame + 9]
    return int.from_bytes(width) * int.from_bytes(height)


def _is_whole(media_type: MediaType, content: bytes) -> bool:
    match media_type:
        case MediaType.PDF:
            return b"%%EOF" in content[-_PDF_TAIL_BYTES:]
        case MediaType.JPEG:
            return _is_whole_jpeg(content)
        case MediaType.PNG:
            return _is_whole_png(content)


def _is_whole_jpeg(content: bytes) -> bool:
    """With a frame before its first scan, and an end of image behind it: phones may add a trailer."""
    scan = next((at for at, marker in _segments(content) if marker == _SCAN), None)
    return scan is not None and _frame_at(content) < scan and content.find(_END, scan) > 0


def _frame_at(content: bytes) -> int:
    """Where the frame begins that tells the size; behind everything when there is none."""
    return next((at for at, marker in _segments(content) if marker in _FRAMES), len(content))


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Where each begins, and its marker, up to the first scan. Padding may stand before each."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        if not (found := _MARKER.match(content, at)):
            return
        at = found.end() - 2
        yield at, content[at + 1]
        if content[at + 1] == _SCAN:
            return
        at += 2 + int.from_bytes(content[at + 2 : at + 4])


def _is_whole_png(content: bytes) -> bool:
    """Chunk by chunk: a header first, an end, and picture data between them."""
    at, kinds = len(_SIGNATURES[MediaType.PNG]), list[bytes]()
    while at + 12 <= len(content):
        kinds.append(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4])
        if kinds[-1] == b"IEND":
            return at <= len(content) and kinds[0] == b"IHDR" and b"IDAT" in kinds
    return False
