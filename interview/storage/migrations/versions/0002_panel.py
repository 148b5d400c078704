"""The panel's work: disclosures, the debrief, agreed levels, decisions with snapshots, and group counts."""

import sqlalchemy as sa
from alembic import op

from interview.storage.migrations import append_only, statistics

revision = "0002"
down_revision = "0001"

ID = sa.String(64)
WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From single scorecards to what a panel does with them."""
    _shown()
    _debrief()
    _decisions()
    _counts()
    for history in ("agreed", "decision", "snapshot"):
        append_only.protect(history, "UPDATE")
    statistics.none_for("decision", "reasons", "departure_reason")
    statistics.none_for("snapshot", "body")
    statistics.none_for("group_count", "attribute", '"group"')


def _key(table: str, column: str, parent: str, ondelete: str | None = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def _shown() -> None:
    op.create_table(
        "disclosure",
        sa.Column("viewer_id", ID, nullable=False),
        sa.Column("card_id", ID, nullable=False),
        sa.Column("candidate_id", ID, nullable=False),
        sa.Column("shown_at", MOMENT, nullable=False),
        _key("disclosure", "viewer_id", "person", None),
        _key("disclosure", "card_id", "scorecard"),
        _key("disclosure", "candidate_id", "candidate"),
        sa.PrimaryKeyConstraint("viewer_id", "card_id", name=op.f("pk_disclosure")),
    )
    op.create_index("ix_disclosure_candidate_id", "disclosure", ["candidate_id"])
    op.create_table(
        "opening",
        sa.Column("vacancy_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        _key("opening", "vacancy_id", "vacancy"),
        _key("opening", "person_id", "person", None),
        sa.PrimaryKeyConstraint("vacancy_id", "person_id", name=op.f("pk_opening")),
    )


def _debrief() -> None:
    op.create_table(
        "debrief",
        sa.Column("vacancy_id", ID, nullable=False),
        sa.Column("opened_by", ID, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("interview_id", ID, nullable=True),
        sa.Column("question_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        _key("debrief", "vacancy_id", "vacancy"),
        _key("debrief", "opened_by", "person", None),
        _key("debrief", "interview_id", "interview", "SET NULL"),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_debrief")),
    )
    op.create_table(
        "agreed",
        sa.Column("interview_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("cause", WORD, nullable=True),
        sa.Column("set_by", ID, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_agreed_level")),
        _key("agreed", "interview_id", "interview"),
        _key("agreed", "set_by", "person", None),
        sa.PrimaryKeyConstraint("interview_id", "question_id", "revision", name=op.f("pk_agreed")),
    )


def _decisions() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", ID, nullable=False),
        sa.Column("vacancy_id", ID, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        _key("snapshot", "vacancy_id", "vacancy"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_index("ix_snapshot_vacancy_id", "snapshot", ["vacancy_id"])
    op.create_table(
        "decision",
        sa.Column("id", ID, nullable=False),
        sa.Column("vacancy_id", ID, nullable=False),
        sa.Column("candidate_id", ID, nullable=False),
        sa.Column("verdict", WORD, nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("departure_reason", sa.Text(), nullable=False),
        sa.Column("snapshot_id", ID, nullable=False),
        sa.Column("decided_by", ID, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _key("decision", "vacancy_id", "vacancy"),
        _key("decision", "candidate_id", "candidate"),
        _key("decision", "snapshot_id", "snapshot"),
        _key("decision", "decided_by", "person", None),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("candidate_id", "revision", name=op.f("uq_decision_candidate_id_revision")),
    )
    op.create_index("ix_decision_vacancy_id", "decision", ["vacancy_id"])


def _counts() -> None:
    op.create_table(
        "group_count",
        sa.Column("vacancy_id", ID, nullable=False),
        sa.Column("attribute", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.Column("interviewed", sa.Integer(), nullable=False),
        sa.Column("hired", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "applied >= interviewed AND interviewed >= hired AND hired >= 0", name=op.f("ck_group_count_order")
        ),
        _key("group_count", "vacancy_id", "vacancy"),
        sa.PrimaryKeyConstraint("vacancy_id", "attribute", "group", name=op.f("pk_group_count")),
    )
