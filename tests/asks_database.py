"""A pytest plugin that leaves out what asks no database: `pytest -p tests.asks_database`."""

import pytest

from tests.walks import is_walk

FIXTURES = {"django_db_setup"}
"""Every fixture that opens the database asks for this one."""


def asks_database(item: pytest.Item) -> bool:
    """Say whether a test reads or writes rows."""
    return not is_walk(item) and (
        bool(FIXTURES.intersection(getattr(item, "fixturenames", ())))
        or item.get_closest_marker("django_db") is not None
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that another database could fail."""
    left_out = [item for item in items if not asks_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if asks_database(item)]
