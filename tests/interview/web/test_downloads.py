"""A document is handed over once, within a minute, to whoever may still see it, under its own name."""

from collections.abc import Callable

import pytest
from starlette.applications import Starlette

from interview.errors import DiskFull, NotAllowed
from interview.web import downloads
from interview.web.downloads import SECONDS, Downloads, attachment
from tests.interview.web.edge import Answer, ask, request


def fetch(path: str, method: str = "GET") -> Answer:
    app = Starlette(routes=[downloads.route(None)])
    return ask(app, request(path, method=method, headers=[("accept-language", "en")]))


def offer(make: Callable[[str], bytes] = lambda _viewer: b"%PDF", name: str = "report.pdf") -> str:
    return downloads.offer(make, name, "application/pdf", "person-1")


def test_the_document_comes_as_an_attachment_that_is_not_kept() -> None:
    answer = fetch(offer())
    assert (answer.status, answer.body) == (200, b"%PDF")
    assert answer.header("content-type") == "application/pdf"
    assert answer.header("cache-control") == "no-store"
    assert answer.header("content-disposition") == "attachment; filename=\"report.pdf\"; filename*=UTF-8''report.pdf"


def test_it_comes_once() -> None:
    path = offer()
    fetch(path)
    again = fetch(path)
    assert again.status == 410
    assert "This download is over" in again.body.decode()


def test_it_is_made_for_the_viewer_and_only_when_fetched() -> None:
    made_for: list[str] = []

    def make(viewer: str) -> bytes:
        made_for.append(viewer)
        return b"x"

    path = offer(make)
    assert made_for == []
    fetch(path)
    assert made_for == ["person-1"]


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (NotAllowed("sealed"), 403, "You may no longer see this document"),
        (DiskFull("disk_full"), 500, "The document was not made"),
        (ZeroDivisionError(), 500, "The document was not made"),
    ],
)
def test_an_error_while_making_it_is_a_page_with_a_sentence(error: Exception, status: int, sentence: str) -> None:
    def fail(_viewer: str) -> bytes:
        raise error

    answer = fetch(offer(fail))
    assert answer.status == status
    assert sentence in answer.body.decode()


def test_the_log_says_where_it_went_wrong_and_not_what_somebody_typed(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_viewer: str) -> bytes:
        raise ValueError("what somebody typed")

    fetch(offer(fail))
    assert "ValueError" in caplog.text
    assert "in fail" in caplog.text
    assert "what somebody typed" not in caplog.text.replace('raise ValueError("what somebody typed")', "")


def test_a_made_up_token_gives_nothing() -> None:
    assert fetch("/export/" + "A" * 43).status == 410
    assert fetch(offer(), "POST").status == 405


def test_an_offer_ends_after_a_minute_and_is_forgotten() -> None:
    now = [0.0]
    kept = Downloads(clock=lambda: now[0])
    in_time, too_late = (kept.offer(lambda _: b"", "a", "b", "c").removeprefix("/export/") for _ in range(2))
    now[0] = SECONDS - 1
    assert kept.take(in_time) is not None
    now[0] = SECONDS + 1
    assert kept.take(too_late) is None


def test_a_token_has_256_bits() -> None:
    assert len(offer().removeprefix("/export/")) == 43  # 32 bytes in base64


@pytest.mark.parametrize(
    ("name", "plain", "real"),
    [
        ("Rapport Zoë.pdf", "Rapport Zo_.pdf", "Rapport%20Zo%C3%AB.pdf"),
        ('a"; x=\r\nb.pdf', "a__ x___b.pdf", "a%22%3B%20x%3D%0D%0Ab.pdf"),
        ("報告.pdf", "__.pdf", "%E5%A0%B1%E5%91%8A.pdf"),
    ],
)
def test_a_name_in_any_script_travels_whole_and_cannot_break_the_header(name: str, plain: str, real: str) -> None:
    assert attachment(name) == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{real}"
