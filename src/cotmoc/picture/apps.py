"""Django application of `cotmoc.picture`."""

from django.apps import AppConfig


class PictureConfig(AppConfig):
    """Registers `cotmoc.picture` with Django."""

    name = "cotmoc.picture"
    label = "picture"
