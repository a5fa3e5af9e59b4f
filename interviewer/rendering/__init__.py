"""A report as something to read or keep: one format a file, all of them in `formats`."""
