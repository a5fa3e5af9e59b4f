"""An interview becomes a report. Pure."""
