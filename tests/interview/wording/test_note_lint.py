"""Words worth a second look are found, and the plain lines of a talk at a service desk are left in peace."""

import pytest

from interview.model.language import Language
from interview.wording.note_lint import Objection, read_line

PLAIN: dict[Language, tuple[str, ...]] = {
    "nl": (
        "printer deed raar sinds de update, rare foutmelding op het scherm",
        "laptop was te oud voor de nieuwe versie",
        "belde de klant terug, vlot opgelost binnen tien minuten",
        "beperking van het systeem uitgelegd, zonder vaktaal",
        "zocht uit wat de herkomst van de mail was",
        "werk en privé gescheiden op twee telefoons gezet",
        "twee gescheiden netwerken, het netwerk is gescheiden",
        "homogene groep gebruikers, allemaal hetzelfde programma",
        "legde het accent op wat wel kon",
        "een stuk of veertien meldingen, geloof ik",
        "ik geloof dat het maandag was",
        "aardig wat meldingen die ochtend",
        "klant zei: ik voelde me niet begrepen; hij voelde zich dom",
        "er bestaan geen domme vragen, zei ze",
        "want het past niet in het venster",
        "server herstartte spontaan, drie keer",
        "heeft zich spontaan gemeld bij de teamleider",
        "slimme meter gaf geen signaal",
        "nog onzeker of de levering vrijdag kwam",
        "vertelde de klant wat er onzeker was",
        "die lui van beheer namen niet op",
        "klant was enthousiast, belde de week erna nog eens",
        "zocht een aantrekkelijker tarief voor de klant",
        "knap lastig om het netjes te weigeren",
        "bejaarde mevrouw belde elke week over haar wachtwoord",
        "apotheek kon geen medicijnen uitgeven door de storing",
        "werkte daar als zwangerschapsvervanging",
        "klant hield er een goed gevoel aan over",
        "zei nee tegen de directeur en bood een ander scherm aan",
        "sleutels, kabels en een lijst met namen klaargelegd",
        "dat is knap gedaan, mailde de afdeling",
    ),
    "en": (
        "disabled the account straight away and rang security",
        "enabled and disabled the driver until it worked",
        "the laptop was too old for the new version",
        "weird error on the screen after the update",
        "Christian from accounts rang about the wages",
        "a clever workaround that the whole team uses now",
        "smart card reader stopped working",
        "be there at nine sharp, so she came in early",
        "the customer's tone was sharp, he stayed calm",
        "insecure connection, so he closed the port",
        "saw a spark from the socket and pulled the plug",
        "said he felt stupid, she told him it happens to everybody",
        "there are no stupid questions, she said",
        "was confident that the backup was there, checked it anyway",
        "elderly customer rang every week about her password",
        "covered a post as maternity cover",
        "found a more attractive price for the customer",
        "the pharmacy could not hand out medication during the fault",
        "asked what motivated him to ring three times",
        "the customer was enthusiastic and came back",
        "a depressing queue of sixty tickets that morning",
        "the accent colour was unreadable, changed it",
        "smartphone would not sync, smart TV neither",
        "personal drive full, moved the archive",
        "wrote the steps down and sent them to the school",
        "refused admin rights and offered a temporary account",
        "stayed on the line until the scanner worked",
        "manager was angry at first, thanked her by mail later",
        "the union of the two lists had forty names",
        "page loads slowly: lazy loading switched off",
        "image on the beamer was sharp again",
    ),
}

OBJECTED: dict[Language, tuple[tuple[str, str, str], ...]] = {
    "nl": (
        ("vertelde dat ze zwanger is", "zwanger", "pregnancy"),
        ("Ze is getrouwd, twee kinderen", "getrouwd", "family"),
        ("pas gescheiden, dus flexibel", "pas gescheiden", "family"),
        ("te oud voor deze functie", "te oud voor deze functie", "age"),
        ("sprak met een ACCENT", "ACCENT", "origin"),
        ("van Turkse afkomst", "afkomst", "origin"),
        ("praat veel over zijn geloof", "geloof", "religion"),
        ("heeft een beperking aan zijn hand", "heeft een beperking", "health"),
        ("burn-out gehad in 2021", "burn-out", "health"),
        ("homo’s vindt hij prima", "homo’s", "orientation"),
        ("lid van de vakbond", "vakbond", "politics"),
        ("knappe vrouw", "knappe vrouw", "appearance"),
        ("'zwanger' zei ze zelf", "zwanger", "pregnancy"),
        ("erg enthousiast", "enthousiast", ""),
        ("vlotte babbel", "vlotte babbel", ""),
        ("past  niet bij\tons", "past  niet bij\tons", ""),
    ),
    "en": (
        ("said she is pregnant", "pregnant", "pregnancy"),
        ("Married, two children", "Married", "family"),
        ("too old for this role", "too old for this role", "age"),
        ("speaks with an ACCENT", "ACCENT", "origin"),
        ("is a Christian, no Sunday shifts", "a Christian", "religion"),
        ("has a disability", "disability", "health"),
        ("she’s disabled", "she’s disabled", "health"),
        ("openly gay", "gay", "orientation"),
        ("active in the trade union", "trade union", "politics"),
        ("attractive woman", "attractive woman", "appearance"),
        ("‘pregnant’, she said herself", "pregnant", "pregnancy"),
        ("very enthusiastic", "enthusiastic", ""),
        ("good  fit", "good  fit", ""),
        ("came across as weird", "came across as weird", ""),
    ),
}


@pytest.mark.parametrize(("language", "line"), [(lang, line) for lang, lines in PLAIN.items() for line in lines])
def test_a_plain_line_is_left_alone(language: Language, line: str) -> None:
    assert read_line(line, language) == ()


def test_there_are_enough_plain_lines() -> None:
    assert all(len(set(lines)) >= 30 for lines in PLAIN.values())


@pytest.mark.parametrize(
    ("language", "line", "word", "ground"),
    [(lang, *row) for lang, rows in OBJECTED.items() for row in rows],
)
def test_a_word_is_found_as_typed_with_its_ground(language: Language, line: str, word: str, ground: str) -> None:
    (found,) = read_line(line, language)
    assert (found.word, found.ground) == (word, ground)
    assert found.objection is (Objection.PROTECTED if ground else Objection.JUDGEMENT)
    assert line[found.start : found.end] == word


def test_words_stand_in_the_order_of_the_line() -> None:
    found = read_line("erg gemotiveerd, zwanger, beetje arrogant", "nl")
    assert [word.word for word in found] == ["gemotiveerd", "zwanger", "arrogant"]


def test_a_phrase_excuses_only_its_own_word() -> None:
    line = "ik geloof dat ze het over haar geloof had"
    (found,) = read_line(line, "nl")
    assert found.start == line.rindex("geloof")


def test_a_word_inside_another_is_not_that_word() -> None:
    assert read_line("kerkstraat, topperformance, luisterde, goedgelovige klant", "nl") == ()
    assert read_line("churchill, gaylord, lazybones, smartest, Mr O’Church, Mrs O'Gay", "en") == ()


@pytest.mark.parametrize("line", ["", "   ", "🙂", "١٢٣", "\u202e"])
def test_lines_without_words(line: str) -> None:
    assert read_line(line, "nl") == read_line(line, "en") == ()
