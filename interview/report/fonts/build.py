"""Make the fonts of the documents: static, subset, without hints. Run at development time; its output is committed.

    python interview/report/fonts/build.py FOLDER

FOLDER holds, unpacked, the packages named in SOURCES.md of this folder. A file is looked up by name, anywhere in it.
Needs fontTools and brotli, which running the app does not.

Why static: PDF viewers draw the default instance of a variable font, so Semibold would look like Regular.
Why subset before instancing: a fifth of the time, same result.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
SCREEN = HERE.parents[1] / "ui" / "entry" / "static"

# Latin with Vietnamese, marks, Greek, Cyrillic, punctuation, currency, letterlike, arrows, mathematics, shapes.
TEXT_RANGES = (
    (0x20, 0x24F), (0x250, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1D00, 0x1DBF), (0x1E00, 0x1FFF),
    (0x2000, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),
    (0x2460, 0x24FF), (0x25A0, 0x25FF), (0x2600, 0x27BF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06),
)  # fmt: skip
SCREEN_RANGES = ((0x20, 0x24F), (0x300, 0x30F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2000, 0x206F),
                 (0x20A0, 0x20BF), (0x2100, 0x2122), (0x2190, 0x2199), (0x2200, 0x2265), (0x25A0, 0x25FF))  # fmt: skip
TEXT_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]

INTER = {
    "Inter-Regular.ttf": ("Inter[opsz,wght].ttf", {"wght": 400, "opsz": 14}),
    "Inter-Semibold.ttf": ("Inter[opsz,wght].ttf", {"wght": 600, "opsz": 14}),
    "Inter-Display.ttf": ("Inter[opsz,wght].ttf", {"wght": 600, "opsz": 32}),
}
NOTO = [
    "Sans",
    "SansHebrew",
    "SansArabic",
    "SansDevanagari",
    "SansBengali",
    "SansGujarati",
    "SansGurmukhi",
    "SansKannada",
    "SansMalayalam",
    "SansOriya",
    "SansSinhala",
    "SansTamil",
    "SansTelugu",
    "SansThai",
    "SansLao",
    "SansKhmer",
    "SansMyanmar",
    "SansArmenian",
    "SansGeorgian",
    "SansEthiopic",
    "SansSymbols",
    "Emoji",
]


def letters(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def reduced(font: TTFont, codes: set[int], features: list[str]) -> TTFont:
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["STAT", "DSIG", "MVAR", "meta"] if "fvar" not in font else ["DSIG", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def static(font: TTFont, place: Mapping[str, float], name: str) -> TTFont:
    axes = {axis.axisTag: place.get(axis.axisTag, axis.defaultValue) for axis in font["fvar"].axes}
    fixed = instantiateVariableFont(font, axes)
    for table in ("STAT", "HVAR", "MVAR", "avar"):
        if table in fixed:
            del fixed[table]
    rename(fixed, name)
    return fixed


def rename(font: TTFont, name: str) -> None:
    """A PostScript name of its own for each instance: a PDF that holds two fonts of one name confuses viewers."""
    for record in font["name"].names:
        if record.nameID == 6:
            record.string = name
        elif record.nameID == 4:
            record.string = name.replace("-", " ")


def without_layout(font: TTFont, codes: set[int], name: str) -> TTFont:
    """Han, kana and Hangul need no shaping; the subset is renamed because Nanum is a reserved font name."""
    small = reduced(font, codes & set(font.getBestCmap()), [])
    for record in list(small["name"].names):
        if record.nameID in (1, 3, 4, 6):
            record.string = name
    return small


def main(folder: Path) -> None:
    def source(name: str) -> TTFont:
        return TTFont(next(path for path in folder.rglob("*.ttf") if path.name == name))

    for target, (origin, place) in INTER.items():
        font = reduced(source(origin), letters(TEXT_RANGES), TEXT_FEATURES)
        static(font, place, target.removesuffix(".ttf")).save(HERE / "inter" / target)
    for family in NOTO:
        font = source(f"Noto{family}[wght].ttf")
        everything = set(font.getBestCmap()) - letters(((0xE000, 0xF8FF),))
        small = static(reduced(font, everything, ["*"]), {"wght": 400}, f"Noto{family}-Regular")
        small.save(HERE / "noto" / f"Noto{family}-Regular.ttf")
    hangul = letters(((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3)))
    without_layout(source("NanumGothic.ttf"), hangul, "DoorvraagHangul").save(HERE / "cjk" / "Hangul.ttf")
    han = letters(((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)))
    without_layout(source("DroidSansFallbackFull.ttf"), han, "DroidSansFallback-HanKana").save(
        HERE / "cjk" / "HanKana.ttf"
    )
    screen(source)


def screen(source) -> None:  # type: ignore[no-untyped-def]
    """The variable Inter for the browser: two files, weight axis kept, optical size fixed at text size."""
    SCREEN.mkdir(parents=True, exist_ok=True)
    for origin, target in (
        ("Inter[opsz,wght].ttf", "InterVariable"),
        ("Inter-Italic[opsz,wght].ttf", "InterVariable-Italic"),
    ):
        font = reduced(source(origin), letters(SCREEN_RANGES), [*TEXT_FEATURES, "calt", "case", "ss03", "cv11", "zero"])
        font = instantiateVariableFont(font, {"opsz": 14})
        font.flavor = "woff2"
        font.save(SCREEN / f"{target}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
