"""States as shape, word and colour together; never colour alone."""

from interview.ui.widgets.html import Html, span

FULL, HALF, RING = "full", "half", "ring"


def dot(shape: str) -> Html:
    """A disc, a half disc (attention) or a ring. Decoration: a word stands beside it."""
    return Html(f'<span class="dv-dot dv-{shape}" aria-hidden="true"></span>')


def state(shape: str, words: str) -> Html:
    """A shape with its words."""
    return span(f"dv-state dv-is-{shape}", dot(shape), span("", words))


def initials(letters: str, name: str, *, sealed: bool, words: str) -> Html:
    """The circle of a panel member: filled when their card is sealed. `words` says it for who cannot see it."""
    circle = span(f"dv-initials{' dv-sealed' if sealed else ''}", letters, title=f"{name}: {words}")
    return Html(circle + span("dv-unseen", f"{name}: {words}. "))


def level(figure: int | None) -> Html:
    """A level 1 to 5 as figure and bar; None is the dashed ring of "no evidence"."""
    if figure is None:
        return span("dv-level dv-none", "0")
    steps = Html("".join(span("dv-step dv-on" if place <= figure else "dv-step") for place in range(1, 6)))
    return Html(span("dv-level", str(figure)) + f'<span class="dv-steps" aria-hidden="true">{steps}</span>')
