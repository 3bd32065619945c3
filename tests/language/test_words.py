"""Counting words, the same in Python and in the browser."""

import json
import shutil
import subprocess
import unicodedata

import pytest

from language.words import WORD, count_words

COUNTS = {
    "": 0,
    "  \n\t ": 0,
    "— … «» !": 0,
    "🎉 👩‍👩‍👧": 0,
    "Σύμβουλοι Ένταξης": 2,
    "Η φωνή μας, η πόλη μας.": 6,
    "A well-being follow-up": 3,
    "διά‑δραση και δια-δικτύωση": 3,
    "Don't, don’t": 2,
    "απ’ όλους γι' αυτό": 4,
    "π.χ. Μ.Κ.Ο. κ.λπ.": 3,
    "1.600 άτομα, 3,5 %, 1,600": 4,
    "17:30 στις 10/12/2026": 3,
    "2021–2024": 2,
    "2021-2024": 1,
    "and/or ναι/όχι": 4,
    "Τέλος,αρχή;μέση": 3,
    "25€ και 40%": 3,
    "5ο Γυμνάσιο – Πάτρα": 3,
    "nima@example.org": 1,
    "-άλφα- 'βήτα' «γάμα».": 3,
    "Ταΰγετος café naïve Łódź": 4,
    "Ἀθῆναι ᾠδή": 2,
    "Привет мир": 2,
    "مرحبا بكم": 2,
    "α×β÷γ": 3,
    "Τι\u037e πώς\u0387 έτσι": 3,
    "άλφα\u00a0βήτα\u2003γάμα\u2028δέλτα": 4,
    "1.2.3. 4,,5 6::7": 5,
    "α-": 1,
    "1" * 10_000: 1,
    "α-" * 10_000: 1,
}


@pytest.mark.parametrize(("text", "count"), COUNTS.items(), ids=range(len(COUNTS)))
def test_words_are_counted_by_the_written_rule(text: str, count: int) -> None:
    assert [count_words(text), count_words(unicodedata.normalize("NFD", text))] == [count, count]


@pytest.mark.skipif(not shutil.which("node"), reason="needs node to run JavaScript outside a browser")
def test_javascript_counts_the_same_words() -> None:
    script = f"""
        const [source, texts] = {json.dumps([WORD, list(COUNTS)])};
        const word = new RegExp(source, "gu");
        console.log(JSON.stringify(texts.map((text) => (text.match(word) || []).length)));
    """

    answer = subprocess.run([shutil.which("node") or "", "-e", script], capture_output=True, check=True)

    assert json.loads(answer.stdout) == list(COUNTS.values())
