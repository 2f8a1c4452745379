"""The WSGI application that `cotmoc serve` runs; another WSGI server may run it too."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cotmoc.config.settings")
application = get_wsgi_application()
