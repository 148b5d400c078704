"""What a question bank holds, as frozen values.

The shapes follow the YAML files one to one: a file that pydantic accepts here is a file the bank accepts.
Every sentence exists twice, side by side, in Dutch and English (`Bilingual`). Nothing is optional unless it says so,
and an unknown key is an error, because a misspelt key would otherwise lose its text silently.
"""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Language = Literal["nl", "en"]
Part = Literal["situation", "task", "action", "result"]
Level = Literal[1, 2, 3, 4, 5]

LANGUAGES: tuple[Language, ...] = get_args(Language)
PARTS: tuple[Part, ...] = get_args(Part)
LEVELS: tuple[Level, ...] = get_args(Level)

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
Minutes = Annotated[int, Field(ge=1, le=240)]
Version = Annotated[int, Field(ge=1, le=9_999)]
Weight = Annotated[int, Field(ge=0, le=100)]


class Value(BaseModel):
    """A frozen value that refuses unknown keys; aliases are used both ways so that JSON reads like the YAML."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True)


class Bilingual(Value):
    """One sentence (or paragraph) in both languages, meaning the same."""

    nl: Text
    en: Text

    def get(self, language: Language) -> str:
        """The text in `language`, "nl" or "en"."""
        return self.nl if language == "nl" else self.en


class Probes(Value):
    """The planned follow-up questions, two or more for each part of a STAR answer."""

    situation: tuple[Bilingual, ...] = Field(min_length=1, max_length=10)
    task: tuple[Bilingual, ...] = Field(min_length=1, max_length=10)
    action: tuple[Bilingual, ...] = Field(min_length=1, max_length=10)
    result: tuple[Bilingual, ...] = Field(min_length=1, max_length=10)

    def of(self, part: Part) -> tuple[Bilingual, ...]:
        """The probes of one part, in the order of the file."""
        probes: tuple[Bilingual, ...] = getattr(self, part)
        return probes


class Anchors(Value):
    """What one hears in an answer on each level, 1 to 5; the YAML keys are the levels themselves."""

    one: Bilingual = Field(alias="1")
    two: Bilingual = Field(alias="2")
    three: Bilingual = Field(alias="3")
    four: Bilingual = Field(alias="4")
    five: Bilingual = Field(alias="5")

    def at(self, level: int) -> Bilingual:
        """The anchor of a level 1 to 5; IndexError for any other number."""
        if level not in LEVELS:
            raise IndexError(level)
        return (self.one, self.two, self.three, self.four, self.five)[level - 1]


class Question(Value):
    """One behavioural question with everything an interviewer needs to ask and rate it."""

    id: Id
    version: Version
    competency: Id
    themes: tuple[Id, ...] = Field(default=(), max_length=10)
    minutes: Minutes
    task: Bilingual
    text: Bilingual
    outside_work: Bilingual
    probes: Probes
    anchors: Anchors
    watch_for: Bilingual
    sources: tuple[Text, ...] = Field(min_length=1, max_length=20)


class Competency(Value):
    """What is looked for: a name, a definition in behaviour, and how somebody can grow in it."""

    id: Id
    version: Version
    group: Literal["core", "supporting"]
    order: Annotated[int, Field(ge=1, le=999)]
    name: Bilingual
    definition: Bilingual
    development: tuple[Bilingual, ...] = Field(min_length=1, max_length=10)
    sources: tuple[Text, ...] = Field(min_length=1, max_length=20)


class Block(Value):
    """An unrated piece of the talk: minutes and what the interviewer says or asks, line by line."""

    minutes: Minutes
    script: tuple[Bilingual, ...] = Field(min_length=1, max_length=20)


class GuideQuestion(Value):
    """A question in its place in a guide, with the minutes planned for it there."""

    question: Id
    minutes: Minutes


class Guide(Value):
    """An interview from greeting to goodbye: the same questions in the same order for everybody.

    `kind` is "selection" for hiring and "team-review" for a talk with a present team member (no ranking, no hire or
    reject); only the latter has `obstacles`, the open questions that come before the STAR questions.
    `asks_first` says which wording is put first: the question about work or its variant outside work.
    `weights` is the share of each competency in the overall mean, whole per cents that add up to 100.
    """

    id: Id
    version: Version
    kind: Literal["selection", "team-review"] = "selection"
    asks_first: Literal["work", "outside-work"] = "work"
    order: Annotated[int, Field(ge=1, le=999)] = 500
    name: Bilingual
    purpose: Bilingual
    minutes: Minutes
    opening: Block
    notes_and_privacy: tuple[Bilingual, ...] = Field(min_length=1, max_length=10)
    obstacles: Block | None = None
    questions: tuple[GuideQuestion, ...] = Field(min_length=1, max_length=40)
    candidate_questions: Block
    closing: Block
    weights: dict[Id, Weight] = Field(min_length=1, max_length=40)

    @property
    def question_ids(self) -> tuple[str, ...]:
        """The ids of the questions, in the order they are asked."""
        return tuple(entry.question for entry in self.questions)

    @property
    def planned_minutes(self) -> int:
        """The sum of all blocks and questions; equals `minutes` in a guide that passes its checks."""
        blocks = (self.opening, self.obstacles, self.candidate_questions, self.closing)
        return sum(block.minutes for block in blocks if block) + sum(entry.minutes for entry in self.questions)

    @property
    def their_turn(self) -> Literal["candidate_questions", "colleague_questions"]:
        """What the part is called in which the other person asks; a team member is no candidate."""
        return "candidate_questions" if self.kind == "selection" else "colleague_questions"


class Vignette(Value):
    """A written practice answer with the level an expert panel would give it, why, and the lines that carry it."""

    id: Id
    version: Version
    question: Id
    answer: Bilingual
    level: Annotated[int, Field(ge=1, le=5)]
    reason: Bilingual
    lines: tuple[Bilingual, ...] = Field(min_length=1, max_length=20)


class Source(Value):
    """Where a fact or an idea comes from; questions name it by its id."""

    id: Id
    title: Text
    publisher: Text
    says: Bilingual


class Theme(Value):
    """A subject that the bank's questions must cover, under one competency or several."""

    id: Id
    competencies: tuple[Id, ...] = Field(min_length=1, max_length=40)
    name: Bilingual
    sources: tuple[Text, ...] = Field(min_length=1, max_length=20)


