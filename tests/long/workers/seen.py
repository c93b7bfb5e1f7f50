"""Who is at the socket, what she was shown, and which worker showed it."""

import re
from dataclasses import dataclass
from pathlib import Path

from cecs_app.ui.components.frame import FrameState
from tests.socket.backend import Backend
from tests.socket.client import BOOT, Tab, event_name

ARRIVE = event_name(FrameState, "arrive")
SCREEN = "/profile"


@dataclass(frozen=True)
class Person:
    name: str
    """Unlike anybody else's in this portal."""
    cookie: str

    @property
    def header(self) -> str:
        return f"cecs_session={self.cookie}"

    def opens(self, portal: Backend, path: str = SCREEN, token: str | None = None) -> Tab:
        """Waits until she sees her own name."""
        tab = Tab.opens(portal.url, path, cookie=self.header, token=token)
        tab.fills()
        tab.waits_for(lambda: shows(tab, self), f"{self.name} to see her name")
        return tab


def shows(tab: Tab, person: Person) -> bool:
    """Anything of hers, in any packet that ever came."""
    return any(person.name.lower() in text.lower() for text in tab.texts)


def asks_for_all(tab: Tab) -> None:
    """Whatever the portal would tell about its state: as a page does when it opens, and once more on her screen."""
    tab.sends(BOOT)
    tab.sends(ARRIVE, path=SCREEN)
    tab.sends(BOOT, path=SCREEN)
    tab.rests()


def worker_of(tab: Tab, portal: Backend) -> int:
    """The process that holds the other end of this socket."""
    assert tab._line is not None
    own, there = tab._line.sock.getsockname()[1], int(portal.url.rpartition(":")[2])
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            _, local, remote, *rest = line.split()
            if (int(local.rpartition(":")[2], 16), int(remote.rpartition(":")[2], 16)) == (there, own):
                return _holder(rest[6])
    raise AssertionError("no process holds it")


def _holder(inode: str) -> int:
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if re.fullmatch(rf"socket:\[{inode}\]", str(link.readlink())):
                return int(link.parts[2])
        except OSError:
            continue
    raise AssertionError("no process holds it")
