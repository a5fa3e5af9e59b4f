"""Numbered, append-only migrations of the events database; the store runs them."""
