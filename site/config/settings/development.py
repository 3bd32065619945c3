"""The demo on one's own machine: fixed logins, nothing leaves, no second factor."""

from config.settings.base import *  # noqa: F403 - settings modules build on each other
from config.settings.base import ROOT, env

DEBUG = env.bool("DEBUG", default=False)
DEMO = True
SECRET_KEY = env("SECRET_KEY", default="demo-only-key-that-guards-nothing-but-sample-content")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
MAIL_TRANSPORT = None
(ROOT / "var").mkdir(exist_ok=True)
