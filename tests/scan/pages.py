"""SQLite's pages, cell by cell, as they stand in a database file or in every frame of a write-ahead log.

A log keeps what was changed or deleted since. In its bytes one value runs into the next, and a digit before hides a
card number behind; here each value stands for itself.
"""

from collections.abc import Iterator

SQLITE, WAL = b"SQLite format 3\0", (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
TABLE_LEAF, INDEX_LEAF = 13, 10
NUMBER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
FIRST_TEXT = 12


def values(data: bytes) -> Iterator[bytes]:
    """Texts and blobs as they are, whole numbers as digits; nothing for a file of another kind."""
    for page, start in _pages(data):
        try:
            yield from _cells(page, start)
        except IndexError:
            continue  # torn, or of a kind without cells


def _pages(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Each with the place where its own header begins: the first page has the file's before it."""
    if data.startswith(SQLITE):
        size = 65536 if data[16:18] == b"\0\1" else _number(data[16:18])
        for place in range(0, len(data), size):
            yield data[place : place + size], 0 if place else 100
    elif data.startswith(WAL):
        size = _number(data[8:12])
        for place in range(32, len(data) - size, size + 24):
            frame = data[place : place + size + 24]
            yield frame[24:], 100 if _number(frame[:4]) == 1 else 0


def _cells(page: bytes, start: int) -> Iterator[bytes]:
    kind = page[start]
    if kind not in (TABLE_LEAF, INDEX_LEAF):
        return
    for one in range(_number(page[start + 3 : start + 5])):
        place = start + 8 + 2 * one
        yield from _record(page, _number(page[place : place + 2]), has_id=kind == TABLE_LEAF)


def _record(page: bytes, place: int, *, has_id: bool) -> Iterator[bytes]:
    _length, place = _varint(page, place)
    if has_id:
        _id, place = _varint(page, place)
    header, at = _varint(page, place)
    value, kinds = place + header, []
    while at < place + header:
        kind, at = _varint(page, at)
        kinds.append(kind)
    for kind in kinds:
        size = (kind - FIRST_TEXT) // 2 if kind >= FIRST_TEXT else NUMBER_BYTES.get(kind, 8 * (kind == 7))
        read = page[value : value + size]
        if size and kind != 7:  # seven is a fraction
            yield read if kind >= FIRST_TEXT else str(int.from_bytes(read, "big", signed=True)).encode()
        value += size


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """The number, and the place after it."""
    number = 0
    for count in range(8):
        byte = data[place + count]
        number = number << 7 | byte & 127
        if byte < 128:
            return number, place + count + 1
    return number << 8 | data[place + 8], place + 9


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
