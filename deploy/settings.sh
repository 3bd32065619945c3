# Read by the scripts beside it: goes to the site's folder and takes its settings from NIMA_ENV (default /etc/nima.env).
set -eu
# Root goes on as the site's user, who owns the data and whom PostgreSQL knows.
if [ "$(id -u)" = 0 ] && id nima >/dev/null 2>&1; then
    exec runuser -u nima -- "$0" "$@"
fi
cd "$(dirname "$(readlink -f "$0")")/.."
NIMA_ENV=${NIMA_ENV:-/etc/nima.env}
if [ -r "$NIMA_ENV" ]; then
    # The same lines that systemd reads: NAME=value, where value may hold spaces and < > without quotes.
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in '' | '#'*) ;; *) export "$line" ;; esac
    done < "$NIMA_ENV"
fi
export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-config.settings.production}" PYTHONPATH=.:site
PYTHON=${PYTHON:-.venv/bin/python}
