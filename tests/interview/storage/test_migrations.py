"""The schema is brought up to date in one piece or not at all, and the tables are what the migrations make."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import URL, Connection, inspect

from interview.errors import NewerSchema, StartError
from interview.model.audit import Action
from interview.settings import Settings
from interview.storage import backup, engine, migrate, open_storage
from tests.databases import PostgresqlServer
from tests.interview.storage.world import CARD, NOW, settle, write

HEADER = '"""A step of a test."""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
LATER = NOW + timedelta(days=1)


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """A copy of the migrations, to add to."""
    shutil.copytree(migrate.MIGRATIONS, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "migrations"


def add_step(steps: Path, *lines: str) -> str:
    """A migration after the newest one, which runs these lines; gives its number."""
    last = migrate.known(steps)[-1]
    number = f"{int(last) + 1:04}"
    body = "\n".join(f"    {line}" for line in lines)
    source = f'{HEADER}revision = "{number}"\ndown_revision = "{last}"\n\n\ndef upgrade() -> None:\n{body}\n'
    (steps / "versions" / f"{number}_step_of_a_test.py").write_text(source)
    return number


@contextmanager
def connected(settings: Settings) -> Iterator[Connection]:
    where = engine.address(settings)
    made = engine.migrating_postgresql(where) if isinstance(where, URL) else engine.migrating(where)
    with made.connect() as connection:
        yield connection


def test_the_tables_are_what_the_migrations_make(settings: Settings) -> None:
    with connected(settings) as connection:
        command.check(migrate.configuration(connection))


def test_the_numbers_of_the_files_are_the_revisions() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    line = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(line)) == migrate.known()


def test_a_migration_keeps_what_is_there_and_is_recorded(settings: Settings, steps: Path) -> None:
    fill(settings)
    number = add_step(
        steps, "with op.batch_alter_table('note') as table:", "    table.add_column(sa.Column('x', sa.Text()))"
    )
    storage = open_storage(settings, now=LATER, migrations=steps, have_backup=True)
    with storage.reading() as uow:
        assert uow.audit.all()[-1].action is Action.SCHEMA_MIGRATED
        assert (uow.audit.all()[-1].object, uow.audit.all()[-1].detail) == (number, migrate.known()[-1])
        assert uow.notes.total_revisions(CARD) == 2
    storage.close()


def test_rebuilding_a_table_keeps_its_children(settings: Settings, steps: Path) -> None:
    fill(settings)
    add_step(
        steps,
        "with op.batch_alter_table('scorecard') as table:",
        "    table.alter_column('position', existing_type=sa.Integer(), type_=sa.BigInteger())",
    )
    open_storage(settings, migrations=steps, have_backup=True).close()
    with connected(settings) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note_revision").scalar() == 2


def test_a_step_that_fails_leaves_everything_as_it_was(settings: Settings, steps: Path) -> None:
    fill(settings)
    add_step(steps, "op.create_table('half', sa.Column('x', sa.Text()))", "op.execute('DELETE FROM note_revision')")
    add_step(steps, "op.execute('SELECT no_such_thing')")
    with pytest.raises(StartError, match="migration_failed"):
        open_storage(settings, migrations=steps, have_backup=True)
    with connected(settings) as connection:
        assert not inspect(connection).has_table("half")
        assert migrate.current(connection) == migrate.known()[-1]
    storage = open_storage(settings)
    with storage.reading() as uow:
        assert uow.notes.total_revisions(CARD) == 2
        assert uow.audit.verify()
    storage.close()


def test_a_step_that_leaves_orphans_is_taken_back(settings: Settings, steps: Path) -> None:
    fill(settings)
    add_step(steps, "op.execute(\"DELETE FROM person WHERE id = 'ann'\")")
    with pytest.raises(StartError, match=r"migration_orphans|migration_failed"):  # SQLite | PostgreSQL, at once
        open_storage(settings, migrations=steps, have_backup=True)
    storage = open_storage(settings)
    with storage.reading() as uow:
        assert uow.people.get("ann").name == "Ann de Wit"
    storage.close()


def test_a_newer_schema_is_refused_and_named(settings: Settings, steps: Path) -> None:
    number = add_step(steps, "pass")
    open_storage(settings, migrations=steps, have_backup=True).close()
    with pytest.raises(NewerSchema) as refused:
        open_storage(settings)
    assert refused.value.params == {"found": number, "known": migrate.known()[-1]}
    open_storage(settings, migrations=steps).close()


def test_a_file_is_backed_up_before_it_is_migrated_and_an_empty_one_is_not(tmp_path: Path, steps: Path) -> None:
    settings = Settings(data=tmp_path / "new")
    open_storage(settings, now=NOW).close()
    assert backup.every(settings.data) == []
    add_step(steps, "pass")
    open_storage(settings, now=LATER, migrations=steps).close()
    (copy,) = backup.every(settings.data)
    assert backup.revision(copy) == migrate.known()[-1]
    assert backup.made_at(copy) == LATER
    open_storage(settings, now=LATER, migrations=steps).close()
    assert backup.every(settings.data) == [copy]


@pytest.mark.postgresql
def test_postgresql_is_not_migrated_without_a_backup(
    postgresql_server: PostgresqlServer, tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = postgresql_server.settings(tmp_path / "data")
    add_step(steps, "pass")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StartError, match="backup_tool_missing"):
        open_storage(settings, migrations=steps)
    monkeypatch.setenv("PATH", str(postgresql_server.tools))
    open_storage(settings, migrations=steps).close()
    assert [copy.suffix for copy in backup.every(settings.data)] == [".dump"]


@pytest.mark.postgresql
@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_usual_way_to_write_the_address_is_understood(
    postgresql_server: PostgresqlServer, tmp_path: Path, scheme: str
) -> None:
    url = postgresql_server.empty().replace("postgresql", scheme, 1)
    storage = open_storage(Settings(data=tmp_path, database_url=SecretStr(url)))
    with storage.reading() as uow:
        assert uow.people.all() == ()
    storage.close()


@pytest.mark.parametrize("wrong", ["mysql://host/db", "not an address", "sqlite:///other.db"])
def test_another_address_is_refused_without_showing_it(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(StartError, match=r"^database_address$"):
        open_storage(Settings(data=tmp_path, database_url=SecretStr(wrong)))


def fill(settings: Settings) -> None:
    storage = open_storage(settings)
    settle(storage)
    with storage.work("ann", NOW) as uow:
        uow.notes.save(write("one", 0), after_submit=False)
        uow.notes.save(write("two", 1), after_submit=False)
    storage.close()
