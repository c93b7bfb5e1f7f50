"""Her passkeys: several, each with a name of hers. See gateways/passkeys.py for what is checked of each."""

from sqlmodel import Session

from cecs_app.db import second_factors
from cecs_app.db.login_tables import Passkey, SignInSession
from cecs_app.db.tables import Account
from cecs_app.domain.account import tidy_name
from cecs_app.domain.errors import CecsError, InvalidFields, NotAllowed, NotFound
from cecs_app.domain.second_step import MOST_PASSKEYS, passkey_name_fault
from cecs_app.gateways import passkeys
from cecs_app.gateways.passkeys import NewPasskey, PasskeyRefused, site_of
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import changes, holding
from cecs_app.words.letters import second_step as letters

PAGE = f"{holding.SECURITY}/passkey"


class PasskeyNotMade(CecsError):
    """Never says what was wrong with it: whoever made it can only try again."""

    code = "passkey_not_made"


def offer(deps: Deps, token: str) -> str:
    """What her browser makes a passkey with, as JSON. Raises NotAllowed, and as holding.admit."""
    holding.admit(deps, token, PAGE)
    with deps.database.transaction() as db:
        session, account = holding.hold(db, deps, token)
        held = _held(db, account)
        if len(held) >= MOST_PASSKEYS:
            raise NotAllowed("too_many_passkeys", most=MOST_PASSKEYS)
        challenge = holding.new_challenge(deps, session)
        return passkeys.offer(site_of(deps.settings.public_url), challenge, account.id or 0, account.username, held)


def add(deps: Deps, token: str, name: str, answer: str) -> list[str]:
    """Gives recovery codes as changes.added. Raises InvalidFields, NotAllowed or PasskeyNotMade, and as
    holding.admit."""
    holding.admit(deps, token, PAGE)
    name = tidy_name(name)
    if fault := passkey_name_fault(name):
        raise InvalidFields({"passkey_name": fault})
    with deps.database.transaction() as db:
        session, account = holding.hold(db, deps, token)
        if len(_held(db, account)) >= MOST_PASSKEYS:
            raise NotAllowed("too_many_passkeys", most=MOST_PASSKEYS)
        if made := _made(db, deps, session, answer):
            db.add(_passkey(deps, account, name, made))
            db.flush()
            return changes.added(db, deps, session, account, "passkey_added", name)
        journal.record(db, deps, "passkey_refused", actor="educator", account_id=account.id)
    raise PasskeyNotMade


def get_name(deps: Deps, account_id: int, passkey_id: int) -> str:
    """Raises NotFound."""
    with deps.database.reading() as db:
        found = second_factors.find_passkey(db, account_id, passkey_id)
    if found is None:
        raise NotFound
    return found.name


def remove(deps: Deps, token: str, passkey_id: int) -> None:
    """Raises NotFound, and as holding.admit."""
    holding.admit(deps, token, holding.SECURITY)
    with deps.database.transaction() as db:
        _session, account = holding.hold(db, deps, token)
        found = second_factors.find_passkey(db, account.id or 0, passkey_id)
        if found is None:
            raise NotFound
        db.delete(found)
        changes.removed(db, deps, account, "passkey_removed", found.name)


def ask(deps: Deps, token: str) -> str:
    """What her browser signs for the second step of login, as JSON. Raises SignedOut."""
    with deps.database.transaction() as db:
        session, account = holding.hold_waiting(db, deps, token)
        challenge = holding.new_challenge(deps, session)
        return passkeys.question(site_of(deps.settings.public_url), challenge, _held(db, account))


def use(db: Session, deps: Deps, session: SignInSession, account: Account, answer: str) -> bool:
    """Whether a passkey of hers signed what this login asked, which was asked once."""
    challenge = holding.take_challenge(deps, session)
    try:
        passkey = second_factors.find_by_credential(db, passkeys.credential_of(answer))
        if challenge is None or passkey is None or passkey.account_id != account.id:
            return False
        count = passkeys.check(site_of(deps.settings.public_url), challenge, answer, passkey.public_key)
    except PasskeyRefused:
        return False
    is_only_one = second_factors.use_passkey(db, passkey.id or 0, count, deps.now())
    if not is_only_one:
        _warn(db, deps, account, passkey.name)
    return is_only_one


def _warn(db: Session, deps: Deps, account: Account, name: str) -> None:
    """It signed rightly and counted wrongly: there are two of it."""
    journal.record(db, deps, "passkey_copied", actor="system", account_id=account.id)
    outbox.post_to_account(
        db, deps, account, lambda to: letters.passkey_copied(to.first_name, name, deps.screen("/profile/security"))
    )


def _made(db: Session, deps: Deps, session: SignInSession, answer: str) -> NewPasskey | None:
    challenge = holding.take_challenge(deps, session)
    if challenge is None:
        return None
    try:
        made = passkeys.check_new(site_of(deps.settings.public_url), challenge, answer)
    except PasskeyRefused:
        return None
    return None if second_factors.find_by_credential(db, made.credential_id) else made


def _held(db: Session, account: Account) -> list[bytes]:
    return [one.credential_id for one in second_factors.passkeys_of(db, account.id or 0)]


def _passkey(deps: Deps, account: Account, name: str, made: NewPasskey) -> Passkey:
    return Passkey(
        account_id=account.id or 0,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=name,
        created_at=deps.now(),
    )
