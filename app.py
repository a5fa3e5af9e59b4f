"""The browser entry."""
