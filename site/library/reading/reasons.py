"""What can become of reading a file; the codes are those of `DocumentText.State`."""

READ, CUT = "read", "cut"
LOCKED, BROKEN, EMPTY, LARGE, SLOW, OTHER, LOST = "locked", "broken", "empty", "large", "slow", "other", "lost"
WITH_TEXT = frozenset({READ, CUT})


class Unread(Exception):  # noqa: N818 - reads as what happened
    """Nothing more of a file can be read, for a reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
