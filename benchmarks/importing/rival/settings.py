"""The product's settings with django-import-export and the rival's tables beside it."""

from cotmoc.config.settings import *  # noqa: F403
from cotmoc.config.settings import INSTALLED_APPS as PRODUCT

INSTALLED_APPS = [*PRODUCT, "import_export", "benchmarks.importing.rival"]