class About(Value):
    """bank.yaml: the bank's own name and version, its sources and the themes it has to cover."""

    id: Id
    version: Version
    name: Bilingual
    sources: tuple[Source, ...] = Field(default=(), max_length=500)
    themes: tuple[Theme, ...] = Field(default=(), max_length=500)


class FrozenGuide(Value):
    """A guide with all it refers to, as it was when an interview began to use it.

    Kept as JSON with the interview (`model_dump_json`, `model_validate_json`), so that a later edit of the bank never
    changes what was asked. `fingerprint` is the sha256 over the canonical JSON of the other three fields.
    """

    guide: Guide
    questions: tuple[Question, ...]
    competencies: tuple[Competency, ...]
    fingerprint: str

    def question(self, question_id: str) -> Question:
        """The question with this id; KeyError when the guide does not ask it."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def competency(self, competency_id: str) -> Competency:
        """The competency with this id; KeyError when no question of the guide is about it."""
        for competency in self.competencies:
            if competency.id == competency_id:
                return competency
        raise KeyError(competency_id)


def plain(value: Value) -> dict[str, Any]:
    """The value as dicts, lists, strings and numbers in the order of the file; what is unset or empty is left out."""
    filled: dict[str, Any] = _filled(value.model_dump(mode="json", exclude_none=True))
    return filled


def _filled(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _filled(inner) for name, inner in data.items() if inner not in ([], {})}
    return [_filled(inner) for inner in data] if isinstance(data, list) else data
