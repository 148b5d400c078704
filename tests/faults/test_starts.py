"""Many starts at once, and a start that is killed while it migrates."""

import contextlib
import random
import shutil
import time
from pathlib import Path

import pytest
from pydantic import SecretStr

from interview.errors import NewerSchema
from interview.model.audit import Action
from interview.settings import Settings
from interview.storage import migrate, open_storage
from tests.databases import PostgresqlServer
from tests.faults.processes import output, python
from tests.interview.storage.conftest import ENGINES
from tests.interview.storage.test_migrations import add_step
from tests.interview.storage.world import CARD, NOW, settle, write
from tests.until import SECONDS

KILLS = 5
pytestmark = pytest.mark.faults


@pytest.fixture(params=ENGINES)
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a database that does not exist yet, or is empty."""
    if request.param == "sqlite":
        return Settings(data=tmp_path / "data")
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    return Settings(data=tmp_path / "data", database_url=SecretStr(server.empty()))


def starter(settings: Settings, migrations: Path) -> tuple[str, ...]:
    url = settings.database_url.get_secret_value()
    return "-m", "tests.faults.starter", str(settings.data), url, str(migrations)


def test_of_five_starts_at_once_one_migrates_and_all_succeed(new: Settings) -> None:
    with contextlib.ExitStack() as stack:
        starts = [stack.enter_context(python(*starter(new, migrate.MIGRATIONS))) for _ in range(5)]
        ends = [(start.communicate(timeout=3 * SECONDS)[1], start.returncode) for start in starts]
    assert [code for _, code in ends] == [0] * 5, ends
    storage = open_storage(new)
    with storage.reading() as uow:
        assert [event.action for event in uow.audit.all()] == [Action.SCHEMA_MIGRATED]
        assert uow.audit.verify()
    storage.close()


def test_a_start_killed_while_it_migrates_leaves_the_old_schema_or_the_new(new: Settings, tmp_path: Path) -> None:
    steps = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    for name in "abc":
        add_step(
            steps,
            f"op.create_table('step_{name}', sa.Column('x', sa.Text()))",
            "with op.batch_alter_table('scorecard') as table:",
            f"    table.add_column(sa.Column('step_{name}', sa.Text()))",
            "import time; time.sleep(0.15)",
        )
    storage = open_storage(new)
    settle(storage)
    storage.save("ann", NOW, lambda uow: uow.notes.save(write("kept", 0), after_submit=False))
    storage.close()
    chance = random.Random(7)
    for _ in range(KILLS):
        with python(*starter(new, steps)) as start:
            assert output(start).readline() == "ready\n"
            time.sleep(0.05 + chance.random() * 0.6)
            start.kill()
        storage = open_storage(new, wait=SECONDS, migrations=steps if _migrated(new) else migrate.MIGRATIONS)
        with storage.reading() as uow:
            assert uow.notes.of_card(CARD)[0].body == "kept"
            assert uow.notes.total_revisions(CARD) == 1
            assert uow.audit.verify()
        storage.close()
    open_storage(new, wait=SECONDS, have_backup=True, migrations=steps).close()
    assert _migrated(new)


def _migrated(settings: Settings) -> bool:
    """Whether the newer schema is there; a start with the older program says so by refusing."""
    try:
        open_storage(settings, wait=SECONDS).close()
    except NewerSchema:
        return True
    return False
