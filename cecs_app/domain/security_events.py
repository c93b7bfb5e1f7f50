"""What the log tells of the portal's safety, by names that stay: alarms and searches are built on them.

Source: OWASP ASVS 5.0, V16.3.
"""

JOURNALLED = frozenset(
    {
        "signed_in",
        "sign_in_refused",
        "signed_out",
        "other_logins_ended",
        "new_device",
        "owner_warned",
        "password_changed",
        "temporary_password_mailed",
        "username_mailed",
        "asked_with_unknown_address",
        "email_change_asked",
        "email_changed",
        "proved_again",
        "proof_refused",
        "second_step_passed",
        "second_step_refused",
        "second_step_reset",
        "authenticator_added",
        "authenticator_removed",
        "passkey_added",
        "passkey_removed",
        "passkey_copied",
        "recovery_codes_made",
        "recovery_code_used",
        "staff_signed_in",
        "staff_login_refused",
        "staff_added",
        "staff_reset",
        "staff_disabled",
        "staff_roles_changed",
        "staff_setup_begun",
        "staff_set_up",
        "ssn_shown",
        "ssn_showing_refused",
        "ssn_showing_stopped",
        "report_exported",
        "registry_imported",
        "backup_taken",
        "backup_restored",
        "keys_rotation_begun",
        "keys_rotated",
    }
)
"""Stand in the journal, with who did it; the log repeats name and numbers, once they are committed."""

LOGGED = frozenset(
    {
        "limit_reached",
        "foreign_request_refused",
        "socket_refused",
        "webhook_refused",
        "document_damaged",
        "audit_head",
        "handler_failed",
        "page_failed",
        "uncaught",
        "seat_lost",
    }
)
"""Belong to no transaction; the log alone tells them."""
