"""The role that the site and the workers use in production: it owns no table and cannot rewrite the ledger
(rule 11)."""

from django.db import connection, transaction
from psycopg import sql

# What an owner could do and this role cannot: switch off triggers, truncate, change the past.
LEDGER = ("ledger_event", "ledger_personalvalues")
COMMENT = "application role of structured hiring"


def create(role: str, password: str) -> None:
    """Create the role or give it a new password, and grant it what the application needs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() is not None else "CREATE"
        plain = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD"
        cursor.execute(
            sql.SQL("{} ROLE {} {} {}").format(
                sql.SQL(verb), sql.Identifier(role), sql.SQL(plain), sql.Literal(password)
            )
        )
        cursor.execute(sql.SQL("COMMENT ON ROLE {} IS {}").format(sql.Identifier(role), sql.Literal(COMMENT)))
        _grant(role)


def renew() -> None:
    """Grant again to every role made by `create`: new tables came with a migration or a restore."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = %s ORDER BY rolname",
            [COMMENT],
        )
        for (role,) in cursor.fetchall():
            _grant(role)


def _grant(role: str) -> None:
    statements = [
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        *(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {{role}}" for table in LEDGER),
        # Erasure empties the personal values; a trigger refuses every other change.
        "GRANT UPDATE ON ledger_personalvalues TO {role}",
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))
