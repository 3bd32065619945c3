"""A vocabulary in memory: every word of some texts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from language.chain import words_in
from language.sounds import sound
from language.stemming import stem
from search.vocabulary import Known


class WordsInMemory:
    """Answer as the database's table does, and count the questions."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        self.documents = len(texts)
        self.questions = 0
        self.words: dict[str, Known] = {}
        self.of_stem: dict[str, list[Known]] = defaultdict(list)
        self.of_sound: dict[str, list[Known]] = defaultdict(list)
        for known in counted(texts):
            self.words[known.word] = known
            self.of_stem[known.stem].append(known)
            self.of_sound[known.sound].append(known)

    def find(
        self, words: Collection[str] = (), stems: Collection[str] = (), sounds: Collection[str] = ()
    ) -> Sequence[Known]:
        self.questions += 1
        spelt = {self.words[word] for word in words if word in self.words}
        stemmed = {known for one in stems for known in self.of_stem.get(one, ())}
        return sorted(spelt | stemmed | {known for code in sounds for known in self.of_sound.get(code, ())})

    def beginning(self, words: Collection[str], sounds: Collection[str], most: int) -> Sequence[Known]:
        self.questions += 1
        starts, codes = tuple(words), tuple(sounds)
        found = [one for one in self.words.values() if one.word.startswith(starts) or one.sound.startswith(codes)]
        return sorted(found, key=lambda known: (-known.documents, known.word))[:most]


def counted(texts: Iterable[str]) -> list[Known]:
    """Return every word with the number of texts that hold it, spelt as it is most often."""
    documents: Counter[str] = Counter()
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        found = words_in(text)
        documents.update({word.folded for word in found})
        for word in found:
            spelt[word.folded][text[word.start : word.end]] += 1
    return [
        Known(word, stem(word), sound(stem(word)), documents[word], spelt[word].most_common(1)[0][0])
        for word in documents
    ]
