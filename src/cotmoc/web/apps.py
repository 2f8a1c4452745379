"""Django application of `cotmoc.web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers `cotmoc.web` with Django."""

    name = "cotmoc.web"
    label = "web"
