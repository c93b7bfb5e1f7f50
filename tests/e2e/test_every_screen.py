"""Every screen in every state: no barrier by day or by night, and no scrolling sideways on a small phone."""

from dataclasses import dataclass, field

from tests.e2e.educator import Educator
from tests.e2e.every_desk_screen import walk_the_desk
from tests.e2e.every_screen import walk

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}


@dataclass
class Inspector:
    educator: Educator
    found: list[str] = field(default_factory=list)
    seen: int = 0

    def takes(self, name: str) -> None:
        self.educator.settles()
        self.seen += 1
        page = self.educator.page
        page.set_viewport_size(PHONE)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            self.found.append(f"{name}: scrolls sideways")
        if page.locator("h1").count() != 1:
            self.found.append(f"{name}: {page.locator('h1').count()} h1")
        self._asks_axe(name)
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="dark")
        self._asks_axe(f"{name}, dark")
        page.emulate_media(color_scheme="light")

    def _asks_axe(self, name: str) -> None:
        try:
            self.educator.finds_no_barrier()
        except AssertionError as error:
            self.found.append(f"{name}: {error}")


def test_every_screen_and_state_is_free_of_barriers(educator: Educator) -> None:
    inspector = Inspector(educator)
    walk(inspector)
    assert inspector.found == []
    assert inspector.seen > 55


def test_every_screen_of_the_desk_is_free_of_barriers(educator: Educator) -> None:
    inspector = Inspector(educator)
    walk_the_desk(inspector)
    assert inspector.found == []
    assert inspector.seen > 50
