"""A socket to the portal from an address of one's own, written by hand: it can also break the protocol.

WebSocket: https://www.rfc-editor.org/rfc/rfc6455; within it Engine.IO and Socket.IO as in tests/socket/client.py.
"""

import asyncio
import base64
import json
import os
import struct
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
SWITCHING = b"HTTP/1.1 101"
EVENT = "42/_event,"
PATIENCE = 20.0


class Shut(Exception):
    """The portal did not let us in, or hung up."""


@dataclass
class Line:
    """`hears` gets every byte that comes, the refusal of a handshake included."""

    url: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    hears: Callable[[bytes], None]
    is_open: bool = True
    keeps: bool = False
    """Whether updates are kept."""
    updates: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=500))
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _listening: asyncio.Task[None] | None = None

    @classmethod
    async def opens(
        cls,
        url: str,
        token: str,
        hears: Callable[[bytes], None],
        *,
        cookie: str = "",
        origin: str | None = None,
        address: str = "127.0.0.1",
        query: str | None = None,
        keeps: bool = False,
    ) -> "Line":
        """Raises Shut."""
        place = urlsplit(url)
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", place.port, local_addr=(address, 0))
        except OSError as error:
            raise Shut(str(error)) from error
        line = cls(url, reader, writer, hears, keeps=keeps)
        asked = f"token={token}&EIO=4&transport=websocket" if query is None else query
        await line._shakes_hands(asked, {"Origin": url if origin is None else origin, "Cookie": cookie})
        line._listening = asyncio.create_task(line._listens())
        return line

    async def _shakes_hands(self, query: str, more: dict[str, str]) -> None:
        """Raises Shut."""
        head = {
            "Host": urlsplit(self.url).netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            **more,
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
        try:
            self.writer.write(f"GET /_event/?{query} HTTP/1.1\r\n{lines}\r\n".encode())
            async with asyncio.timeout(PATIENCE):
                answer = await self.reader.readuntil(b"\r\n\r\n")
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError) as error:
            await self.closes()
            raise Shut(type(error).__name__) from error
        self.hears(answer)
        if not answer.startswith(SWITCHING):
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(0.2):
                    self.hears(await self.reader.read(65_536))
            await self.closes()
            raise Shut(answer[:40].decode("latin-1"))

    async def says(self, packet: str | bytes) -> None:
        """As one frame. Raises Shut."""
        body = packet.encode("utf-8", "surrogatepass") if isinstance(packet, str) else packet
        await self.writes(framed(TEXT if isinstance(packet, str) else BINARY, body))

    async def writes(self, raw: bytes) -> None:
        """Bytes as they are. Raises Shut."""
        if not self.is_open:
            raise Shut("closed")
        try:
            self.writer.write(raw)
            async with asyncio.timeout(PATIENCE):
                await self.writer.drain()
        except (OSError, TimeoutError) as error:
            self.is_open = False
            raise Shut(type(error).__name__) from error

    async def waits(self, has: Callable[[dict[str, Any]], bool]) -> None:
        """Until an update came that is so; those before it are forgotten. Raises Shut."""
        async with asyncio.timeout(PATIENCE):
            while True:
                while self.updates:
                    if has(self.updates.popleft()):
                        return
                if not self.is_open:
                    raise Shut("closed")
                self._changed.clear()
                await self._changed.wait()

    async def closes(self) -> None:
        self.is_open = False
        if self._listening:
            self._listening.cancel()
        self.writer.close()
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(1):
                await self.writer.wait_closed()

    async def _listens(self) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                kind, body = await self._frame()
                self.hears(body)
                if kind == CLOSE:
                    break
                if kind == PING:
                    self.writer.write(framed(PONG, body))
                elif kind == TEXT:
                    self._hears(body.decode("utf-8", "replace"))
        self.is_open = False
        self._changed.set()

    async def _frame(self) -> tuple[int, bytes]:
        first, second = await self.reader.readexactly(2)
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", await self.reader.readexactly(8))
        return first & 0x0F, await self.reader.readexactly(size)

    def _hears(self, packet: str) -> None:
        if packet == "2":
            self.writer.write(framed(TEXT, b"3"))
        elif self.keeps and packet.startswith(EVENT):
            name, *rest = json.loads(packet.removeprefix(EVENT))
            if name == "event":
                self.updates.append(rest[0])
                self._changed.set()


def framed(kind: int, body: bytes, *, first: int = 0x80, mask: bytes = b"\0\0\0\0") -> bytes:
    """A mask of zeros changes nothing, and is one."""
    size = len(body)
    if size < 126:
        length = bytes([0x80 | size])
    elif size < 65_536:
        length = bytes([0x80 | 126]) + struct.pack(">H", size)
    else:
        length = bytes([0x80 | 127]) + struct.pack(">Q", size)
    return bytes([first | kind]) + length + mask + body
