"""A pytest plugin that notes which branches of ours the tests take: `pytest -p tests.measured`."""

import json

import pytest
import slipcover

from tests.coverage_goals import NOTES

OURS = ["site", "good_practices", "network_members", "search"]
LEFT_OUT = ["*/migrations/*", "*/config/settings/production.py", "*/config/wsgi.py"]
NEVER_RUN = ["raise NotImplementedError"]
KEEPS_PROBES = 2**31 - 1
"""After how many passages functions are written anew without their probes: never, a probe costs next to nothing."""

# A tracer, all that coverage.py has for branches before Python 3.14, is called for every line of Django and Wagtail
# too and doubles the time of the tests. Probes stand in our own code alone.
probes = slipcover.Slipcover(
    branch=True, source=OURS, omit=LEFT_OUT, exclude_also=NEVER_RUN, d_miss_threshold=KEEPS_PROBES
)
# pytest imports this file before Django imports any room.
slipcover.ImportManager(probes, slipcover.FileMatcher(sources=OURS, omit=LEFT_OUT)).__enter__()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave a note of what this process saw."""
    NOTES.mkdir(parents=True, exist_ok=True)
    name = getattr(session.config, "workerinput", {}).get("workerid", "alone")
    (NOTES / f"{name}.json").write_text(json.dumps(probes.get_coverage()))
