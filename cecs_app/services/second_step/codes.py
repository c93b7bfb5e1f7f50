"""Recovery codes: each lets her in once where her authenticator or passkey is lost."""

from sqlmodel import Session

from cecs_app.db import second_factors
from cecs_app.db.login_tables import RecoveryCode
from cecs_app.db.tables import Account
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.second_step import FEW_LEFT, RECOVERY_CODES, tidy_code
from cecs_app.gateways.secrets import new_recovery_code, token_hash
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import factors, holding
from cecs_app.words.letter import Letter
from cecs_app.words.letters import second_step as letters

PAGE = f"{holding.SECURITY}/codes"


def make(deps: Deps, token: str) -> list[str]:
    """Ten new ones, told once; those before end. Raises NotAllowed without a factor, and as holding.admit."""
    holding.admit(deps, token, PAGE)
    with deps.database.transaction() as db:
        _session, account = holding.hold(db, deps, token)
        if not factors.is_asked(db, account):
            raise NotAllowed("no_second_factor")
        made = renew(db, deps, account)
        outbox.post_to_account(
            db, deps, account, lambda to: letters.codes_made(to.first_name, deps.screen("/forgot-password"))
        )
        return made


def renew(db: Session, deps: Deps, account: Account) -> list[str]:
    """Kept as plain hashes: 118 random bits are beyond all guessing, so a slow hash would guard nothing more."""
    made = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    second_factors.remove_codes(db, account.id or 0)
    db.add_all(RecoveryCode(account_id=account.id or 0, code_hash=_hash(one), created_at=deps.now()) for one in made)
    journal.record(db, deps, "recovery_codes_made", actor="educator", account_id=account.id)
    return made


def use(db: Session, deps: Deps, account: Account, typed: str) -> bool:
    """False for one that is not hers or was used. Otherwise tells her, and how many are left."""
    if not second_factors.use_code(db, account.id or 0, _hash(typed), deps.now()):
        return False
    left = second_factors.codes_left(db, account.id or 0)
    journal.record(db, deps, "recovery_code_used", actor="educator", account_id=account.id, left=left)

    def letter(to: Account) -> Letter:
        forgot, security = deps.screen("/forgot-password"), deps.screen("/profile/security")
        return letters.code_used(to.first_name, left, forgot, security, is_few=left <= FEW_LEFT)

    outbox.post_to_account(db, deps, account, letter)
    return True


def _hash(code: str) -> str:
    return token_hash(tidy_code(code))
