"""Second factors, known devices, leases, and what a login remembers of where it came from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NEW_TABLES = ("known_device", "recovery_code", "passkey", "lease")
SESSION = (
    "awaits_proof",
    "proved_at",
    "challenge",
    "challenge_expires_at",
    "sealed_authenticator",
    "user_agent",
    "address",
)
ACCOUNT = ("sealed_authenticator", "authenticator_step")


def upgrade() -> None:
    """Every educator logs in anew: what a running login lacks can't be made up."""
    _create_tables()
    op.execute(sa.text("UPDATE sign_in_session SET ended_at = CURRENT_TIMESTAMP WHERE ended_at IS NULL"))
    # Plain statements, not batches: SQLite would copy and drop a table, which what refers to it does not allow.
    op.add_column(
        "sign_in_session", sa.Column("awaits_proof", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("sign_in_session", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text("UPDATE sign_in_session SET proved_at = created_at"))
    op.add_column("sign_in_session", sa.Column("challenge", sa.LargeBinary(), nullable=True))
    op.add_column("sign_in_session", sa.Column("challenge_expires_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sign_in_session", sa.Column("sealed_authenticator", sa.LargeBinary(), nullable=True))
    op.add_column("sign_in_session", sa.Column("user_agent", sa.String(), nullable=False, server_default=""))
    op.add_column("sign_in_session", sa.Column("address", sa.String(), nullable=False, server_default=""))
    op.add_column("account", sa.Column("sealed_authenticator", sa.LargeBinary(), nullable=True))
    op.add_column("account", sa.Column("authenticator_step", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("application", sa.Column("typed", sa.JSON(), nullable=False, server_default="{}"))
    # Told by the sealed SSN beside it, whichever key it is looked for with.
    op.drop_column("claim", "ssn_index")


def _create_tables() -> None:
    op.create_table(
        "known_device",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=True),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff_member.id"), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("account_id", "token_hash"),
        sa.UniqueConstraint("staff_id", "token_hash"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    for table in ("passkey", "recovery_code"):
        op.create_index(f"ix_{table}_account_id", table, ["account_id"])


def downgrade() -> None:
    """Second factors are lost: whoever had one logs in with her password alone. Who decides an open claim finds
    records by name and birth date only."""
    op.add_column("claim", sa.Column("ssn_index", sa.String(), nullable=False, server_default=""))
    op.drop_column("application", "typed")
    for name in SESSION:
        op.drop_column("sign_in_session", name)
    for name in ACCOUNT:
        op.drop_column("account", name)
    for table in NEW_TABLES:
        op.drop_table(table)
