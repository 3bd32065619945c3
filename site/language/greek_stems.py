"""A light stemmer for Greek: what is left when the ending that inflection changes is taken away.

It works on folded words and knows the endings of nouns, adjectives and verbs (M. Triantafyllidis, "Small Modern Greek
Grammar"), and not one single word, so that names and new words are treated like old ones. An ending that
both nouns and verbs have counts as the noun's, as nouns are what people search for. A stem is for comparing alone.
"""

import re
from collections.abc import Callable

VOWELS = "αεηιουω"
# What stays has a vowel, and at least two letters.
STEM = f"[^{VOWELS}]+[{VOWELS}].*?|[{VOWELS}].+?"
LONG = ".{3,}?"

NOUNS = "οσ ου ο οι ων ουσ ε α ασ εσ η ησ ισ υ υσ ω ωσ εωσ εων εισ"
ADJECTIVES = "οσ η ο οι εσ α ου ησ ων ουσ ε"
COMPARED = ("ο", "ω", "υ", "εσ", "ι")
PAST = "α ε αμε ατε αν"
DEPENDENT = "ω ει ουμε ετε ειτε ουν ουνε"
PRESENT = (
    "ω ει ουμε ομε ετε ειτε ουν ουνε αω αει αμε ατε αν ομαι εσαι εμαι εται ομαστε εστε οσαστε ονται ενται ομουν οσουν "
    "οταν ομασταν οσασταν ονταν ουμαι εισαι ειται ουμαστε ειστε ουνται ουνταν αμαι ασαι αται αστε οντασ ωντασ ε"
)
CHANGES = str.maketrans("ξγχψφβ", "κκκπππ")
LONG_ENOUGH = 5
ACTION = 8
# The plural of γονέας and the plural of πόλη end alike; after these letters the first is meant.
AGENTS = "βγδμνρφ"


def before(stem: str, *endings: str) -> re.Pattern[str]:
    """Return the pattern of a word that one of some endings ends, the longest that fits; its first group stays."""
    longest_first = sorted(" ".join(endings).split(), key=len, reverse=True)
    return re.compile(f"({stem})(?:{'|'.join(longest_first)})")


def each(mark: str, endings: str) -> str:
    """Return endings with a mark of tense or voice before each."""
    return " ".join(mark + ending for ending in endings.split())


def as_it_is(root: str) -> str:
    """Return a root that every form shares."""
    return root


def active(root: str) -> str:
    """Return what present and past of a verb share: καθορίζω and καθόρισα, οργανώνω and οργάνωσα."""
    if root.endswith(("ιζ", "αζ")) or (root.endswith("ων") and len(root) > 4):
        return root[:-1] + "σ"
    if root.endswith(("ιστ", "αστ", "λλ")):
        return root[:-1]
    if root.endswith("αιν"):
        return root[:-2] + "ν"
    return root + "σ" if root.endswith("ευ") else root


def passive(root: str) -> str:
    """Return the same root for what was done: οργανώθηκε, also when it is heard as οργανόθηκε, and συζητήθηκε."""
    if root.endswith(("ω", "ο")):
        return root[:-1] + "ωσ"
    return root[:-1] if root.endswith("η") and len(root) > 3 else active(root)


RULES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    # πρόγραμμα, προγράμματος
    (before(".{2,}μ", "ατοσ ατα ατων"), as_it_is),
    # σημαντικότερος, ευρύτατος, σαφέστερος; ιδιαίτερος is compared with nothing
    (
        before(
            f"{LONG}(?!(?<=[αεο])ι)",
            *(each(f"{vowel}τ{mark}", ADJECTIVES) for vowel in COMPARED for mark in ("ερ", "ατ")),
        ),
        as_it_is,
    ),
    # προϊόν, προϊόντος
    (before("....+?", "ον οντοσ οντα οντων οντεσ οντουσ"), as_it_is),
    # έκανε, whose augment is left where the accent falls on it, so before two more syllables
    (re.compile(f"ε([^{VOWELS}]+[{VOWELS}]+[^{VOWELS}]+)(?:(?<!ετ)(?<!ουμ)ε|αν)"), active),
    # οργανώθηκε, καθορίστηκε
    (before(STEM, each("θηκ", PAST), each("τηκ", PAST)), passive),
    # να οργανωθεί, να καθοριστεί; after other letters θ and τ are the verb's own: βοηθεί, κρατεί
    (before("...+?(?:[σχφ](?=[θτ])|[ηωρνι](?=θ)|ευ(?=[θτ]))", each("θ", DEPENDENT), each("τ", DEPENDENT)), passive),
    # οργανωμένος, καθορισμένος, εμπνευσμένος, but not εργαζόμενος, who is somebody
    (before(f"{LONG}(?:ω|[ια]σ|ευσ?)", each("μεν", ADJECTIVES)), passive),
    (before(LONG, each("ημεν", ADJECTIVES)), as_it_is),
    # συζήτησε, να συζητήσει, συζητούσε
    (before(LONG, each("ησ", PAST), each("ησ", DEPENDENT), "ησεσ ουσε ουσαν ουσαμε ουσατε"), active),
    # μιλιέται, whose ι is not in μιλώ; that of πραγματοποιείται is part of οι
    (before(f".{{2,}}[^{VOWELS}]", "ιεμαι ιεσαι ιεται ιομαστε ιεστε ιουνται ιουνταν ιομουν ιοταν"), active),
    (before(STEM, PRESENT), active),
)
NOUN = re.compile(f"({STEM})({'|'.join(sorted(NOUNS.split(), key=len, reverse=True))})")


def greek_stem(word: str) -> str:
    """Return the stem of a folded Greek word; a word without an ending is its own."""
    for pattern, root in RULES:
        found = pattern.fullmatch(word)
        if found:
            return changing(root(found[1]))
    named = NOUN.fullmatch(word)
    return changing(nominal(named[1], named[2])) if named else word


def changing(root: str) -> str:
    """Return a root with its last consonant as all tenses share it: ένταξη and εντάσσω, έγραψε and γράφω.

    In shorter roots it is all that keeps words apart: τρόπος and τροφή.
    """
    if len(root) < LONG_ENOUGH:
        return root
    return f"{root[:-2]}κ" if root.endswith("σσ") else root[:-1] + root[-1].translate(CHANGES)


def nominal(root: str, ending: str) -> str:
    """Return the stem of a noun or adjective.

    Φορέας keeps its ε from φόρος, μετανάστρια shares the stem of μετανάστης, and κωδικοποίηση that of κωδικοποιώ; what
    is shorter stays apart, as ερώτηση from έρωτας.
    """
    if root.endswith("ησ") and len(root) >= ACTION and ending in ("η", "ησ", "εισ", "εων", "εωσ"):
        return root[:-2]
    if ending in ("εισ", "εων") and (len(root) == 2 or (len(root) == 3 and root[-1] in AGENTS)):
        return root + "ε"
    if root.endswith("ε") and len(root) > 4 and ending in ("α", "ασ"):
        return root[:-1]
    return root[:-2] if root.endswith(("ητρι", "στρι", "υτρι", "ωτρι")) and len(root) > 5 else root
