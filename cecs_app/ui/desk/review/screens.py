"""The review screen and the pages of a decision: the end of the address, the title, the page, its state."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from cecs_app.language import mark
from cecs_app.ui.desk.review import appeal, approve, deny, hold, screen, second_look, undo

SCREENS: tuple[tuple[str, str, Callable[[], rx.Component], Any], ...] = (
    ("", mark("Review"), screen.review_page, screen.ReviewState),
    ("/approve", mark("Approve this application?"), approve.approve_page, approve.ApproveState),
    ("/deny", mark("Deny this application?"), deny.deny_page, deny.DenyState),
    ("/hold", mark("Put this application on hold?"), hold.hold_page, hold.HoldState),
    ("/resume", mark("Take this application up again?"), hold.resume_page, hold.ResumeState),
    ("/second-look", mark("Second look at a decision"), second_look.second_look_page, second_look.SecondLookState),
    ("/undo", mark("Undo the decision?"), undo.undo_page, undo.UndoState),
    ("/appeal", mark("What the panel decided"), appeal.desk_appeal_page, appeal.DeskAppealState),
)
