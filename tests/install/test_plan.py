"""Which files installing adds, and every reason not to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store.errors import InstallError
from kaggle_store.install import plan, uninstall
from kaggle_store.install.changes import Change, Plan, apply
from kaggle_store.install.database import WHERE, Database, Role
from kaggle_store.install.names import Taken
from kaggle_store.install.project import find
from kaggle_store.install.reasons import Choices
from kaggle_store.local import project_dir
from tests.install.conftest import CONFIG, App

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
NAMES = list(MIGRATIONS)
EMPTY = Database({}, frozenset(), (), {}, ())
EVERYONE = Choices(members_only=False)


def planned(app: App, choices: Choices = EVERYONE, database: Database | None = None) -> Plan:
    return plan.plan_install(app.read(), database, choices, NOW)


def install(app: App, choices: Choices = EVERYONE) -> Plan:
    made = planned(app, choices)
    apply(made.changes)
    return made


def reasons(app: App, database: Database | None = None, choices: Choices = EVERYONE) -> list[str]:
    before = app.files()
    with pytest.raises(InstallError) as refused:
        planned(app, choices, database)
    assert app.files() == before
    return list(refused.value.reasons)


# Files ------------------------------------------------------------------------------------------


def test_migrations_are_copied_unchanged_and_last(app: App) -> None:
    own = app.write("20250101000000_own.sql", "select 1;")
    install(app)
    assert app.names() == [
        own.name,
        *(f"20261201{120001 + n}_{name}.sql" for n, name in _seconds()),
    ]
    for file in app.read().copies:
        original = project_dir() / "migrations" / f"{file.original}.sql"
        assert file.path.read_bytes() == original.read_bytes()


def _seconds() -> list[tuple[int, str]]:
    assert len(NAMES) < 59
    return list(enumerate(NAMES))


@pytest.mark.parametrize(
    ("newest", "first"),
    [
        ("20270101235959_own.sql", "20270102000000"),
        ("20270230000000_own.sql", "20270230000001"),
        ("20270101_own.sql", "20270101000001"),
        ("9_own.sql", "90000000000001"),
        ("2027010100000099_own.sql", "20270101000001"),
        ("0001_init.sql", "20261201120001"),
    ],
)
def test_numbers_follow_the_newest_file(app: App, newest: str, first: str) -> None:
    app.write(newest, "select 1;")
    copies = [change.path.name for change in planned(app).changes if change.path.suffix == ".sql"]
    assert copies[0] == f"{first}_{NAMES[0]}.sql"
    versions = [name.partition("_")[0] for name in [newest, *copies]]
    assert sorted(versions) == versions


def test_number_that_nothing_can_follow_is_refused(app: App) -> None:
    app.write("99999999999999_own.sql", "select 1;")
    with pytest.raises(InstallError, match=r"no migration can follow 99999999999999_own\.sql"):
        planned(app)


def test_config_keeps_what_was_there(app: App) -> None:
    [change] = [change for change in planned(app).changes if change.path == app.config]
    assert change.after is not None
    assert change.after.startswith(CONFIG)
    assert "\n[db.vault]\n" in change.after.removeprefix(CONFIG)


def test_installing_again_changes_nothing(app: App) -> None:
    install(app)
    assert planned(app).changes == ()


def test_original_file_names_are_recognised(app: App) -> None:
    for path in (project_dir() / "migrations").glob("*.sql"):
        app.write(path.name, path.read_text())
    assert [change.path.name for change in planned(app).changes] == ["config.toml"]


def test_upgrade_adds_only_what_is_new(app: App) -> None:
    install(app)
    newest = app.migrations / app.names()[-1]
    newest.unlink()
    app.write("20270101000000_own.sql", "select 1;")
    [change] = planned(app).changes
    assert change.path.name == f"20270101000001_{NAMES[-1]}.sql"


def test_copies_before_an_uninstall_do_not_count(app: App) -> None:
    install(app)
    app.write("20261201130000_kaggle_store_uninstall.sql", "select 1;")
    again = planned(app).changes
    assert again[0].path.name == f"20261201130001_{NAMES[0]}.sql"
    assert len(again) == len(NAMES)


def test_edited_copy_is_reported_and_kept(app: App) -> None:
    install(app)
    name = app.names()[0]
    text = (app.migrations / name).read_text()
    (app.migrations / name).write_bytes(text.replace("\n", "\r\n").encode())
    assert not any("was edited" in note for note in planned(app).notes)
    app.write(name, text.replace("create schema kaggle_store;", "select 1;"))
    assert f"{name} was edited: it differs from the package's and stays as it is" in (
        planned(app).notes
    )
    assert planned(app).changes == ()


def test_failed_write_is_undone(app: App) -> None:
    before = app.files()
    changes = [
        Change(app.config, CONFIG, "changed"),
        Change(app.migrations / "1_new.sql", None, "new"),
        Change(app.migrations, None, "a folder cannot be written"),
    ]
    with pytest.raises(OSError, match="migrations"):
        apply(changes)
    assert app.files() == before


def test_interrupted_write_is_undone(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write = app.files(), Path.write_text
    changes = [Change(app.migrations / f"{number}_new.sql", None, "new") for number in (1, 2)]

    def interrupted(path: Path, text: str, **options: str) -> None:
        write(path, text, **options)
        if path == changes[1].path:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_text", interrupted)
    with pytest.raises(KeyboardInterrupt):
        apply(changes)
    assert app.files() == before


# The project's folder ---------------------------------------------------------------------------


def test_project_is_found_from_below(app: App) -> None:
    below = app.root / "src" / "deep"
    below.mkdir(parents=True)
    assert find(None, below) == app.folder
    assert find(app.root, below) == find(app.folder, below) == app.folder


def test_missing_project_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match=r"no Supabase project here .* `supabase init`"):
        find(None, tmp_path)
    with pytest.raises(InstallError, match=r"has no config\.toml: name the project's"):
        find(tmp_path, tmp_path)


def test_config_of_another_encoding_is_refused(app: App) -> None:
    app.config.write_bytes(b'project_id = "caf\xe9"\n')
    with pytest.raises(InstallError, match=r"config\.toml is not UTF-8"):
        planned(app)


# Who may read -----------------------------------------------------------------------------------


@pytest.fixture
def members_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the package's members migration, with a text of this test."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "migrations").symlink_to(project_dir() / "migrations")
    monkeypatch.setattr(plan, "project_dir", lambda: package)
    file = package / "members.sql"
    file.write_text("select 'members';\n")
    return file


def added_last(app: App, choices: Choices) -> str | None:
    names = [each.path.name for each in install(app, choices).changes if each.before is None]
    return names[-1].partition("_")[2] if names else None


@pytest.mark.usefixtures("members_file")
@pytest.mark.parametrize(
    ("sign_up", "choices", "is_members_only"),
    [
        ("true", Choices(), True),
        ("false", Choices(), False),
        ("false", Choices(members_only=True), True),
        ("true", Choices(members_only=False), False),
    ],
)
def test_members_unless_sign_up_is_off(
    app: App, sign_up: str, choices: Choices, is_members_only: bool
) -> None:
    app.config.write_text(CONFIG.replace("enable_signup = true", f"enable_signup = {sign_up}"))
    last = added_last(app, choices)
    assert last == ("kaggle_store_members.sql" if is_members_only else f"{NAMES[-1]}.sql")
    assert added_last(app, Choices()) is None


def test_new_members_migration_is_added_again(app: App, members_file: Path) -> None:
    assert added_last(app, Choices()) == "kaggle_store_members.sql"
    members_file.write_text("select 'more members';\n")
    assert added_last(app, Choices()) == "kaggle_store_members.sql"
    assert sum("kaggle_store_members" in name for name in app.names()) == 2


@pytest.mark.usefixtures("members_file")
def test_upgrade_admits_members_only_again(app: App) -> None:
    install(app, Choices())
    next(app.migrations.glob(f"*_{NAMES[-1]}.sql")).unlink()
    assert added_last(app, Choices()) == "kaggle_store_members.sql"
    assert added_last(app, Choices()) is None


def test_all_files_that_wait_are_removed(
    app: App, members_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = app.names()
    for text in ("select 'members';\n", "select 'more members';\n"):
        members_file.write_text(text)
        install(app, Choices())
    monkeypatch.setattr(uninstall, "inspect", lambda _: EMPTY)
    apply(uninstall.plan_uninstall(app.read(), "postgresql://x", NOW, drop_data=False).changes)
    assert app.names() == before


@pytest.mark.usefixtures("members_file")
def test_members_mode_is_not_left_by_install(app: App) -> None:
    install(app, Choices(members_only=True))
    [reason] = reasons(app)
    assert "admits members only, which --everyone cannot undo" in reason


def test_members_mode_of_database_is_kept(app: App) -> None:
    install(app)
    database = replace(EMPTY, installed=dict(MIGRATIONS), members_only=True)
    [change] = planned(app, Choices(), database).changes
    assert change.path.name.endswith("_kaggle_store_members.sql")
    [reason] = reasons(app, database)
    assert reason.startswith("the database admits members only, which --everyone cannot undo")


def test_open_sign_up_is_noted(app: App) -> None:
    assert any("every signed-in user may read the store" in note for note in planned(app).notes)


# Clashes ----------------------------------------------------------------------------------------


def test_clashes_in_files_are_listed_together(app: App) -> None:
    app.write("1_own.sql", "create table competitions (id int); create role admin;")
    app.write("2_own.sql", "create type private.email as enum ('a'); create domain email as text;")
    app.write("3_own.sql", "create function claim_executions() returns int as '' language sql;")
    app.write("4_own.sql", "create schema kaggle_store; create table email_log (id int);")
    assert [reason.partition(",")[0] for reason in reasons(app)] == [
        "domain email",
        "function claim_executions",
        "role admin",
        "schema kaggle_store",
        "table competitions",
    ]


def test_admin_is_adopted_on_request(app: App) -> None:
    app.write("1_own.sql", "create role admin;")
    assert "--adopt-admin" in reasons(app)[0]
    assert planned(app, Choices(members_only=False, adopts_admin=True)).changes


def test_own_names_do_not_clash(app: App) -> None:
    app.write(
        "1_own.sql",
        "create schema private; create role worker; create table history (id int);"
        "create index competitions_i on history (id); create table api.competitions (id int);",
    )
    assert planned(app, database=EMPTY).changes


def test_installed_names_do_not_clash(app: App) -> None:
    install(app)
    app.write("20270101000000_own.sql", "drop table competitions; create table competitions ();")
    installed = replace(
        EMPTY, installed=dict(MIGRATIONS), taken=(Taken("table", "competitions", WHERE),)
    )
    assert planned(app, database=installed).changes == ()


def test_names_in_both_places_are_one_reason(app: App) -> None:
    app.write("1_own.sql", "create table competitions (id int);")
    taken = (Taken("table", "competitions", WHERE), Taken("index", "competitions", WHERE))
    assert reasons(app, replace(EMPTY, taken=taken)) == [
        "index competitions, in the database",
        "table competitions, in 1_own.sql and in the database",
    ]


def test_applied_file_takes_what_database_has(app: App) -> None:
    app.write("1_own.sql", "set search_path = app; create table competitions (id int);")
    applied = replace(EMPTY, history=frozenset({"1"}))
    assert planned(app, database=applied).changes
    taken = (Taken("table", "competitions", WHERE),)
    assert reasons(app, replace(applied, taken=taken)) == [
        "table competitions, in 1_own.sql and in the database"
    ]


def test_empty_registry_is_one_reason(app: App) -> None:
    install(app)
    taken = (Taken("schema", "kaggle_store", WHERE), Taken("table", "competitions", WHERE))
    [reason] = reasons(app, replace(EMPTY, taken=taken, has_empty_registry=True))
    assert "load the data of kaggle_store.installed" in reason


def test_store_without_registry_is_one_reason(app: App) -> None:
    taken = (Taken("schema", "kaggle_store", WHERE), Taken("table", "competitions", WHERE))
    [reason] = reasons(app, replace(EMPTY, taken=taken, has_other_store=True))
    assert reason.startswith("the database has a schema kaggle_store, or a store of an early ver")


@pytest.mark.parametrize(("has_powers", "is_refused"), [(False, False), (True, True)])
def test_idle_worker_role_is_no_clash(app: App, has_powers: bool, is_refused: bool) -> None:
    role = Role(is_superuser=False, can_be_granted=True, has_powers=has_powers)
    taken = (Taken("role", "kaggle_worker", WHERE),)
    database = replace(EMPTY, taken=taken, roles={"kaggle_worker": role})
    if is_refused:
        [reason] = reasons(app, database)
        assert reason.startswith("role kaggle_worker, in the database: drop it, if only the store")
    else:
        assert planned(app, database=database).changes


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        (Role(True, True, True), "role admin is a superuser: tokens must not reach it"),
        (Role(False, False, False), "role admin cannot be granted by this user"),
    ],
)
def test_admin_that_cannot_serve_is_refused(app: App, role: Role, reason: str) -> None:
    database = replace(EMPTY, taken=(Taken("role", "admin", WHERE),), roles={"admin": role})
    found = reasons(app, database, Choices(members_only=False, adopts_admin=True))
    assert [each[: len(reason)] for each in found] == [reason]


@pytest.mark.parametrize(
    ("installed", "reason"),
    [
        ({NAMES[0]: "0" * 64}, f"store was made from other contents: {NAMES[0]}"),
        ({"20990101000000_new": "0" * 64}, "is of a newer kaggle_store: 20990101000000_new;"),
    ],
)
def test_store_of_another_version_is_refused(
    app: App, installed: dict[str, str], reason: str
) -> None:
    install(app)
    [found] = reasons(app, replace(EMPTY, installed=installed))
    assert reason in found


def test_store_with_files_elsewhere_is_refused(app: App) -> None:
    [reason] = reasons(app, replace(EMPTY, installed=dict(MIGRATIONS)))
    assert f"{len(NAMES)} migrations of the store that the project has not" in reason


def test_store_that_is_only_on_record_is_refused(app: App) -> None:
    install(app)
    versions = frozenset(file.version for file in app.read().copies)
    [reason] = reasons(app, replace(EMPTY, history=versions))
    assert reason.startswith(
        f"{len(NAMES)} of the store's migrations are recorded as applied, and the database does not"
        f" have them, the first {app.names()[0]}"
    )


def test_partly_applied_store_is_noted(app: App) -> None:
    install(app)
    some = {name: MIGRATIONS[name] for name in NAMES[:5]}
    assert any(
        "5 of the store's migrations are applied" in note
        for note in (planned(app, database=replace(EMPTY, installed=some)).notes)
    )


def test_two_copies_of_a_file_are_refused(app: App) -> None:
    install(app)
    first = app.names()[0]
    app.write(f"20270101000000_{NAMES[0]}.sql", (app.migrations / first).read_text())
    [reason] = reasons(app)
    assert reason == (
        f"{first} and 20270101000000_{NAMES[0]}.sql are the same migration:"
        " delete the one not applied"
    )


def test_missing_copy_is_refused(app: App) -> None:
    install(app)
    (app.migrations / app.names()[3]).unlink()
    [reason] = reasons(app)
    assert reason.startswith(f"copies of {NAMES[3]} are missing")


def test_copy_of_a_newer_package_is_refused(app: App) -> None:
    install(app)
    text = (app.migrations / app.names()[-1]).read_text()
    app.write("20270101000000_x.sql", text.replace(NAMES[-1], "20280101000000_later"))
    assert reasons(app) == ["20270101000000_x.sql is of a newer kaggle_store: upgrade the package"]


def test_obstacles_of_the_database_are_reasons(app: App) -> None:
    assert reasons(app, replace(EMPTY, obstacles=("it is too old",))) == ["it is too old"]
