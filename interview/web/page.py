"""Small pages that the web edge answers itself, before or beside Streamlit: plain HTML, no script, in nl or en."""

from html import escape

from interview.i18n import LANGUAGES, Language, words
from interview.settings import PYTHON
from interview.web import asgi
from interview.web.asgi import Scope, Send

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
:root{{color-scheme:light dark;font:17px/1.55 system-ui,sans-serif}}
body{{max-width:34rem;margin:14vh auto 0;padding:0 1.25rem}}
h1{{font-size:1.4rem;margin:0 0 .75rem}}
</style></head><body><main><h1>{title}</h1>{paragraphs}<p><a href="/">{onward}</a></p></main></body></html>
"""


def language_of(scope: Scope, fallback: Language | None) -> Language:
    """The first language of the browser that Doorvraag speaks, else `fallback`, else Dutch."""
    for part in ",".join(asgi.header(scope, b"accept-language")).split(","):
        for language in LANGUAGES:
            if part.strip().lower().startswith(language):
                return language
    return fallback or "nl"


def html(language: Language, key: str, **params: str) -> bytes:
    """The page for the sentences `<key>.title` and `<key>.text`; blank lines in the text part its paragraphs."""
    say = words(language)
    paragraphs = "".join(
        f"<p>{escape(part)}</p>" for part in say(f"{key}.text", python=PYTHON, **params).strip().split("\n\n")
    )
    title, onward = escape(say(f"{key}.title", **params)), escape(say("web.onward"))
    return _PAGE.format(language=language, title=title, paragraphs=paragraphs, onward=onward).encode()


async def send_page(scope: Scope, send: Send, status: int, key: str, fallback: Language | None) -> None:
    """Answer a request with such a page; never kept by the browser."""
    language = language_of(scope, fallback)
    plain = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-language", language.encode()),
        (b"cache-control", b"no-store"),
    ]
    await asgi.answer(send, status, html(language, key), plain)
