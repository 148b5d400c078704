"""A process that says it is ready, starts, waiting for its turn, and stops again.

python -m tests.faults.starter DATA_FOLDER DATABASE_URL MIGRATIONS
"""

import sys
from pathlib import Path

from pydantic import SecretStr

from interview.settings import Settings
from interview.storage import open_storage

if __name__ == "__main__":
    data, url, migrations = sys.argv[1:]
    settings = Settings(data=Path(data), database_url=SecretStr(url))
    print("ready", flush=True)
    open_storage(settings, wait=60, have_backup=True, migrations=Path(migrations)).close()
