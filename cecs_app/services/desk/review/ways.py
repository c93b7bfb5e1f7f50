"""Which acts are open besides the one that is advised: the bar at the foot of the review screen."""

from cecs_app.domain.advice import Advice, Holder, Standpoint, Todo
from cecs_app.domain.application import DECIDED
from cecs_app.domain.conditions import Finding
from cecs_app.domain.credentials import open_kinds
from cecs_app.services.desk.case import DECIDABLE
from cecs_app.words.advice import Way, main_way, other_way


def other_ways(seen: Standpoint, given: Advice) -> tuple[Way, ...]:
    """Without the advised one, which has its own button."""
    advised = {one.href for one in main_way(given)}
    return tuple(other_way(href, _look(href)) for href in _open(seen, given) if href not in advised)


def _open(seen: Standpoint, given: Advice) -> tuple[str, ...]:
    if seen.can_second and seen.status in DECIDED:
        return ("undo",)
    is_hers = seen.can_review and seen.holder is Holder.ME
    if not is_hers or seen.status not in DECIDABLE or given.todo is Todo.CLAIM:
        return ()
    return ("approve", "ask", "hold", "deny") if can_approve(seen) else ("ask", "hold", "deny")


def can_approve(seen: Standpoint) -> bool:
    """Nothing fails, and nothing that was asked for is open; what only papers prove, the reviewer may know better."""
    fails = any(one.finding is Finding.FAILS for one in seen.conditions)
    return not fails and not open_kinds((one.kind, one.status) for one in seen.items)


def _look(href: str) -> str:
    return "danger-quiet" if href in ("deny", "undo") else "secondary"
