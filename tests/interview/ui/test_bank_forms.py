"""Writing in the bank: an own question, a guide from draft to published, a file taken in and taken along."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from question_bank import Shelf, adapt, read_bank, save_question
from question_bank.exchange import Collection, to_yaml_file
from question_bank.spreadsheet import to_xlsx_file
from tests.interview.ui.conftest import Rooms, at_page, told

COPY = "write-angry-customer-copy"


@pytest.fixture
def shelf(rooms: Rooms, tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "bank")


@pytest.fixture
def adapting(rooms: Rooms) -> AppTest:
    return at_page(rooms.visitor(), "write_question", start="angry-customer")


def test_an_empty_form_says_how_much_is_missing_and_keeps_nothing(rooms: Rooms) -> None:
    at = at_page(rooms.visitor(), "write_question")

    assert not at.exception
    # 2 x (question, outside work, task, watch for), 8 probes, 5 anchors
    assert "34 boxes are still empty" in told(at)
    assert 'class="dv-f-row"' not in told(at)  # an empty box is not a fault yet
    assert at.button(key="keep").disabled


def test_what_is_typed_is_checked_while_other_boxes_are_empty(rooms: Rooms) -> None:
    at = at_page(rooms.visitor(), "write_question")
    at.text_area(key="write-new-copy-text-en").input("What would you do if a customer was angry?").run()

    assert "&quot;would you&quot; asks what somebody would do" in told(at)
    assert "Better: Tell me about a time when" in told(at)
    assert "33 boxes are still empty" in told(at)


def test_the_same_fault_is_told_for_the_dutch_text_in_the_language_of_the_app(rooms: Rooms) -> None:
    at = at_page(rooms.visitor(language="nl"), "write_question")
    at.text_area(key="write-new-copy-text-nl").input("Wat zou je doen als een klant boos was?").run()
    assert "vraagt naar wat iemand zou doen" in told(at)


def test_a_copy_is_kept_under_its_own_id_and_the_built_in_stays(adapting: AppTest, shelf: Shelf) -> None:
    adapting.text_area(key=f"{COPY}-text-en").input("Tell me about a time when a customer shouted at you.").run()
    assert "Nothing to object to" in told(adapting)
    adapting.button(key="keep").click().run()

    bank = shelf.bank
    assert "The question is kept." in told(adapting)
    assert bank.is_own("questions", "customer-shouted")
    assert bank.questions["customer-shouted"].version == 1
    assert bank.questions["customer-shouted"].anchors == bank.questions["angry-customer"].anchors
    assert bank.questions["angry-customer"] == read_bank().questions["angry-customer"]
    assert shelf.findings == ()


def test_a_changed_own_question_is_its_next_version(rooms: Rooms, adapting: AppTest, shelf: Shelf) -> None:
    adapting.text_area(key=f"{COPY}-text-en").input("Tell me about a time when a customer shouted at you.").run()
    adapting.button(key="keep").click().run()

    at = at_page(rooms.visitor(), "write_question", question="customer-shouted")
    at.number_input(key="write-customer-shouted-minutes").set_value(8).run()
    at.button(key="keep").click().run()

    assert (shelf.bank.questions["customer-shouted"].version, shelf.bank.questions["customer-shouted"].minutes) == (
        2,
        8,
    )


def test_an_own_question_that_nothing_asks_can_be_thrown_away(rooms: Rooms, shelf: Shelf) -> None:
    save_question(shelf.own, adapt(read_bank().questions["angry-customer"], "ours"))
    at = at_page(rooms.visitor(), "question", question="ours")
    at.button(key="drop").click().run()

    assert "The question was deleted." in told(at)
    assert "ours" not in shelf.bank.questions
    built_in = at_page(rooms.visitor(), "question", question="angry-customer")
    assert "drop" not in [button.key for button in built_in.button]


def test_a_built_in_question_has_no_form_of_its_own(rooms: Rooms) -> None:
    at = at_page(rooms.visitor(), "write_question", question="angry-customer")
    assert "This question does not exist" in told(at)


def test_another_probe_makes_room_for_one_in_both_languages(adapting: AppTest) -> None:
    adapting.button(key=f"{COPY}-add.action").click().run()
    adapting.text_input(key=f"{COPY}-probes.action.3-en").input("Did you call your manager?").run()
    assert "is a closed question" in told(adapting)
    assert "1 box is still empty" in told(adapting)


def test_a_folder_that_cannot_be_written_is_told_and_nothing_typed_is_lost(adapting: AppTest, tmp_path: Path) -> None:
    (tmp_path / "bank").write_text("a file where the folder should be")
    adapting.text_area(key=f"{COPY}-text-en").input("Tell me about a time when a customer shouted at you.").run()
    adapting.button(key="keep").click().run()

    assert "cannot write in the folder with your own questions" in told(adapting)
    assert adapting.text_area(key=f"{COPY}-text-en").value == "Tell me about a time when a customer shouted at you."


GUIDE = "assemble-service-desk-core-1-0"


@pytest.fixture
def assembling(rooms: Rooms) -> AppTest:
    at = at_page(rooms.visitor(), "assemble", start="service-desk-core")
    at.text_input(key=f"{GUIDE}-name-nl").input("Servicedesk Utrecht")
    at.text_input(key=f"{GUIDE}-name-en").input("Service desk Utrecht")
    return at.run()


def test_a_guide_without_a_name_is_not_published(rooms: Rooms) -> None:
    at = at_page(rooms.visitor(), "assemble", start="service-desk-core")
    assert "2 findings before you can publish" in told(at)
    assert at.button(key="publish").disabled


def test_a_guide_is_published_frozen_and_offered_at_set_up(rooms: Rooms, assembling: AppTest, shelf: Shelf) -> None:
    assembling.button(key="publish").click().run()

    assert "The guide is published" in told(assembling)
    frozen = shelf.bank.published["service-desk-utrecht"]
    assert frozen.guide.version == 1
    assert any(
        "Service desk Utrecht" in option
        for option in at_page(rooms.visitor(), "set_up").selectbox(key="setup-guide").options
    )


def test_a_published_guide_leaves_the_offer_and_stays_readable(rooms: Rooms, assembling: AppTest, shelf: Shelf) -> None:
    def options() -> list[str]:
        return at_page(rooms.visitor(), "set_up").selectbox(key="setup-guide").options

    assembling.button(key="publish").click().run()
    at = at_page(rooms.visitor(), "guide", guide="service-desk-utrecht")
    at.button(key="offer").click().run()

    assert "no longer offered, version 1" in told(at)
    bank = at_page(rooms.visitor(), "bank")
    bank.segmented_control(key="bank-view").select("guides").run()
    assert told(bank).index("No longer offered") < told(bank).index("no longer offered, version 1")
    assert not any("Service desk Utrecht" in option for option in options())
    at.button(key="offer").click().run()
    assert "The guide is offered again." in told(at)
    assert any("Service desk Utrecht" in option for option in options())


def test_a_draft_is_not_offered_until_its_findings_are_gone(rooms: Rooms, assembling: AppTest, shelf: Shelf) -> None:
    assembling.selectbox(key=f"{GUIDE}-add").select("angry-customer").run()
    assembling.button(key=f"{GUIDE}-add-it").click().run()
    assert "The competency &quot;Handling anger and resistance&quot; is asked about but has no weight" in told(
        assembling
    )
    assert assembling.button(key="publish").disabled
    assembling.button(key="keep-draft").click().run()

    assert list(shelf.bank.drafts) == ["service-desk-utrecht"]
    assert "service-desk-utrecht" not in shelf.offered
    assert "In the making" in told(_guides(rooms.visitor()))

    draft = at_page(rooms.visitor(), "assemble", draft="service-desk-utrecht")
    draft.button(key="assemble-service-desk-utrecht-1-1-even").click().run()
    draft.button(key="publish").click().run()
    assert shelf.bank.drafts == {}
    assert shelf.bank.published["service-desk-utrecht"].guide.weights["de-escalation"] == 25


def _guides(at: AppTest) -> AppTest:
    at_page(at, "bank")
    return at.segmented_control(key="bank-view").select("guides").run()


def test_questions_change_places_and_leave(assembling: AppTest, shelf: Shelf) -> None:
    before = read_bank().guides["service-desk-core"].question_ids
    assembling.button(key=f"{GUIDE}-down-1").click().run()
    assembling.button(key=f"{GUIDE}-away-6").click().run()
    assembling.number_input(key=f"{GUIDE}-minutes-{before[1]}").set_value(9).run()
    assembling.button(key="keep-draft").click().run()

    draft = shelf.bank.drafts["service-desk-utrecht"]
    assert draft.question_ids == (before[1], before[0], *before[2:5])
    assert draft.questions[0].minutes == 9
    assert draft.minutes == draft.planned_minutes


def test_a_published_guide_goes_on_as_its_next_version(rooms: Rooms, assembling: AppTest, shelf: Shelf) -> None:
    assembling.button(key="publish").click().run()
    first = shelf.bank.published["service-desk-utrecht"]

    at = at_page(rooms.visitor(), "assemble", start="service-desk-utrecht")
    at.number_input(key="assemble-service-desk-utrecht-2-1-minutes-of-opening").set_value(7).run()
    at.button(key="publish").click().run()

    second = shelf.bank.published["service-desk-utrecht"]
    assert (first.guide.version, second.guide.version, second.guide.opening.minutes) == (1, 2, 7)
    assert first.fingerprint != second.fingerprint


def test_a_draft_can_be_thrown_away(rooms: Rooms, assembling: AppTest, shelf: Shelf) -> None:
    assembling.button(key="keep-draft").click().run()
    at = at_page(rooms.visitor(), "assemble", draft="service-desk-utrecht")
    at.button(key="drop").click().run()
    assert shelf.bank.drafts == {}


def _collection() -> Collection:
    question = adapt(read_bank().questions["angry-customer"], "our-angry-customer")
    return Collection(questions=(question,))


@pytest.mark.parametrize(("write", "name"), [(to_yaml_file, "ours.yaml"), (to_xlsx_file, "ours.xlsx")])
def test_a_file_is_previewed_and_then_kept(
    rooms: Rooms, shelf: Shelf, write: Callable[[Collection], bytes], name: str
) -> None:
    at = at_page(rooms.visitor(), "exchange")
    at.file_uploader(key="exchange-file-0").upload(name, write(_collection())).run()
    assert "New: 1 question" in told(at)
    assert "our-angry-customer" not in shelf.bank.questions

    at.button(key="exchange-keep").click().run()
    assert shelf.bank.is_own("questions", "our-angry-customer")
    assert "Taken in: 1 file" in told(at)


@pytest.mark.parametrize(
    ("name", "content", "told_so"),
    [
        ("ours.yaml", b"questions:\n  - id: a\n", "ours.yaml:2 questions.1.version"),
        ("ours.yaml", "id: één".encode("cp1252"), "looks like Windows-1252"),
        ("ours.xlsx", b"PK\x03\x04 no zip at all", "This is not a readable XLSX file"),
        ("ours.xlsx", b"%PDF-1.7 something else", "ours.xlsx"),
        ("ours.yaml", b"", "The file is empty"),
    ],
)
def test_a_file_with_findings_is_told_with_its_places_and_not_kept(
    rooms: Rooms, shelf: Shelf, name: str, content: bytes, told_so: str
) -> None:
    at = at_page(rooms.visitor(), "exchange")
    at.file_uploader(key="exchange-file-0").upload(name, content).run()

    assert told_so in told(at)
    assert at.button(key="exchange-keep").disabled
    assert not shelf.own.exists()


def test_a_rule_blocks_a_file_as_well(rooms: Rooms, shelf: Shelf) -> None:
    text = to_yaml_file(_collection()).decode("utf-8")
    text = text.replace(
        "Tell me about a time when a customer was angry with you.", "How would you calm an angry customer?"
    )
    at = at_page(rooms.visitor(), "exchange")
    at.file_uploader(key="exchange-file-0").upload("ours.yaml", text.encode()).run()

    assert "&quot;would you&quot; asks what somebody would do" in told(at)
    assert at.button(key="exchange-keep").disabled


@pytest.mark.parametrize(("form", "begins"), [("yaml", b"bank:"), ("xlsx", b"PK")])
def test_the_bank_is_offered_as_one_file(rooms: Rooms, form: str, begins: bytes) -> None:
    at = at_page(rooms.visitor(), "exchange")
    at.button(key=f"exchange-{form}").click().run()

    (offer,) = rooms.downloads._offers.values()
    assert offer.filename == f"doorvraag-bank.{form}"
    assert offer.make("anybody").startswith(begins)


def test_a_guide_is_offered_as_pdf(rooms: Rooms) -> None:
    at = at_page(rooms.visitor(), "guide", guide="service-desk-core")
    at.menu_button(key="guide-print").click("nl").run()

    (offer,) = rooms.downloads._offers.values()
    assert offer.filename == "Leidraad service-desk-core v1.pdf"
    assert offer.make("anybody").startswith(b"%PDF-1.7")
