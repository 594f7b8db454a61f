"""Where the web server finds the application."""

import os

from django.core.wsgi import get_wsgi_application

from factcheck.collector import pass_over_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_wsgi_application()
pass_over_what_is_loaded()
