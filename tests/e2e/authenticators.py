"""Authenticators in a test's hand: an app that scans the picture on the screen, and a device that keeps passkeys."""

import time
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import pyotp
import zxingcpp
from playwright.sync_api import CDPSession, expect

from cecs_app.gateways.authenticators import STEP_SECONDS
from tests.e2e.educator import Educator

PIXELS = """async picture => {
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [440, 440];
  const drawing = canvas.getContext("2d");
  drawing.drawImage(picture, 0, 0, 440, 440);
  const { data } = drawing.getImageData(0, 0, 440, 440);
  return [440, 440, Array.from({ length: 440 * 440 }, (_, at) => data[4 * at])];
}"""
"""Width, height and shades of gray of an image as it is shown."""


class KeepsSecret(Protocol):
    secret: str
    last_step: int


@dataclass
class App:
    """Never shows a code twice."""

    secret: str
    last_step: int = 0

    def code(self) -> str:
        return next_code(self)


def next_code(app: KeepsSecret) -> str:
    """A fresh one; waits for it where those of now and of the step to come were used."""
    step = max(_step_now(), app.last_step + 1)
    while step > _step_now() + 1:
        time.sleep(0.2)
    app.last_step = step
    return pyotp.TOTP(app.secret).generate_otp(step)


def scans(who: Educator) -> str:
    """The secret, as the camera of her phone reads it from the screen."""
    picture = who.page.get_by_alt_text("QR code that adds this login")
    expect(picture).to_be_visible()
    width, height, gray = picture.evaluate(PIXELS)
    pixels = memoryview(bytes(gray)).cast("B", shape=[height, width])
    (code,) = zxingcpp.read_barcodes(pixels)
    return parse_qs(urlsplit(code.text).query)["secret"][0]


@dataclass
class Keeper:
    """Chromium's stand-in for a phone that keeps passkeys and knows her finger."""

    line: CDPSession
    number: str

    @classmethod
    def of(cls, who: Educator) -> "Keeper":
        line = who.page.context.new_cdp_session(who.page)
        line.send("WebAuthn.enable")
        options: dict[str, Any] = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = line.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return cls(line, made["authenticatorId"])

    def knows_her(self, does: bool) -> None:
        """Otherwise it is somebody else's finger."""
        self.line.send("WebAuthn.setUserVerified", {"authenticatorId": self.number, "isUserVerified": does})

    def kept(self) -> int:
        found = self.line.send("WebAuthn.getCredentials", {"authenticatorId": self.number})
        return len(found["credentials"])


def _step_now() -> int:
    return int(time.time()) // STEP_SECONDS
