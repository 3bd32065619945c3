"""Walks over every address and whole files on paper, which take minutes."""

import pytest

WALKS = (
    "tests/test_access.py",
    "tests/test_admin_words.py",
    "tests/config/test_fuzz.py",
    "tests/network_members/test_privacy.py",
    "tests/test_roles.py",
    "tests/test_words.py",
    "tests/translation/test_guard.py",
    "tests/good_practices/test_pdf.py",
)
"""Run on one database: other tests ask the same of both."""


def is_walk(item: pytest.Item) -> bool:
    """Say whether a test is one of them."""
    return item.path.as_posix().endswith(WALKS)
