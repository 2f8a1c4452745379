"""The same register through django-import-export: a resource as its documents recommend for large files."""
