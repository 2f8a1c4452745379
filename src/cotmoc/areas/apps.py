"""Django application of `cotmoc.areas`."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Registers `cotmoc.areas` with Django."""

    name = "cotmoc.areas"
    label = "areas"
