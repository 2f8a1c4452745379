"""Pages by task, forms, templates, islands and the HTTP API; tables are unknown here."""
