"""How the site is served; the address comes from --bind, the number of processes from WEB_CONCURRENCY."""

from pathlib import Path

from gunicorn.glogging import Logger

ROOT = Path(__file__).resolve().parent

chdir = str(ROOT)
# `gunicorn --check-config` ignores this line, so the unit file, the container and the Makefile export PYTHONPATH too.
pythonpath = f"{ROOT},{ROOT / 'site'}"
wsgi_app = "config.wsgi"
worker_class = "config.worker.FairWorker"
# For searches, and as many for all else.
threads = 4
timeout = 60
graceful_timeout = 20
keepalive = 5
# Fresh processes now and then; never all of them at once.
max_requests = 2000
max_requests_jitter = 400
# The heartbeat file must not wait for a busy disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - shared memory, and gunicorn makes its own private file there
accesslog = None


class NoAccessLog(Logger):
    """Who asked for what is not kept, so no line of it is put together: that took a twelfth of a kept page's time."""

    access_log_enabled = False


logger_class = NoAccessLog
errorlog = "-"
loglevel = "warning"
# The same lines as the site's own: gunicorn would name addresses of people and what they asked for.
logconfig_dict = {
    "formatters": {"line": {"()": "config.logs.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
