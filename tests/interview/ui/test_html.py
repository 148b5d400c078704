import tomllib

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from interview.palette import DARK, LIGHT
from interview.settings import ROOT
from interview.ui.widgets.html import div, literal, span, tag


def test_text_is_escaped_and_markup_made_here_is_not() -> None:
    assert div("a", "<b>", span("c", '"&')) == '<div class="a">&lt;b&gt;<span class="c">&quot;&amp;</span></div>'


def test_attributes_are_escaped_and_left_out_when_none() -> None:
    assert tag("a", "x", title='"><script>', aria_label=None) == '<a title="&quot;&gt;&lt;script&gt;">x</a>'


@given(st.text())
def test_no_text_opens_an_element(text: str) -> None:
    assert "<" not in div("a", text).removeprefix('<div class="a">').removesuffix("</div>")


@given(st.text(alphabet=st.sampled_from("abc *_`[](){}<>#+-.!|~$:^=&\"'/@\\"), min_size=1))
def test_a_label_is_read_as_the_signs_it_holds(text: str) -> None:
    rendered = MarkdownIt().renderInline(literal(text.strip()))
    unescaped = rendered
    for sign, name in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("&", "&amp;")):
        unescaped = unescaped.replace(name, sign)

    assert unescaped == text.strip()


def test_the_theme_has_the_colours_of_the_palette() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    for name, ground in (("light", LIGHT), ("dark", DARK)):
        chosen = theme[name]
        assert chosen["backgroundColor"] == ground.background
        assert chosen["secondaryBackgroundColor"] == ground.wash
        assert chosen["textColor"] == ground.ink
        assert chosen["primaryColor"] == chosen["linkColor"] == ground.accent
        assert chosen["borderColor"] == ground.field_line
