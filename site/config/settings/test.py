"""Tests: quick password hashes, plain static files, mail to a sink."""

from config.settings.base import *  # noqa: F403 - settings modules build on each other
from config.settings.base import MIDDLEWARE, TASKS

DEBUG = False
SAMPLE_ACCOUNTS = True
SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
TASKS = TASKS | {"bg": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
# Tests of a cluster and of kept pages ask for them.
SEARCH_URL = ""
KEPT_PAGES_MEGABYTES = 0
