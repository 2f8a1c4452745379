"""Django application of `cotmoc.resolution`."""

from django.apps import AppConfig


class ResolutionConfig(AppConfig):
    """Registers `cotmoc.resolution` with Django."""

    name = "cotmoc.resolution"
    label = "resolution"
