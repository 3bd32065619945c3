"""Makes the site's font files out of those of Fontsource: less of each, so that a page is readable sooner.

Run with `make fonts`, which fetches the sources. A browser fetches the files that a page has letters of, so the
letters and signs that every page has stand in files of their own.
"""

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import combining

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts"
PAPER = FONTS.parent / "paper"
ON_PAPER = {"commissioner": (400, 600), "literata": (600,)}
"""The weights on paper: WeasyPrint measures fonts with many weights otherwise than it draws them, and gives a space to
the font of the letter before it, so that each file there has a space, with all other letters."""
WEIGHTS: dict[str, tuple[float, float, float] | float] = {"commissioner": (400, 400, 700), "literata": 600}
"""What the look uses of each: the lightest, the usual and the heaviest weight, or the only one."""
FEATURES = ["calt", "kern", "liga", "locl", "rvrn", "tnum"]
"""Texts are stored composed (NFC), so nothing places an accent over a letter."""
SIGNS = "\xa0©«°·»×–—‘’‚“”„•…‹›€"
RARE = "#$<=>@[\\]^_`{|}~"
BASIC = {*range(0x20, 0x7F), *map(ord, SIGNS)} - {*map(ord, RARE)}
SUFFIX = "-wght-normal.woff2"


def main(folder: Path) -> None:
    """Write the fonts of a folder into `static/fonts`."""
    for source in sorted(folder.glob(f"*{SUFFIX}")):
        name = source.name.removesuffix(SUFFIX)
        if name.endswith("-latin"):
            write(source, f"{name}-basic", letters(source) & BASIC)
            write(source, name, letters(source) - BASIC)
        elif name.endswith(("-greek", "-greek-ext", "-latin-ext")):
            write(source, name, letters(source))
    for name, weights in ON_PAPER.items():
        for weight in weights:
            cut_for_paper(name, weight)


def cut_for_paper(name: str, weight: int) -> None:
    """Write one weight of a typeface, all its letters in one file."""
    with TemporaryDirectory() as folder:
        parts = [one_weight(path, weight, Path(folder)) for path in sorted(FONTS.glob(f"{name}-*.woff2"))]
        options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
        font = Merger().merge([str(path) for path in parts])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=set(font.getBestCmap()))
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(PAPER / f"{name}-{weight}.woff2")


def one_weight(path: Path, weight: int, folder: Path) -> Path:
    """Write one weight of a file of ours into a folder, and return where it is."""
    font = TTFont(path, recalcTimestamp=False)
    cut = instantiateVariableFont(font, {"wght": weight}) if "fvar" in font else font
    cut.flavor = None
    cut.save(folder / f"{path.stem}.ttf")
    return folder / f"{path.stem}.ttf"


def letters(source: Path) -> set[int]:
    """Return the code points of the signs and composed letters that a font draws."""
    return {code for code in TTFont(source).getBestCmap() if not combining(chr(code))}


def write(source: Path, name: str, wanted: set[int]) -> None:
    """Write some letters of a font in the weights that the look uses."""
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.flavor, options.name_IDs = "woff2", ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    font = in_few_weights(source, WEIGHTS[name.partition("-")[0]])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(FONTS / f"{name}.woff2")


def in_few_weights(source: Path, weights: tuple[float, float, float] | float) -> TTFont:
    """Return a font without the weights that nothing uses."""
    narrowed = io.BytesIO()
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weights})
    font.flavor = None
    font.save(narrowed)
    narrowed.seek(0)
    return TTFont(narrowed, recalcTimestamp=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
