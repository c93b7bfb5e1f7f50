"""A keyboard and nothing else."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

MOST_TABS = 80


@dataclass(frozen=True)
class Keyboard:
    page: Page

    def reaches(self, role: str, name: str) -> None:
        """By Tab alone, however long it takes, and the focus can be seen there."""
        wanted = self.page.get_by_role(role, name=name).first  # type: ignore[arg-type]
        wanted.wait_for()
        for _ in range(MOST_TABS):
            if _has_focus(wanted):
                assert wanted.evaluate("one => getComputedStyle(one).outlineStyle") != "none", f"no focus ring: {name}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} tabs did not reach the {role} {name!r}")

    def presses(self, role: str, name: str) -> None:
        self.reaches(role, name)
        self.page.keyboard.press("Enter")

    def types(self, label: str, value: str) -> None:
        self.reaches("textbox", label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(value)

    def ticks(self, label: str) -> None:
        self.reaches("checkbox", label)
        self.page.keyboard.press("Space")

    def answers_no(self, question_id: str) -> None:
        """Tab reaches the group, the arrow its second answer."""
        first = self.page.locator(f"#{question_id}")
        for _ in range(MOST_TABS):
            if _has_focus(first):
                self.page.keyboard.press("ArrowDown")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} tabs did not reach {question_id}")


def _has_focus(wanted: Locator) -> bool:
    return bool(wanted.evaluate("one => one === document.activeElement"))
