"""Our own launcher of the embedded PostgreSQL server; knows nothing of the rest of the product."""
