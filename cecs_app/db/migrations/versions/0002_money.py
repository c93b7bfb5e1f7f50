"""The tables of money, with what was paid before them entered in the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PAID = "FROM payment p JOIN application a ON a.id = p.application_id WHERE p.status = 'paid'"
COLUMNS = "posting, account, amount_cents, application_id, gateway_ref, at, counts_at"
ENTRY = f"INSERT INTO ledger_entry ({COLUMNS}) SELECT p.reference || '\\:paid'"
NOW = "p.settled_at, p.settled_at"
CARRY_OVER = (
    "UPDATE application SET filed_at = (SELECT max(event.at) FROM event "
    "WHERE event.application_id = application.id AND event.name = 'application_submitted')",
    "UPDATE payment SET reference = 'P-' || id",
    "UPDATE payment SET paid_at = settled_at WHERE status = 'paid'",
    f"{ENTRY}, 'card_company', p.amount_cents, a.id, p.intent_ref, {NOW} {PAID}",
    f"{ENTRY}, 'review_fees', -a.review_cents, a.id, '', {NOW} {PAID}",
    f"{ENTRY}, 'certificate_fees', a.review_cents - p.amount_cents, a.id, '', {NOW} {PAID} "
    "AND p.amount_cents > a.review_cents",
)
"""Until now a fee was paid whole or not at all, so what was paid is the review fee and the balance."""


def upgrade() -> None:
    _make_tables()
    _widen_tables()


def _make_tables() -> None:
    op.create_table(
        "card_event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("card_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_event_received_at"), ["received_at"], unique=False)

    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_daily", sa.Boolean(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("comparison", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comparison_compared_at"), ["compared_at"], unique=False)

    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("gateway_ref", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("posting", "account"),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entry_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_gateway_ref"), ["gateway_ref"], unique=False)

    op.create_table(
        "mailed_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("live_key", sa.String(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("live_key"),
        sa.UniqueConstraint("reference"),
    )
    with op.batch_alter_table("mailed_payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailed_payment_application_id"), ["application_id"], unique=False)

    op.create_table(
        "refund",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("mailed_payment_id", sa.Integer(), nullable=True),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=False),
        sa.Column("ordered_by", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("refund_ref", sa.String(), nullable=False),
        sa.Column("open_key", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mailed_payment_id"],
            ["mailed_payment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"],
            ["payment.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("idempotency_key"),
        sa.UniqueConstraint("open_key"),
        sa.UniqueConstraint("reference"),
    )
    with op.batch_alter_table("refund", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_refund_application_id"), ["application_id"], unique=False)
        batch_op.create_index("ix_refund_due", ["status", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_refund_mailed_payment_id"), ["mailed_payment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_refund_payment_id"), ["payment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_refund_refund_ref"), ["refund_ref"], unique=False)


def _widen_tables() -> None:
    """Plain statements, not batches: SQLite would copy and drop a table, which what refers to it does not allow."""
    op.add_column("application", sa.Column("balance_may_follow", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("application", sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("application", sa.Column("certificate_ends_on", sa.Date(), nullable=True))
    op.drop_index("ix_application_queue", "application")
    op.create_index("ix_application_queue", "application", ["status", "filed_at"], unique=False)

    for name, default in (("reference", ""), ("part", "all"), ("email", ""), ("language", "en")):
        op.add_column("payment", sa.Column(name, sa.String(), nullable=False, server_default=default))
    op.add_column("payment", sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True))
    for statement in CARRY_OVER:
        op.execute(statement)
    op.create_index("ix_payment_reference", "payment", ["reference"], unique=True)


def downgrade() -> None:
    """What was entered in the ledger is lost, with refunds and mailed payments."""
    for table in ("refund", "mailed_payment", "ledger_entry", "comparison", "card_event"):
        op.drop_table(table)
    op.drop_index("ix_payment_reference", "payment")
    for name in ("paid_at", "language", "email", "part", "reference"):
        op.drop_column("payment", name)
    op.drop_index("ix_application_queue", "application")
    op.create_index("ix_application_queue", "application", ["status", "submitted_at"], unique=False)
    for name in ("certificate_ends_on", "filed_at", "balance_may_follow"):
        op.drop_column("application", name)
