"""Text of any script cut into runs of one face and one direction, put in visual order."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bidi import algorithm

from interview.report.drawing.clean import REPLACEMENT, is_mark
from interview.report.drawing.faces import LAST_RESORT, Face, face, fallback_for, has_right_to_left

_JOINER = "\u200d"
# Joiners and variation selectors choose a form; a face that lacks them still draws the letter.
_SILENT = {"\u200b", "\u200c", _JOINER, *map(chr, range(0xFE00, 0xFE10))}
_SPACES = {" ", "\u00a0", "\u2009", "\u202f"}


class Run(NamedTuple):
    """Text that one face draws in one direction."""

    face: Face
    text: str
    rtl: bool
    shaped: bool


def clusters(text: str) -> Iterator[str]:
    """What a reader sees as one letter: a base with its marks, an emoji with its modifiers, a flag."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _continues(text, start, place):
            yield text[start:place]
            start = place


def _continues(text: str, start: int, place: int) -> bool:
    char, before = text[place], text[place - 1]
    if is_mark(char) or char in _SILENT or before == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff":
        return char != "\u200b"
    return _is_flag_half(char) and _is_flag_half(before) and place - start == 1


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def choose(cluster: str, base: Face) -> tuple[Face, str]:
    """The face for a cluster and the text it draws: `base` when it can, else a fallback, else U+FFFD."""
    needed = [char for char in cluster if char not in _SILENT]
    if not needed:
        return base, ""
    for candidate in (base, fallback_for(needed[0])):
        if candidate is not None and all(char in candidate.coverage for char in needed):
            return candidate, cluster if candidate.shaped else "".join(needed)
    first = base if needed[0] in base.coverage else fallback_for(needed[0])
    if first is None:
        plainer = unicodedata.normalize("NFKC", cluster)
        # Letters of mathematics, enclosed forms and the like have an everyday letter behind them.
        return choose(plainer, base) if plainer != cluster and len(plainer) < 9 else (face(LAST_RESORT), REPLACEMENT)
    return first, "".join(char for char in cluster if char in first.coverage)


def visual_runs(text: str, base: Face) -> list[Run]:
    """Runs from left to right as drawn. Spaces keep the base face, so that widths add up."""
    levels = bidi_levels(text) if has_right_to_left(text) else None
    found: list[tuple[Face, str, int, bool]] = []
    place = 0
    for cluster in clusters(text):
        level = levels[place] if levels else 0
        place += len(cluster)
        owner, drawn = choose(cluster, base)
        if not drawn:
            continue
        shaped = owner.shaped and drawn not in _SPACES and (owner is not base or len(drawn) > 1)
        if found and (found[-1][0], found[-1][2], found[-1][3]) == (owner, level, shaped):
            found[-1] = (owner, found[-1][1] + drawn, level, shaped)
        else:
            found.append((owner, drawn, level, shaped))
    return [Run(owner, drawn, bool(level & 1), shaped) for owner, drawn, level, shaped in _visual(found)]


def _visual(runs: list[tuple[Face, str, int, bool]]) -> list[tuple[Face, str, int, bool]]:
    """Rule L2 of the bidirectional algorithm: from the highest level down to 1, reverse what lies at it or above."""
    highest = max((level for _, _, level, _ in runs), default=0)
    for level in range(highest, 0, -1):
        ordered: list[tuple[Face, str, int, bool]] = []
        block: list[tuple[Face, str, int, bool]] = []
        for run in runs:
            if run[2] >= level:
                block.insert(0, run)
                continue
            ordered += [*block, run]
            block = []
        runs = ordered + block
    return runs


def base_direction(text: str) -> str:
    """`R` when most letters run right to left. Not the first letter: a list of names would be turned around."""
    kinds = [unicodedata.bidirectional(char) for char in text]
    right = sum(kind in ("R", "AL") for kind in kinds)
    return "R" if right > kinds.count("L") else "L"


def bidi_levels(text: str) -> list[int]:
    """Embedding level of each character (Unicode Standard Annex 9); even runs left to right, odd right to left."""
    storage = algorithm.get_empty_storage()
    direction = base_direction(text)
    storage["base_level"] = algorithm.PARAGRAPH_LEVELS[direction]
    storage["base_dir"] = direction
    algorithm.get_embedding_levels(text, storage)
    for number, char in enumerate(storage["chars"]):
        char["place"] = number
        # Code points without a letter have no direction either; the algorithm knows no such thing.
        char["type"] = char["type"] or "L"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [int(storage["base_level"])] * len(text)
    for char in storage["chars"]:
        levels[char["place"]] = char["level"]
    return levels
