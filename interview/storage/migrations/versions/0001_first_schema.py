"""The first schema: vacancies, candidates, interviews, scorecards, notes, ratings, and the audit trail."""

import sqlalchemy as sa
from alembic import op

from interview.storage.migrations import append_only, statistics

revision = "0001"
down_revision = None

ID = sa.String(64)
WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From nothing to the first schema."""
    _people_and_vacancies()
    _interviews()
    _notes()
    _ratings()
    _treatments()
    _audit()
    _protect()


def _people_and_vacancies() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "vacancy",
        sa.Column("id", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("interview_language", WORD, nullable=False),
        sa.Column("guide", sa.Text(), nullable=False),
        sa.Column("seal_rule", WORD, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
    )
    op.create_table(
        "candidate",
        sa.Column("id", ID, nullable=False),
        sa.Column("vacancy_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("little_experience", sa.Boolean(), nullable=False),
        sa.Column("consent_until", sa.Date(), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("erased_at", MOMENT, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_candidate_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("vacancy_id", "number", name=op.f("uq_candidate_vacancy_id_number")),
    )
    op.create_table(
        "seat",
        sa.Column("vacancy_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("seniority", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_seat_vacancy_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("vacancy_id", "person_id", "role", name=op.f("pk_seat")),
    )
    op.create_index(op.f("ix_seat_person_id"), "seat", ["person_id"], unique=False)


def _interviews() -> None:
    op.create_table(
        "interview",
        sa.Column("id", ID, nullable=False),
        sa.Column("vacancy_id", ID, nullable=False),
        sa.Column("candidate_id", ID, nullable=False),
        sa.Column("planned_at", MOMENT, nullable=True),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_interview_candidate_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_interview_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
    )
    op.create_index(op.f("ix_interview_candidate_id"), "interview", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_interview_planned_at"), "interview", ["planned_at"], unique=False)
    op.create_index(op.f("ix_interview_vacancy_id"), "interview", ["vacancy_id"], unique=False)
    op.create_table(
        "scorecard",
        sa.Column("id", ID, nullable=False),
        sa.Column("interview_id", ID, nullable=False),
        sa.Column("rater_id", ID, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("content_hash", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("released_reason", sa.Text(), nullable=False),
        sa.Column("released_by", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_scorecard_interview_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rater_id"], ["person.id"], name=op.f("fk_scorecard_rater_id")),
        sa.ForeignKeyConstraint(["released_by"], ["person.id"], name=op.f("fk_scorecard_released_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard")),
        sa.UniqueConstraint("interview_id", "rater_id", name=op.f("uq_scorecard_interview_id_rater_id")),
    )
    op.create_index(op.f("ix_scorecard_rater_id"), "scorecard", ["rater_id"], unique=False)


def _notes() -> None:
    op.create_table(
        "kept_word",
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_kept_word_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "question_id", "word", name=op.f("pk_kept_word")),
    )
    op.create_table(
        "note",
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("part", sa.String(length=1), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.CheckConstraint("rev > 0", name=op.f("ck_note_rev")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_note_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "question_id", "part", name=op.f("pk_note")),
    )
    op.create_table(
        "note_revision",
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("part", sa.String(length=1), nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("base_rev", sa.Integer(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("write_id", ID, nullable=False),
        sa.Column("after_submit", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("(kind = 'conflict') = (rev < 0)", name=op.f("ck_note_revision_rev")),
        sa.CheckConstraint("kind IN ('head', 'conflict', 'merge')", name=op.f("ck_note_revision_kind")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_note_revision_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "question_id", "part", "rev", name=op.f("pk_note_revision")),
        sa.UniqueConstraint("scorecard_id", "write_id", name=op.f("uq_note_revision_scorecard_id_write_id")),
    )


def _ratings() -> None:
    op.create_table(
        "amendment",
        sa.Column("id", ID, nullable=False),
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("phase", WORD, nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("(outcome = 'level') = (level IS NOT NULL)", name=op.f("ck_amendment_outcome")),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_amendment_level")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_amendment_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("scorecard_id", "place", name=op.f("uq_amendment_scorecard_id_place")),
    )
    op.create_table(
        "rating",
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.CheckConstraint("(outcome = 'level') = (level IS NOT NULL)", name=op.f("ck_rating_outcome")),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_rating_level")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_rating_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "question_id", name=op.f("pk_rating")),
    )
    op.create_table(
        "rating_revision",
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("write_id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("(outcome = 'level') = (level IS NOT NULL)", name=op.f("ck_rating_revision_outcome")),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_rating_revision_level")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_rating_revision_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "question_id", "rev", name=op.f("pk_rating_revision")),
        sa.UniqueConstraint("scorecard_id", "write_id", name=op.f("uq_rating_revision_scorecard_id_write_id")),
    )


def _treatments() -> None:
    op.create_table(
        "asked_probe",
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("probe_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_asked_probe_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "question_id", "probe_id", name=op.f("pk_asked_probe")),
    )
    op.create_table(
        "own_probe",
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("write_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_own_probe_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "write_id", name=op.f("pk_own_probe")),
    )
    op.create_table(
        "treatment",
        sa.Column("scorecard_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("variant", WORD, nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_treatment_scorecard_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "question_id", name=op.f("pk_treatment")),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("action", WORD, nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("dedupe", sa.Text(), nullable=True),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_audit_dedupe")),
    )
    op.create_index("ix_audit_object", "audit", ["object"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("one = 1", name=op.f("ck_audit_head_one")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_audit_head")),
    )
    op.execute(sa.text("INSERT INTO audit_head (one, seq, hash) VALUES (1, 0, :none)").bindparams(none=b""))


def _protect() -> None:
    append_only.protect("audit", "UPDATE", "DELETE")
    for history in ("note_revision", "rating_revision", "amendment"):
        append_only.protect(history, "UPDATE")
    statistics.none_for("person", "name", "email")
    statistics.none_for("vacancy", "title", "department")
    statistics.none_for("candidate", "name", "email")
    statistics.none_for("scorecard", "released_reason")
    statistics.none_for("note", "body")
    statistics.none_for("note_revision", "body")
    statistics.none_for("kept_word", "word", "reason")
    for table in ("rating", "rating_revision", "amendment"):
        statistics.none_for(table, "reason", "evidence")
    statistics.none_for("own_probe", "text")
