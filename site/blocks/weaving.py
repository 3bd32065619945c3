"""Woven covers and portraits: the same text always gives the same cloth, and nothing is stored."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle, islice

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

REPEAT = 16
GROUND = 0
DYES = ("madder", "indigo", "olive", "sea", "weld", "walnut")
YARNS = ((1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1))

Yarns = tuple[int, int, int]
Cell = Callable[[int, int, Yarns], int]
Row = list[int]


@dataclass(frozen=True)
class Motif:
    """A figure that repeats along the cloth: its cells, its height, and the plain rows around it."""

    cell: Cell
    height: int
    above: int = 1
    below: int = 1


def folded(x: int) -> int:
    """Return the distance of a cell from the edge of its eight, so that figures come out symmetrical."""
    return min(x % 8, 7 - x % 8)


def lozenge(radius: int) -> Cell:
    """Return rings around a filled middle, one figure in sixteen cells."""

    def cell(x: int, y: int, yarns: Yarns) -> int:
        distance = int(abs(x - 7.5) + abs(y - radius))
        return {7: yarns[0], 4: yarns[1], 1: yarns[2], 0: yarns[2]}.get(distance, GROUND)

    return cell


def zigzag(x: int, y: int, yarns: Yarns) -> int:
    """Return two waves that follow each other."""
    return (yarns[0], yarns[1], GROUND, yarns[0])[(folded(x) - y) % 4]


def diagonal(x: int, y: int, yarns: Yarns) -> int:
    """Return steps of two cells that climb down the cloth."""
    return (yarns[0], GROUND, yarns[1], GROUND)[(x // 2 - y // 2) % 4]


def teeth(x: int, y: int, yarns: Yarns) -> int:
    """Return hills on a closed row."""
    return yarns[0] if folded(x) >= 3 - y else GROUND


def comb(x: int, y: int, yarns: Yarns) -> int:
    """Return short posts between two rails."""
    if y in (0, 3):
        return yarns[0]
    return yarns[1] if x % 4 in (1, 2) else GROUND


def star(x: int, y: int, yarns: Yarns) -> int:
    """Return crossing diagonals around a filled middle."""
    along, across = folded(x), abs(y - 3)
    if across == 0:
        return (GROUND, yarns[1], yarns[1], yarns[2])[along]
    if along == 3 - across:
        return yarns[0]
    return yarns[1] if along == 3 else GROUND


def cross(x: int, y: int, yarns: Yarns) -> int:
    """Return upright crosses with a stitch between them."""
    if y == 2:
        return yarns[1] if folded(x) == 0 else yarns[0]
    return yarns[0] if folded(x) == 3 else GROUND


MOTIFS = (
    Motif(lozenge(4), 9),
    Motif(lozenge(5), 11),
    Motif(zigzag, 6),
    Motif(zigzag, 8),
    Motif(diagonal, 8),
    Motif(teeth, 4, above=2),
    Motif(comb, 4),
    Motif(star, 7),
    Motif(cross, 5, above=2, below=2),
)


@lru_cache(maxsize=2048)
def cover(text: str, dye: str = "", width: int = 64, height: int = 26) -> SafeString:
    """Return the cloth of a title; without a dye the text picks one."""
    number = fingerprint(text)
    dye = dye or DYES[number[0] % len(DYES)]
    rows = list(islice(weave(number), height))
    name = f"w{number[:3].hex()}{dye[0]}{width}x{height}"
    return cloth(rows, dye=dye, width=width, name=name)


@lru_cache(maxsize=4096)
def portrait(public_id: str, size: str = "") -> SafeString:
    """Return a member's sign: a quarter of four by four, mirrored twice."""
    number = fingerprint(public_id)
    quarter = [[number[1 + 4 * y + x] % 4 for x in range(4)] for y in range(4)]
    upper = [row + row[::-1] for row in quarter]
    return format_html(
        '<svg class="avatar{} dye-{}" viewBox="-2.4 -2.4 12.8 12.8" aria-hidden="true" shape-rendering="crispEdges">'
        '<rect class="y0" x="-3" y="-3" width="14" height="14"/>{}</svg>',
        f" {size}" if size else "",
        DYES[number[0] % len(DYES)],
        paths(upper + upper[::-1]),
    )


@lru_cache(maxsize=1)
def band() -> SafeString:
    """Return the woven band above the footer, the same on every page."""
    yarns = (2, 3, 1)
    steps = [[diagonal(x, y, yarns) for x in range(REPEAT)] for y in range(8)]
    rows = [stripe(3), stripe(GROUND), *steps, stripe(GROUND), stripe(1)]
    return cloth(rows, dye="madder", width=420, name="band")


def fingerprint(text: str) -> bytes:
    """Return the bytes that decide everything about a cloth."""
    return hashlib.blake2b(text.strip().encode(), digest_size=64).digest()


def weave(number: bytes) -> Iterator[Row]:
    """Give row after row: a stripe, plain cloth, a motif, plain cloth, and so on for ever."""
    choices = cycle(number[1:])
    while True:
        first, second, motif = next(choices), next(choices), MOTIFS[next(choices) % len(MOTIFS)]
        yield stripe(1 + first % 3)
        if second % 5 < 2:
            yield stripe(1 + second % 3)
        yield from figure(motif, YARNS[next(choices) % len(YARNS)])


def figure(motif: Motif, yarns: Yarns) -> Iterator[Row]:
    """Give the rows of a motif with the plain cloth around it."""
    yield from [stripe(GROUND)] * motif.above
    for y in range(motif.height):
        yield [motif.cell(x, y, yarns) for x in range(REPEAT)]
    yield from [stripe(GROUND)] * motif.below


def stripe(yarn: int) -> Row:
    """Return a row of one yarn."""
    return [yarn] * REPEAT


def cloth(rows: list[Row], *, dye: str, width: int, name: str) -> SafeString:
    """Return one repeat as a pattern, and the pattern over the whole width."""
    return format_html(
        '<svg class="weave dye-{dye}" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice" '
        'aria-hidden="true" shape-rendering="crispEdges"><defs><pattern id="{name}" width="{repeat}" '
        'height="{height}" patternUnits="userSpaceOnUse">{paths}</pattern></defs>'
        '<rect class="y0" width="{width}" height="{height}"/>'
        '<rect width="{width}" height="{height}" fill="url(#{name})"/></svg>',
        dye=dye,
        width=width,
        height=len(rows),
        name=name,
        repeat=REPEAT,
        paths=paths(rows),
    )


def paths(rows: list[Row]) -> SafeString:
    """Join the rows to one path per yarn, a stroke of one cell's height: half as long as boxes would be."""
    drawn = ((yarn, "".join(strokes(rows, yarn))) for yarn in (1, 2, 3))
    return format_html_join("", '<path class="y{}" d="{}"/>', ((yarn, path) for yarn, path in drawn if path))


def strokes(rows: list[Row], yarn: int) -> Iterator[str]:
    """Give a stroke for each run of a yarn; those further along a row begin where the one before ends."""
    for y, row in enumerate(rows):
        end = None
        for start, length in find_runs(row, yarn):
            yield f"M{start} {y}.5h{length}" if end is None else f"m{start - end} 0h{length}"
            end = start + length


def find_runs(row: Row, yarn: int) -> Iterator[tuple[int, int]]:
    """Give start and length of each unbroken run of a yarn in a row."""
    start = None
    for x, cell in enumerate([*row, -1]):
        if cell == yarn and start is None:
            start = x
        elif cell != yarn and start is not None:
            yield start, x - start
            start = None
