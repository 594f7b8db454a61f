"""The whole product on one machine: PostgreSQL, Valkey, worker and web server."""
