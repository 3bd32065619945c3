"""The tests' settings, with pages kept as on a real site."""

from config.settings.test import *  # noqa: F403 - settings modules build on each other

KEPT_PAGES_MEGABYTES = 16
