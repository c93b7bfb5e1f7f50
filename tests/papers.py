"""Small whole files of each kind that an educator may send, and files that only look like one."""

import struct
import zlib

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nSECRET-TRANSCRIPT\nstartxref\n0\n%%EOF\n"
HTML = b"<!doctype html><html><script>alert(1)</script></html>"


def png(rows: int = 1) -> bytes:
    """One pixel wide; `rows` tells pictures apart."""
    header = struct.pack(">IIBBBBB", 1, rows, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00\x7f" * rows)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def jpeg(thumbnail: bytes = b"", trailer: bytes = b"") -> bytes:
    """With a small picture inside its first segment, and what some phones add behind the end."""
    exif = b"Exif\x00\x00" + thumbnail
    frame = b"\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    scan = b"\x01\x01\x00\x00\x3f\x00"
    return (
        b"\xff\xd8"
        + _segment(0xE1, exif)
        + _segment(0xC0, frame)
        + _segment(0xDA, scan)
        + b"\x12\x34\x56"
        + b"\xff\xd9"
        + trailer
    )


def big_pdf(size: int) -> bytes:
    """Of exactly so many bytes."""
    head, tail = b"%PDF-1.7\n", b"\n%%EOF\n"
    return head + b"0" * (size - len(head) - len(tail)) + tail


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def pdf_with(*objects: bytes) -> bytes:
    """A whole one with these objects in it."""
    return PDF.replace(b"SECRET-TRANSCRIPT\n", b"\n".join(objects) + b"\n")


def packed(inner: bytes, name: bytes = b"/ObjStm") -> bytes:
    """An object stream."""
    return (
        b"9 0 obj\n<< /Type " + name + b" /Filter /FlateDecode >>\nstream\n" + zlib.compress(inner) + b"\nendstream\n"
    )


def huge_png(side: int) -> bytes:
    """Small, and says that it is this large."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1_000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def huge_jpeg(side: int) -> bytes:
    frame, said = b"\x08\x00\x01\x00\x01", b"\x08" + struct.pack(">HH", side, side)
    return jpeg().replace(frame, said)
