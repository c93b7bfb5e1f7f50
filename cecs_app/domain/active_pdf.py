"""Whether a PDF would do something by itself when it is opened: told from the names that stand in it.

Names: ISO 32000-1, 12.6.4 (actions) and 7.11.4 (embedded files). Nothing is rendered, and no more is unpacked than is
said here. What its maker encrypted stays closed to us: that is why no document is ever shown as a page of ours.
"""

import zlib
from collections.abc import Iterator

ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/ImportData", b"/SubmitForm")
"""Long enough never to stand in a picture's bytes by chance. /EmbeddedFiles begins like one of them."""
UNPACKED_BYTES = 32 * 1024 * 1024
"""Of all packed objects together: a real file of the largest size has a few megabytes of them."""
DESCRIBED_BYTES = 2_000
"""How far before a stream its description may begin."""
MOST_PACKED = 20_000
"""A real file of the largest size has some thousands."""
_BEGIN, _END, _PACKED = b"stream", b"endstream", b"/ObjStm"
_NUMBERS = [
    (bytes([letter]), form % letter)
    for letter in sorted(set(b"".join((*ACTIVE, _PACKED))))
    for form in (b"#%02x", b"#%02X")
]


def is_active(content: bytes) -> bool:
    """Also for one that packs more than could be looked through."""
    return _names_any(content) or any(part is None or _names_any(part) for part in _packed_objects(content))


def _names_any(content: bytes) -> bool:
    spelled = _spelled(content)
    return any(name in spelled for name in ACTIVE)


def _spelled(content: bytes) -> bytes:
    """A name may write its letters as numbers."""
    if b"#" in content:
        for letter, numbers in _NUMBERS:
            content = content.replace(numbers, letter)
    return content


def _packed_objects(content: bytes) -> Iterator[bytes | None]:
    """What stands in object streams, unpacked; None for what is more than we unpack."""
    at, left, count = 0, UNPACKED_BYTES, 0
    while (start := content.find(_BEGIN, at)) >= 0:
        described, at = content[max(at, start - DESCRIBED_BYTES) : start], start + len(_BEGIN)
        if _PACKED in _spelled(described):
            end = content.find(_END, at)
            packed = content[at : end if end >= 0 else len(content)].lstrip(b"\r\n")
            unpacked = _unpacked(packed, left) if count < MOST_PACKED else None
            yield unpacked
            if unpacked is None or end < 0:
                return
            at, left, count = end, left - len(unpacked), count + 1


def _unpacked(packed: bytes, most: int) -> bytes | None:
    """Nothing for what is packed in a way that we don't know, or encrypted."""
    unpacking = zlib.decompressobj()
    try:
        # One more than may be: zero would mean without end.
        unpacked = unpacking.decompress(packed, most + 1)
    except zlib.error:
        return b""
    return unpacked if len(unpacked) <= most else None
