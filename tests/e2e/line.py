"""The line between a browser and the portal, which a journey can break and mend."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e.educator import Educator

SOCKETS_THAT_CAN_BE_CUT = """
window.lineIsUp = true;
window.openSockets = [];
window.WebSocket = class extends WebSocket {
  constructor(url, protocols) {
    super(window.lineIsUp ? url : String(url).replace("/_event", "/cut"), protocols);
    window.openSockets.push(this);
  }
};
"""
"""While the line is down every new socket goes to where nobody answers, on our host: pages may call no other."""


@dataclass
class Line:
    page: Page

    @classmethod
    def to(cls, educator: Educator) -> "Line":
        """Before the first page opens: sockets opened earlier can't be cut."""
        educator.page.add_init_script(SOCKETS_THAT_CAN_BE_CUT)
        return cls(educator.page)

    def breaks(self) -> None:
        self.page.evaluate("window.lineIsUp = false; window.openSockets.forEach((socket) => socket.close())")

    def is_mended(self) -> None:
        self.page.evaluate("window.lineIsUp = true")
