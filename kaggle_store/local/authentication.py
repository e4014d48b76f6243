"""Who may connect to a stack's PostgreSQL: superusers by private socket only, never over TCP."""

from __future__ import annotations

from pathlib import Path

from kaggle_store.local.account import Account
from kaggle_store.local.files import write_private

SUPERUSER = "supabase_admin"
# Roles that can act as the operating system account of the server.
_POWERFUL = f"{SUPERUSER},+pg_execute_server_program,+pg_read_server_files,+pg_write_server_files"
# `trust` is safe: the socket's folder has mode 0700. `peer` refuses root and users without a name.
_RULES = f"""\
# Written by kaggle_store at each start.
# TYPE  DATABASE          USER  ADDRESS       METHOD
local   all,replication   all                 trust
host    all,replication   {_POWERFUL} all reject
host    all,replication   all   127.0.0.1/32  scram-sha-256
"""
# Runs at each start, because a restored cluster or a user may have set other passwords.
_PASSWORDS = """
do $$
declare
    v_role name;
begin
    for v_role in
        select rolname from pg_roles where rolsuper or rolname = 'authenticator'
    loop
        execute format('alter role %I password null', v_role);
    end loop;
end
$$;
"""


def write_rules(data: Path, account: Account) -> None:
    """Write the `pg_hba.conf` of the cluster in `data`."""
    path = data / "pg_hba.conf"
    write_private(path, _RULES)
    account.own(path)


def password_script(password: str) -> str:
    """Return SQL that sets the password of `postgres` and removes those of superusers."""
    quoted = password.replace("'", "''")
    return f"{_PASSWORDS}alter role postgres password '{quoted}';\n"
