"""Every column says whose data it holds, why and how long; and the labels are true."""

from pathlib import Path

import pytest
from sqlalchemy import Column, Table, Text, make_url

from interview.model.personal_data import Keep, Label, Whose
from interview.storage.tables import label_of, metadata
from tests.databases import PostgresqlServer

COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]
UNTYPED_TEXT = {"vacancy.guide", "audit.object", "audit.detail", "audit.dedupe"}
"""Texts that nobody types: the bank's own words, and the trail's ids."""


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_is_labelled(column: Column[object]) -> None:
    assert isinstance(label_of(column), Label)


def test_every_text_somebody_types_is_marked_as_typed() -> None:
    typed = {str(column) for column in COLUMNS if label_of(column).typed}
    assert typed == {str(column) for column in COLUMNS if isinstance(column.type, Text)} - UNTYPED_TEXT


def test_the_trail_holds_nothing_typed_and_nothing_of_candidates() -> None:
    labels = [label_of(column) for table in ("audit", "audit_head") for column in metadata.tables[table].columns]
    assert {label.keep for label in labels} == {Keep.TRAIL}
    assert not any(label.typed or label.whose in (Whose.CANDIDATE, Whose.BOTH) for label in labels)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_what_is_kept_with_a_vacancy_or_candidate_is_removed_with_it(table: Table) -> None:
    if {label_of(column).keep for column in table.columns} & {Keep.VACANCY, Keep.CANDIDATE}:
        assert table.name == "vacancy" or "vacancy" in _above(table)


def _above(table: Table) -> set[str]:
    """What a table goes away with, all the way up."""
    parents = {key.column.table for key in table.foreign_keys if key.ondelete == "CASCADE"}
    return {parent.name for parent in parents}.union(*(_above(parent) for parent in parents))


@pytest.mark.postgresql
def test_postgresql_keeps_no_samples_of_what_somebody_typed(
    postgresql_server: PostgresqlServer, tmp_path: Path
) -> None:
    database = make_url(postgresql_server.settings(tmp_path / "data").database_url.get_secret_value()).database
    without = postgresql_server.run(
        "SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "WHERE a.attstattarget = 0 AND c.relkind = 'r'",
        str(database),
    )
    assert {name for (name,) in without} >= {str(column) for column in COLUMNS if label_of(column).typed}
