"""Django application of `cotmoc.access`."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers `cotmoc.access` with Django."""

    name = "cotmoc.access"
    label = "access"
