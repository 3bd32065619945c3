"""The door through which gunicorn serves the site."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

CANNOT_START = 3
"""What gunicorn takes for "do not try again"."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as reason:
    sys.stderr.write(f"Nima: {reason}\n")
    sys.exit(CANNOT_START)
