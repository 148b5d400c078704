"""The databases of the storage tests, for those who break them."""

from tests.interview.storage.conftest import postgresql_server, settings, sqlite_files, storage

__all__ = ["postgresql_server", "settings", "sqlite_files", "storage"]
