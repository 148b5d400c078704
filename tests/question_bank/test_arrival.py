"""What a file that is handed in would change is known before anything is written."""

from pathlib import Path

from question_bank import Guide, adapt, publish, read_bank, save
from question_bank.arrival import weigh
from question_bank.exchange import Collection, keep, only_guide
from question_bank.schema import plain


def test_new_replaced_and_unchanged_values_are_told_apart(tmp_path: Path) -> None:
    built_in = read_bank()
    ours = adapt(built_in.questions["angry-customer"], "ours")
    save(tmp_path, ours)
    coming = Collection(
        questions=(
            adapt(built_in.questions["somebody-upset"], "coming"),
            ours.model_copy(update={"minutes": 9}),
            built_in.questions["angry-customer"],
        )
    )

    arrival = weigh(coming, read_bank(tmp_path), "file.yaml")

    assert arrival.new == (("questions", "coming"),)
    assert arrival.replaced == (("questions", "ours"),)
    assert arrival.unchanged == (("questions", "angry-customer"),)
    assert arrival.findings == ()


def test_a_built_in_id_with_another_text_is_refused() -> None:
    bank = read_bank()
    changed = bank.questions["angry-customer"].model_copy(update={"minutes": 9})
    (finding,) = weigh(Collection(questions=(changed,)), bank, "file.yaml").findings
    assert (finding.code, finding.file, finding.key) == ("id-taken", "file.yaml", "questions angry-customer")


def test_what_comes_is_checked_in_the_company_it_comes_with() -> None:
    bank = read_bank()
    question = adapt(bank.questions["customer-on-your-mind"], "coming")
    data = plain(bank.guides["service-desk-core"]) | {"id": "coming-guide"}
    data["questions"][0]["question"] = "coming"
    guide = Guide.model_validate(data)

    assert weigh(Collection(questions=(question,), guides=(guide,)), bank, "f").findings == ()
    (finding,) = weigh(Collection(guides=(guide,)), bank, "f").findings
    assert (finding.code, finding.file) == ("question-unknown", "f guides/coming-guide")


def test_a_published_guide_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    data = plain(read_bank().guides["service-desk-core"]) | {"id": "our-guide"}
    publish(tmp_path, Guide.model_validate(data), read_bank())
    bank = read_bank(tmp_path)
    other = Collection(guides=(Guide.model_validate(data | {"asks_first": "outside-work"}),))

    assert [finding.code for finding in weigh(other, bank, "f").findings] == ["id-taken"]
    assert keep(tmp_path, other, bank, "f").written == ()
    assert read_bank(tmp_path).published["our-guide"] == bank.published["our-guide"]


def test_a_published_guide_travels_with_its_questions_as_they_were(tmp_path: Path) -> None:
    ours = adapt(read_bank().questions["customer-on-your-mind"], "our-question")
    save(tmp_path, ours)
    data = plain(read_bank().guides["service-desk-core"]) | {"id": "our-guide"}
    data["questions"][0]["question"] = "our-question"
    publish(tmp_path, Guide.model_validate(data), read_bank(tmp_path))
    save(tmp_path, ours.model_copy(update={"version": 2, "minutes": 20}))

    bank = read_bank(tmp_path)
    sent = only_guide(bank.guides["our-guide"], bank)
    assert next(question for question in sent.questions if question.id == "our-question") == ours
