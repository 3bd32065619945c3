"""Clean text for mails: what stands in a header stays one line, and nothing breaks the transfer."""

import re
from email.headerregistry import Address

from language.folding import LINE_BREAK, REFUSED, without_invisible


def one_line(text: str, longest: int = 250) -> str:
    """Return what may stand in a header: no line break, no control character, cut where the row ends."""
    line = " ".join(without_invisible(REFUSED.sub(" ", text)).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def whole_text(text: str) -> str:
    """Return a text of many lines without what no mail carries; never more than one empty line at a time."""
    lines = (line.rstrip() for line in REFUSED.sub("", LINE_BREAK.sub("\n", text)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def named_address(name: str, address: str) -> str:
    """Return `name <address>` as a header takes it, whatever the name holds; raise ValueError for no address."""
    return str(Address(one_line(name, 160), addr_spec=address))
