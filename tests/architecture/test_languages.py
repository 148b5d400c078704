"""Every sentence in both languages, with the same parameters, and none that nobody uses."""

import re
from string import Formatter

import pytest

from interview.i18n import LANGUAGES, keys, text
from interview.i18n import _sentences as sentences
from interview.settings import Settings
from tests.architecture.reading import files


def parameters(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


def test_both_languages_hold_the_same_keys() -> None:
    """A language may do without a sentence of its own for exactly one."""
    first, *others = ({key.removesuffix(".one") for key in keys(language)} for language in LANGUAGES)
    for other in others:
        assert first ^ other == set()


@pytest.mark.parametrize("key", sorted(keys("nl") & keys("en")))
def test_both_languages_name_the_same_parameters(key: str) -> None:
    dutch, english = (sentences(language)[key] for language in LANGUAGES)
    assert dutch.strip()
    assert english.strip()
    if not key.endswith(".one"):  # the singular may leave its number out in one language
        assert parameters(dutch) == parameters(english)


def test_every_sentence_is_used() -> None:
    """The source holds the key; or puts it together (`{` after its beginning, `}` before its ending in an f-string); or
    hands a whole area to a component, whose script holds the rest of the key."""
    source = "\n".join(path.read_text("utf-8") for path in files() if path.suffix in {".py", ".js"})
    used = set(re.findall(r"[a-z_]+(?:\.[a-z0-9_]+)*", source))
    beginnings = tuple(set(re.findall(r"[\"'`]([a-z_]+(?:\.[a-z0-9_]+)*\.)\$?\{", source)))
    endings = tuple(set(re.findall(r"\}(\.[a-z_]+)[\"'`]", source)) | {".one"})
    handed_over = tuple(f"{area}." for area in re.findall(r"area\(\w+, \"([a-z_]+)\"\)", source))

    def is_used(key: str) -> bool:
        names = [key, key.partition(".")[2]] if key.startswith(handed_over) else [key]
        return any(name in used or name.startswith(beginnings) or name.endswith(endings) for name in names)

    assert {key for key in keys("nl") if not is_used(key)} == set()


def test_every_setting_is_explained_where_it_is_refused() -> None:
    for field in Settings.model_fields.values():
        assert field.description
        assert field.examples
    assert "DOORVRAAG_PORT" in text("nl", "settings.unknown_near", name="DOORVRAAG_PROT", near="DOORVRAAG_PORT")
