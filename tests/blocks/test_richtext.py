"""What members write shows as they meant it, and nothing else happens."""

import time

import pytest

from blocks.richtext import render_markdown

SAFE = {
    "Δύο\n\nπαράγραφοι": "<p>Δύο</p>\n<p>παράγραφοι</p>",
    "μία\nγραμμή": "<p>μία<br>\nγραμμή</p>",
    "**έντονα** και *πλάγια*": "<p><strong>έντονα</strong> και <em>πλάγια</em></p>",
    "- α\n- β": "<ul>\n<li>α</li>\n<li>β</li>\n</ul>",
    "3. γ\n4. δ": '<ol start="3">\n<li>γ</li>\n<li>δ</li>\n</ol>',
    "> λόγια": "<blockquote>\n<p>λόγια</p>\n</blockquote>",
    "[ΣΕΜ](https://example.org/?a=1&b=2)": '<p><a href="https://example.org/?a=1&amp;b=2" rel="nofollow ugc noopener">ΣΕΜ</a></p>',
    "<https://example.org>": '<p><a href="https://example.org" rel="nofollow ugc noopener">https://example.org</a></p>',
    "5 < 7 & 8 > 2": "<p>5 &lt; 7 &amp; 8 &gt; 2</p>",
    "": "",
}
PLAIN = {
    "# Τίτλος": "<p># Τίτλος</p>",
    "`κώδικας`": "<p>`κώδικας`</p>",
    "![x](https://example.org/x.png)": '<p>!<a href="https://example.org/x.png" rel="nofollow ugc noopener">x</a></p>',
    "<b>x</b>": "<p>&lt;b&gt;x&lt;/b&gt;</p>",
    "<script>alert(1)</script>": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "[x](javascript:alert(1))": "<p>[x](javascript:alert(1))</p>",
    "[x](data:text/html,x)": "<p>[x](data:text/html,x)</p>",
    "[x](ftp://example.org)": '<p><a rel="nofollow ugc noopener">x</a></p>',
}
BOMBS = ["[", "> ", "*", "_", "- ", "[a](", "[a](b)", "![", "<", "&", "**a ", "a*_", "<http://a.b>", "\n"]


@pytest.mark.parametrize("text", SAFE)
def test_the_small_part_of_markdown_is_read(text: str) -> None:
    assert render_markdown(text) == SAFE[text]


@pytest.mark.parametrize("text", PLAIN)
def test_the_rest_stays_plain_text(text: str) -> None:
    assert render_markdown(text) == PLAIN[text]


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("length", [20_000, 1_000_000])
def test_no_text_costs_seconds(bomb: str, length: int) -> None:
    text = (bomb * length)[:length]
    started = time.process_time()

    render_markdown.__wrapped__(text)

    assert time.process_time() - started < 2


def test_a_very_long_text_keeps_its_words() -> None:
    assert render_markdown("λόγια <b>\n\n" * 3000).startswith("<p>λόγια &lt;b&gt;</p>")
