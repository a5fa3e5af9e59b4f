"""The append-only events table and what is derived from it."""
