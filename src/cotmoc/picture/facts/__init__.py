"""The columnar fact store: every real thing once, in DuckDB, kept in step with PostgreSQL."""
