"""Five million events in PostgreSQL: `python -m benchmarks.database [INTERVIEWS]`."""
