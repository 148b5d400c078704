import pytest
from streamlit.testing.v1 import AppTest

from interview.model.note import Part
from interview.model.rating import EvidenceLine, Outcome
from interview.model.scorecard import CardState, Scorecard
from interview.workflow import conduct
from interview.workflow.live import NoteTyped, RatingChosen
from tests.interview.ui.conftest import Rooms, at_page, now, told

RATER = "Samuel Okafor"
LINE = "I said no and explained why, three <b>times</b> she was pregnant and tired"


@pytest.fixture
def card(rooms: Rooms) -> Scorecard:
    """An open card of the rater, begun, with a line that holds a protected ground at the first question."""
    rooms.with_example()
    person = rooms.person(RATER)
    with rooms.storage.reading() as work:
        cards = work.scorecards.of_rater(person)
        open_card = next(c for c in cards if c.state is CardState.OPEN and not work.notes.of_card(c.id))
    with rooms.storage.work(person, now()) as work:
        conduct.start(work, person, open_card.id)
    write(
        rooms, open_card.id, NoteTyped(id="n1", kind="note", question=first(rooms), part=Part.ACTION, body=LINE, base=0)
    )
    return open_card


def write(rooms: Rooms, card_id: str, *writes: NoteTyped | RatingChosen) -> None:
    person = rooms.person(RATER)
    with rooms.storage.work(person, now()) as work:
        conduct.save(work, person, card_id, writes)


def questions(rooms: Rooms) -> tuple[str, ...]:
    with rooms.storage.reading() as work:
        (vacancy,) = work.vacancies.all()
    return vacancy.guide.guide.question_ids


def first(rooms: Rooms) -> str:
    return questions(rooms)[0]


def rate_all(rooms: Rooms, card_id: str) -> None:
    evidence = (EvidenceLine(part=Part.ACTION, text=LINE),)
    for number, question in enumerate(questions(rooms)):
        level = 4 if number == 0 else None
        write(
            rooms,
            card_id,
            RatingChosen(
                id=f"r{number}",
                kind="rating",
                question=question,
                outcome=Outcome.LEVEL if level else Outcome.NO_EVIDENCE,
                level=level,
                evidence=evidence if level else (),
                base=0,
            ),
        )


def review(rooms: Rooms, card: Scorecard) -> AppTest:
    return at_page(rooms.visitor(RATER), "review", card=card.id)


def keep_word(at: AppTest, reason: str) -> AppTest:
    field = next(field for field in at.text_input if (field.key or "").startswith("reason-"))
    field.input(reason)
    form = field.proto.form_id
    return next(button for button in at.button if button.proto.form_id == form).click().run()


def test_what_is_missing_is_named_and_submit_leads_there(rooms: Rooms, card: Scorecard) -> None:
    at = review(rooms, card)

    assert "Not rated yet" in told(at)
    assert "6 questions still open" in told(at)
    assert "1 word still to decide" in told(at)

    at.button(key="submit-card").click().run()

    assert at.query_params == {"card": card.id, "at": "1"}
    with rooms.storage.reading() as work:
        assert work.scorecards.get(card.id).state is CardState.OPEN


def test_a_word_stays_only_with_a_reason(rooms: Rooms, card: Scorecard) -> None:
    at = review(rooms, card)

    assert "protected ground: pregnancy" in told(at)
    assert "three &lt;b&gt;times&lt;/b&gt; she was " in told(at)

    keep_word(at, "   ")
    assert "Reason is still empty" in told(at)

    keep_word(at, "she named it <i>herself</i>")
    assert "Kept, because: she named it &lt;i&gt;herself&lt;/i&gt;" in told(at)


def test_a_finished_card_is_submitted_and_sealed(rooms: Rooms, card: Scorecard) -> None:
    rate_all(rooms, card.id)
    at = keep_word(review(rooms, card), "she named it herself")
    at.button(key="submit-card").click().run()

    assert "Your card is submitted and sealed." in told(at)
    assert "My card" in told(at)
    with rooms.storage.reading() as work:
        assert work.scorecards.get(card.id).state is CardState.SUBMITTED

    again = review(rooms, card)
    assert "My card" in told(again)


def test_a_word_alone_keeps_a_card_open_with_a_sentence(rooms: Rooms, card: Scorecard) -> None:
    rate_all(rooms, card.id)
    at = review(rooms, card)
    at.button(key="submit-card").click().run()

    assert "1 choice is still open" in told(at)
    with rooms.storage.reading() as work:
        assert work.scorecards.get(card.id).state is CardState.OPEN


@pytest.fixture
def sealed(rooms: Rooms, card: Scorecard) -> Scorecard:
    rate_all(rooms, card.id)
    keep_word(review(rooms, card), "she named it herself").button(key="submit-card").click().run()
    return card


def test_a_sealed_card_is_amended_beside_the_first_rating(rooms: Rooms, sealed: Scorecard) -> None:
    at = at_page(rooms.visitor(RATER), "card", card=sealed.id)
    question = first(rooms)
    at.selectbox(key=f"level-{question}-0").select_index(2)
    at.text_area(key=f"reason-{question}-0").input("I had **missed** the last line.")
    next(b for b in at.button if b.proto.form_id == f"amend-{question}-0").click().run()

    assert "The amendment stands beside your first rating." in told(at)
    assert "I had **missed** the last line." in told(at)
    with rooms.storage.reading() as work:
        (amendment,) = work.amendments.of_card(sealed.id)
        first_rating = next(r for r in work.ratings.of_card(sealed.id) if r.question_id == question)
    assert (amendment.level, first_rating.level) == (3, 4)


def test_an_amendment_needs_a_reason(rooms: Rooms, sealed: Scorecard) -> None:
    at = at_page(rooms.visitor(RATER), "card", card=sealed.id)
    question = first(rooms)
    at.selectbox(key=f"level-{question}-0").select_index(2)
    next(b for b in at.button if b.proto.form_id == f"amend-{question}-0").click().run()

    assert "Reason is still empty" in told(at)
    with rooms.storage.reading() as work:
        assert work.amendments.of_card(sealed.id) == ()


def test_a_card_of_somebody_else_stays_closed(rooms: Rooms, sealed: Scorecard) -> None:
    for page in ("card", "review", "conduct"):
        at = at_page(rooms.visitor("Jodie Hart"), page, card=sealed.id)
        assert "This card is somebody else&#x27;s." in told(at)
        assert "explained why" not in told(at)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_is_offered_once_as_a_pdf_and_made_for_this_viewer(
    rooms: Rooms, sealed: Scorecard, language: str
) -> None:
    at = at_page(rooms.visitor(RATER), "card", card=sealed.id)
    at.button(key=f"report-{language}").click().run()

    (token,) = rooms.downloads._offers
    offer = rooms.downloads.take(token)
    assert offer is not None
    assert (offer.media_type, offer.viewer) == ("application/pdf", rooms.person(RATER))
    assert offer.make(offer.viewer).startswith(b"%PDF-1.7")
    assert rooms.downloads.take(token) is None
