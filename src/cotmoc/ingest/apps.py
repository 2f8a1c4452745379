"""Django application of `cotmoc.ingest`."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """Registers `cotmoc.ingest` with Django."""

    name = "cotmoc.ingest"
    label = "ingest"
