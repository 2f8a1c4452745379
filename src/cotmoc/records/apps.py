"""Django application of `cotmoc.records`."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers `cotmoc.records` with Django."""

    name = "cotmoc.records"
    label = "records"
