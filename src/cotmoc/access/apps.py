"""Django application of `cotmoc.access`."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers `cotmoc.access` with Django."""

    name = "cotmoc.access"
    label = "access"

    def ready(self) -> None:
        """Makes the lookup `among` known to all models."""
        from cotmoc.access.queries import among  # noqa: F401 - importing registers it
