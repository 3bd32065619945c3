"""The site as it is served, with a bare view beside its pages and a count of queries for who asks."""

from config.settings.development import *  # noqa: F403 - settings modules build on each other
from config.settings.development import MIDDLEWARE

DEMO = False
ROOT_URLCONF = "tests.benchmarks.bare"
MIDDLEWARE = ["tests.benchmarks.bare.Counting", *MIDDLEWARE]
