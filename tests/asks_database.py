"""A pytest plugin that leaves out what asks no database: `pytest -p tests.asks_database`."""

import pytest

FIXTURES = {"django_db_setup"}
"""Every fixture that opens the database asks for this one."""
WALKS = (
    "/test_access.py",
    "/test_admin_words.py",
    "/test_fuzz.py",
    "/network_members/test_privacy.py",
    "/test_roles.py",
    "/test_words.py",
    "/translation/test_guard.py",
    "/good_practices/test_pdf.py",
)
"""Walks over every address and whole files on paper, which take minutes: other tests ask the same of both databases."""


def asks_database(item: pytest.Item) -> bool:
    """Say whether a test reads or writes rows."""
    return not item.path.as_posix().endswith(WALKS) and (
        bool(FIXTURES.intersection(getattr(item, "fixturenames", ())))
        or item.get_closest_marker("django_db") is not None
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that another database could fail."""
    left_out = [item for item in items if not asks_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if asks_database(item)]
