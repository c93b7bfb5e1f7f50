"""The pages are built from the packages that were locked, and building them changes no lock."""

from tests.e2e.educator import Educator
from tests.e2e.portal import browser_lock


def test_a_build_leaves_the_lock_as_it_was(lock_before: dict[str, bytes], educator: Educator) -> None:
    assert educator.page.url  # built, and shown
    assert browser_lock() == lock_before
