"""Draws the picture that other services show beside a link: cloth or a photograph, the title, the name of the site."""

from functools import lru_cache
from io import BytesIO
from itertools import groupby, islice
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from blocks.weaving import DYES, REPEAT, fingerprint, weave

WIDTH, HEIGHT = 1200, 630
TOP = 272
CELL = 16
MARGIN = 72
PAPER, INK, SOFT, THREAD = "#fbf8f2", "#221c2b", "#5a5163", "#9c2a24"
# Ground and three yarns of each dye, as static/css/tokens.css has them.
YARNS = {
    "madder": ("#9c2a24", "#f6ead8", "#e9b44c", "#2c2a5c"),
    "indigo": ("#2b3a78", "#f6ead8", "#e9b44c", "#c9574b"),
    "olive": ("#51672f", "#f6ead8", "#eec46a", "#7d2520"),
    "sea": ("#1d6a70", "#f6ead8", "#f0b99a", "#14324a"),
    "weld": ("#dda02f", "#8d251f", "#fbf3e2", "#2b3a78"),
    "walnut": ("#54402f", "#f6ead8", "#d98a5b", "#9fb7a6"),
}
SIZES = (64, 56, 48, 42)
MOST_LINES = {64: 2, 56: 3, 48: 3, 42: 4}
COMMON_SIGNS = "\xa0©«°·»×–—‘’‚“”„•…‹›€"
"""Beside ASCII in the first file of a typeface; the ranges of static/css/fonts.css."""
LAST_LATIN = "\u0100"
FIRST_GREEK, LAST_GREEK = "\u0370", "\u03ff"
FIRST_POLYTONIC, LAST_POLYTONIC = "\u1f00", "\u1fff"

Font = ImageFont.FreeTypeFont


def draw(title: str, *, name: str, woven: str, dye: str = "", photograph: Image.Image | None = None) -> bytes:
    """Return a PNG of 1200 by 630; a photograph takes the place of the cloth."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    image.paste(fitted(photograph) if photograph else cloth(woven, dye), (0, 0))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, TOP, WIDTH, TOP + 8), fill=THREAD)
    size, lines = broken(title)
    for number, line in enumerate(lines):
        write(pen, (MARGIN, TOP + 44 + number * round(size * 1.24)), line, ("literata", size))
    write(pen, (MARGIN, HEIGHT - 68), name, ("commissioner", 34), fill=SOFT)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def cloth(text: str, dye: str) -> Image.Image:
    """Return the same cloth as the cover of a page, drawn as wide as the picture."""
    number = fingerprint(text)
    colours = YARNS[dye or DYES[number[0] % len(DYES)]]
    woven = Image.new("RGB", (WIDTH // CELL, TOP // CELL), colours[0])
    for y, row in enumerate(islice(weave(number), TOP // CELL)):
        for x in range(woven.width):
            woven.putpixel((x, y), tuple(bytes.fromhex(colours[row[x % REPEAT]][1:])))
    return woven.resize((WIDTH, TOP), Image.Resampling.NEAREST)


def fitted(photograph: Image.Image) -> Image.Image:
    """Return the middle of a photograph, as large as the cloth."""
    scale = max(WIDTH / photograph.width, TOP / photograph.height)
    large = photograph.convert("RGB").resize(
        (max(WIDTH, round(photograph.width * scale)), max(TOP, round(photograph.height * scale)))
    )
    left, above = (large.width - WIDTH) // 2, (large.height - TOP) // 2
    return large.crop((left, above, left + WIDTH, above + TOP))


def broken(title: str) -> tuple[int, list[str]]:
    """Return the largest size in which a title fits, and its lines; what never fits is cut."""
    for size in SIZES:
        lines = lines_of(title, size)
        if len(lines) <= MOST_LINES[size]:
            return size, lines
    kept = lines[: MOST_LINES[size]]
    return size, [*kept[:-1], f"{kept[-1].rstrip(' .,·')}…"]


def lines_of(title: str, size: int) -> list[str]:
    """Return a title in lines that fit between the margins; a word that is too long stands alone."""
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, ("literata", size)) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def width_of(text: str, face: tuple[str, int]) -> float:
    """Return how wide a text is."""
    return sum(font(*face, alphabet).getlength(run) for alphabet, run in runs(text))


def write(
    pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, face: tuple[str, int], fill: str = INK
) -> None:
    """Write a text, each alphabet in the file of the typeface that holds it."""
    x, y = place
    for alphabet, run in runs(text):
        pen.text((x, y), run, font=font(*face, alphabet), fill=fill, anchor="la")
        x += font(*face, alphabet).getlength(run)


def runs(text: str) -> list[tuple[str, str]]:
    """Return a text in pieces, each held by one file of a typeface."""
    return [(alphabet, "".join(letters)) for alphabet, letters in groupby(text, alphabet_of)]


def alphabet_of(letter: str) -> str:
    """Return the file of a typeface that holds a letter; signs that are rare stand with the accented Latin ones."""
    if letter.isascii() or letter in COMMON_SIGNS:
        return "latin-basic"
    if not letter.isalpha() or letter < LAST_LATIN:
        return "latin"
    if FIRST_GREEK <= letter <= LAST_GREEK:
        return "greek"
    return "greek-ext" if FIRST_POLYTONIC <= letter <= LAST_POLYTONIC else "latin-ext"


@lru_cache(maxsize=64)
def font(family: str, size: int, alphabet: str) -> Font:
    """Return one of the site's own fonts in a size, semi-bold."""
    folder = Path(settings.STATICFILES_DIRS[0]) / "fonts"
    loaded = ImageFont.truetype(str(folder / f"{family}-{alphabet}.woff2"), size)
    if family == "commissioner":
        loaded.set_variation_by_axes([600])
    return loaded
