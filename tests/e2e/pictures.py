"""Takes a picture of every screen at three widths, and in the dark: `make pictures`, then look at them."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.browser import chromium
from tests.e2e.educator import Educator
from tests.e2e.every_desk_screen import walk_the_desk
from tests.e2e.every_screen import walk
from tests.e2e.portal import running_portal
from tests.e2e.security_screens import walk_the_logins

WIDTHS = (360, 768, 1280)


@dataclass
class Camera:
    educator: Educator
    folder: Path
    taken: int = 0

    def takes(self, name: str) -> None:
        self.educator.settles()
        self.taken += 1
        for width in WIDTHS:
            self._at(width, f"{self.taken:03d}-{name}-{width}")
        self.educator.page.emulate_media(color_scheme="dark")
        self._at(768, f"{self.taken:03d}-{name}-dark")
        self.educator.page.emulate_media(color_scheme="light")

    def _at(self, width: int, name: str) -> None:
        self.educator.page.set_viewport_size({"width": width, "height": 800})
        self.educator.page.screenshot(path=str(self.folder / f"{name}.png"), full_page=True)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running_portal(Path(data), '["en"]') as portal, chromium() as browser:
        camera = Camera(Educator.arrive(browser.new_context(), portal), folder)
        walk(camera)
        walk_the_logins(camera)
        walk_the_desk(camera)
    print(f"{camera.taken} screens in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
