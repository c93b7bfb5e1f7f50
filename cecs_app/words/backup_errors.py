"""What the errors of backup and restore say to the support staff, and how to mend them."""

from cecs_app.language import mark

BACKUP_WORDS = {
    "backup_exists": mark("There is a file of that name already. Choose another name, or a folder."),
    "backup_damaged": mark(
        "This is not a backup as the portal wrote it: it was changed, cut off, or made by somebody else. "
        "Nothing was restored. Take another backup."
    ),
    "backup_wrong_key": mark(
        "The backup was written with another key than this installation has: {name}. Set the key of then, and repeat. "
        "Nothing was restored."
    ),
    "backup_newer": mark(
        "A newer version of the portal wrote this backup (schema {number}). Install that version, and repeat. "
        "Nothing was restored."
    ),
    "backup_other_kind": mark(
        "This is the backup of another kind of database ({name}). Set CECS_DATABASE_URL to one of that kind. "
        "Nothing was restored."
    ),
    "restore_in_use": mark(
        "Somebody has the database open. Stop the portal and whatever copies the database, and repeat. "
        "Nothing was restored."
    ),
    "restore_not_empty": mark(
        "There is data here already. Choose an empty place, or add --replace: what is here is lost then. "
        "Nothing was restored."
    ),
    "database_unsound": mark("The database is damaged: {why}."),
    "journal_unsound": mark(
        "The journal is not as it was written, from position {number} on ({name}). `audit verify` says more."
    ),
    "ssn_key_wrong": mark("Some SSNs were sealed with another key than this installation has: CECS_SEALING_KEY."),
    "documents_unsound": mark("Of the documents, {number} are missing or damaged."),
    "program_missing": mark("The program {name} is needed. Install the client programs of PostgreSQL."),
    "program_failed": mark("The program {name} gave up: {why}."),
}
