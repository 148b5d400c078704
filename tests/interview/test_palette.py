"""Colours that carry text can be read, on screen and on paper, in colour and in grey."""

import pytest

from interview.palette import DARK, LEVEL_INKS, LEVEL_TINTS, LIGHT, PAPER, Ground, contrast, luminance

TEXT, CONTROL = 4.5, 3.0
GROUNDS = {"light": LIGHT, "dark": DARK, "paper": PAPER}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS.keys())
@pytest.mark.parametrize("name", ["ink", "secondary", "accent", "amber", "red"])
def test_text_can_be_read_on_background_and_wash(ground: Ground, name: str) -> None:
    colour = getattr(ground, name)
    assert contrast(colour, ground.background) >= TEXT
    assert contrast(colour, ground.wash) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS.keys())
def test_controls_and_text_on_accent_stand_out(ground: Ground) -> None:
    assert contrast(ground.field_line, ground.background) >= CONTROL
    assert contrast(ground.interval_edge, ground.background) >= CONTROL
    assert contrast(ground.on_accent, ground.accent) >= TEXT


def test_levels_get_darker_and_their_figures_can_be_read() -> None:
    greys = [luminance(tint) for tint in LEVEL_TINTS]
    assert greys == sorted(greys, reverse=True)
    assert len(set(greys)) == len(greys)
    assert all(contrast(ink, tint) >= TEXT for ink, tint in zip(LEVEL_INKS, LEVEL_TINTS, strict=True))
