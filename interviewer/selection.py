"""Which questions an interview asks, in which order, and why. Pure; filled in by `choose`."""
