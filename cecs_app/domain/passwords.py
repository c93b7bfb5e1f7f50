"""What a personal password must be. Source: NIST SP 800-63B-4: length and a blocklist, no rules of composition."""

from collections.abc import Sequence

from zxcvbn import zxcvbn

from cecs_app.domain.names import fold

SHORTEST = 15
"""Characters, for a password used without a second factor."""
LONGEST = 200
ENOUGH = 3
"""zxcvbn's score, 0 to 4."""
MOST_MEASURED = 72
"""zxcvbn takes no more; what follows can only make a password stronger."""
SHORTEST_OWN_WORD = 3


def password_fault(password: str, own_words: Sequence[str]) -> str | None:
    """The code of what is wrong with it, None when it is good. `own_words`: names, username, email."""
    if len(password) < SHORTEST:
        return "password_too_short"
    if len(password) > LONGEST:
        return "password_too_long"
    folded = fold(password)
    if any(len(fold(word)) >= SHORTEST_OWN_WORD and fold(word) in folded for word in own_words):
        return "password_has_own_word"
    return None if strength(password, own_words) >= ENOUGH else "password_common"


def strength(password: str, own_words: Sequence[str]) -> int:
    """0 to 4: how hard it is to guess."""
    if not password:
        return 0
    return int(zxcvbn(password[:MOST_MEASURED], user_inputs=list(own_words))["score"])
