"""Health is about the database, not only about the process, and says nothing more than that."""

from collections.abc import Callable

from starlette.applications import Starlette

from interview.errors import Unreachable
from interview.web import health
from tests.interview.web.edge import Answer, ask, request


def health_with(answers: Callable[[], object]) -> Answer:
    return ask(Starlette(routes=[health.route(answers)]), request("/health"))


def test_ok_while_the_database_answers() -> None:
    answer = health_with(lambda: None)
    assert (answer.status, answer.body) == (200, b'{"status":"ok"}')


def test_unavailable_when_it_does_not() -> None:
    def silent() -> None:
        raise Unreachable("unreachable", host="db.example.org")

    answer = health_with(silent)
    assert (answer.status, answer.body) == (503, b'{"status":"unavailable"}')
